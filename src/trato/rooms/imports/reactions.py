"""What a worker does for imports: the next that was asked for on the screen, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from trato.kit.blobs import Blobs
from trato.kit.db import Database
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.imports.errors import ImportRunning
from trato.rooms.imports.model import Run, RunState
from trato.rooms.imports.service.running import Importer
from trato.rooms.imports.sources.csv_folder import CsvFolder
from trato.rooms.imports.store import runs as store

log = structlog.get_logger()


@dataclass(slots=True)
class Runner:
    """Does the imports that people asked for."""

    db: Database
    importer: Importer
    blobs: Blobs

    async def look(self) -> list[UUID]:
        """Return the workspaces where one may wait: all of them."""
        return await self.db.workspaces()

    async def work(self, workspace: UUID) -> int:
        """Do the next in line to its end, from where it stopped; return 1, or 0 when none waits."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            run = await store.next_for_worker(tx)
            zone = (await brands.get_brand(tx, BrandId(run.plan.brand_id))).timezone if run else ""
        if run is None:
            return 0
        try:
            await self.importer.run(workspace, run, self._source(workspace, run, ZoneInfo(zone)))
        except ImportRunning:
            return 0  # another worker was first
        except TratoError as refusal:
            log.info("imports.refused", run=str(run.id), code=refusal.code)
            async with self.db.transaction(workspace, SYSTEM) as tx:
                await store.end(tx, run.id, RunState.FAILED, refusal.code, dict(refusal.data))
        return 1

    def _source(self, workspace: UUID, run: Run, zone: ZoneInfo) -> CsvFolder:
        return CsvFolder(self.blobs.path(f"{workspace}/{run.origin['file']}"), zone=zone)
