"""Keys as people paste them: a service account's JSON file, and what else they take for one."""

from __future__ import annotations

from typing import Any

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from msgspec import Struct

TOKEN_URL = "https://oauth2.googleapis.com/token"


class ServiceKey(Struct, frozen=True):
    """What a service account signs with; `key` is PEM."""

    email: str
    key: str
    key_id: str = ""


class WrongKey(ValueError):
    """It is no key of a service account. `kind` says what it is: nothing, client, broken."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def service_key(pasted: str) -> ServiceKey:
    """Read the JSON file of a service account's key. Raises `WrongKey`."""
    try:
        told: Any = msgspec.json.decode(pasted.strip())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise WrongKey("nothing") from None
    if not isinstance(told, dict):
        raise WrongKey("nothing")
    if "installed" in told or "web" in told:
        raise WrongKey("client")
    email, key = told.get("client_email"), told.get("private_key")
    if told.get("type") != "service_account" or not isinstance(email, str) or not isinstance(key, str):
        raise WrongKey("nothing")
    try:
        read = load_pem_private_key(key.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise WrongKey("broken") from None
    if not isinstance(read, RSAPrivateKey):
        raise WrongKey("broken")
    identifier = told.get("private_key_id")
    return ServiceKey(email, key, identifier if isinstance(identifier, str) else "")
