"""One-time links: which row of which workspace they name, signed so that nobody can make one up."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.secrets import derive
from trato.rooms.access.model import Limit, Link, LinkPurpose

LASTS = {LinkPurpose.INVITATION: timedelta(hours=72), LinkPurpose.PASSWORD: timedelta(hours=1)}
PAGES = {LinkPurpose.INVITATION: "welcome", LinkPurpose.PASSWORD: "new-password"}
FORGOTTEN_EMAIL = Limit(3, timedelta(hours=1))  # mails that one address may be sent
FORGOTTEN_ADDRESS = Limit(20, timedelta(hours=1))  # that one machine may ask for
SIGNATURE_BYTES = 24


def write_link(key: bytes, workspace: UUID, link: UUID) -> str:
    """Return the text of a link: the workspace, the row, and their signature by the master `key`."""
    named = workspace.bytes + link.bytes
    return base64.urlsafe_b64encode(named + _sign(key, named)).decode()


def read_link(keys: Sequence[bytes], text: str) -> tuple[UUID, UUID] | None:
    """Return the workspace and the row of a link, or None for what we did not sign."""
    try:
        raw = base64.b64decode(text[:200], altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    named, signature = raw[:32], raw[32:]
    if len(named) != 32 or not any(hmac.compare_digest(_sign(key, named), signature) for key in keys):
        return None
    return UUID(bytes=named[:16]), UUID(bytes=named[16:])


def spent(link: Link | None, now: datetime) -> str | None:
    """Return why a link opens nothing any more, or None when it does."""
    if link is None:
        return "unknown"
    if link.used_at is not None:
        return "used"
    if link.revoked_at is not None:
        return "revoked"
    return "ended" if link.expires_at <= now else None


def forgotten_keys(email: str, address: str) -> tuple[tuple[bytes, Limit], ...]:
    """Return the keys under which requests for a new password are counted. Hashes: neither is kept."""
    said = (("email", email, FORGOTTEN_EMAIL), ("address", address, FORGOTTEN_ADDRESS))
    return tuple(
        (hashlib.sha256(f"trato forgotten {kind} {text}".encode()).digest(), limit) for kind, text, limit in said
    )


def address_key(address: str) -> bytes:
    """Return the key under which what one machine tries is counted."""
    return hashlib.sha256(f"trato coming in {address}".encode()).digest()


def _sign(key: bytes, named: bytes) -> bytes:
    return hmac.new(derive(key, "link"), named, hashlib.sha256).digest()[:SIGNATURE_BYTES]
