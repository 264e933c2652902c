"""A workspace with two brands and an outsourcer, as the tests of rights need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.db import prepare_connection
from trato.kit.events import SYSTEM, Actor, ActorKind, Event
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Rights, ScopeKind, TeamId, UnitId, UnitKind, User, UserId

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(slots=True)
class World:
    """`tx` is one transaction that is never committed; `as_user` and `after` give it another actor or time."""

    tx: Tx
    root: UUID
    country: UUID
    brisa: UUID
    lumbre: UUID
    people: dict[str, User] = field(default_factory=dict)

    def as_user(self, user: UUID) -> Tx:
        self.tx = Tx(self.tx.connection, self.tx.workspace, self.tx.now, Actor(ActorKind.USER, user))
        return self.tx

    def after(self, passed: timedelta) -> Tx:
        self.tx = Tx(self.tx.connection, self.tx.workspace, self.tx.now + passed, self.tx.actor)
        return self.tx

    def facts(self, kind: type[Event]) -> list[Any]:
        return [one for one in self.tx.events if isinstance(one, kind)]

    async def user(
        self, name: str, role: str = "", kind: ScopeKind = ScopeKind.WORKSPACE, id: UUID | None = None
    ) -> UserId:
        """Add a user, with a role within a scope when one is named."""
        made = await access.add_user(self.tx, f"{name}@example.org", name.title())
        self.people[name] = made
        if role:
            await access.grant(self.tx, None, made.id, role, kind, id)
        return made.id

    async def rights(self, name: str) -> Rights:
        return await access.rights_of(self.tx, self.people[name].id)

    async def team(self, name: str) -> TeamId:
        return (await access.add_team(self.tx, self.root, name)).id


async def start(connection: asyncpg.Connection[Any], slug: str = "", now: datetime = NOW) -> World:
    """Make a workspace: global → LatAm → Argentina (brand Brisa), Chile (brand Lumbre)."""
    await prepare_connection(connection)
    workspace = uuid7()
    await connection.execute("select set_config('app.workspace', $1, true)", str(workspace))
    tx = Tx(connection, workspace, now, SYSTEM)
    await access.create_workspace(tx, slug or f"w-{workspace.hex}", "Grupo Andes")
    region = await access.add_unit(tx, workspace, UnitKind.REGION, "LatAm")
    argentina = await access.add_unit(tx, region.id, UnitKind.COUNTRY, "Argentina")
    chile = await access.add_unit(tx, region.id, UnitKind.COUNTRY, "Chile")
    brisa = await access.add_unit(tx, argentina.id, UnitKind.BRAND, "Brisa", UnitId(uuid7()))
    lumbre = await access.add_unit(tx, chile.id, UnitKind.BRAND, "Lumbre")
    tx.events.clear()
    return World(tx, workspace, argentina.id, brisa.id, lumbre.id)
