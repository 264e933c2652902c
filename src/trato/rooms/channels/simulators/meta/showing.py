"""What a telephone shows: the people who may be played, their chats, and one chat's bubbles."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.meta.chats import Bubble, Thread
from trato.rooms.channels.simulators.meta.played import Business, Town


def state_of(town: Town, number: str, person: str, now: datetime, language: str = "es") -> dict[str, Any]:
    """Return everything that the page shows to `person`, of the chat with `number`."""
    people = [
        {"wa_id": one.wa_id, "name": one.name, "username": one.username, "hides_phone": one.hides_phone}
        | {"no_marketing": one.no_marketing}
        for one in town.people.values()
    ]
    thread = town.threads.get((number, person), Thread())
    return {
        "version": town.version,
        "people": people,
        "chats": [_chat(town, business, person) for business in town.numbers.values()],
        "thread": [_described(bubble) for bubble in thread.bubbles.values()],
        "front": town.numbers[number].meets(language) if number in town.numbers else None,
        "typing": thread.typing_until is not None and now < thread.typing_until,
    }


def _chat(town: Town, business: Business, person: str) -> dict[str, Any]:
    thread = town.threads.get((business.id, person), Thread())
    last = next(reversed(thread.bubbles.values()), None)
    unread = sum(1 for bubble in thread.bubbles.values() if not bubble.mine and not bubble.seen)
    told = {"number": business.id, "name": business.name, "display": business.display, "unread": unread}
    return told | ({"last": _described(last)} if last is not None else {})


def _described(bubble: Bubble) -> dict[str, Any]:
    return asdict(bubble) | {"at": bubble.at.isoformat(), "tick": bubble.tick.value}
