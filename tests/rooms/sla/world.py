"""A small workspace for tests of promises: one brand, one contact, cases and conversations as they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.db import prepare_connection
from trato.kit.events import SYSTEM, Event, Origin
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId, ControllerId, HoursPlan, always_open
from trato.rooms.channels.model import Surface
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import (
    Answer,
    AnsweredBy,
    ClockStart,
    HoldingSpan,
    Matter,
    PauseReason,
    PolicyScope,
    PolicyTerms,
    Promised,
    StartCause,
    Target,
)

UNIT = (
    "insert into access.unit (id, workspace_id, parent_id, kind, name, path, created_at) values ($1,$2,$3,$4,$5,$6,$7)"
)

RESOLUTION = PolicyTerms(
    PolicyScope(),
    (Promised(Target.RESOLUTION, timedelta(hours=24), frozenset({PauseReason.CONTACT, PauseReason.THIRD_PARTY})),),
)


@dataclass(slots=True)
class World:
    """What tests act on. `tx` is replaced when time passes."""

    tx: Tx
    brand: UUID
    contact: UUID
    identity: UUID
    account: UUID
    controller: UUID
    numbers: int = 0

    @property
    def events(self) -> list[Event]:
        return self.tx.events

    def facts(self, kind: type[Event]) -> list[Any]:
        return [one for one in self.tx.events if isinstance(one, kind)]

    def at(self, now: datetime, origin: Origin = Origin.LIVE) -> Tx:
        """Let it be `now`, in a fresh transaction as far as anybody can tell."""
        self.tx = Tx(self.tx.connection, self.tx.workspace, now, self.tx.actor, origin)
        return self.tx

    def after(self, **passed: float) -> Tx:
        return self.at(self.tx.now + timedelta(**passed))

    async def case(self) -> UUID:
        """Open a case."""
        case, self.numbers = uuid7(), self.numbers + 1
        await self.tx.connection.execute(
            """insert into cases."case" (id, workspace_id, number, brand_id, unit_id, contact_id, surface, channel,
               opened_at, opened_by_kind, last_message_at)
               values ($1,$2,$3,$4,$4,$5,'chat','webchat',$6,'contact',$6)""",
            case,
            self.tx.workspace,
            self.numbers,
            self.brand,
            self.contact,
            self.tx.now,
        )
        return case

    async def conversation(self, surface: Surface = Surface.CHAT) -> UUID:
        """Open a conversation."""
        conversation = uuid7()
        await self.tx.connection.execute(
            """insert into conversations.conversation (id, workspace_id, account_id, brand_id, identity_id, contact_id,
               channel, surface, thread_key, created_at, last_sort_at)
               values ($1,$2,$3,$4,$5,$6,'webchat',$7,$8,$9,$9)""",
            conversation,
            self.tx.workspace,
            self.account,
            self.brand,
            self.identity,
            self.contact,
            surface.value,
            str(conversation),
            self.tx.now,
        )
        return conversation

    def matter(self, channel: str = "webchat", surface: Surface = Surface.CHAT, **more: Any) -> Matter:
        return Matter(surface=surface, channel=channel, brand_id=self.brand, account_id=self.account, **more)

    def arrival(
        self,
        case: UUID,
        conversation: UUID,
        *,
        new: bool = False,
        matter: Matter | None = None,
        at: datetime | None = None,
    ) -> ClockStart:
        cause = StartCause.NEW_CASE if new else StartCause.CONTINUED
        return ClockStart(case, conversation, uuid7(), at or self.tx.now, cause, matter or self.matter())

    def answer(
        self, case: UUID, conversation: UUID, by: AnsweredBy = AnsweredBy.USER, at: datetime | None = None
    ) -> Answer:
        return Answer(case, conversation, uuid7(), at or self.tx.now, by)

    async def opened(self, **more: Any) -> tuple[UUID, UUID]:
        """Open a case whose contact waits in one conversation."""
        case, conversation = await self.case(), await self.conversation()
        await sla.start_clocks(self.tx, [self.arrival(case, conversation, new=True, **more)])
        return case, conversation


async def world(connection: asyncpg.Connection[Any], now: datetime, plan: HoursPlan | None = None) -> World:
    """Make a workspace whose brand never closes, unless `plan` says its hours."""
    await prepare_connection(connection)
    workspace, root, brand = uuid7(), uuid7(), uuid7()
    await connection.execute("select set_config('app.workspace', $1, true)", str(workspace))
    await connection.execute(
        "insert into access.workspace (id, slug, name, created_at) values ($1,$2,'Test',$3)",
        workspace,
        f"t-{workspace.hex}",
        now,
    )
    await connection.execute(UNIT, root, workspace, None, "global", "Test", [root], now)
    await connection.execute(UNIT, brand, workspace, root, "brand", "Brisa", [root, brand], now)
    tx = Tx(connection, workspace, now, SYSTEM)
    controller = await brands.create_controller(tx, "Brisa S.A.", "AR")
    hours = plan or HoursPlan("America/Buenos_Aires", always_open().week)
    await brands.create_brand(
        tx,
        brands.BrandPlan(
            BrandId(brand),
            ControllerId(controller.id),
            "Brisa",
            "es-AR",
            "AR",
            "America/Buenos_Aires",
            hours=hours,
        ),
    )
    await sla.add_default_policies(tx)
    await sla.add_policy(tx, "Resolution", RESOLUTION)
    found = World(tx, brand, uuid7(), uuid7(), uuid7(), controller.id)
    await _people(found)
    tx.events.clear()
    return found


async def _people(made: World) -> None:
    tx = made.tx
    await tx.connection.execute(
        "insert into contacts.contact (id, workspace_id, controller_id, created_at) values ($1,$2,$3,$4)",
        made.contact,
        tx.workspace,
        made.controller,
        tx.now,
    )
    await tx.connection.execute(
        """insert into contacts.identity (id, workspace_id, contact_id, controller_id, kind, address, created_at)
           values ($1,$2,$3,$4,'visitor','v-1',$5)""",
        made.identity,
        tx.workspace,
        made.contact,
        made.controller,
        tx.now,
    )
    await tx.connection.execute(
        """insert into channels.account (id, workspace_id, brand_id, unit_id, controller_id, channel, external_id, name,
           created_at) values ($1,$2,$3,$3,$4,'webchat','w-1','Chat',$5)""",
        made.account,
        tx.workspace,
        made.brand,
        made.controller,
        tx.now,
    )


async def nobody_held(tx: Tx, cases: object) -> list[HoldingSpan]:
    """Cases that nobody ever held."""
    return []
