"""NAME: what was discovered gets a name by the model outside, where a workspace wants it. Nobody waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.flow.acts.objecting import who_objects
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.http import OutsideClient
from trato.kit.secrets import Keyring
from trato.rooms.intelligence import api as intelligence


@dataclass(slots=True)
class Namer:
    """Asks for one name after another; the model is waited for in no transaction."""

    db: Database
    keys: Keyring
    outside: OutsideClient

    async def look(self) -> list[UUID]:
        """Return the workspaces whose model names topics."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_to_name(door)

    async def work(self, workspace: UUID) -> int:
        """Ask for the name of the next topic; return how many were asked for."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            held = await intelligence.hold_naming(tx, self.keys, who_objects)
        if held is None:
            return 0
        said = await intelligence.make_call(self.outside, held.order)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await intelligence.settle_naming(tx, held, said)
        return 1
