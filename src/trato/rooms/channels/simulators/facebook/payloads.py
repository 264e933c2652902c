"""Webhooks as Meta writes them about a Page's inbox: pure, from values to bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.facebook.world import Page, Person, Spoken


def did(page: Page, person: Person, at: datetime, **what: Any) -> dict[str, Any]:
    """Write something that a person did in the inbox."""
    return _inbox(page, at, {"sender": {"id": person.wa_id}, "recipient": {"id": page.id}, **what})


def echo(page: Page, person: Person, mid: str, at: datetime, message: dict[str, Any], app: str = "") -> dict[str, Any]:
    """Write that a Page said something, by this application or another; `message` is as it was sent."""
    kept = {name: value for name, value in message.items() if name in ("text", "metadata", "quick_replies")}
    attachment = message.get("attachment")
    shown = [attachment] if isinstance(attachment, dict) else []
    whole = {
        "mid": mid,
        "is_echo": True,
        "app_id": int(app or page.app),
        **kept,
        **({"attachments": shown} if shown else {}),
    }
    return _inbox(page, at, {"sender": {"id": page.id}, "recipient": {"id": person.wa_id}, "message": whole})


def delivered(page: Page, person: Person, mid: str, at: datetime) -> dict[str, Any]:
    """Write that a message reached the person."""
    return did(page, person, at, delivery={"mids": [mid], "watermark": stamp(at)})


def read(page: Page, person: Person, at: datetime, until: datetime) -> dict[str, Any]:
    """Write that a person read all up to a moment."""
    return did(page, person, at, read={"watermark": stamp(until)})


def posted(page: Page, author: str, one: Spoken, verb: str, at: datetime) -> dict[str, Any]:
    """Write what happened to a post or a comment; `author` is the name of who wrote it."""
    value: dict[str, Any] = {
        "item": "comment" if one.post else "status",
        "verb": verb,
        "post_id": one.post or one.id,
        "from": {"id": one.author, "name": author},
        "created_time": int(at.timestamp()),
    }
    if one.post:
        value |= {"comment_id": one.id, "parent_id": one.above or one.post}
    if verb in ("add", "edited"):
        value["message"] = one.text
    return changed(page, at, "feed", value)


def changed(page: Page, at: datetime, field: str, value: dict[str, Any]) -> dict[str, Any]:
    """Wrap a change of a Page's posts as one webhook."""
    entry = {"id": page.id, "time": int(at.timestamp()), "changes": [{"field": field, "value": value}]}
    return {"object": page.about, "entry": [entry]}


def _inbox(page: Page, at: datetime, item: dict[str, Any]) -> dict[str, Any]:
    entry = {"id": page.id, "time": stamp(at), "messaging": [{**item, "timestamp": stamp(at)}]}
    return {"object": page.about, "entry": [entry]}


def stamp(at: datetime) -> int:
    """Return a moment as Meta writes it in an inbox: milliseconds."""
    return int(at.timestamp() * 1000)
