"""The addresses of brands and of who answers for their data."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UnitKind, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.http.reach import ListQuery, check_place
from trato.rooms.brands.model import Brand, BrandId, Controller, ControllerId, Voice

Words = Annotated[str, Meta(max_length=2_000)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]


class VoiceShape(Struct, frozen=True):
    """How a brand speaks, in a few lines each: who it is, who it is not, what it does, what it does not."""

    is_: Words = ""
    is_not: Words = ""
    do: Words = ""
    do_not: Words = ""


class BrandView(Struct, frozen=True):
    """A brand as it is now. `contrast` is that of white text on its colour, from 1 to 21."""

    id: UUID
    code: str
    name: str
    locale: str
    languages: tuple[str, ...]
    country: str
    timezone: str
    colour: str
    contrast: float | None
    controller_id: UUID
    voice: VoiceShape
    created_at: datetime
    retired_at: datetime | None


class NewBrand(Struct, frozen=True):
    """A brand below a unit, the root when none is named. It begins with the usual week of its country."""

    name: Name
    locale: str
    country: str
    timezone: str
    controller_id: UUID
    parent_id: UUID | None = None
    languages: Annotated[tuple[str, ...], Meta(max_length=10)] = ()
    colour: str = ""
    voice: VoiceShape = VoiceShape()


class BrandChange(Struct, frozen=True):
    id: UUID
    name: Name
    locale: str
    country: str
    timezone: str
    controller_id: UUID
    languages: Annotated[tuple[str, ...], Meta(max_length=10)] = ()
    colour: str = ""
    voice: VoiceShape = VoiceShape()


class ControllerView(Struct, frozen=True):
    id: UUID
    code: str
    legal_name: str
    country: str
    contact: str
    address: str
    retired_at: datetime | None


class NewController(Struct, frozen=True):
    """Who answers in law: `country` is whose law, `contact` where people exercise their rights."""

    legal_name: Annotated[str, Meta(min_length=1, max_length=160)]
    country: str
    contact: Annotated[str, Meta(max_length=200)] = ""
    address: Annotated[str, Meta(max_length=300)] = ""


class ControllerChange(Struct, frozen=True):
    id: UUID
    legal_name: Annotated[str, Meta(min_length=1, max_length=160)]
    country: str
    contact: Annotated[str, Meta(max_length=200)] = ""
    address: Annotated[str, Meta(max_length=300)] = ""


async def list_brands(tx: Tx, who: Principal, given: ListQuery) -> list[BrandView]:
    """List the brands in reach, by name; with `retired`, also those out of use."""
    scope = who.rights.scope(Verb.SETTINGS_READ)
    found = await brands.list_brands(tx, retired=given.retired)
    return [view_of(one) for one in found if scope.covers(Place(brand_id=one.id))]


async def add_brand(tx: Tx, who: Principal, given: NewBrand) -> BrandView:
    """Create a brand with its unit and the usual hours of its country."""
    check_place(who, None)
    await brands.get_controller(tx, given.controller_id)
    unit = await access.add_unit(tx, given.parent_id or tx.workspace, UnitKind.BRAND, given.name.strip())
    plan = brands.BrandPlan(
        unit_id=BrandId(unit.id),
        controller_id=ControllerId(given.controller_id),
        name=given.name.strip(),
        locale=given.locale,
        country=given.country,
        timezone=given.timezone,
        voice=_voice(given.voice),
        colour=given.colour.lower(),
        languages=given.languages,
    )
    return view_of(await brands.create_brand(tx, plan))


async def change_brand(tx: Tx, who: Principal, given: BrandChange) -> BrandView:
    """Change what a brand is called, how it looks, where it is and how it speaks.

    Who answers for its data is not the brand's own affair: to change that takes the whole workspace.
    """
    check_place(who, given.id)
    if (await brands.get_brand(tx, BrandId(given.id))).controller_id != given.controller_id:
        check_place(who, None)
    changed = await brands.change_brand(
        tx,
        BrandId(given.id),
        name=given.name.strip(),
        locale=given.locale,
        country=given.country,
        timezone=given.timezone,
        controller_id=ControllerId(given.controller_id),
        voice=_voice(given.voice),
        colour=given.colour.lower(),
        languages=given.languages,
    )
    return view_of(changed)


async def restore_brand(tx: Tx, who: Principal, given: OneId) -> BrandView:
    """Take a brand into use again."""
    check_place(who, given.id)
    return view_of(await brands.restore_brand(tx, BrandId(given.id)))


async def list_controllers(tx: Tx, who: Principal, given: Nothing) -> list[ControllerView]:
    """List who answers for the data of brands: all of them, or those of the brands in reach."""
    scope = who.rights.scope(Verb.SETTINGS_READ)
    reached = {
        one.controller_id for one in await brands.list_brands(tx, retired=True) if scope.covers(Place(brand_id=one.id))
    }
    found = await brands.list_controllers(tx)
    return [_controller(one) for one in found if scope.everywhere or one.id in reached]


async def add_controller(tx: Tx, who: Principal, given: NewController) -> ControllerView:
    """Write who answers for a brand's data."""
    check_place(who, None)
    made = await brands.create_controller(
        tx, given.legal_name.strip(), given.country, given.contact.strip(), address=given.address.strip()
    )
    return _controller(made)


async def change_controller(tx: Tx, who: Principal, given: ControllerChange) -> ControllerView:
    """Change what is written of a controller."""
    check_place(who, None)
    changed = await brands.change_controller(
        tx, given.id, given.legal_name.strip(), given.country, given.contact.strip(), address=given.address.strip()
    )
    return _controller(changed)


async def retire_controller(tx: Tx, who: Principal, given: OneId) -> ControllerView:
    """Offer a controller to new brands no more."""
    check_place(who, None)
    return _controller(await brands.retire_controller(tx, given.id))


async def restore_controller(tx: Tx, who: Principal, given: OneId) -> ControllerView:
    """Take a controller into use again."""
    check_place(who, None)
    return _controller(await brands.restore_controller(tx, given.id))


def view_of(one: Brand) -> BrandView:
    """Return a brand as it is sent."""
    v = one.voice
    return BrandView(
        id=one.id,
        code=one.code,
        name=one.name,
        locale=one.locale,
        languages=one.languages,
        country=one.country,
        timezone=one.timezone,
        colour=one.colour,
        contrast=round(brands.contrast_with_white(one.colour), 1) if one.colour else None,
        controller_id=one.controller_id,
        voice=VoiceShape(v.is_, v.is_not, v.do, v.do_not),
        created_at=one.created_at,
        retired_at=one.retired_at,
    )


def _voice(said: VoiceShape) -> Voice:
    return Voice(said.is_.strip(), said.is_not.strip(), said.do.strip(), said.do_not.strip())


def _controller(one: Controller) -> ControllerView:
    return ControllerView(one.id, one.code, one.legal_name, one.country, one.contact, one.address, one.retired_at)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/brands", Verb.SETTINGS_READ, list_brands, ListQuery),
    ("POST", "/api/v1/brands", Verb.BRANDS_MANAGE, add_brand, NewBrand),
    ("PUT", "/api/v1/brands/{id}", Verb.BRANDS_MANAGE, change_brand, BrandChange),
    ("POST", "/api/v1/brands/{id}/restore", Verb.BRANDS_MANAGE, restore_brand, OneId),
    ("GET", "/api/v1/controllers", Verb.SETTINGS_READ, list_controllers, Nothing),
    ("POST", "/api/v1/controllers", Verb.BRANDS_MANAGE, add_controller, NewController),
    ("PUT", "/api/v1/controllers/{id}", Verb.BRANDS_MANAGE, change_controller, ControllerChange),
    ("POST", "/api/v1/controllers/{id}/retire", Verb.BRANDS_MANAGE, retire_controller, OneId),
    ("POST", "/api/v1/controllers/{id}/restore", Verb.BRANDS_MANAGE, restore_controller, OneId),
)
