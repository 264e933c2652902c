"""What a telephone remembers: bubbles in threads, files, and that something changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

KEPT = 400  # bubbles of one thread that a telephone remembers


class Tick(StrEnum):
    """How far a bubble has come."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(slots=True)
class Bubble:
    """One message on a telephone. `content` is what the page shows: {kind, text, media, options, …}."""

    id: str
    at: datetime
    mine: bool  # the person wrote it
    content: dict[str, Any]
    tick: Tick
    reply_to: str = ""
    reactions: dict[str, str] = field(default_factory=dict)  # "me" or "them" -> emoji
    edited: bool = False
    deleted: bool = False
    seen: bool = False  # by the person, of a business's message


@dataclass(slots=True)
class Thread:
    """What one person and one number said to each other."""

    bubbles: dict[str, Bubble] = field(default_factory=dict)
    last_inbound_at: datetime | None = None
    typing_until: datetime | None = None

    def add(self, bubble: Bubble) -> None:
        """Remember a bubble, and forget the oldest beyond what a telephone keeps."""
        self.bubbles[bubble.id] = bubble
        while len(self.bubbles) > KEPT:
            del self.bubbles[next(iter(self.bubbles))]


@dataclass(frozen=True, slots=True)
class StoredFile:
    content: bytes
    mime: str
    name: str = ""
    number: str = ""


@dataclass(slots=True)
class Changes:
    """Lets those who watch know that something changed."""

    version: int = 0
    closed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def touch(self) -> None:
        """Tell every watching telephone that something changed."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Let every watching telephone go: nothing will change any more."""
        self.closed = True
        self.touch()

    async def changed(self, since: int, timeout: float) -> int:
        """Return the version once it is newer than `since`, or after `timeout` seconds."""
        if self.version > since:
            return self.version
        event = self._changed
        try:
            await asyncio.wait_for(event.wait(), timeout)
        except TimeoutError:
            return self.version
        return self.version
