"""Fetching a file that a person sent. Those of posts lie open; those of direct messages are asked of the API."""

from __future__ import annotations

import re

from trato.rooms.channels.adapters.x.api import call
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest

_OF_MESSAGE = re.compile(r"https://ton\.(?:twitter|x)\.com/(?:1\.1/)?ton/data/dm/(\d{1,19})/(\d{1,19})/([\w.-]+)")


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the call that fetches the file at `ref`, None when `previous` is the file."""
    if previous is not None:
        return None
    if (found := _OF_MESSAGE.match(ref)) is not None:
        message, media, resource = found.groups()
        return call(account, "GET", f"/2/dm_conversations/media/{message}/{media}/{resource.partition('.')[0]}")
    return HttpRequest("GET", ref) if ref.startswith(("https://", "http://")) else None
