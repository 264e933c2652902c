"""How a Telegram bot is connected, and what Telegram says of it.

`getMe` tells whose token it is, `getWebhookInfo` where updates go and what went wrong with the last of them. Where
they go is set by us (`setWebhook`): there is no screen at Telegram's for it.
"""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.channels.adapters.telegram import faults
from trato.rooms.channels.adapters.telegram.api import call
from trato.rooms.channels.adapters.webhook_faults import WEBHOOK, no_webhook, other_webhook
from trato.rooms.channels.connecting import (
    Connection,
    Field,
    FieldKind,
    Finding,
    Holder,
    Made,
    Probe,
    Said,
    good,
)
from trato.rooms.channels.model import AccountView, ProviderAnswer

# what we understand; reactions are told to nobody who does not ask for them
UPDATES = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")
CONNECTIONS = 40  # that Telegram may open at once
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at the token, whose it is, and where updates go."""
    told = told_by(answer := (yield call(account, "getMe")))
    if told is None or told.get("ok") is not True:
        yield faults.of_token(answer, told)
        return
    name = text_in(map_in(told, "result"), "username")
    if name.lower() != account.external_id.removeprefix("@").lower():
        yield faults.other_bot(name)
        return
    yield good("bot", faults.BOT)
    if not hook:
        return
    told = told_by(answer := (yield call(account, "getWebhookInfo")))
    if told is None or told.get("ok") is not True:
        yield faults.of_silence(answer)
        return
    yield _of_webhook(map_in(told, "result"), hook)


def _of_webhook(info: JsonMap, hook: str) -> Finding:
    url, last = text_in(info, "url"), text_in(info, "last_error_message")
    if not url:
        return no_webhook("Telegram")
    if url != hook:
        return other_webhook(url)
    waiting = text_in(info, "pending_update_count")
    return faults.failing_webhook(last) if last and waiting not in {"", "0"} else good("webhook", WEBHOOK)


def arrange(account: AccountView, hook: str) -> Steps:
    """Have updates brought to us, with the secret that proves them."""
    asked = {
        "url": hook,
        "secret_token": account.secrets.get("secret_token", ""),
        "allowed_updates": list(UPDATES),
        "max_connections": CONNECTIONS,
    }
    told = told_by((yield call(account, "setWebhook", asked)))
    if told is not None and text_in(told, "error_code") == "400":  # of all else, the look that follows tells
        yield faults.webhook_refused(text_in(told, "description"))


CONNECTION = Connection(
    channel="telegram",
    about=Said(
        "Un bot de Telegram: cada persona le escribe en un chat privado.",
        "A Telegram bot: each person writes to it in a private chat.",
        "Um bot do Telegram: cada pessoa escreve a ele em um chat privado.",
    ),
    needs=(
        Said("Un bot creado con @BotFather en Telegram (orden /newbot).",
             "A bot made with @BotFather on Telegram (command /newbot).",
             "Um bot criado com @BotFather no Telegram (comando /newbot)."),
        Said("Que el bot no entre en grupos: en @BotFather, /setjoingroups, Disable.",
             "That the bot joins no groups: at @BotFather, /setjoingroups, Disable.",
             "Que o bot não entre em grupos: no @BotFather, /setjoingroups, Disable."),
    ),
    fields=(
        Field("username", Said("Nombre de usuario del bot", "User name of the bot", "Nome de usuário do bot"),
              Holder.EXTERNAL_ID,
              hint=Said("El que termina en «bot», sin la arroba.", "The one that ends in “bot”, without the at sign.",
                        "O que termina em “bot”, sem a arroba.")),
        Field("bot_token", Said("Token del bot", "Bot token", "Token do bot"), Holder.SECRETS, FieldKind.SECRET,
              hint=Said("El que dio @BotFather al crearlo: un número, dos puntos y letras.",
                        "The one that @BotFather gave when it was made: a number, a colon and letters.",
                        "O que o @BotFather deu ao criá-lo: um número, dois-pontos e letras.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    made=(Made("secret_token"),),
    hook=Said(
        "No hay nada que pegar: al comprobar la cuenta, Trato le dice a Telegram que traiga los mensajes aquí.",
        "There is nothing to paste: when the account is checked, Trato tells Telegram to bring messages here.",
        "Não há nada para colar: ao verificar a conta, o Trato diz ao Telegram que traga as mensagens aqui.",
    ),
    examine=examine,
    arrange=arrange,
    write_to=Said(
        "Abrir t.me/ y el nombre del bot, tocar Iniciar y escribir.",
        "Open t.me/ and the name of the bot, tap Start and write.",
        "Abrir t.me/ e o nome do bot, tocar em Iniciar e escrever.",
    ),
)  # fmt: skip
