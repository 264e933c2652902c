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

from typing import assert_never

from trato.rooms.channels.adapters.meta.door import is_equal, is_signed
from trato.rooms.channels.adapters.whatsapp.provider import Provider, provider_of
from trato.rooms.channels.model import AccountView, WebhookRequest


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether the provider sent `request`. Nothing to compare with is a no."""
    match provider_of(account):
        case Provider.META:
            return is_signed(request, account.secrets.get("app_secret", ""))
        case Provider.DIALOG_360:
            return _is_from_360dialog(request, account)
        case other:
            assert_never(other)


def _is_from_360dialog(request: WebhookRequest, account: AccountView) -> bool:
    proofs: list[bool] = []
    if platform := account.secrets.get("platform_secret", ""):
        proofs.append(is_signed(request, platform, "x-360dialog-signature"))
    if shared := account.secrets.get("webhook_secret", ""):
        header = str(account.settings.get("webhook_header", "authorization")).lower()
        given = request.headers.get(header, "")
        if not given and account.settings.get("webhook_token_in_url") is True:
            given = request.query.get("token", "")
        proofs.append(is_equal(given, shared))
    return bool(proofs) and all(proofs)
