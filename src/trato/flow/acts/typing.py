"""Who typed when: signs of it come by the dozen, so intervals are gathered in memory and kept a few at a time."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Typing

EVERY = 2.0  # seconds
SILENT = timedelta(seconds=15)  # who gives no sign for so long has stopped
log = structlog.get_logger()

_Who = tuple[UUID, UUID, UUID | None]  # workspace, conversation, user (None: the contact)


@dataclass(slots=True)
class TypingDesk:
    """Gathers intervals of typing of one process. What it has not kept when the process dies is lost: seconds of it."""

    db: Database
    _running: dict[_Who, tuple[datetime, datetime]] = field(default_factory=dict)
    _ended: dict[UUID, list[Typing]] = field(default_factory=lambda: defaultdict(list))

    def heard(self, workspace: UUID, conversation: UUID, user: UUID | None, at: datetime, *, on: bool) -> None:
        """Take a sign that somebody types in a conversation, or has stopped; `user` None is the contact."""
        who = (workspace, conversation, user)
        began, _ = self._running.get(who, (at, at))
        if on:
            self._running[who] = (began, at)
        elif who in self._running:
            self._end(who, at)

    async def flush(self, now: datetime) -> int:
        """Keep the intervals that have ended by now; return how many."""
        for who, (_, last) in list(self._running.items()):
            if now - last >= SILENT:
                self._end(who, last)
        ended = self._ended
        self._ended = defaultdict(list)
        for workspace, spans in ended.items():
            async with self.db.transaction(workspace, SYSTEM) as tx:
                await conversations.note_typing(tx, spans)
        return sum(map(len, ended.values()))

    async def run(self) -> None:
        """Keep what was gathered, again and again, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                async with self.db.at_door() as door:
                    now = await self.db.clock(door)
                await self.flush(now)
            except (Unavailable, OSError) as error:
                log.warning("typing.not_kept", error=type(error).__name__)

    def _end(self, who: _Who, at: datetime) -> None:
        workspace, conversation, user = who
        began, _ = self._running.pop(who)
        self._ended[workspace].append(Typing(conversation, user, began, max(began, at)))
