"""Web Push: messages that only one browser can read (RFC 8291), sent by a server that says who it is (RFC 8292)."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT_BYTES, AUTH_BYTES, SALT_BYTES, NUMBER_BYTES = 65, 16, 16, 32
RECORD_BYTES = 4096
MOST_BYTES = RECORD_BYTES - 17 - 86  # of text: a tag and a mark of the end, and the head; more is refused by services
TOKEN_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A browser that asked to be told: its public point (65 bytes) and its secret (16 bytes)."""

    p256dh: bytes
    auth: bytes


def new_key() -> bytes:
    """Return a private key of 32 bytes."""
    return _number(ec.generate_private_key(ec.SECP256R1()))


def public_point(private: bytes) -> bytes:
    """Return the public point of a private key, uncompressed: what a browser is given to listen to us."""
    return _point(_key(private))


def is_point(raw: bytes) -> bool:
    """Say whether `raw` is a point of the curve, uncompressed."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == POINT_BYTES


def encrypt(plain: bytes, to: Recipient, *, salt: bytes | None = None, private: bytes | None = None) -> bytes:
    """Return the body of a push (aes128gcm, RFC 8188): one record for `to`.

    `salt` and `private` are drawn anew for each message; they are arguments for the example of the standard.
    Raises ValueError when the text is too long or the recipient has no point.
    """
    if len(plain) > MOST_BYTES:
        raise ValueError(f"a push holds {MOST_BYTES} bytes")
    salt = salt or os.urandom(SALT_BYTES)
    ours = _key(private or new_key())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to.p256dh)
    shared = ours.exchange(ec.ECDH(), theirs)
    secret = _derive(to.auth, b"WebPush: info\0" + to.p256dh + _point(ours), shared, 32)
    key = _derive(salt, b"Content-Encoding: aes128gcm\0", secret, 16)
    nonce = _derive(salt, b"Content-Encoding: nonce\0", secret, 12)
    head = salt + RECORD_BYTES.to_bytes(4) + bytes([POINT_BYTES]) + _point(ours)
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def authorization(private: bytes, endpoint: str, contact: str, now: datetime) -> str:
    """Return the header by which a push service knows us (VAPID): signed, for one service, for half a day.

    `contact` is where its operators reach ours: an https or mailto address.
    """
    service = urlsplit(endpoint)
    claims = {
        "aud": f"{service.scheme}://{service.netloc}",
        "exp": int((now + TOKEN_LASTS).timestamp()),
        "sub": contact,
    }
    head = b64url(json.dumps({"typ": "JWT", "alg": "ES256"}).encode())
    said = f"{head}.{b64url(json.dumps(claims).encode())}"
    key = _key(private)
    first, second = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(SHA256())))
    signature = first.to_bytes(NUMBER_BYTES) + second.to_bytes(NUMBER_BYTES)
    return f"vapid t={said}.{b64url(signature)}, k={b64url(_point(key))}"


def b64url(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """Read base64url, padded or not. Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _derive(salt: bytes, info: bytes, secret: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=salt, info=info).derive(secret)


def _key(private: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(private), ec.SECP256R1())


def _number(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_numbers().private_value.to_bytes(NUMBER_BYTES)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
