"""Who is at a desk: while a console's socket is open its user is here, and whoever touches it is at work.

Every process tells the database of its own sockets, several times in the grace after which an agent is put away: one
that dies is noticed by what it no longer says.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

import structlog

from trato.app.line import Line
from trato.app.wiring import House
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.rooms.workforce import api as workforce

BEAT = 15.0  # seconds between two tellings
ACTS_EVERY = 45.0  # seconds in which one line's touches are told once, with the next beat
log = structlog.get_logger()


@dataclass(slots=True)
class Attendance:
    """Tells who is here. `lines` gives the open sockets of this process."""

    house: House
    lines: Callable[[], Iterable[Line]]

    async def run(self) -> None:
        """Tell for ever."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self.tell()
            except Unavailable:
                log.warning("attendance.database_unavailable")

    async def tell(self) -> None:
        """Say once who is here, and who touched a desk since the last time."""
        here: dict[UUID, set[UUID]] = defaultdict(set)
        touched: dict[UUID, set[UUID]] = defaultdict(set)
        for line in self.lines():
            who = line.principal
            if who.session_id is None:
                continue  # a program watches; nobody sits there
            here[who.workspace_id].add(who.user.id)
            if line.touched:
                touched[who.workspace_id].add(who.user.id)
                line.touched = False
        for workspace, users in here.items():
            async with self.house.db.transaction(workspace, SYSTEM, ring=()) as tx:
                await workforce.see(tx, users, touched[workspace])

    async def touch(self, line: Line) -> None:
        """Take in that somebody touched this desk: the first touch after a while brings back who was put away."""
        now = asyncio.get_running_loop().time()
        line.touched = True
        if line.principal.session_id is None or now - line.acted_at < ACTS_EVERY:
            return
        line.acted_at = now
        who = line.principal
        async with self.house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            await workforce.act(tx, who.user.id)
