"""Who may bring us deliveries of Meta: those who sign with the app's secret (`X-Hub-Signature-256`).

Meta checks a callback URL once with GET hub.mode, hub.verify_token and hub.challenge.
"""

from __future__ import annotations

import hashlib
import hmac

from trato.rooms.channels.model import AccountView, Handshake, WebhookRequest

SIGNATURE = "x-hub-signature-256"
_PREFIX = "sha256="


def answer_handshake(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Answer Meta's check of the callback URL: the challenge, or 403 when the token is not ours."""
    if request.method != "GET" or "hub.mode" not in request.query:
        return None
    expected = account.secrets.get("verify_token", "")
    given = request.query.get("hub.verify_token", "")
    if request.query["hub.mode"] != "subscribe" or not is_equal(given, expected):
        return Handshake(status=403, body="")
    return Handshake(status=200, body=request.query.get("hub.challenge", ""))


def is_signed(request: WebhookRequest, secret: str, header: str = SIGNATURE) -> bool:
    """Say whether the raw body was signed with `secret`. Nothing to compare with is a no."""
    given = request.headers.get(header, "")
    if not secret or not given:
        return False
    digest = hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given.removeprefix(_PREFIX).lower().encode(), digest.encode())


def is_equal(given: str, expected: str) -> bool:
    """Compare two secrets without telling by the time where they differ; an empty one equals nothing."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
