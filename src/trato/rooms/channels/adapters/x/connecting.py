"""How an account of X is connected, and what X says of it.

`/2/users/me` tells whose token it is; `/2/webhooks` and `/2/activity/subscriptions` where the app brings what, in the
app's own name. Both are set by us when somebody asks for a look at a saved account.
"""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.adapters.webhook_faults import WEBHOOK
from trato.rooms.channels.adapters.x import faults
from trato.rooms.channels.adapters.x.api import app_call, call
from trato.rooms.channels.adapters.x.authorising import AGREEMENT, SCOPES
from trato.rooms.channels.connecting import (
    AGREED,
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

# what we are told of: each delivery costs, so nothing that no case comes of
TOLD = (
    "post.mention.create", "post.reply.create", "post.quote.create", "post.create", "post.delete", "dm.received",
    "dm.sent", "dm.read", "dm.indicate_typing", "chat.received", "chat.sent",
)  # fmt: skip
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at whose token it is, where the app brings what happens, and of what it is told."""
    if not account.secrets.get("access_token"):
        yield faults.not_agreed()
        return
    told = told_by(answer := (yield call(account, "GET", "/2/users/me")))
    if told is None:
        yield faults.of_silence("account", faults.ACCOUNT)
        return
    user = map_in(told, "data")
    identifier = text_in(user, "id")
    if not identifier:
        yield faults.token_refused() if _refused(answer) else faults.of_silence("account", faults.ACCOUNT)
        return
    if identifier != account.external_id:
        yield faults.other_account(text_in(user, "username"), identifier)
        return
    yield good("account", faults.account(agreed=bool(account.secrets.get(AGREED))))
    told = told_by(answer := (yield app_call(account, "GET", "/2/webhooks")))
    if told is None or _refused(answer):
        yield faults.of_silence("app", faults.APP) if told is None else faults.app_refused()
        return
    yield good("app", faults.APP)
    if hook:
        yield _of_webhook(told, hook)
        told = told_by((yield app_call(account, "GET", "/2/activity/subscriptions")))
        yield _of_subscriptions(account, told)


def arrange(account: AccountView, hook: str) -> Steps:
    """Have what happens brought to us: set the webhook where there is none, and subscribe to what is missing."""
    told = told_by((yield app_call(account, "GET", "/2/webhooks")))
    if told is None:
        return  # the look that follows says so
    found = _webhook(told, hook)
    if found is None:
        answer = yield app_call(account, "POST", "/2/webhooks", {"url": hook})
        told = told_by(answer)
        found = map_in(told or {}, "data")
        if told is not None and not found:
            yield faults.webhook_refused(_words(told))
            return
    elif found.get("valid") is False:
        yield app_call(account, "PUT", f"/2/webhooks/{text_in(found, 'id')}")  # asks for the check again
    told = told_by((yield app_call(account, "GET", "/2/activity/subscriptions")))
    for kind in _missing(account, told) if told is not None else ():
        body = {
            "event_type": kind,
            "filter": {"user_id": account.external_id},
            "tag": "trato",
            "webhook_id": text_in(found, "id"),
        }
        answer = yield call(account, "POST", "/2/activity/subscriptions", body)
        told = told_by(answer)
        if told is not None and _refused(answer):
            yield faults.subscription_refused(kind, _words(told))
            return


def _of_webhook(told: JsonMap, hook: str) -> Finding:
    found = _webhook(told, hook)
    if found is None:
        return faults.no_webhook()
    return faults.invalid_webhook() if found.get("valid") is False else good("webhook", WEBHOOK)


def _of_subscriptions(account: AccountView, told: JsonMap | None) -> Finding:
    if told is None:
        return faults.of_silence("subscriptions", faults.SUBSCRIPTIONS)
    missing = _missing(account, told)
    if missing:
        return faults.not_subscribed(", ".join(missing))
    return good("subscriptions", faults.SUBSCRIPTIONS)


def _webhook(told: JsonMap, hook: str) -> JsonMap | None:
    return next((one for one in maps_in(told, "data") if text_in(one, "url") == hook), None)


def _missing(account: AccountView, told: JsonMap) -> list[str]:
    """Return of what of this account we are not told."""
    known = {
        text_in(one, "event_type")
        for one in maps_in(told, "data")
        if text_in(map_in(one, "filter"), "user_id") == account.external_id
    }
    return [kind for kind in TOLD if kind not in known]


def _refused(answer: ProviderAnswer | None) -> bool:
    return isinstance(answer, HttpAnswer) and 400 <= answer.status < 500 and answer.status != 429


def _words(told: JsonMap) -> str:
    first = next(iter(maps_in(told, "errors")), {})
    return text_in(told, "detail") or text_in(first, "message") or text_in(told, "title") or "?"


CONNECTION = Connection(
    channel="x",
    about=Said("Una cuenta de X: menciones, respuestas y citas en público, y mensajes directos.",
               "An account of X: mentions, replies and quotes in public, and direct messages.",
               "Uma conta do X: menções, respostas e citações em público, e mensagens diretas."),
    needs=(
        Said("Una app en console.x.com, en un plan de pago con la X Activity API. X cobra cada aviso que entrega.",
             "An app at console.x.com, on a paid plan with the X Activity API. X charges each event that it delivers.",
             "Um app em console.x.com, em um plano pago com a X Activity API. O X cobra cada aviso que entrega."),
        Said(f"La cuenta misma, para autorizar la app con un botón una vez guardada; o sus dos tokens OAuth 2.0, con "
             f"los permisos {', '.join(SCOPES)}.",
             f"The account itself, to authorise the app by a button once it is saved; or both of its OAuth 2.0 tokens, "
             f"with {', '.join(SCOPES)}.",
             f"A própria conta, para autorizar o app com um botão depois de salvar; ou seus dois tokens OAuth 2.0, com "
             f"as permissões {', '.join(SCOPES)}."),
    ),
    fields=(
        Field("user_id", Said("Identificador de la cuenta", "Account ID", "Identificador da conta"),
              Holder.EXTERNAL_ID,
              hint=Said("Un número, no el nombre con arroba. X lo dice en console.x.com, junto a los tokens.",
                        "A number, not the name with an at sign. X tells it at console.x.com, beside the tokens.",
                        "Um número, não o nome com arroba. O X o informa em console.x.com, junto aos tokens.")),
        Field("client_id", Said("Client ID", "Client ID", "Client ID"), Holder.SETTINGS,
              hint=Said("De la app, en Keys and tokens, OAuth 2.0.", "Of the app, under Keys and tokens, OAuth 2.0.",
                        "Do app, em Keys and tokens, OAuth 2.0.")),
        Field("client_secret", Said("Client secret", "Client secret", "Client secret"), Holder.SECRETS,
              FieldKind.SECRET, required=False,
              hint=Said("Solo si la app es «confidential client».", "Only where the app is a confidential client.",
                        "Só se o app for “confidential client”.")),
        Field("consumer_secret", Said("Consumer secret", "Consumer secret", "Consumer secret"), Holder.SECRETS,
              FieldKind.SECRET,
              hint=Said("También «API key secret». Prueba que los avisos vienen de X.",
                        "Also called API key secret. It proves that events come from X.",
                        "Também “API key secret”. Prova que os avisos vêm do X.")),
        Field("bearer_token", Said("Bearer token de la app", "Bearer token of the app", "Bearer token do app"),
              Holder.SECRETS, FieldKind.SECRET),
        Field("access_token", Said("Access token de la cuenta", "Access token of the account",
                                   "Access token da conta"), Holder.SECRETS, FieldKind.SECRET, required=False,
              hint=Said("Dejar vacío para autorizar con el botón. Dura dos horas; Trato lo renueva solo.",
                        "Leave it empty to authorise by the button. It lasts two hours; Trato renews it by itself.",
                        "Deixar vazio para autorizar com o botão. Dura duas horas; o Trato o renova sozinho.")),
        Field("refresh_token", Said("Refresh token de la cuenta", "Refresh token of the account",
                                    "Refresh token da conta"), Holder.SECRETS, FieldKind.SECRET, required=False,
              hint=Said("Se usa una sola vez: si otro programa lo usa, aquí deja de valer.",
                        "It is used once: where another program uses it, it is worth nothing here.",
                        "Serve uma só vez: se outro programa o usar, aqui deixa de valer.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    hook=Said(
        "No hay nada que pegar: al comprobar la cuenta, Trato le dice a X que traiga los avisos aquí.",
        "There is nothing to paste: when the account is checked, Trato tells X to bring events here.",
        "Não há nada para colar: ao verificar a conta, o Trato diz ao X que traga os avisos aqui.",
    ),
    examine=examine,
    arrange=arrange,
    write_to=Said("Mencionar la cuenta en un post, o escribirle un mensaje directo, desde otra cuenta de X.",
                  "Mention the account in a post, or send it a direct message, from another account of X.",
                  "Mencionar a conta em um post, ou enviar uma mensagem direta, de outra conta do X."),
    agreement=AGREEMENT,
    shares="consumer_secret",
)  # fmt: skip
