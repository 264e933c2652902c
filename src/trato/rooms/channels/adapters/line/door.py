"""Who may bring us events: whoever signs the bytes with the channel secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from trato.rooms.channels.model import AccountView, WebhookRequest

HEADER = "x-line-signature"


def signature(secret: str, raw: bytes) -> str:
    """Return LINE's signature of a webhook's bytes."""
    return base64.b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether LINE signed `request`. Nothing to compare with is a no."""
    secret, given = account.secrets.get("channel_secret", ""), request.headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode(), signature(secret, request.body).encode())
