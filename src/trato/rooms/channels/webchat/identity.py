"""The brand's own word on who a visitor is: a JSON Web Token (RFC 7519), HS256, good for at most a day."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat.errors import IdentityExpired, IdentityForged
from trato.rooms.channels.webchat.tokens import decode

LONGEST = timedelta(hours=24)
LEEWAY = timedelta(seconds=60)  # between the brand's clock and ours
MAX_TOKEN = 4_096


class Identity(Struct, frozen=True):
    """`sub` is the brand's own id of the person; `exp` and `nbf` are seconds since 1970."""

    sub: str
    exp: int
    name: str = ""
    email: str = ""
    nbf: int = 0


class _Header(Struct, frozen=True):
    alg: str
    typ: str = "JWT"


def verify(account: AccountView, token: str, now: datetime) -> Identity:
    """Return whom the brand's server vouches for.

    Raises `IdentityForged` when it did not sign this, or signed what we do not take (no `exp`, an `exp` more than a day
    away, no `sub`, another algorithm), and `IdentityExpired` when it once did.
    """
    secrets = [
        account.secrets[name] for name in ("identity_secret", "identity_secret_old") if account.secrets.get(name)
    ]
    if not secrets:
        raise IdentityForged(reason="no identity_secret on this account")
    identity = _signed(token, secrets)
    if not identity.sub.strip() or len(identity.sub) > 255:
        raise IdentityForged(reason="sub is empty or too long")
    moment = int(now.timestamp())
    if identity.exp <= moment:
        raise IdentityExpired()
    if identity.exp > moment + (LONGEST + LEEWAY).total_seconds():
        raise IdentityForged(reason="exp is more than 24 hours away")
    if identity.nbf > moment + LEEWAY.total_seconds():
        raise IdentityForged(reason="nbf is in the future")
    return identity


def _signed(token: str, secrets: Sequence[str]) -> Identity:
    head, _, rest = token.partition(".")
    payload, _, signature = rest.partition(".")
    if len(token) > MAX_TOKEN or not signature:
        raise IdentityForged(reason="not a JSON Web Token")
    try:
        header = msgspec.json.decode(decode(head), type=_Header)
        given = decode(signature)
        signed = f"{head}.{payload}".encode("ascii")
    except ValueError as error:
        raise IdentityForged(reason="not a JSON Web Token") from error
    if header.alg != "HS256":
        raise IdentityForged(reason="alg must be HS256")
    matches = [hmac.compare_digest(given, hmac.digest(one.encode(), signed, hashlib.sha256)) for one in secrets]
    if not any(matches):
        raise IdentityForged(reason="the signature does not match")
    try:
        return msgspec.json.decode(decode(payload), type=Identity)
    except ValueError as error:
        raise IdentityForged(reason=f"claims: {error}") from error
