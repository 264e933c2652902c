"""The addresses of sets of hours. Whoever may manage a brand manages its hours; a set of nobody's, everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.errors import CalendarNotFound
from trato.rooms.brands.http.reach import ListQuery, check_place
from trato.rooms.brands.model import (
    Attached,
    Calendar,
    CalendarId,
    CalendarVersion,
    DayKind,
    HolderKind,
    HoursPlan,
    Openings,
    SpecialDay,
    Standing,
)

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NewCalendar(Struct, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    plan: HoursPlan
    brand_id: UUID | None = None


class CalendarChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    plan: HoursPlan
    version: int


class YearOf(Struct, frozen=True):
    """The plan as it stands on screen, saved or not."""

    plan: HoursPlan
    year: Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]


class Holding(Struct, frozen=True):
    id: UUID
    holder_kind: HolderKind
    holder_id: UUID


class Version(Struct, frozen=True):
    id: UUID
    version: int


class CalendarView(Struct, frozen=True):
    """A set of hours as it is now. `own_days` are those that people put there, without public holidays."""

    id: UUID
    code: str
    name: str
    brand_id: UUID | None
    version: int
    timezone: str
    week: tuple[Openings, ...]
    own_days: tuple[SpecialDay, ...]
    country: str
    subdivision: str
    now: Standing
    holders: list[Attached]
    retired_at: datetime | None


class SpecialView(Struct, frozen=True):
    day: date
    kind: DayKind
    name: str
    openings: Openings


class YearView(Struct, frozen=True):
    """The days of a year that differ from their weekday; whether it is open now, and how long in the whole year."""

    year: int
    days: list[SpecialView]
    now: Standing
    open_days: int
    open_seconds: int


async def list_calendars(tx: Tx, who: Principal, given: ListQuery) -> list[CalendarView]:
    """List the sets of hours with what each says now and who keeps it."""
    versions, kept = await brands.present_versions(tx), await brands.attachments(tx)
    return [
        _view(one, versions[one.id], kept, tx.now)
        for one in await brands.list_calendars(tx, retired=given.retired)
        if _is_seen(who, one.brand_id)
    ]


async def get_calendar(tx: Tx, who: Principal, given: OneId) -> CalendarView:
    """Return one set of hours."""
    return await _one(tx, await _seen(tx, who, given.id))


async def year(tx: Tx, who: Principal, given: YearOf) -> YearView:
    """Return what a plan makes of a year, without saving it."""
    plan = given.plan
    version = brands.draft(CalendarId(UUID(int=0)), 1, plan, tx.now, years=(given.year, given.year + 1))
    days = brands.year_view(version, given.year)
    zone_hours = [one for one in days if one.openings]
    return YearView(
        given.year,
        [SpecialView(one.day, one.kind, one.name, one.openings) for one in days if one.kind is not None],
        brands.standing(brands.draft(CalendarId(UUID(int=0)), 1, plan, tx.now).hours, tx.now),
        len(zone_hours),
        sum((span.closes - span.opens) * 60 for one in zone_hours for span in one.openings),
    )


async def places(tx: Tx, who: Principal, given: Nothing) -> Mapping[str, tuple[str, ...]]:
    """Return the countries whose public holidays are known, each with the codes of its subdivisions."""
    return brands.places()


async def add_calendar(tx: Tx, who: Principal, given: NewCalendar) -> CalendarView:
    """Publish a new set of hours, for a brand or for all of them."""
    check_place(who, given.brand_id)
    made = await brands.create_calendar(tx, given.name.strip(), given.plan, brand_id=given.brand_id)
    return await _one(tx, await brands.get_calendar(tx, made.calendar_id))


async def change_calendar(tx: Tx, who: Principal, given: CalendarChange) -> CalendarView:
    """Publish the next version of a set of hours, and call it otherwise; running promises follow."""
    one = await _mine(tx, who, given.id)
    brands.check_version(one, given.version)
    await brands.rename_calendar(tx, one.id, given.name)
    if (await brands.present_versions(tx))[one.id].plan != given.plan:
        await brands.revise_calendar(tx, one.id, given.plan)
    return await _one(tx, await brands.get_calendar(tx, one.id))


async def list_versions(tx: Tx, who: Principal, given: OneId) -> list[brands.Published]:
    """List when each version of a set of hours came into force and who made it, newest first."""
    return await brands.history(tx, (await _seen(tx, who, given.id)).id)


async def get_version(tx: Tx, who: Principal, given: Version) -> HoursPlan:
    """Return the decisions that made one version: publishing them again takes back what came after."""
    one = await _seen(tx, who, given.id)
    return (await brands.version_of(tx, one.id, given.version)).plan


async def attach(tx: Tx, who: Principal, given: Holding) -> CalendarView:
    """Let a brand, a queue, a channel account or a policy keep these hours from now on."""
    one = await _mine(tx, who, given.id)
    if given.holder_kind is HolderKind.BRAND:
        check_place(who, given.holder_id)
    await brands.attach_calendar(tx, given.holder_kind, given.holder_id, one.id)
    return await _one(tx, one)


async def detach(tx: Tx, who: Principal, given: Holding) -> CalendarView:
    """End that somebody keeps these hours: those of the next holder in order count."""
    one = await _mine(tx, who, given.id)
    if Attached(given.holder_kind, given.holder_id, one.id) in await brands.attachments(tx):
        await brands.detach_calendar(tx, given.holder_kind, given.holder_id)
    return await _one(tx, one)


async def retire(tx: Tx, who: Principal, given: OneId) -> CalendarView:
    """Offer a set of hours no more; what was counted by it stays as it was."""
    return await _one(tx, await brands.retire_calendar(tx, (await _mine(tx, who, given.id)).id))


async def restore(tx: Tx, who: Principal, given: OneId) -> CalendarView:
    """Take a set of hours into use again."""
    return await _one(tx, await brands.restore_calendar(tx, (await _mine(tx, who, given.id)).id))


def _is_seen(who: Principal, brand: UUID | None) -> bool:
    """Whether these hours may be read: those of a brand in reach, and those of the whole workspace."""
    return brand is None or access.can(who.rights, Verb.SETTINGS_READ, Place(brand_id=brand))


async def _seen(tx: Tx, who: Principal, calendar: UUID) -> Calendar:
    one = await brands.get_calendar(tx, calendar)
    if not _is_seen(who, one.brand_id):
        raise CalendarNotFound(calendar=calendar)
    return one


async def _mine(tx: Tx, who: Principal, calendar: UUID) -> Calendar:
    one = await _seen(tx, who, calendar)
    check_place(who, one.brand_id)
    return one


async def _one(tx: Tx, one: Calendar) -> CalendarView:
    present = await brands.present_versions(tx)
    return _view(one, present[one.id], await brands.attachments(tx), tx.now)


def _view(one: Calendar, version: CalendarVersion, kept: list[Attached], now: datetime) -> CalendarView:
    return CalendarView(
        id=one.id,
        code=one.code,
        name=one.name,
        brand_id=one.brand_id,
        version=version.version,
        timezone=version.timezone,
        week=version.week,
        own_days=version.own_days,
        country=version.country,
        subdivision=version.subdivision,
        now=brands.standing(version.hours, now),
        holders=[each for each in kept if each.calendar_id == one.id],
        retired_at=one.retired_at,
    )


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/calendars", Verb.SETTINGS_READ, list_calendars, ListQuery),
    ("POST", "/api/v1/calendars", Verb.BRANDS_MANAGE, add_calendar, NewCalendar),
    ("POST", "/api/v1/calendars/year", Verb.SETTINGS_READ, year, YearOf),
    ("GET", "/api/v1/calendars/places", Verb.SETTINGS_READ, places, Nothing),
    ("GET", "/api/v1/calendars/{id}", Verb.SETTINGS_READ, get_calendar, OneId),
    ("PUT", "/api/v1/calendars/{id}", Verb.BRANDS_MANAGE, change_calendar, CalendarChange),
    ("GET", "/api/v1/calendars/{id}/versions", Verb.SETTINGS_READ, list_versions, OneId),
    ("GET", "/api/v1/calendars/{id}/versions/{version}", Verb.SETTINGS_READ, get_version, Version),
    ("POST", "/api/v1/calendars/{id}/attach", Verb.BRANDS_MANAGE, attach, Holding),
    ("POST", "/api/v1/calendars/{id}/detach", Verb.BRANDS_MANAGE, detach, Holding),
    ("POST", "/api/v1/calendars/{id}/retire", Verb.BRANDS_MANAGE, retire, OneId),
    ("POST", "/api/v1/calendars/{id}/restore", Verb.BRANDS_MANAGE, restore, OneId),
)
