"""What a worker does for the what-if: the next replay in line, of one workspace at a time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.rooms.whatif.errors import ReplayStopped
from trato.rooms.whatif.model import Run
from trato.rooms.whatif.service import runs
from trato.rooms.whatif.service.apart import replay
from trato.rooms.whatif.service.living import CalledOff
from trato.rooms.whatif.store import runs as store

log = structlog.get_logger()


@dataclass(slots=True)
class Replayer:
    """Lives days again for whoever asked."""

    db: Database

    async def look(self) -> list[UUID]:
        """Return the workspaces where one may wait: all of them."""
        return await self.db.workspaces()

    async def work(self, workspace: UUID) -> int:
        """Do the next in line of a workspace to its end; return 1, or 0 when none waits or one is running elsewhere.

        What cannot be lived again is told with the replay, by the code of its refusal.
        """
        async with self.db.transaction(workspace, SYSTEM) as tx:
            run = await runs.take_next(tx)
        if run is None:
            return 0
        try:
            await self._replay(workspace, run)
        except CalledOff:
            log.info("whatif.called_off", run=str(run.id))
        except TratoError as refusal:
            async with self.db.transaction(workspace, SYSTEM) as tx:
                await store.fail(tx, run.id, refusal.code, refusal.data)
        except Exception:  # a bug: who asked is told that it stopped, the log what it was
            async with self.db.transaction(workspace, SYSTEM) as tx:
                await store.fail(tx, run.id, ReplayStopped.code, {})
            raise
        return 1

    async def _replay(self, workspace: UUID, run: Run) -> None:
        async with self.db.transaction(workspace, SYSTEM) as tx:
            days = await runs.days_of(tx, run.asked)

        async def told(done: int, of: int) -> bool:
            async with self.db.transaction(workspace, SYSTEM) as tx:
                return await store.reach(tx, run.id, done, of)

        result = await replay(days, run.asked.levers, told)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await store.finish(tx, run.id, result)
