"""Deeds upon brands and their controllers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.brands import rules, store
from trato.rooms.brands.errors import BrandNotFound, ControllerNotFound, NameTaken
from trato.rooms.brands.events import BrandCreated
from trato.rooms.brands.model import Brand, BrandId, Controller, ControllerId, HolderKind, HoursPlan, Voice
from trato.rooms.brands.service.hours import attach_calendar, create_calendar


@dataclass(frozen=True, slots=True)
class BrandPlan:
    """What is decided about a new brand. `unit_id` is its unit in the tree, and becomes its id.

    Without `hours` it gets the usual week and the public holidays of its country.
    """

    unit_id: BrandId
    controller_id: ControllerId
    name: str
    locale: str
    country: str
    timezone: str
    subdivision: str = ""
    voice: Voice = field(default_factory=Voice)
    hours: HoursPlan | None = None


async def create_controller(tx: Tx, legal_name: str, country: str, contact: str = "") -> Controller:
    """Write who legally answers for a brand's data."""
    one = Controller(ControllerId(uuid7()), legal_name, country, contact, tx.now)
    await store.add_controller(tx, one)
    return one


async def create_brand(tx: Tx, plan: BrandPlan) -> Brand:
    """Create a brand with its hours. Its unit must exist. Raises NameTaken, UnknownTimezone or UnknownHolidays."""
    brand = Brand(
        id=plan.unit_id,
        controller_id=plan.controller_id,
        name=plan.name,
        locale=plan.locale,
        country=plan.country,
        timezone=plan.timezone,
        voice=plan.voice,
        created_at=tx.now,
    )
    if not await store.add_brand(tx, brand):
        raise NameTaken(name=plan.name)
    hours = plan.hours or HoursPlan(
        timezone=plan.timezone,
        week=rules.usual_week(plan.country),
        country=plan.country,
        subdivision=plan.subdivision,
    )
    calendar = await create_calendar(tx, plan.name, hours)
    await attach_calendar(tx, HolderKind.BRAND, brand.id, calendar.calendar_id)
    tx.emit(BrandCreated(subject=brand.id, controller_id=brand.controller_id))
    return brand


async def change_brand(tx: Tx, brand_id: BrandId, *, name: str, locale: str, country: str, timezone: str) -> Brand:
    """Call a brand otherwise, or place it elsewhere; its hours stay as they are. Raises BrandNotFound and NameTaken."""
    changed = replace(await get_brand(tx, brand_id), name=name, locale=locale, country=country, timezone=timezone)
    if not await store.change_brand(tx, changed):
        raise NameTaken(name=name)
    await access.rename_unit(tx, brand_id, name)
    tx.audit(AuditEntry("brand.change", "brand", brand_id))
    return changed


async def change_controller(tx: Tx, controller_id: ControllerId, legal_name: str, country: str, contact: str) -> None:
    """Change what is written of who answers for a brand's data. Raises ControllerNotFound."""
    if not await store.change_controller(tx, Controller(controller_id, legal_name, country, contact, tx.now)):
        raise ControllerNotFound(controller=controller_id)
    tx.audit(AuditEntry("controller.change", "controller", controller_id))


async def get_brand(tx: Tx, brand_id: BrandId) -> Brand:
    """Return a brand. Raises BrandNotFound."""
    brand = await store.get_brand(tx, brand_id)
    if brand is None:
        raise BrandNotFound(brand=brand_id)
    return brand


async def set_voice(tx: Tx, brand_id: BrandId, voice: Voice) -> None:
    """Change how a brand speaks. Raises BrandNotFound."""
    if not await store.set_voice(tx, brand_id, voice):
        raise BrandNotFound(brand=brand_id)


async def list_brands(tx: Tx) -> list[Brand]:
    """Return every brand of the workspace, by name."""
    return await store.list_brands(tx)


async def list_controllers(tx: Tx) -> list[Controller]:
    """Return every controller of the workspace, by name."""
    return await store.list_controllers(tx)
