"""DISCOVER: once an hour, what many write about that no tag names, and what is written of far more than usual.

Once a day, whether what is written has moved away from the weeks before.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Encoder


@dataclass(slots=True)
class Discoverer:
    """Looks at workspaces, each once an hour. Nothing heavy happens in a transaction."""

    db: Database
    encoder: Encoder

    async def look(self) -> list[UUID]:
        """Return the workspaces where nobody looked in this hour."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_to_discover(door, await self.db.clock(door))

    async def work(self, workspace: UUID) -> int:
        """Look at a workspace; topics first, so that what rises among them is counted from the next hour on."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            looked = await intelligence.look_around(tx, self.encoder.encoder_id)
            await intelligence.look_for_drift(tx, self.encoder.encoder_id, self.encoder.wide)
        topics = await asyncio.to_thread(intelligence.find_topics, looked)
        rises = await asyncio.to_thread(intelligence.find_rises, looked)
        days = intelligence.days_of(looked)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await intelligence.keep_found(tx, looked, topics, rises, days, self.encoder.encoder_id)
        return 0
