"""Giving waiting cases to the right person: decisions of routing, performed in the transaction that made them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind
from trato.rooms.routing import api as routing


@dataclass(slots=True)
class Dispatcher:
    """Assigns, workspace by workspace, whenever something happened that may make room or bring work."""

    db: Database

    async def look(self) -> list[UUID]:
        """Return every workspace: the bell says which of them had something happen."""
        return await self.db.workspaces()

    async def work(self, workspace: UUID) -> int:
        """Assign what can be assigned; return how many cases."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            decisions = await routing.decide(tx)
            for one in decisions:
                await cases.assign(tx, one.case_id, Holder(HolderKind.AGENT, one.agent_id), AssignReason.AVAILABLE)
            await routing.record(tx, decisions, "available")
        return len(decisions)
