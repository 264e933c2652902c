"""What can be wrong with a Telegram bot, in words."""

from __future__ import annotations

from trato.rooms.channels.adapters import webhook_faults
from trato.rooms.channels.adapters.reading import JsonMap
from trato.rooms.channels.adapters.webhook_faults import OPEN_ADDRESS, WEBHOOK, silent
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import ProviderAnswer, TransportFailure

BOT = Said("Bot y token", "Bot and token", "Bot e token")


def of_token(answer: ProviderAnswer | None, told: JsonMap | None) -> Finding:
    """Return why the bot did not answer for itself."""
    if told is None:
        return of_silence(answer, "bot", BOT)
    return bad(
        "bot", BOT,
        Said("Telegram no reconoce el token.", "Telegram does not know the token.",
             "O Telegram não reconhece o token."),
        Said("Pedirlo de nuevo a @BotFather con /token y copiarlo entero.",
             "Ask @BotFather for it again with /token and copy all of it.",
             "Pedi-lo de novo ao @BotFather com /token e copiá-lo inteiro."),
    )  # fmt: skip


def other_bot(name: str) -> Finding:
    """Return that the token is another bot's."""
    return bad(
        "bot", BOT,
        Said(f"El token es de otro bot: @{name}.", f"The token is another bot's: @{name}.",
             f"O token é de outro bot: @{name}."),
        Said("Escribir el nombre de ese bot, o el token del otro.", "Write that bot's name, or the other's token.",
             "Escrever o nome desse bot, ou o token do outro."),
    )  # fmt: skip


def of_silence(answer: ProviderAnswer | None, check: str = "webhook", label: Said = WEBHOOK) -> Finding:
    """Return that Telegram did not tell."""
    return silent("Telegram", answer.error if isinstance(answer, TransportFailure) else "5xx", check, label)


def failing_webhook(words: str) -> Finding:
    """Return that updates wait because the last one was not taken."""
    return bad(
        "webhook", WEBHOOK,
        Said(f"Hay mensajes que esperan. Telegram dice: {words}", f"Messages are waiting. Telegram says: {words}",
             f"Há mensagens esperando. O Telegram diz: {words}"),
        OPEN_ADDRESS,
    )  # fmt: skip


def webhook_refused(words: str) -> Finding:
    """Return that Telegram does not take our address."""
    remedy = Said("Hace falta una dirección https pública, en el puerto 443, 80, 88 u 8443.",
                  "It takes a public https address, at port 443, 80, 88 or 8443.",
                  "É preciso um endereço https público, na porta 443, 80, 88 ou 8443.")  # fmt: skip
    return webhook_faults.webhook_refused("Telegram", words, remedy)
