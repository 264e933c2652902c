"""How a LINE official account is connected, and what LINE says of it.

`/v2/bot/info` tells whose token it is; where events go is set and tried by calls as well. LINE's own switch "Use
webhook" and the channel secret are seen only on its screens: a try that is not taken tells of both.
"""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.line import faults
from trato.rooms.channels.adapters.line.api import get, tell
from trato.rooms.channels.adapters.reading import JsonMap, number_in, text_in
from trato.rooms.channels.adapters.webhook_faults import WEBHOOK, no_webhook, other_webhook
from trato.rooms.channels.connecting import (
    Connection,
    Field,
    FieldKind,
    Finding,
    Holder,
    Probe,
    Said,
    good,
)
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer

ENDPOINT = "/v2/bot/channel/webhook/endpoint"
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at the token, whose it is, how much may still be sent this month, and where events go."""
    info = _told(answer := (yield get(account, "/v2/bot/info")))
    if info is None:
        yield faults.of_token(answer)
        return
    identifier, name = text_in(info, "userId"), text_in(info, "displayName")
    if identifier != account.external_id:
        yield faults.other_account(identifier, name)
        return
    yield good("account", faults.ACCOUNT)
    quota = _told((yield get(account, "/v2/bot/message/quota")))
    spent = _told((yield get(account, "/v2/bot/message/quota/consumption")))
    if quota is not None and spent is not None and (found := _of_quota(quota, spent)) is not None:
        yield found
    if not hook:
        return
    told = _told(answer := (yield get(account, ENDPOINT)))
    if told is None:
        yield faults.of_endpoint(answer)
        return
    if text_in(told, "endpoint") != hook:
        elsewhere = text_in(told, "endpoint")
        yield other_webhook(elsewhere) if elsewhere else no_webhook("LINE")
        return
    if told.get("active") is not True:
        yield faults.webhook_off()
        return
    tried = _told(answer := (yield tell(account, "POST", "/v2/bot/channel/webhook/test", {"endpoint": hook})))
    if tried is None:
        yield faults.of_silence(answer)
    elif tried.get("success") is True:
        yield good("webhook", WEBHOOK)
    else:
        yield faults.failing_webhook(text_in(tried, "reason"), text_in(tried, "detail"))


def arrange(account: AccountView, hook: str) -> Steps:
    """Have events brought to us."""
    answer = yield tell(account, "PUT", ENDPOINT, {"endpoint": hook})
    if isinstance(answer, HttpAnswer) and answer.status == 400:  # of all else, the look that follows tells
        yield faults.webhook_refused(text_in(told_by(answer) or {}, "message"))


def _told(answer: ProviderAnswer | None) -> JsonMap | None:
    return told_by(answer) if isinstance(answer, HttpAnswer) and answer.status == 200 else None


def _of_quota(quota: JsonMap, spent: JsonMap) -> Finding | None:
    most, used = number_in(quota, "value"), number_in(spent, "totalUsage")
    if text_in(quota, "type") != "limited" or most is None or used is None:
        return None
    return faults.quota_spent(int(most)) if used >= most else good("quota", faults.quota(int(used), int(most)))


CONNECTION = Connection(
    channel="line",
    about=Said(
        "Una cuenta oficial de LINE: cada persona le escribe en un chat.",
        "A LINE official account: each person writes to it in a chat.",
        "Uma conta oficial do LINE: cada pessoa escreve a ela em um chat.",
    ),
    needs=(
        Said("Una cuenta oficial con un canal de Messaging API, creado desde LINE Official Account Manager.",
             "An official account with a Messaging API channel, made from LINE Official Account Manager.",
             "Uma conta oficial com um canal de Messaging API, criado no LINE Official Account Manager."),
        Said("Los mensajes automáticos y de bienvenida de LINE, apagados: contestarían además de Trato.",
             "LINE's auto-reply and greeting messages turned off: they would answer besides Trato.",
             "As mensagens automáticas e de boas-vindas do LINE desligadas: responderiam além do Trato."),
    ),
    fields=(
        Field("user_id", Said("Identificador de la cuenta (userId)", "Id of the account (userId)",
                              "Identificador da conta (userId)"),
              Holder.EXTERNAL_ID,
              hint=Said("Empieza con U. Si no se conoce, escribir aquí el ID que empieza con @: al comprobar, Trato "
                        "dice cuál es.",
                        "It begins with U. Where it is not known, write the id that begins with @ here: when checked, "
                        "Trato says which one it is.",
                        "Começa com U. Se não se conhece, escrever aqui o ID que começa com @: ao verificar, o Trato "
                        "diz qual é.")),
        Field("channel_secret", Said("Secreto del canal (Channel secret)", "Channel secret",
                                     "Segredo do canal (Channel secret)"),
              Holder.SECRETS, FieldKind.SECRET,
              hint=Said("En LINE Developers, el canal, pestaña Basic settings.",
                        "In LINE Developers, the channel, tab Basic settings.",
                        "No LINE Developers, o canal, aba Basic settings.")),
        Field("access_token", Said("Token de acceso del canal", "Channel access token", "Token de acesso do canal"),
              Holder.SECRETS, FieldKind.SECRET,
              hint=Said("En LINE Developers, el canal, pestaña Messaging API: «Channel access token», Issue.",
                        "In LINE Developers, the channel, tab Messaging API: “Channel access token”, Issue.",
                        "No LINE Developers, o canal, aba Messaging API: «Channel access token», Issue.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    hook=Said(
        "No hay nada que pegar: al comprobar la cuenta, Trato le dice a LINE adónde traer los mensajes. Lo que sí hace "
        "falta es encender «Use webhook» en LINE Developers, pestaña Messaging API.",
        "There is nothing to paste: when the account is checked, Trato tells LINE where to bring messages. What it "
        "does take is turning on “Use webhook” in LINE Developers, tab Messaging API.",
        "Não há nada para colar: ao verificar a conta, o Trato diz ao LINE aonde trazer as mensagens. O que é preciso "
        "é ligar «Use webhook» no LINE Developers, aba Messaging API.",
    ),
    examine=examine,
    arrange=arrange,
    write_to=Said(
        "Agregar la cuenta en LINE por su ID o su código QR, y escribirle.",
        "Add the account on LINE by its id or its QR code, and write to it.",
        "Adicionar a conta no LINE pelo ID ou pelo código QR, e escrever a ela.",
    ),
)  # fmt: skip
