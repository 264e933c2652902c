"""Where an account's API lives, and how it is asked: Meta's Graph, or 360dialog, which passes it on.

360dialog publishes (docs.360dialog.com) that its API takes and returns Meta's bodies, at
https://waba-v2.360dialog.io without version or phone number id in the path, with the key of the number in
`D360-API-KEY`. Files are fetched with the same key from its own host: the host of the URL that a media
look-up returns is replaced by 360dialog's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import assert_never
from urllib.parse import urlsplit, urlunsplit

from trato.rooms.channels.model import AccountView

GRAPH = "https://graph.facebook.com"
GRAPH_VERSION = "v23.0"
DIALOG_360 = "https://waba-v2.360dialog.io"


def _product() -> str:
    try:
        return f"trato/{version('trato')}"
    except PackageNotFoundError:
        return "trato/0.0.0"


USER_AGENT = _product()  # Meta's contract wants name/1.2.3

# Hosts that an access token may be shown to; files lie on the first two.
_TRUSTED = (".fbsbx.com", ".whatsapp.net", ".facebook.com")


class Provider(StrEnum):
    """Who stands between us and WhatsApp."""

    META = "meta"
    DIALOG_360 = "360dialog"


def provider_of(account: AccountView) -> Provider:
    """Return who serves this account (`settings.provider`); Meta unless it says otherwise."""
    return Provider.DIALOG_360 if account.settings.get("provider") == Provider.DIALOG_360.value else Provider.META


def messages_url(account: AccountView) -> str:
    """Return the address that takes outgoing messages."""
    return _own(account, "messages")


def upload_url(account: AccountView) -> str:
    """Return the address that takes files."""
    return _own(account, "media")


def lookup_url(account: AccountView, media_id: str) -> str:
    """Return the address that tells where a file lies."""
    match provider_of(account):
        case Provider.META:
            return f"{_base(account)}/{_version(account)}/{media_id}?phone_number_id={account.external_id}"
        case Provider.DIALOG_360:
            return f"{_base(account)}/{media_id}"
        case other:
            assert_never(other)


def download_url(account: AccountView, url: str) -> str:
    """Return `url` of a file as this account must ask for it."""
    match provider_of(account):
        case Provider.META:
            return url
        case Provider.DIALOG_360:
            base, file = urlsplit(_base(account)), urlsplit(url)
            return urlunsplit((base.scheme, base.netloc, file.path, file.query, ""))
        case other:
            assert_never(other)


def graph_url(account: AccountView, what: str) -> str:
    """Return the address of something of Meta's Graph."""
    return f"{_base(account)}/{_version(account)}/{what}"


def api_base(account: AccountView) -> str:
    """Return where the account's API begins."""
    return _base(account)


def headers_of(account: AccountView) -> dict[str, str]:
    """Return the headers that authenticate a call to the provider."""
    match provider_of(account):
        case Provider.META:
            token = account.secrets.get("access_token", "")
            return {"Authorization": f"Bearer {token}", "User-Agent": USER_AGENT}
        case Provider.DIALOG_360:
            return {"D360-API-KEY": account.secrets.get("api_key", ""), "User-Agent": USER_AGENT}
        case other:
            assert_never(other)


def headers_for(account: AccountView, url: str) -> Mapping[str, str]:
    """Return the headers for a URL that came in a webhook: our token only goes to hosts of the provider."""
    host = urlsplit(url).hostname or ""
    ours = urlsplit(_base(account)).hostname or ""
    if host == ours or host.endswith(_TRUSTED):
        return headers_of(account)
    return {"User-Agent": USER_AGENT}


def _own(account: AccountView, what: str) -> str:
    match provider_of(account):
        case Provider.META:
            return f"{_base(account)}/{_version(account)}/{account.external_id}/{what}"
        case Provider.DIALOG_360:
            return f"{_base(account)}/{what}"
        case other:
            assert_never(other)


def _base(account: AccountView) -> str:
    stated = account.settings.get("api_base")
    if isinstance(stated, str) and stated:
        return stated.rstrip("/")
    return DIALOG_360 if provider_of(account) is Provider.DIALOG_360 else GRAPH


def _version(account: AccountView) -> str:
    stated = account.settings.get("graph_version")
    return stated if isinstance(stated, str) and stated else GRAPH_VERSION
