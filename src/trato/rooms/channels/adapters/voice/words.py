"""What callers hear where nobody wrote it better, in the language of the number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

SPOKEN = MappingProxyType({"es": "es-MX", "en": "en-US", "pt": "pt-BR"})  # as the provider names languages

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "es": {
            "hello": "Hola. Gracias por llamar.",
            "option": "Para {label}, marca {digit}.",
            "not_understood": "Esa opción no existe.",
            "waiting": "En un momento te atendemos.",
            "next": "La tuya es la próxima llamada.",
            "place": "Tu lugar en la fila es el {place}.",
            "wait_one": "La espera es de alrededor de un minuto.",
            "wait": "La espera es de unos {minutes} minutos.",
            "message": "mensaje",
            "aside": "Si prefieres seguir por {by}, marca 1.",
            "aside_sent": "Te enviamos un enlace por {by} para seguir por escrito. Hasta pronto.",
            "aside_cannot": "No vemos tu número, así que no podemos enviarte un mensaje.",
            "aside_no_way": "En este momento no podemos enviarte un mensaje.",
            "closed": "En este momento no hay nadie para atenderte.",
            "opens": "Volvemos {when}.",
            "leave_words": "Deja tu mensaje después de la señal y te llamamos. Al terminar, marca numeral.",
            "words_taken": "Tenemos tu mensaje y te vamos a llamar. Hasta pronto.",
            "call_later": "Te vamos a llamar a este número. Hasta pronto.",
            "bye": "Gracias por llamar. Hasta pronto.",
            "accept": "Llamada de un cliente. Para atenderla, marca 1.",
            "accept_own": "Tu llamada a un cliente. Para hacerla, marca 1.",
            "dialling": "Llamando.",
            "code": "Tu código es {code}.",
        },
        "en": {
            "hello": "Hello. Thank you for calling.",
            "option": "For {label}, press {digit}.",
            "not_understood": "There is no such option.",
            "waiting": "We will be with you in a moment.",
            "next": "Yours is the next call.",
            "place": "You are number {place} in line.",
            "wait_one": "The wait is about one minute.",
            "wait": "The wait is about {minutes} minutes.",
            "message": "message",
            "aside": "To go on by {by} instead, press 1.",
            "aside_sent": "We are sending you a link by {by}, to go on in writing. Goodbye.",
            "aside_cannot": "We cannot see your number, so we cannot send you a message.",
            "aside_no_way": "We cannot send you a message at the moment.",
            "closed": "There is nobody here to take your call now.",
            "opens": "We are back {when}.",
            "leave_words": "Leave your message after the tone and we will call you back. When you finish, press pound.",
            "words_taken": "We have your message and will call you back. Goodbye.",
            "call_later": "We will call you back at this number. Goodbye.",
            "bye": "Thank you for calling. Goodbye.",
            "accept": "A customer is calling. To take the call, press 1.",
            "accept_own": "Your call to a customer. To make it, press 1.",
            "dialling": "Calling.",
            "code": "Your code is {code}.",
        },
        "pt": {
            "hello": "Olá. Obrigado por ligar.",
            "option": "Para {label}, digite {digit}.",
            "not_understood": "Essa opção não existe.",
            "waiting": "Em um momento vamos atender você.",
            "next": "A sua é a próxima ligação.",
            "place": "O seu lugar na fila é o {place}.",
            "wait_one": "A espera é de cerca de um minuto.",
            "wait": "A espera é de cerca de {minutes} minutos.",
            "message": "mensagem",
            "aside": "Se preferir continuar por {by}, digite 1.",
            "aside_sent": "Vamos enviar um link por {by} para continuar por escrito. Até logo.",
            "aside_cannot": "Não vemos o seu número, então não podemos enviar uma mensagem.",
            "aside_no_way": "No momento não podemos enviar uma mensagem.",
            "closed": "No momento não há ninguém para atender.",
            "opens": "Voltamos {when}.",
            "leave_words": "Deixe a sua mensagem após o sinal e ligaremos para você. Ao terminar, digite sustenido.",
            "words_taken": "Recebemos a sua mensagem e vamos ligar para você. Até logo.",
            "call_later": "Vamos ligar para este número. Até logo.",
            "bye": "Obrigado por ligar. Até logo.",
            "accept": "Ligação de um cliente. Para atender, digite 1.",
            "accept_own": "A sua ligação para um cliente. Para fazê-la, digite 1.",
            "dialling": "Ligando.",
            "code": "O seu código é {code}.",
        },
    }
)
_WHEN = MappingProxyType({"es": "EEEE 'a las' H:mm", "en": "EEEE 'at' h:mm a", "pt": "EEEE 'às' H:mm"})
_ON = MappingProxyType({"es": "el ", "en": "on ", "pt": ""})


def word(language: str, name: str, **filled: str) -> str:
    """Return a sentence in a language, Spanish where it is another."""
    return (_WORDS.get(language) or _WORDS["es"])[name].format(**filled)


def when(language: str, at: datetime, zone: str) -> str:
    """Return a day of the week and an hour as they are said."""
    spoken = language if language in _WHEN else "es"
    return _ON[spoken] + format_datetime(at.astimezone(ZoneInfo(zone or "UTC")), _WHEN[spoken], locale=spoken)
