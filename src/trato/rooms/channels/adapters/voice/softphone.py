"""The access token with which an agent's browser takes calls: a JWT that we sign, as Twilio describes it.

"Access Tokens" in Twilio's documentation: HS256 with the secret of an API key; the header names the content type
`twilio-fpa;v=1`, the claims name key, account, identity and what is granted (here, taking calls).
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any

import msgspec

from trato.rooms.channels.model import AccountView, Softphone

GOOD_FOR = timedelta(hours=1)  # at most a day; the desk asks for another before it ends
LIBRARY = "twilio"
STAND_IN = "stand_in"


def softphone_of(account: AccountView, identity: str, now: datetime) -> Softphone | None:
    """Return what a browser needs; None without an API key, where calls are forwarded to telephones."""
    if account.settings.get("softphone") == STAND_IN and account.settings.get("api_base"):
        return Softphone(STAND_IN, identity=identity)
    key, secret = str(account.settings.get("api_key_sid") or ""), account.secrets.get("api_key_secret", "")
    if not key or not secret:
        return None
    ends = now + GOOD_FOR
    return Softphone(LIBRARY, token(account, key, secret, identity, now, ends), identity, ends)


def token(account: AccountView, key: str, secret: str, identity: str, now: datetime, ends: datetime) -> str:
    """Return the signed token."""
    began = int(now.timestamp())
    claims = {
        "jti": f"{key}-{began}", "iss": key, "sub": str(account.settings.get("account_sid") or ""), "iat": began,
        "nbf": began, "exp": int(ends.timestamp()),
        "grants": {"identity": identity, "voice": {"incoming": {"allow": True}}},
    }  # fmt: skip
    signed = f"{_part({'typ': 'JWT', 'alg': 'HS256', 'cty': 'twilio-fpa;v=1'})}.{_part(claims)}"
    return f"{signed}.{_base64(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())}"


def _part(value: dict[str, Any]) -> str:
    return _base64(msgspec.json.encode(value))


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
