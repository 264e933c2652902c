"""Fetching what people sent. A file that LINE still prepares is answered 202: whoever fetches comes again."""

from __future__ import annotations

from trato.rooms.channels.adapters.line.api import content_call, sticker_call
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest

CONTENT, STICKER = "content:", "sticker:"


def sticker_ref(package: str, sticker: str) -> str:
    """Return our name of a sticker, "" where it has no number."""
    known = all(one.isascii() and one.isdecimal() and len(one) < 20 for one in (package, sticker))
    return f"{STICKER}{package}:{sticker}" if known else ""


def sticker_in(ref: str) -> tuple[str, str] | None:
    """Return the package and the number of a sticker that goes by our name of it."""
    package, _, sticker = ref.removeprefix(STICKER).partition(":")
    return (package, sticker) if ref.startswith(STICKER) and sticker_ref(package, sticker) else None


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the call that fetches `ref`, None when `previous` is the file."""
    if previous is not None:
        return None
    if found := sticker_in(ref):
        return sticker_call(account, found[1])
    if ref.startswith(CONTENT):
        return content_call(account, ref.removeprefix(CONTENT))
    return HttpRequest("GET", ref, outside=True) if ref.startswith(("https://", "http://")) else None
