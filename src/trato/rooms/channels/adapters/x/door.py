"""The door: X asks for a proof of our address now and then, and proves each delivery in the same way.

Both are an HMAC-SHA256 with the app's consumer secret, in base64: of the `crc_token` that is asked with, and of the
raw body of a delivery.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from trato.rooms.channels.model import AccountView, Handshake, WebhookRequest

HEADER = "x-twitter-webhooks-signature"


def answer_challenge(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Answer X's check of the callback URL (CRC), or None when `request` is none."""
    if request.method != "GET":
        return None
    token, secret = request.query.get("crc_token", ""), account.secrets.get("consumer_secret", "")
    if not token or not secret:
        return Handshake(403, "")
    told = {"response_token": proof_of(token.encode("utf-8", "surrogatepass"), secret)}
    return Handshake(200, json.dumps(told), "application/json")


def is_signed(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether X sent `request`. Nothing to compare with is a no."""
    secret, given = account.secrets.get("consumer_secret", ""), request.headers.get(HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode(), proof_of(request.body, secret).encode())


def proof_of(said: bytes, secret: str) -> str:
    """Return what proves that somebody who knows the secret says this."""
    return f"sha256={base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode()}"
