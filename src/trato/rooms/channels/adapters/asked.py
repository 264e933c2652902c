"""What channels have in common whose provider is asked: nobody calls us, and what is read comes in pages of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, text_in
from trato.rooms.channels.adapters.usual import Usual
from trato.rooms.channels.model import (
    AccountView,
    HttpAnswer,
    HttpRequest,
    Kept,
    Quota,
    WebhookRequest,
)

AT_FIRST = timedelta(days=7)  # how far back the first look goes: what is older was dealt with before us
PRACTISING = timedelta(seconds=2)  # between looks at a stand-in of this machine


class Asked(Usual):
    """The parts of the adapter contract for a provider that tells nothing by itself."""

    quota: Quota | None = None
    requires: Sequence[str] = ()

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Nobody brings anything to such an account."""
        return False

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """No files come this way."""
        return None


def base_of(account: AccountView, usual: str) -> str:
    """Return where the provider's API is: a stand-in's address (`settings.api_base`), else `usual`."""
    stated = account.settings.get("api_base")
    return stated.rstrip("/") if isinstance(stated, str) and stated else usual


def pace_of(account: AccountView, usual: timedelta) -> timedelta:
    """Return how long to wait between two looks; a stand-in is asked oftener."""
    return PRACTISING if account.settings.get("api_base") else usual


def kept(body: JsonMap, raw: bytes) -> Kept:
    """Return what is to be stored of a page; the same content is stored once."""
    return Kept(bytes.fromhex(fingerprint(body)), raw)


def moment_in(source: JsonMap, name: str) -> datetime | None:
    """Return the instant at `name`, as RFC 3339 writes it; None where there is none."""
    text = text_in(source, name)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None
