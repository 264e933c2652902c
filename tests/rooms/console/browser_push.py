"""A browser that listens, and the push service in between: on this machine, and reading what only it can read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.rooms.webhooks.receiver import Receiver
from trato.kit.web_push import b64url

AUTH = bytes(range(16))


@dataclass(slots=True)
class Listening:
    """A browser's half of the key agreement (RFC 8291), written from its side."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self, receiver: Receiver, device: str = "Firefox") -> dict[str, Any]:
        keys = {"p256dh": b64url(self.point), "auth": b64url(AUTH)}
        return {"endpoint": receiver.url, "keys": keys, "device": device}

    def read(self, body: bytes) -> dict[str, Any]:
        salt, sender, sealed = body[:16], body[21:86], body[86:]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        secret = derive(AUTH, b"WebPush: info\0" + self.point + sender, shared, 32)
        key = derive(salt, b"Content-Encoding: aes128gcm\0", secret, 16)
        nonce = derive(salt, b"Content-Encoding: nonce\0", secret, 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain[-1:] == b"\x02"
        read: dict[str, Any] = json.loads(plain[:-1])
        return read


def derive(salt: bytes, info: bytes, secret: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=salt, info=info).derive(secret)
