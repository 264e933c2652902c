"""How a WhatsApp number is connected, and what Meta or 360dialog says of it.

Of Meta (developers.facebook.com, Graph API): the number itself; the same with `appsecret_proof`, which is refused
where the secret is not that of the token's app; `debug_token`, which tells scopes, end and app; the account's
`subscribed_apps`; and, as the app, its `subscriptions`, which name the callback URL. Of 360dialog: the webhook that is
set for the key.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta import faults as of_meta
from trato.rooms.channels.adapters.meta.graph import as_app, get, graph_url, proof_of, same_address
from trato.rooms.channels.adapters.whatsapp import faults
from trato.rooms.channels.adapters.whatsapp.connection_fields import FIELDS, NEEDS
from trato.rooms.channels.adapters.whatsapp.provider import Provider, api_base, headers_of, provider_of
from trato.rooms.channels.connecting import Connection, Finding, Made, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, ProviderAnswer

SCOPES = ("whatsapp_business_messaging", "whatsapp_business_management")
OBJECT = "whatsapp_business_account"
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at token, number, permissions, secret and webhook; what hangs on something broken is not asked."""
    if provider_of(account) is Provider.DIALOG_360:
        yield from _examine_360dialog(account, hook)
        return
    found = told_by(answer := (yield get(account, account.external_id, {"fields": "id,display_phone_number"})))
    if found is None or "error" in found:
        yield faults.of_number(answer, found)
        return
    yield good("number", faults.NUMBER)
    proof = {"fields": "id", "appsecret_proof": proof_of(account)}
    proven = told_by(answer := (yield get(account, account.external_id, proof)))
    if proven is None or "error" in proven:
        yield of_meta.of_secret(answer, proven)
        return
    yield good("app_secret", of_meta.SECRET)
    asked = {"input_token": account.secrets.get("access_token", "")}
    told = told_by(answer := (yield get(account, "debug_token", asked)))
    if told is None or "error" in told:
        yield of_meta.of_silence("permissions", of_meta.PERMISSIONS, answer)
        return
    data = told.get("data", {})
    missing = [scope for scope in SCOPES if scope not in data.get("scopes", ())]
    ends = datetime.fromtimestamp(data["expires_at"], UTC) if data.get("expires_at") else None
    yield of_meta.of_permissions(missing) if missing else good("permissions", of_meta.PERMISSIONS, ends)
    if hook:
        yield from _examine_webhook(account, hook, str(data.get("app_id", "")))


def _examine_webhook(account: AccountView, hook: str, app: str) -> Steps:
    business = str(account.settings.get("business_account_id", ""))
    if business:
        listed = told_by(answer := (yield get(account, f"{business}/subscribed_apps", {})))
        if listed is None or "error" in listed:
            yield faults.of_business(answer, listed)
            return
        apps = [str(one.get("whatsapp_business_api_data", {}).get("id", "")) for one in listed.get("data", ())]
        if app not in apps:
            yield faults.not_subscribed()
            return
        yield good("subscription", of_meta.SUBSCRIPTION)
    url = graph_url(account, f"{app}/subscriptions")
    hooks = told_by(answer := (yield HttpRequest("GET", url, as_app(account, app))))
    if hooks is None or "error" in hooks:
        yield of_meta.of_silence("webhook", of_meta.WEBHOOK, answer)
        return
    ours = next((one for one in hooks.get("data", ()) if one.get("object") == OBJECT), None)
    names = {str(one.get("name", one)) if isinstance(one, dict) else str(one) for one in (ours or {}).get("fields", ())}
    if ours is None or not ours.get("active", True):
        yield of_meta.no_webhook(hook)
    elif not same_address(str(ours.get("callback_url", "")), hook):
        yield of_meta.other_webhook(str(ours.get("callback_url", "")), hook)
    elif "messages" not in names:
        yield faults.deaf_webhook()
    else:
        yield good("webhook", of_meta.WEBHOOK)


def _examine_360dialog(account: AccountView, hook: str) -> Steps:
    url = f"{api_base(account)}/v1/configs/webhook"
    found = told_by(answer := (yield HttpRequest("GET", url, headers_of(account))))
    if found is None or (isinstance(answer, HttpAnswer) and answer.status >= 400):
        yield faults.of_key(answer)
        return
    yield good("number", faults.KEY)
    told = str(found.get("url", ""))
    if hook and not told:
        yield of_meta.no_webhook(hook)
    elif hook and not same_address(told, hook):
        yield of_meta.other_webhook(told, hook)
    elif hook:
        yield good("webhook", of_meta.WEBHOOK)


CONNECTION = Connection(
    channel="whatsapp",
    about=Said(
        "Un número de WhatsApp Business, directo con Meta o por 360dialog.",
        "A WhatsApp Business number, straight with Meta or through 360dialog.",
        "Um número do WhatsApp Business, direto com a Meta ou pela 360dialog.",
    ),
    needs=NEEDS,
    fields=FIELDS,
    made=(
        Made("verify_token", Said("Token de verificación", "Verify token", "Token de verificação")),
    ),
    hook=Said(
        "Pegar esta dirección y el token de verificación en la app de Meta → WhatsApp → Configuración → Webhook, y "
        "suscribir el campo «messages».",
        "Paste this address and the verify token into the Meta app → WhatsApp → Configuration → Webhook, and "
        "subscribe to the field “messages”.",
        "Colar este endereço e o token de verificação no app da Meta → WhatsApp → Configuração → Webhook, e "
        "assinar o campo “messages”.",
    ),
    examine=examine,
    write_to=Said(
        "Escribir por WhatsApp al número, desde cualquier teléfono.",
        "Write to the number on WhatsApp, from any phone.",
        "Escrever pelo WhatsApp para o número, a partir de qualquer telefone.",
    ),
)  # fmt: skip
