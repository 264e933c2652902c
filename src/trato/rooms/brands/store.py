"""All SQL of brands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.brands.model import (
    AttachmentId,
    Brand,
    BrandId,
    CalendarId,
    CalendarVersion,
    Controller,
    ControllerId,
    DayKind,
    HolderKind,
    Opening,
    SpecialDay,
    Voice,
)

ADD_CONTROLLER = """
insert into brands.controller (id, workspace_id, legal_name, country, contact, created_at)
values ($1, $2, $3, $4, $5, $6)
"""
LIST_CONTROLLERS = """
select id, legal_name, country, contact, created_at from brands.controller where workspace_id = $1 order by legal_name
"""
ADD_BRAND = """
insert into brands.brand (id, workspace_id, controller_id, name, locale, country, timezone,
                          voice_is, voice_is_not, voice_do, voice_do_not, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (name, workspace_id) do nothing returning id
"""
LIST_BRANDS = """
select id, controller_id, name, locale, country, timezone, voice_is, voice_is_not, voice_do, voice_do_not, created_at
from brands.brand where workspace_id = $1 order by name
"""
GET_BRAND = """
select id, controller_id, name, locale, country, timezone, voice_is, voice_is_not, voice_do, voice_do_not, created_at
from brands.brand where id = $1 and workspace_id = $2
"""
CHANGE_BRAND = """
update brands.brand set name = $3, locale = $4, country = $5, timezone = $6 where id = $1 and workspace_id = $2
  and not exists (select 1 from brands.brand b where b.name = $3 and b.workspace_id = $2 and b.id <> $1)
returning id
"""
CHANGE_CONTROLLER = """
update brands.controller set legal_name = $3, country = $4, contact = $5 where id = $1 and workspace_id = $2
returning id
"""
SET_VOICE = """
update brands.brand set voice_is = $3, voice_is_not = $4, voice_do = $5, voice_do_not = $6
where id = $1 and workspace_id = $2 returning id
"""
ADD_CALENDAR = """
insert into brands.calendar (id, workspace_id, name, created_at) values ($1, $2, $3, $4)
on conflict (name, workspace_id) do nothing returning id
"""
LOCK_CALENDAR = "select version from brands.calendar where id = $1 and workspace_id = $2 for update"
SET_VERSION = "update brands.calendar set version = $3 where id = $1 and workspace_id = $2"
ADD_VERSION = """
insert into brands.calendar_version (calendar_id, version, workspace_id, timezone, week, days, country, subdivision,
                                     resolved, from_at, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
LIST_PRESENT_VERSIONS = """
select v.calendar_id, v.version, v.timezone, v.week, v.days, v.country, v.subdivision, v.resolved
from brands.calendar c
join brands.calendar_version v on v.calendar_id = c.id and v.version = c.version and v.workspace_id = c.workspace_id
where c.workspace_id = $1
"""
LIST_VERSIONS = """
select v.calendar_id, v.version, v.timezone, v.week, v.days, v.country, v.subdivision, v.resolved
from unnest($2::uuid[], $3::int[]) u(calendar_id, version)
join brands.calendar_version v
  on v.calendar_id = u.calendar_id and v.version = u.version and v.workspace_id = $1
"""
END_ATTACHMENT = """
update brands.calendar_attachment set to_at = $4
where holder_id = $1 and holder_kind = $2 and workspace_id = $3 and to_at is null returning calendar_id
"""
ADD_ATTACHMENT = """
insert into brands.calendar_attachment (id, workspace_id, holder_kind, holder_id, calendar_id, from_at)
values ($1, $2, $3, $4, $5, $6)
"""
LIST_ATTACHMENTS = """
select holder_kind, holder_id, calendar_id from brands.calendar_attachment where workspace_id = $1 and to_at is null
"""
GET_STAMP = "select stamp from brands.hours_stamp where workspace_id = $1"
SET_STAMP = """
insert into brands.hours_stamp (workspace_id, stamp) values ($1, $2)
on conflict (workspace_id) do update set stamp = excluded.stamp
"""


async def add_controller(tx: Tx, one: Controller) -> None:
    await tx.connection.execute(
        ADD_CONTROLLER, one.id, tx.workspace, one.legal_name, one.country, one.contact, one.created_at
    )


async def list_controllers(tx: Tx) -> list[Controller]:
    rows = await tx.connection.fetch(LIST_CONTROLLERS, tx.workspace)
    return [Controller(ControllerId(r[0]), r[1], r[2], r[3], r[4]) for r in rows]


async def add_brand(tx: Tx, one: Brand) -> bool:
    """Write a brand; False when its name is taken."""
    return None is not await tx.connection.fetchval(
        ADD_BRAND,
        one.id,
        tx.workspace,
        one.controller_id,
        one.name,
        one.locale,
        one.country,
        one.timezone,
        one.voice.is_,
        one.voice.is_not,
        one.voice.do,
        one.voice.do_not,
        one.created_at,
    )


async def list_brands(tx: Tx) -> list[Brand]:
    return [_brand(row) for row in await tx.connection.fetch(LIST_BRANDS, tx.workspace)]


async def get_brand(tx: Tx, brand_id: BrandId) -> Brand | None:
    row = await tx.connection.fetchrow(GET_BRAND, brand_id, tx.workspace)
    return _brand(row) if row else None


async def change_brand(tx: Tx, one: Brand) -> bool:
    """Write what a brand is called and where it is; False when it is not there or its name is taken."""
    return None is not await tx.connection.fetchval(
        CHANGE_BRAND, one.id, tx.workspace, one.name, one.locale, one.country, one.timezone
    )


async def change_controller(tx: Tx, one: Controller) -> bool:
    return None is not await tx.connection.fetchval(
        CHANGE_CONTROLLER, one.id, tx.workspace, one.legal_name, one.country, one.contact
    )


async def set_voice(tx: Tx, brand_id: BrandId, voice: Voice) -> bool:
    return None is not await tx.connection.fetchval(
        SET_VOICE, brand_id, tx.workspace, voice.is_, voice.is_not, voice.do, voice.do_not
    )


async def add_calendar(tx: Tx, calendar_id: CalendarId, name: str) -> bool:
    """Write a set of hours; False when its name is taken."""
    return None is not await tx.connection.fetchval(ADD_CALENDAR, calendar_id, tx.workspace, name, tx.now)


async def lock_calendar(tx: Tx, calendar_id: CalendarId) -> int | None:
    """Lock a set of hours and return its present version."""
    version: int | None = await tx.connection.fetchval(LOCK_CALENDAR, calendar_id, tx.workspace)
    return version


async def set_version(tx: Tx, calendar_id: CalendarId, version: int) -> None:
    await tx.connection.execute(SET_VERSION, calendar_id, tx.workspace, version)


async def add_version(tx: Tx, one: CalendarVersion) -> None:
    await tx.connection.execute(
        ADD_VERSION,
        one.calendar_id,
        one.version,
        tx.workspace,
        one.timezone,
        [[[o.opens, o.closes] for o in day] for day in one.week],
        [_day_out(day) for day in one.days],
        one.country,
        one.subdivision,
        asyncpg.Range(one.resolved_from, one.resolved_to),
        tx.now,
        tx.actor.kind.value,
        tx.actor.id,
    )


async def list_present_versions(tx: Tx) -> list[CalendarVersion]:
    return [_version(row) for row in await tx.connection.fetch(LIST_PRESENT_VERSIONS, tx.workspace)]


async def list_versions(tx: Tx, wanted: Sequence[tuple[CalendarId, int]]) -> list[CalendarVersion]:
    ids, versions = [one for one, _ in wanted], [version for _, version in wanted]
    return [_version(row) for row in await tx.connection.fetch(LIST_VERSIONS, tx.workspace, ids, versions)]


async def end_attachment(tx: Tx, kind: HolderKind, holder: UUID) -> CalendarId | None:
    """End what the holder keeps; return the set of hours that it kept."""
    kept: UUID | None = await tx.connection.fetchval(END_ATTACHMENT, holder, kind.value, tx.workspace, tx.now)
    return None if kept is None else CalendarId(kept)


async def add_attachment(
    tx: Tx, attachment_id: AttachmentId, kind: HolderKind, holder: UUID, calendar_id: CalendarId
) -> None:
    await tx.connection.execute(ADD_ATTACHMENT, attachment_id, tx.workspace, kind.value, holder, calendar_id, tx.now)


async def list_attachments(tx: Tx) -> dict[tuple[HolderKind, UUID], CalendarId]:
    rows = await tx.connection.fetch(LIST_ATTACHMENTS, tx.workspace)
    return {(HolderKind(row[0]), row[1]): CalendarId(row[2]) for row in rows}


async def get_stamp(tx: Tx) -> UUID | None:
    stamp: UUID | None = await tx.connection.fetchval(GET_STAMP, tx.workspace)
    return stamp


async def set_stamp(tx: Tx, stamp: UUID) -> None:
    await tx.connection.execute(SET_STAMP, tx.workspace, stamp)


def _brand(row: asyncpg.Record) -> Brand:
    return Brand(
        id=BrandId(row["id"]),
        controller_id=ControllerId(row["controller_id"]),
        name=row["name"],
        locale=row["locale"],
        country=row["country"],
        timezone=row["timezone"],
        voice=Voice(row["voice_is"], row["voice_is_not"], row["voice_do"], row["voice_do_not"]),
        created_at=row["created_at"],
    )


def _version(row: asyncpg.Record) -> CalendarVersion:
    resolved = row["resolved"]
    return CalendarVersion(
        calendar_id=CalendarId(row["calendar_id"]),
        version=row["version"],
        timezone=row["timezone"],
        week=tuple(_openings(day) for day in row["week"]),
        days=tuple(_day_in(day) for day in row["days"]),
        country=row["country"],
        subdivision=row["subdivision"],
        resolved_from=resolved.lower or 0,
        resolved_to=resolved.upper or 0,
    )


def _openings(pairs: Sequence[Sequence[int]]) -> tuple[Opening, ...]:
    return tuple(Opening(opens, closes) for opens, closes in pairs)


def _day_out(day: SpecialDay) -> dict[str, Any]:
    return {
        "date": day.day.isoformat(),
        "kind": day.kind.value,
        "name": day.name,
        "openings": [[o.opens, o.closes] for o in day.openings],
    }


def _day_in(day: Mapping[str, Any]) -> SpecialDay:
    return SpecialDay(date.fromisoformat(day["date"]), DayKind(day["kind"]), _openings(day["openings"]), day["name"])
