"""Asking the Graph for the post below which people comment."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta.graph import get
from trato.rooms.channels.adapters.reading import map_in, text_in
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, PublicPost

FIELDS = "message,story,permalink_url,created_time,from"


def post(ref: str, account: AccountView) -> HttpRequest:
    """Return the call that asks for a post."""
    return get(account, ref, {"fields": FIELDS})


def posted(answer: HttpAnswer) -> PublicPost | None:
    """Return the post that the Graph tells."""
    told = told_by(answer)
    if not told or "error" in told or answer.status >= 300:
        return None
    return PublicPost(
        text_in(told, "message") or text_in(told, "story"),
        text_in(map_in(told, "from"), "name"),
        text_in(told, "permalink_url"),
        _instant(text_in(told, "created_time")),
    )


def _instant(text: str) -> datetime | None:
    """Return the Graph's instant, as in 2026-11-20T15:01:21+0000; None when it is none."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None
