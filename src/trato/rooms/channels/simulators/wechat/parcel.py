"""What is brought to a business: XML in an address that signs it, sealed where the account has a key."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from trato.rooms.channels.adapters.wechat.door import signature
from trato.rooms.channels.adapters.wechat.sealing import key_of, sealed
from trato.rooms.channels.simulators.wechat.world import Account


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery on its way. Whoever brings it asks for the address: each time it is signed for another moment."""

    account: Account
    number: str
    at: datetime
    sealed: str = ""

    @property
    def callback_url(self) -> str:
        """Return where it goes, with what proves it."""
        account, moment, nonce = self.account, str(int(self.at.timestamp())), secrets.token_hex(5)
        query = {"signature": signature(account.token, moment, nonce), "timestamp": moment, "nonce": nonce}
        query["openid"] = self.number
        if self.sealed:
            query["encrypt_type"] = "aes"
            query["msg_signature"] = signature(account.token, moment, nonce, self.sealed)
        return f"{account.callback_url}?{urlencode(query)}"

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return its headers; the proof is in the address."""
        return {"content-type": "text/xml", "user-agent": "Mozilla/4.0"}


def packed(account: Account, person: str, told: Mapping[str, Any], at: datetime) -> tuple[Parcel, bytes]:
    """Return a delivery and its bytes."""
    head = {"ToUserName": account.original_id, "FromUserName": person, "CreateTime": int(at.timestamp())}
    plain = written({**head, **told})
    if not account.aes_key:
        return Parcel(account, person, at), plain
    text = sealed(plain, key_of(account.aes_key), account.app_id, secrets.token_bytes(16))
    return Parcel(account, person, at, text), written({"ToUserName": account.original_id, "Encrypt": text})


def written(told: Mapping[str, Any]) -> bytes:
    """Return XML as WeChat writes it: numbers plain, words in CDATA."""
    return f"<xml>{_inner(told)}</xml>".encode()


def _inner(told: Mapping[str, Any]) -> str:
    return "".join(f"<{name}>{_value(value)}</{name}>" for name, value in told.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return _inner(value)
    if isinstance(value, int | float):
        return escape(str(value))
    return f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
