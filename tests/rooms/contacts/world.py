"""A workspace with two brands of two controllers, as the tests of persons and matters need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import asyncpg

from trato.kit.db import prepare_connection
from trato.kit.events import Actor, ActorKind, Event
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseOrigin
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
E = TypeVar("E", bound=Event)

WORKSPACE = "insert into access.workspace (id, slug, name, created_at) values ($1, $2, 'Grupo Andes', $3)"
UNIT = """
insert into access.unit (id, workspace_id, parent_id, kind, name, path, created_at) values ($1, $2, $3, $4, $5, $6, $7)
"""
CONTROLLER = """
insert into brands.controller (id, workspace_id, legal_name, country, created_at) values ($1, $2, $3, 'AR', $4)
"""
BRAND = """
insert into brands.brand (id, workspace_id, controller_id, name, locale, country, timezone, created_at)
values ($1, $2, $3, $4, 'es', 'AR', 'UTC', $5)
"""


@dataclass(slots=True)
class World:
    """`tx` is one transaction that is never committed; time and actor change by `at`, `after` and `as_user`."""

    tx: Tx
    controller: UUID
    other_controller: UUID
    brand: UUID
    other_brand: UUID
    agent: UUID

    @property
    def events(self) -> list[Event]:
        return self.tx.events

    def facts(self, kind: type[E]) -> list[E]:
        return [one for one in self.tx.events if isinstance(one, kind)]

    def at(self, now: datetime) -> Tx:
        return self._go_on(now, self.tx.actor)

    def after(self, seconds: float) -> Tx:
        return self.at(self.tx.now + timedelta(seconds=seconds))

    def as_user(self, user: UUID) -> Tx:
        return self._go_on(self.tx.now, Actor(ActorKind.USER, user))

    def _go_on(self, now: datetime, actor: Actor) -> Tx:
        """Let it be another transaction, as far as anybody can tell; what was announced stays in one list."""
        was = self.tx
        self.tx = Tx(was.connection, was.workspace, now, actor, events=was.events, audits=was.audits)
        return self.tx

    async def contact(self, controller: UUID | None = None, **known: Any) -> UUID:
        return (await contacts.create_contact(self.tx, controller or self.controller, **known)).id

    async def case(self, contact: UUID | None = None, brand: UUID | None = None, queue: UUID | None = None) -> UUID:
        """Open a case as an arrival does."""
        case = uuid7()
        contact = contact or await self.contact()
        await cases.open_many(
            self.tx,
            [
                cases.Opening(
                    id=case,
                    brand_id=brand or self.brand,
                    unit_id=brand or self.brand,
                    account_id=uuid7(),
                    queue_id=queue,
                    contact_id=contact,
                    contact_is_new=False,
                    surface="chat",
                    channel="webchat",
                    subject="",
                    preview="hola",
                    origin=CaseOrigin.INBOUND,
                    opened_at=self.tx.now,
                    opened_by=(ActorKind.CONTACT, contact),
                )
            ],
        )
        return case

    async def row(self, case: UUID) -> dict[str, Any]:
        """Return the row of a case, without its revision."""
        row = await self.tx.connection.fetchrow('select * from cases."case" where id = $1', case)
        assert row is not None
        return {name: value for name, value in row.items() if name != "revision"}


def phone(number: str) -> Address:
    return Address(IdentityKind.PHONE, number)


def email(address: str) -> Address:
    return Address(IdentityKind.EMAIL, address)


async def start(connection: asyncpg.Connection[Any], now: datetime = NOW) -> World:
    """Make the workspace, and act in it as an agent."""
    await prepare_connection(connection)
    workspace, root, controller, other, brand, other_brand = (uuid7() for _ in range(6))
    agent = uuid7()
    await connection.execute("select set_config('app.workspace', $1, true)", str(workspace))
    await connection.execute(WORKSPACE, workspace, f"w-{workspace.hex}", now)
    await connection.execute(UNIT, root, workspace, None, "global", "Andes", [root], now)
    for unit, name, controls in ((brand, "Brisa", controller), (other_brand, "Lumbre", other)):
        await connection.execute(UNIT, unit, workspace, root, "brand", name, [root, unit], now)
        await connection.execute(CONTROLLER, controls, workspace, f"{name} S.A.", now)
        await connection.execute(BRAND, unit, workspace, controls, name, now)
    tx = Tx(connection, workspace, now, Actor(ActorKind.USER, agent))
    await cases.prepare_workspace(tx)
    return World(tx, controller, other, brand, other_brand, agent)
