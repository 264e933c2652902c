"""Webhooks as Instagram writes them, where they are not those of a Page's inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.facebook.payloads import changed, did
from trato.rooms.channels.simulators.facebook.world import Page, Person, Spoken


def commented(page: Page, handle: str, one: Spoken, *, live: bool) -> dict[str, Any]:
    """Write that somebody commented; `handle` is their public name. The webhook's own time is all that it says."""
    value: dict[str, Any] = {
        "id": one.id,
        "from": {"id": one.author, "username": handle},
        "media": {"id": one.post, "media_product_type": "LIVE" if live else "FEED"},
        "text": one.text,
    }
    if one.above:
        value["parent_id"] = one.above
    return changed(page, one.at, "live_comments" if live else "comments", value)


def mentioned(page: Page, one: Spoken, at: datetime) -> dict[str, Any]:
    """Write that somebody mentioned the account in a comment, or in the words of their own post: where, and no more."""
    value = {"media_id": one.post, "comment_id": one.id} if one.post else {"media_id": one.id}
    return changed(page, at, "mentions", value)


def seen(page: Page, person: Person, mid: str, at: datetime) -> dict[str, Any]:
    """Write that a person has seen a message, and all before it."""
    return did(page, person, at, read={"mid": mid})
