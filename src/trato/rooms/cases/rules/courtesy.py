"""Whether a message is only a courtesy: it neither reopens a case, nor opens one, nor starts a clock."""

from __future__ import annotations

from typing import Final

from trato.kit.utterance import words_of


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words_of(words, limit=10_000))


_CORE: Final = _set_of(
    """gracias grax grcs agradecido agradecida agradezco ok okay oki okis okey oka dale vale listo perfecto genial
    excelente buenisimo barbaro joya entendido entiendo enterado enterada recibido igualmente saludos chau chao adios
    abrazo abrazos bendiciones amable amables espectacular fantastico maravilla buenisima sale va copiado
    obrigado obrigada obg brigado brigada valeu vlw blz beleza perfeito otimo otima maravilha entendi entendido certo
    recebido abraco abracos tchau grato grata combinado show
    thanks thank thx tks ty thankyou great perfect awesome cheers understood received bye cool alright excellent
    appreciated appreciate wonderful
    👍 🙏 ❤ 🙂 😊 😀 😁 😃 😄 😉 😘 🤗 👌 👏 💪 🎉 ✅ 🥰 😍 💕 💖 💙 💚 💜 🧡 💛 🤍 🙌
    🤝 ☺ 💯 ✨ 🌹 🫶 😌 🤩 🫡 💐 🌸"""
)
_AROUND: Final = _set_of(
    """muchas mil muchisimas por todo toda la el los las tu su ayuda atencion respuesta y a ustedes vos ti usted te les
    de nuevo muy que tengas tenga tengan un una buen buena buenas linda lindo dia dias tarde noche finde semana jornada
    feliz son estoy todo bien estuvo ha sido entonces ahi con gusto si ya mucho cordiales cordial rapida pronta quedo
    muito mesmo pela pelo ajuda atendimento voces voce tenha bom boa tarde dia fim final semana demais gente pra um uma
    so so you very much so for your the help all again a have nice good day one lot it that s i everything answer
    quick reply support evening weekend really have"""
)
_WHOLE: Final = frozenset(
    words_of(one)
    for one in (
        "de nada",
        "por nada",
        "you're welcome",
        "you are welcome",
        "no problem",
        "imagina",
        "disponha",
        "no gracias",
        "no muchas gracias",
        "não obrigado",
        "não obrigada",
        "no thanks",
        "no thank you",
        "nada más gracias",
        "eso es todo gracias",
        "that's all thanks",
        "é só isso obrigado",
        "era só isso obrigada",
        "era só isso obrigado",
        "hasta luego",
        "nos vemos",
        "até mais",
        "até logo",
        "take care",
    )
)
_LONGEST: Final = 12  # words


def is_courtesy(text: str) -> bool:
    """Say whether a message in Spanish, Portuguese or English thanks, agrees or takes leave, and does nothing else.

    "Gracias!", "👍🏽", "dale, muchas gracias por la ayuda", "valeu", "ok thanks" are; "gracias, ¿y el envío?",
    "gracias por nada", "buen día" (which begins something) and a picture are not. The caller asks it only of a case
    that does not wait for an answer: to "¿le sirve el martes?", "dale" is one.
    """
    if "?" in text or "¿" in text or len(text.split()) > _LONGEST:  # most messages; this is on the hot path
        return False
    words = words_of(text, limit=160)
    if not words or len(words) > _LONGEST:
        return False
    if words in _WHOLE:
        return True
    return not _CORE.isdisjoint(words) and all(word in _CORE or word in _AROUND for word in words)
