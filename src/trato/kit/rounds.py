"""Going round the workspaces that have work: woken by the bell, and looking by itself in case a ring was lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from trato.kit.errors import Unavailable

log = structlog.get_logger()

Look = Callable[[], Awaitable[Iterable[UUID]]]
Work = Callable[[UUID], Awaitable[int]]

REST_AFTER_FAILURE = 1.0  # seconds


@dataclass(slots=True)
class Rounds:
    """One kind of work over all workspaces.

    `look` returns the workspaces that have work, at least every `every` seconds; `work` does some for one workspace
    and returns how much, and is called again while it finds any. Between two goes at one workspace there are at least
    `pause` seconds, so that batches grow under load. One workspace is never worked on twice at once by this object.
    """

    name: str
    topic: str
    look: Look
    work: Work
    every: float = 0.5
    pause: float = 0.0
    at_once: int = 3
    last_error: str = ""
    _due: dict[UUID, float] = field(default_factory=dict)
    _rest: dict[UUID, float] = field(default_factory=dict)  # until when a workspace that was worked on is left alone
    _busy: set[UUID] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, topic: str, workspace: UUID) -> None:
        """Take a ring of the bell."""
        if topic == self.topic:
            self._want(workspace)
            self._wake.set()

    def look_now(self) -> None:
        """Look at once: rings may have been missed."""
        self._wake.set()

    async def run(self) -> None:
        """Work for ever."""
        async with asyncio.TaskGroup() as group:
            looked = 0.0
            while True:
                now = time.monotonic()
                if now - looked >= self.every:
                    looked = now
                    await self._look()
                soonest = self._start_due(group, now)
                wait = min(self.every - (now - looked), soonest)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), max(wait, 0.0005))
                self._wake.clear()

    def _want(self, workspace: UUID) -> None:
        self._due.setdefault(workspace, self._rest.get(workspace, 0.0))

    async def _look(self) -> None:
        now = time.monotonic()
        self._rest = {workspace: until for workspace, until in self._rest.items() if until > now}
        try:
            for workspace in await self.look():
                self._want(workspace)
        except Unavailable:
            log.warning("rounds.database_unavailable", rounds=self.name)
        except Exception as error:  # one kind of work's trouble must not stop the others
            self.last_error = f"{type(error).__name__}: {error}"
            log.exception("rounds.look_failed", rounds=self.name)

    def _start_due(self, group: asyncio.TaskGroup, now: float) -> float:
        """Start work on what is due; return in how many seconds the next is."""
        soonest = self.every
        for workspace, at in list(self._due.items()):
            if workspace in self._busy:
                continue
            if at > now:
                soonest = min(soonest, at - now)
            elif len(self._busy) < self.at_once:
                del self._due[workspace]
                self._busy.add(workspace)
                group.create_task(self._work(workspace), name=f"{self.name}-{workspace}")
        return soonest

    async def _work(self, workspace: UUID) -> None:
        began = time.monotonic()
        again: float | None = None
        try:
            if await self.work(workspace):
                again = began + self.pause
        except Unavailable:
            again = time.monotonic() + REST_AFTER_FAILURE
            log.warning("rounds.database_unavailable", rounds=self.name)
        except Exception as error:  # one workspace's trouble must not stop the others
            self.last_error = f"{type(error).__name__}: {error}"
            again = time.monotonic() + REST_AFTER_FAILURE
            log.exception("rounds.work_failed", rounds=self.name, workspace=str(workspace))
        finally:
            self._busy.discard(workspace)
            self._rest[workspace] = began + self.pause
            if again is not None:
                self._due[workspace] = max(again, self._due.get(workspace, 0.0))
            elif workspace in self._due:
                self._due[workspace] = self._rest[workspace]
            self._wake.set()
