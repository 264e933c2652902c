"""Apple's .p8 key files, as people paste them: with their lines, in one line, or without their frame."""

from __future__ import annotations

import base64
import binascii
import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

FRAME = re.compile(r"-----(BEGIN|END)[A-Z ]*-----")


class WrongKey(ValueError):
    """It is no .p8 key of App Store Connect. `kind` says what it is: nothing, public, other."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def team_key(pasted: str) -> str:
    """Return a .p8 key as PEM. Raises `WrongKey`."""
    if "PUBLIC KEY" in pasted or "CERTIFICATE" in pasted:
        raise WrongKey("public")
    bare = re.sub(r"\s", "", FRAME.sub("", pasted.replace("\\n", "\n")))
    try:
        read = load_der_private_key(base64.b64decode(bare, validate=True), None)
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm):
        raise WrongKey("nothing") from None
    if not isinstance(read, EllipticCurvePrivateKey) or not isinstance(read.curve, SECP256R1):
        raise WrongKey("other")
    return read.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
