"""The facts of each workspace as they happen, read once a process and given to everybody who watches."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.errors import Unavailable
from trato.kit.events import SYSTEM, Recorded
from trato.kit.live import listen
from trato.kit.reactions import last_seq, list_events

PAUSE = 0.02  # seconds between reads of one workspace
LOOK_EVERY = 2.0  # seconds after which a watched workspace is read without a ring
MOST = 1000  # facts in one read
log = structlog.get_logger()

Watch = Callable[[list[Recorded]], None]
Ring = Callable[[str], None]


@dataclass(slots=True)
class _Workspace:
    """A workspace that somebody watches. `seq` is the last fact that was given out."""

    seq: int
    watches: set[Watch] = field(default_factory=set)
    rung: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Feed:
    """Reads the log of every workspace that is watched, and passes on rings that are no facts (typing, a push)."""

    db: Database
    url: str
    _watched: dict[UUID, _Workspace] = field(default_factory=dict)
    _rings: dict[str, set[Ring]] = field(default_factory=lambda: defaultdict(set))
    _opening: dict[UUID, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def run(self) -> None:
        """Listen for ever."""
        await listen(self.url, self._heard, self._look_at_all)

    @asynccontextmanager
    async def watch(self, workspace: UUID, watch: Watch) -> AsyncIterator[int]:
        """Call `watch` with each batch of facts from now on; gives the number of the last fact before."""
        async with self._opening[workspace]:
            found = self._watched.get(workspace)
            if found is None:
                async with self.db.transaction(workspace, SYSTEM) as tx:
                    seq = await last_seq(tx.connection, workspace)
                found = self._watched[workspace] = _Workspace(seq)
                found.task = asyncio.create_task(self._pump(workspace, found), name=f"feed-{workspace}")
            found.watches.add(watch)
        try:
            yield found.seq
        finally:
            found.watches.discard(watch)
            if not found.watches and self._watched.get(workspace) is found:
                del self._watched[workspace]
                assert found.task
                found.task.cancel()

    @asynccontextmanager
    async def hear(self, prefix: str, ring: Ring) -> AsyncIterator[None]:
        """Call `ring` with the topic of each ring whose topic begins with `prefix` (up to its first space)."""
        self._rings[prefix].add(ring)
        try:
            yield
        finally:
            self._rings[prefix].discard(ring)
            if not self._rings[prefix]:
                del self._rings[prefix]

    def _heard(self, topic: str, workspace: UUID) -> None:
        if topic == "events":
            watched = self._watched.get(workspace)
            if watched:
                watched.rung.set()
            return
        for ring in list(self._rings.get(topic.partition("|")[0], ())):
            ring(topic)

    def _look_at_all(self) -> None:
        for watched in self._watched.values():
            watched.rung.set()

    async def _pump(self, workspace: UUID, watched: _Workspace) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(watched.rung.wait(), LOOK_EVERY)
            watched.rung.clear()
            try:
                await self._read(workspace, watched)
            except Unavailable:
                log.warning("feed.database_unavailable", workspace=str(workspace))
            await asyncio.sleep(PAUSE)

    async def _read(self, workspace: UUID, watched: _Workspace) -> None:
        while True:
            async with self.db.transaction(workspace, SYSTEM) as tx:
                facts = await list_events(tx.connection, workspace, watched.seq, MOST)
            if facts:
                watched.seq = facts[-1].seq
                for watch in list(watched.watches):
                    watch(facts)
            if len(facts) < MOST:
                return
