"""Where an account's API lives, and how it is asked: Meta's Graph, or 360dialog, which passes it on.

360dialog publishes (docs.360dialog.com) that its API takes and returns Meta's bodies, at
https://waba-v2.360dialog.io without version or phone number id in the path, with the key of the number in
`D360-API-KEY`. Files are fetched with the same key from its own host: the host of the URL that a media
look-up returns is replaced by 360dialog's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never
from urllib.parse import urlsplit, urlunsplit

from trato.rooms.channels.adapters.meta.graph import GRAPH, USER_AGENT, base_of, bearer, is_trusted, version_of
from trato.rooms.channels.model import AccountView

DIALOG_360 = "https://waba-v2.360dialog.io"


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
            return f"{_base(account)}/{version_of(account)}/{media_id}?phone_number_id={account.external_id}"
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


def api_base(account: AccountView) -> str:
    """Return where the account's API begins."""
    return _base(account)


def headers_of(account: AccountView) -> dict[str, str]:
    """Return the headers that authenticate a call to the provider."""
    match provider_of(account):
        case Provider.META:
            return bearer(account)
        case Provider.DIALOG_360:
            return {"D360-API-KEY": account.secrets.get("api_key", ""), "User-Agent": USER_AGENT}
        case other:
            assert_never(other)


def headers_for(account: AccountView, url: str) -> Mapping[str, str]:
    """Return the headers for a URL that came in a webhook: our token only goes to hosts of the provider."""
    own = urlsplit(url).hostname == urlsplit(_base(account)).hostname
    return headers_of(account) if own or is_trusted(account, url) else {"User-Agent": USER_AGENT}


def _own(account: AccountView, what: str) -> str:
    match provider_of(account):
        case Provider.META:
            return f"{_base(account)}/{version_of(account)}/{account.external_id}/{what}"
        case Provider.DIALOG_360:
            return f"{_base(account)}/{what}"
        case other:
            assert_never(other)


def _base(account: AccountView) -> str:
    return base_of(account, DIALOG_360 if provider_of(account) is Provider.DIALOG_360 else GRAPH)
