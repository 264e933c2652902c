"""Tokens that must be had before a call may be made: who gives them, and what for."""

from __future__ import annotations

from msgspec import Struct


class KeyGrant(Struct, frozen=True, tag="key"):
    """A token for who holds a private key: a signed assertion is exchanged for it (RFC 7523). `key` is PEM, RSA."""

    url: str
    issuer: str
    audience: str
    scope: str
    key: str
    key_id: str = ""


class RefreshGrant(Struct, frozen=True, tag="refresh"):
    """A token for who holds a refresh token of a person who agreed once (RFC 6749, section 6)."""

    url: str
    client_id: str
    client_secret: str
    refresh_token: str


class OwnGrant(Struct, frozen=True, tag="own"):
    """A token that we sign ourselves, by an elliptic key (ES256), good for some minutes. `key` is PEM, P-256."""

    issuer: str
    audience: str
    key: str
    key_id: str
    minutes: int = 15


class AppGrant(Struct, frozen=True, tag="app"):
    """A token for who holds an app's secret, as Tencent gives it: it stands in the address of each call.

    While one is good, whoever asks is given that same one, so that workers need not share it among themselves. A call
    says with status 200 that it is good no more: its `code` is one of `ended`.
    """

    url: str
    app_id: str
    app_secret: str
    ended: tuple[int, ...] = ()
    code: str = "errcode"
    parameter: str = "access_token"


Grant = KeyGrant | RefreshGrant | OwnGrant | AppGrant
