"""The addresses of planning: a brand's week, and the volumes of the time before."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, BrandId
from trato.rooms.channels import api as channels
from trato.rooms.console.model.staffing import WeekPlan
from trato.rooms.console.service import staffing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model.planning import Promise


class PlanQuery(Struct, frozen=True):
    """`order` names channels from the most important on, with commas; `people`: as if so many were always there."""

    brand_id: UUID
    monday: date
    share: float = 0.8
    within: float = 60.0
    occupancy: float = 0.85
    shrinkage: float = 0.15
    order: Annotated[str, Meta(max_length=400)] = ""
    people: Annotated[float, Meta(ge=0, le=100_000)] | None = None


class Volumes(Struct, frozen=True):
    """The text of a CSV file with channel, at, contacts and, if known, handle_seconds."""

    brand_id: UUID
    csv: Annotated[str, Meta(max_length=4_000_000)]


class Brought(Struct, frozen=True):
    half_hours: int


async def plan(tx: Tx, who: Principal, given: PlanQuery) -> WeekPlan:
    """Plan a brand's week."""
    brand = await _brand(tx, who, given.brand_id, Verb.REPORTS_READ)
    promise = Promise(given.share, given.within, given.occupancy, given.shrinkage)
    found = await staffing.plan_week(tx, brand, given.monday, promise)
    return staffing.in_order(found, given.order.split(",") if given.order else [], given.people)


async def bring_volumes(tx: Tx, who: Principal, given: Volumes) -> Brought:
    """Keep what the tool before counted, by half hour of the brand's wall clock."""
    brand = await _brand(tx, who, given.brand_id, Verb.SCHEDULES_MANAGE)
    read = workforce.read_volumes(given.csv, ZoneInfo(brand.timezone), channels.all_channels())
    await workforce.save_volumes(tx, brand.id, read)
    return Brought(len(read))


async def _brand(tx: Tx, who: Principal, id_: UUID, verb: Verb) -> Brand:
    brand = await brands.get_brand(tx, BrandId(id_))
    if not who.rights.scope(verb).covers(Place(unit_id=brand.id, brand_id=brand.id)):
        raise Forbidden(verb=verb.value)
    return brand


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/staffing", Verb.REPORTS_READ, plan, PlanQuery),
    ("POST", "/api/v1/staffing/volumes", Verb.SCHEDULES_MANAGE, bring_volumes, Volumes),
)
