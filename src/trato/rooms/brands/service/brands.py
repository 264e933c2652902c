"""Deeds upon brands and their controllers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.brands import rules
from trato.rooms.brands.errors import (
    BrandInUse,
    BrandNotFound,
    ControllerInUse,
    ControllerNotFound,
    NameTaken,
    PaleColour,
    UnknownTimezone,
)
from trato.rooms.brands.events import BrandChanged, BrandCreated
from trato.rooms.brands.model import Brand, BrandId, Controller, ControllerId, HolderKind, HoursPlan, Voice
from trato.rooms.brands.service.codes import free_code
from trato.rooms.brands.service.hours import attach_calendar, create_calendar
from trato.rooms.brands.store import brands as store

NAME_LIMIT = 80  # characters
VOICE_LIMIT = 2_000  # characters of each part
LEAST_CONTRAST = 4.5  # of white text on the colour (WCAG 2.2, 1.4.3)
_COUNTRY = re.compile(r"[A-Z]{2}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class BrandPlan:
    """What is decided about a new brand. `unit_id` is its unit in the tree, and becomes its id.

    Without `hours` it gets the usual week and the public holidays of its country; without `code` one after its name.
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
    code: str = ""
    colour: str = ""
    languages: tuple[str, ...] = ()
    hours_code: str = ""  # of its first set of hours; "" for one after its name


async def create_controller(
    tx: Tx, legal_name: str, country: str, contact: str = "", *, address: str = "", code: str = ""
) -> Controller:
    """Write who legally answers for a brand's data. Raises Invalid."""
    one = Controller(
        ControllerId(uuid7()), legal_name, country, contact, tx.now, code or await free_code(tx, legal_name), address
    )
    await store.add_controller(tx, _checked_controller(one))
    tx.audit(AuditEntry("controller.create", "controller", one.id))
    return one


async def change_controller(
    tx: Tx, controller_id: UUID, legal_name: str, country: str, contact: str, *, address: str | None = None
) -> Controller:
    """Change what is written of who answers for a brand's data. Raises ControllerNotFound, Invalid."""
    one = await get_controller(tx, controller_id)
    one = replace(
        one,
        legal_name=legal_name,
        country=country,
        contact=contact,
        address=one.address if address is None else address,
    )
    await store.set_controller(tx, _checked_controller(one))
    tx.audit(AuditEntry("controller.change", "controller", one.id))
    return one


async def retire_controller(tx: Tx, controller_id: UUID) -> Controller:
    """Offer a controller to new brands no more. Raises ControllerNotFound, ControllerInUse."""
    one = await get_controller(tx, controller_id)
    kept = await store.count_brands_of(tx, controller_id)
    if kept:
        raise ControllerInUse(brands=kept)
    one = replace(one, retired_at=one.retired_at or tx.now)
    await store.set_controller(tx, one)
    tx.audit(AuditEntry("controller.retire", "controller", one.id))
    return one


async def restore_controller(tx: Tx, controller_id: UUID) -> Controller:
    """Take a controller into use again: the undo of `retire_controller`. Raises ControllerNotFound."""
    one = replace(await get_controller(tx, controller_id), retired_at=None)
    await store.set_controller(tx, one)
    tx.audit(AuditEntry("controller.restore", "controller", one.id))
    return one


async def get_controller(tx: Tx, controller_id: UUID) -> Controller:
    """Return a controller. Raises ControllerNotFound."""
    one = await store.get_controller(tx, controller_id)
    if one is None:
        raise ControllerNotFound(controller=controller_id)
    return one


async def create_brand(tx: Tx, plan: BrandPlan) -> Brand:
    """Create a brand with its hours. Its unit must exist.

    Raises NameTaken, ControllerNotFound, UnknownTimezone, UnknownHolidays, PaleColour or Invalid.
    """
    await get_controller(tx, plan.controller_id)
    brand = Brand(
        id=plan.unit_id,
        controller_id=plan.controller_id,
        name=plan.name,
        locale=plan.locale,
        country=plan.country,
        timezone=plan.timezone,
        voice=plan.voice,
        created_at=tx.now,
        code=plan.code or await free_code(tx, plan.name),
        colour=plan.colour,
        languages=plan.languages,
    )
    if not await store.add_brand(tx, _checked(brand)):
        raise NameTaken(name=plan.name)
    hours = plan.hours or HoursPlan(
        timezone=plan.timezone,
        week=rules.usual_week(plan.country),
        country=plan.country,
        subdivision=plan.subdivision,
    )
    calendar = await create_calendar(tx, plan.name, hours, brand_id=brand.id, code=plan.hours_code)
    await attach_calendar(tx, HolderKind.BRAND, brand.id, calendar.calendar_id)
    tx.emit(BrandCreated(subject=brand.id, controller_id=brand.controller_id))
    tx.audit(AuditEntry("brand.create", "brand", brand.id))
    return brand


async def change_brand(
    tx: Tx,
    brand_id: BrandId,
    *,
    name: str,
    locale: str,
    country: str,
    timezone: str,
    controller_id: ControllerId | None = None,
    voice: Voice | None = None,
    colour: str | None = None,
    languages: tuple[str, ...] | None = None,
) -> Brand:
    """Call a brand otherwise, place it elsewhere, or change its looks; its hours, code and past stay as they are.

    What is not given stays. Raises BrandNotFound, NameTaken, ControllerNotFound, UnknownTimezone, PaleColour, Invalid.
    """
    one = await get_brand(tx, brand_id)
    changed = replace(
        one,
        name=name,
        locale=locale,
        country=country,
        timezone=timezone,
        controller_id=controller_id or one.controller_id,
        voice=voice or one.voice,
        colour=one.colour if colour is None else colour,
        languages=one.languages if languages is None else languages,
    )
    _checked(changed)
    await get_controller(tx, changed.controller_id)
    if await store.is_name_taken(tx, name, brand_id):
        raise NameTaken(name=name)
    if name != one.name:
        await access.rename_unit(tx, brand_id, name)
    return await _set(tx, changed, "brand.change")


async def retire_brand(tx: Tx, brand_id: BrandId, accounts: int) -> Brand:
    """Take a brand out of use; its cases, people and hours keep their history.

    `accounts` is how many of its channel accounts are in service. Raises BrandNotFound, BrandInUse.
    """
    brand = await get_brand(tx, brand_id)
    if accounts:
        raise BrandInUse(accounts=accounts)
    return await _set(tx, replace(brand, retired_at=brand.retired_at or tx.now), "brand.retire")


async def restore_brand(tx: Tx, brand_id: BrandId) -> Brand:
    """Take a brand into use again: the undo of `retire_brand`. Raises BrandNotFound."""
    return await _set(tx, replace(await get_brand(tx, brand_id), retired_at=None), "brand.restore")


async def get_brand(tx: Tx, brand_id: BrandId) -> Brand:
    """Return a brand. Raises BrandNotFound."""
    brand = await store.get_brand(tx, brand_id)
    if brand is None:
        raise BrandNotFound(brand=brand_id)
    return brand


async def set_voice(tx: Tx, brand_id: BrandId, voice: Voice) -> None:
    """Change how a brand speaks. Raises BrandNotFound."""
    await _set(tx, _checked(replace(await get_brand(tx, brand_id), voice=voice)), "brand.change")


async def list_brands(tx: Tx, *, retired: bool = False) -> list[Brand]:
    """Return the brands of the workspace, by name; with `retired`, also those out of use."""
    return await store.list_brands(tx, retired=retired)


async def list_controllers(tx: Tx) -> list[Controller]:
    """Return every controller of the workspace, by name."""
    return await store.list_controllers(tx)


async def _set(tx: Tx, brand: Brand, verb: str) -> Brand:
    await store.set_brand(tx, brand)
    tx.emit(BrandChanged(subject=brand.id, retired=brand.retired_at is not None))
    tx.audit(AuditEntry(verb, "brand", brand.id))
    return brand


def _checked_controller(one: Controller) -> Controller:
    if not clean(one.legal_name, NAME_LIMIT * 2).strip():
        raise Invalid(field="legal_name", reason="empty")
    if not _COUNTRY.fullmatch(one.country):
        raise Invalid(field="country", reason="not_a_country")
    return one


def _checked(brand: Brand) -> Brand:
    if not 0 < len(clean(brand.name, NAME_LIMIT + 1).strip()) <= NAME_LIMIT:
        raise Invalid(field="name", reason="length")
    if not _COUNTRY.fullmatch(brand.country):
        raise Invalid(field="country", reason="not_a_country")
    if not all(_LANGUAGE.fullmatch(one) for one in (brand.locale, *brand.languages)):
        raise Invalid(field="languages", reason="not_a_language")
    if any(
        len(part) > VOICE_LIMIT for part in (brand.voice.is_, brand.voice.is_not, brand.voice.do, brand.voice.do_not)
    ):
        raise Invalid(field="voice", reason="length")
    try:
        ZoneInfo(brand.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(timezone=brand.timezone) from error
    if brand.colour:
        if not _COLOUR.fullmatch(brand.colour):
            raise Invalid(field="colour", reason="not_a_colour")
        ratio = rules.contrast_with_white(brand.colour)
        if ratio < LEAST_CONTRAST:
            raise PaleColour(ratio=round(ratio, 1), least=LEAST_CONTRAST)
    return brand
