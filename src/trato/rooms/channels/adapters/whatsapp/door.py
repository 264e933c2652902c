"""Who may bring us deliveries: Meta by signature, 360dialog by signature or by a secret header.

Meta signs the raw body with the app's secret (`X-Hub-Signature-256`), and checks a callback URL once with
GET hub.mode, hub.verify_token and hub.challenge.

360dialog (docs.360dialog.com, "Signature Validation" and "Webhook URL") does no such check. It offers two
proofs: HMAC-SHA256 of the body with the platform's secret in `x-360dialog-signature`, and custom headers
that are set together with the URL, as `Authorization: <secret>`. An account holds `platform_secret` or
`webhook_secret`; with both, both must agree. `settings.webhook_header` names the header that carries the
secret; a secret in the URL's query (`token`) is taken only where `settings.webhook_token_in_url` is true,
because URLs end up in logs.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import assert_never

from trato.rooms.channels.adapters.whatsapp.provider import Provider, provider_of
from trato.rooms.channels.model import AccountView, Handshake, WebhookRequest

_PREFIX = "sha256="


def answer_handshake(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Answer Meta's check of the callback URL: the challenge, or 403 when the token is not ours."""
    if request.method != "GET" or "hub.mode" not in request.query:
        return None
    expected = account.secrets.get("verify_token", "")
    given = request.query.get("hub.verify_token", "")
    if request.query["hub.mode"] != "subscribe" or not _equal(given, expected):
        return Handshake(status=403, body="")
    return Handshake(status=200, body=request.query.get("hub.challenge", ""))


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether the provider sent `request`. Nothing to compare with is a no."""
    match provider_of(account):
        case Provider.META:
            return _is_signed(request, "x-hub-signature-256", account.secrets.get("app_secret", ""))
        case Provider.DIALOG_360:
            return _is_from_360dialog(request, account)
        case other:
            assert_never(other)


def _is_from_360dialog(request: WebhookRequest, account: AccountView) -> bool:
    proofs: list[bool] = []
    if platform := account.secrets.get("platform_secret", ""):
        proofs.append(_is_signed(request, "x-360dialog-signature", platform))
    if shared := account.secrets.get("webhook_secret", ""):
        header = str(account.settings.get("webhook_header", "authorization")).lower()
        given = request.headers.get(header, "")
        if not given and account.settings.get("webhook_token_in_url") is True:
            given = request.query.get("token", "")
        proofs.append(_equal(given, shared))
    return bool(proofs) and all(proofs)


def _is_signed(request: WebhookRequest, header: str, secret: str) -> bool:
    given = request.headers.get(header, "")
    if not secret or not given:
        return False
    digest = hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given.removeprefix(_PREFIX).lower().encode(), digest.encode())


def _equal(given: str, expected: str) -> bool:
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
