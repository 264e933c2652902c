"""Webhooks as Meta writes them about a Page's inbox: pure, from values to bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.facebook.world import Page, Person


def did(page: Page, person: Person, at: datetime, **what: Any) -> dict[str, Any]:
    """Write something that a person did in the inbox."""
    return _inbox(page, at, {"sender": {"id": person.wa_id}, "recipient": {"id": page.id}, **what})


def echo(page: Page, person: Person, mid: str, at: datetime, message: dict[str, Any]) -> dict[str, Any]:
    """Write that a Page said something; `message` is as it was sent."""
    kept = {name: value for name, value in message.items() if name in ("text", "metadata", "quick_replies")}
    attachment = message.get("attachment")
    shown = [attachment] if isinstance(attachment, dict) else []
    whole = {"mid": mid, "is_echo": True, "app_id": int(page.app), **kept, **({"attachments": shown} if shown else {})}
    return _inbox(page, at, {"sender": {"id": page.id}, "recipient": {"id": person.wa_id}, "message": whole})


def delivered(page: Page, person: Person, mid: str, at: datetime) -> dict[str, Any]:
    """Write that a message reached the person."""
    return did(page, person, at, delivery={"mids": [mid], "watermark": _stamp(at)})


def read(page: Page, person: Person, at: datetime, until: datetime) -> dict[str, Any]:
    """Write that a person read all up to a moment."""
    return did(page, person, at, read={"watermark": _stamp(until)})


def _inbox(page: Page, at: datetime, item: dict[str, Any]) -> dict[str, Any]:
    entry = {"id": page.id, "time": _stamp(at), "messaging": [{**item, "timestamp": _stamp(at)}]}
    return {"object": "page", "entry": [entry]}


def _stamp(at: datetime) -> int:
    return int(at.timestamp() * 1000)
