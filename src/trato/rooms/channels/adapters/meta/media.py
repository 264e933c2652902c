"""Fetching a file that lies at an address of Facebook's: signed for a while, and open to who has it."""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.graph import USER_AGENT
from trato.rooms.channels.model import HttpAnswer, HttpRequest


def next_call(ref: str, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the call that fetches the file at `ref`; None when `previous` is it, or `ref` is no address."""
    if previous is not None or not ref.startswith(("https://", "http://")):
        return None
    return HttpRequest("GET", ref, headers={"User-Agent": USER_AGENT})
