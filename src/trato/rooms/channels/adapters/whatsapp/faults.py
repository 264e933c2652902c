"""What can be wrong with a WhatsApp account, in plain words with the remedy. Codes: Meta's error reference."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.meta.faults import (
    PERMISSION_CODES,
    SUBSCRIPTION,
    WEBHOOK,
    code_of,
    of_permissions,
    of_refused_token,
    of_silence,
)
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

NUMBER = Said("Token y número", "Token and number", "Token e número")
KEY = Said("Clave de 360dialog", "360dialog key", "Chave da 360dialog")


def of_number(answer: ProviderAnswer | None, body: dict[str, Any] | None) -> Finding:
    """Name what is wrong with the token or the number."""
    if body is None:
        return of_silence("number", NUMBER, answer)
    if refused := of_refused_token(answer, body):
        return refused
    if code_of(body) in PERMISSION_CODES:
        return of_permissions(["whatsapp_business_management"])
    return bad(
        "number", NUMBER,
        Said("Ese identificador no es de un número que el token alcance.",
             "That ID is not of a number within the token's reach.",
             "Esse identificador não é de um número ao alcance do token."),
        Said("Copiar el «Identificador de número de teléfono» (no el número) de la app → WhatsApp → Configuración de "
             "la API, y asignar la cuenta de WhatsApp al usuario del sistema.",
             "Copy the “Phone number ID” (not the number) from the app → WhatsApp → API setup, and assign the WhatsApp "
             "account to the system user.",
             "Copiar o “Identificador do número de telefone” (não o número) do app → WhatsApp → Configuração da API, e "
             "atribuir a conta do WhatsApp ao usuário do sistema."),
    )  # fmt: skip


def of_business(answer: ProviderAnswer | None, body: dict[str, Any] | None) -> Finding:
    """Name an account of WhatsApp Business that the token does not reach."""
    if body is None:
        return of_silence("subscription", SUBSCRIPTION, answer)
    return bad(
        "subscription", SUBSCRIPTION,
        Said("El token no alcanza esa cuenta de WhatsApp Business.",
             "The token does not reach that WhatsApp Business account.",
             "O token não alcança essa conta do WhatsApp Business."),
        Said("Revisar su identificador, y asignarla al usuario del sistema en Meta Business.",
             "Check its ID, and assign it to the system user in Meta Business.",
             "Conferir o identificador, e atribuí-la ao usuário do sistema no Meta Business."),
    )  # fmt: skip


def not_subscribed() -> Finding:
    """Name an account whose events the app does not get."""
    return bad(
        "subscription", SUBSCRIPTION,
        Said("La app no está suscrita a la cuenta de WhatsApp Business: no le llega ningún mensaje.",
             "The app is not subscribed to the WhatsApp Business account: it gets no message.",
             "O app não está inscrito na conta do WhatsApp Business: não recebe nenhuma mensagem."),
        Said("En la app de Meta → WhatsApp → Configuración, suscribir la cuenta; luego reintentar.",
             "In the Meta app → WhatsApp → Configuration, subscribe the account; then try again.",
             "No app da Meta → WhatsApp → Configuração, inscrever a conta; depois tentar de novo."),
    )  # fmt: skip


def deaf_webhook() -> Finding:
    """Name a webhook that is told of no messages."""
    return bad(
        "webhook", WEBHOOK,
        Said("El webhook no está suscrito al campo «messages».", "The webhook is not subscribed to “messages”.",
             "O webhook não está inscrito no campo “messages”."),
        Said("Suscribirlo en la app de Meta → WhatsApp → Configuración → Campos del webhook.",
             "Subscribe it in the Meta app → WhatsApp → Configuration → Webhook fields.",
             "Inscrevê-lo no app da Meta → WhatsApp → Configuração → Campos do webhook."),
    )  # fmt: skip


def of_key(answer: ProviderAnswer | None) -> Finding:
    """Name a key that 360dialog refuses."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return of_silence("number", KEY, answer)
    return bad(
        "number", KEY,
        Said("360dialog no reconoce la clave.", "360dialog does not know the key.",
             "A 360dialog não reconhece a chave."),
        Said("Generar otra en el 360dialog Hub, para este número, y pegarla aquí.",
             "Make another in the 360dialog Hub, for this number, and paste it here.",
             "Gerar outra no 360dialog Hub, para este número, e colá-la aqui."),
    )  # fmt: skip
