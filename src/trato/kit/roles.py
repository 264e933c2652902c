"""The roles of the database that own no table, and how a process proves to be one of the two that sign in."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote, urlsplit, urlunsplit

APP = "trato_app"  # works inside one workspace
DOOR = "trato_door"  # works before the workspace is known
LOOKUP = "trato_search"  # never signs in: as it, one function looks words up in an index (migration 0090)
ROLES = (APP, DOOR)
SCRAM_ROUNDS = 4096


def role_url(url: str, role: str, key: bytes | None = None) -> str:
    """Return `url` for another role, with the password derived from the master key `key` when there is one."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    login = quote(role) if key is None else f"{quote(role)}:{role_password(role, key)}"
    return urlunsplit(parts._replace(netloc=f"{login}@{place}"))


def role_password(role: str, key: bytes) -> str:
    """Derive the password of `role` from the master key (HMAC-SHA256, hexadecimal)."""
    return hmac.new(key, f"trato database role {role}".encode(), hashlib.sha256).hexdigest()


def scram_verifier(role: str, key: bytes) -> str:
    """Return what PostgreSQL stores for the role's password, so that the password itself is never sent or logged.

    SCRAM-SHA-256 of RFC 5802 and RFC 7677. The salt is derived too: doing it again changes nothing.
    """
    salt = hmac.new(key, f"trato salt {role}".encode(), hashlib.sha256).digest()[:16]
    salted = hashlib.pbkdf2_hmac("sha256", role_password(role, key).encode(), salt, SCRAM_ROUNDS)
    stored = hashlib.sha256(hmac.new(salted, b"Client Key", hashlib.sha256).digest()).digest()
    server = hmac.new(salted, b"Server Key", hashlib.sha256).digest()
    salt64, stored64, server64 = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return f"SCRAM-SHA-256${SCRAM_ROUNDS}:{salt64}${stored64}:{server64}"
