"""Who and what there is: numbers of businesses, calls with what is heard in them, rooms where two talk."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

OVER = frozenset({"completed", "busy", "no-answer", "canceled", "failed"})


@dataclass(slots=True)
class Line:
    """A business's number at Twilio."""

    number: str
    name: str
    account_sid: str
    auth_token: str
    callback_url: str
    country: str = "PE"
    voice: bool = True
    active: bool = True
    api_key: tuple[str, str] = ("", "")
    callback_method: str = "POST"
    status_url: str = ""  # where the ends of calls are told


@dataclass(slots=True)
class Heard:
    """One thing on the line: `kind` is say, music, tone, key, spoken, or news of the call itself."""

    kind: str
    text: str
    at: datetime


@dataclass(slots=True)
class Leg:
    """One call at Twilio, of a customer or to one of the business."""

    sid: str
    line: Line
    caller: str
    called: str
    inbound: bool
    began_at: datetime
    status: str = "queued"
    answered_at: datetime | None = None
    heard: list[Heard] = field(default_factory=list)
    wants: str = ""  # what it waits for: a key, words, somebody
    where: str = ""  # "queue", "room" or nothing
    room: str = ""
    label: str = ""  # of them in the room
    held: bool = False
    muted: bool = False
    callback: str = ""  # of its status, with `events`
    events: tuple[str, ...] = ()
    keys: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    program: asyncio.Task[None] | None = None
    left: asyncio.Event = field(default_factory=asyncio.Event)  # whoever waits, or talks, is called away
    leaving: str = ""  # why

    @property
    def is_over(self) -> bool:
        return self.status in OVER


@dataclass(slots=True)
class Room:
    """Where two talk. `told` is where its news go, and which."""

    sid: str
    name: str
    line: Line
    people: dict[str, bool] = field(default_factory=dict)  # leg: whether it ends the room by leaving
    told: str = ""
    events: tuple[str, ...] = ()
    number: int = 0  # of the next news


class World:
    """Everything that there is. `version` grows with each change, for pages that look."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}
        self.people: dict[str, str] = {}
        self.legs: dict[str, Leg] = {}
        self.rooms: dict[str, Room] = {}
        self.recordings: dict[str, bytes] = {}
        self.refused: list[str] = []  # TwiML that was not taken, with why
        self.ledger: list[tuple[str, dict[str, Any]]] = []  # what the business ordered
        self.version = 0
        self.closed = False
        self._changed = asyncio.Event()

    def touch(self) -> None:
        """Let whoever looks know that something changed."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, since: int, wait: float) -> int:
        """Return the version once it is not `since`, or after `wait` seconds."""
        if self.version == since:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), wait)
        return self.version

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        self.touch()


def new_sid(prefix: str) -> str:
    """Return an id as Twilio makes them."""
    return prefix + uuid4().hex
