"""Secrets at rest: AES-256-GCM for each field, bound to the place it stands in, with keys that can be changed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
FORMAT = b"\x01"
ID_BYTES = 4
NONCE_BYTES = 12
HEAD_BYTES = len(FORMAT) + ID_BYTES + NONCE_BYTES


class SecretUnreadable(RuntimeError):
    """A sealed value cannot be opened: its key is gone, it was changed, or it was moved to another place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of one sealed value. A blob copied to another spot does not open there."""

    workspace: UUID
    table: str
    column: str
    row: str

    def bound(self) -> bytes:
        """Return the associated data: each part with its length before it, so that no two spots read alike."""
        parts = (self.workspace.bytes, self.table.encode(), self.column.encode(), self.row.encode())
        return b"".join(len(part).to_bytes(4) + part for part in parts)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The master keys of an installation, newest first: the first seals, all of them open.

    To change the key, put a new one first, seal everything again (`needs_sealing`), then drop the old one.
    """

    keys: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) != KEY_BYTES for key in self.keys):
            raise ValueError(f"a keyring holds one or more keys of {KEY_BYTES} bytes")

    @classmethod
    def read(cls, text: str) -> Keyring:
        """Read keys as base64, separated by commas or spaces. Raises ValueError when one is not 32 bytes long."""
        return cls(tuple(base64.b64decode(one, validate=True) for one in text.replace(",", " ").split()))

    @property
    def newest(self) -> bytes:
        """The key from which purposes derive their own (`derive`)."""
        return self.keys[0]

    def seal(self, plain: bytes, spot: Spot) -> bytes:
        """Encrypt `plain` for one spot: format, key id, nonce, then the text with its tag."""
        key = self.newest
        nonce = os.urandom(NONCE_BYTES)
        head = FORMAT + key_id(key)
        return head + nonce + _cipher(key).encrypt(nonce, plain, head + spot.bound())

    def open(self, blob: bytes, spot: Spot) -> bytes:
        """Decrypt what `seal` made for the same spot. Raises SecretUnreadable."""
        head, nonce = blob[: len(FORMAT) + ID_BYTES], blob[len(FORMAT) + ID_BYTES : HEAD_BYTES]
        key = self._key_of(blob)
        if key is None:
            raise SecretUnreadable(f"no key for {spot.table}.{spot.column}")
        try:
            return _cipher(key).decrypt(nonce, blob[HEAD_BYTES:], head + spot.bound())
        except InvalidTag as error:
            raise SecretUnreadable(f"{spot.table}.{spot.column} was changed or moved") from error

    def needs_sealing(self, blob: bytes) -> bool:
        """Say whether `blob` was sealed by another key than the newest, and should be sealed again."""
        return blob[: len(FORMAT) + ID_BYTES] != FORMAT + key_id(self.newest)

    def _key_of(self, blob: bytes) -> bytes | None:
        if len(blob) < HEAD_BYTES or not blob.startswith(FORMAT):
            return None
        wanted = blob[len(FORMAT) : len(FORMAT) + ID_BYTES]
        return next((key for key in self.keys if key_id(key) == wanted), None)


def new_key() -> bytes:
    """Return a new master key."""
    return os.urandom(KEY_BYTES)


def key_id(key: bytes) -> bytes:
    """Return the four bytes that name `key` in a blob; they tell nothing of it."""
    return hashlib.sha256(b"trato key id" + key).digest()[:ID_BYTES]


def derive(key: bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose only (HKDF-SHA256, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"trato " + purpose.encode()).derive(key)


def hmac_hex(key: bytes, message: bytes) -> str:
    """Return the HMAC-SHA256 of `message`, in hexadecimal."""
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def same(one: str | bytes, other: str | bytes) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    first, second = (part.encode() if isinstance(part, str) else part for part in (one, other))
    return hmac.compare_digest(first, second)


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(derive(key, "fields"))
