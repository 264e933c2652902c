"""Founding: a workspace with its brands, teams, queues and channel accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId, UnitKind, UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, BrandId, HoursPlan
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Queue
from trato.rooms.sla import api as sla


@dataclass(frozen=True, slots=True)
class FoundedBrand:
    """A brand as founded: its team takes the cases of its queue."""

    brand: Brand
    controller_id: UUID
    team_id: TeamId
    queue: Queue


async def found_workspace(house: House, slug: str, name: str, locale: str = "es") -> UUID:
    """Create a workspace with the manuals' promises and an empty tree of reasons; returns its id."""
    workspace = uuid7()
    async with house.db.transaction(workspace, SYSTEM) as tx:
        await found_in(tx, slug, name, locale)
    return workspace


async def found_in(tx: Tx, slug: str, name: str, locale: str) -> None:
    """Create the workspace of `tx` with the manuals' promises and an empty tree of reasons."""
    await access.create_workspace(tx, slug, name, locale)
    await sla.add_default_policies(tx)
    await cases.prepare_workspace(tx)


async def found_brand(
    tx: Tx,
    name: str,
    *,
    country: str,
    timezone: str,
    locale: str,
    legal_name: str,
    queue_name: str,
    hours: HoursPlan | None = None,
    automatic: bool = True,
) -> FoundedBrand:
    """Create a brand under the root unit, with its controller, team and queue."""
    unit = await access.add_unit(tx, tx.workspace, UnitKind.BRAND, name)
    controller = await brands.create_controller(tx, legal_name, country)
    brand = await brands.create_brand(
        tx, brands.BrandPlan(BrandId(unit.id), controller.id, name, locale, country, timezone, hours=hours)
    )
    team = await access.add_team(tx, unit.id, queue_name)
    queue = await routing.create_queue(tx, queue_name, brand_id=brand.id, team_id=team.id, automatic=automatic)
    return FoundedBrand(brand, controller.id, team.id, queue)


async def open_channel(
    house: House,
    tx: Tx,
    founded: FoundedBrand,
    channel: str,
    external_id: str,
    name: str,
    *,
    settings: dict[str, Any],
    secrets: dict[str, str],
    portfolio: str = "",
    queue_id: UUID | None = None,
    owner_id: UserId | None = None,
    state: str = "active",
) -> UUID:
    """Connect a channel account to a brand; its cases wait in the brand's queue unless another is named.

    With `state` draft it goes live later.
    """
    house.book.adapter(channel)
    row = channels.AccountRow(
        id=uuid7(),
        workspace_id=tx.workspace,
        brand_id=founded.brand.id,
        unit_id=founded.brand.id,
        controller_id=founded.controller_id,
        channel=channel,
        external_id=external_id,
        portfolio=portfolio,
        name=name,
        country=founded.brand.country,
        purpose="care",
        owner_id=owner_id,
        queue_id=queue_id or founded.queue.id,
        calendar_id=None,
        settings=settings,
        secrets=None,
        state=state,
        state_reason="",
        activated_at=tx.now if state == "active" else None,
        paused_until=None,
    )
    account = await channels.open_account(tx, row, secrets, house.seal)
    house.book.forget(tx.workspace)
    return account
