"""Messages as WeChat seals them: AES-256-CBC under the account's EncodingAESKey, padded to blocks of 32 bytes.

Inside are 16 random bytes, the length of the message in 4, the message, and whose it is. Source: WXBizMsgCrypt of
developers.weixin.qq.com/doc/offiaccount.
"""

from __future__ import annotations

import base64
import binascii
import re

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

SALT, LENGTH, BLOCK, UNIT = 16, 4, 32, 16  # bytes
KEY = re.compile(r"[A-Za-z0-9]{43}")


class NotSealed(ValueError):
    """That something is not sealed with this key, or not for this account."""


def key_of(text: str) -> bytes:
    """Return an EncodingAESKey as bytes. Raises `NotSealed`."""
    if not KEY.fullmatch(text):
        raise NotSealed("an EncodingAESKey has 43 letters and digits")
    return base64.b64decode(f"{text}=")


def opened(text: str, key: bytes, app_id: str) -> bytes:
    """Return the message within a sealed `text`. Raises `NotSealed`."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise NotSealed("no base64") from wrong
    if not raw or len(raw) % UNIT:
        raise NotSealed("no whole blocks")
    reading = _cipher(key).decryptor()
    padded = reading.update(raw) + reading.finalize()
    more = padded[-1]
    if not 1 <= more <= BLOCK or len(padded) < more or padded[-more:] != bytes([more]) * more:
        raise NotSealed("another padding")
    plain = padded[:-more]
    end = SALT + LENGTH + int.from_bytes(plain[SALT : SALT + LENGTH], "big")
    if len(plain) < SALT + LENGTH or end > len(plain) or plain[end:] != app_id.encode():
        raise NotSealed("for somebody else")
    return plain[SALT + LENGTH : end]


def sealed(message: bytes, key: bytes, app_id: str, salt: bytes) -> str:
    """Return `message` sealed; `salt` are 16 random bytes."""
    plain = salt + len(message).to_bytes(LENGTH, "big") + message + app_id.encode()
    more = BLOCK - len(plain) % BLOCK
    writing = _cipher(key).encryptor()
    return base64.b64encode(writing.update(plain + bytes([more]) * more) + writing.finalize()).decode()


def _cipher(key: bytes) -> Cipher[CBC]:
    return Cipher(AES(key), CBC(key[:UNIT]))
