"""SQL of sets of hours, their versions and who keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.brands.model import (
    AttachmentId,
    Calendar,
    CalendarId,
    CalendarVersion,
    DayKind,
    HolderKind,
    Opening,
    SpecialDay,
)

ADD_CALENDAR = """
insert into brands.calendar (id, workspace_id, name, created_at, code, brand_id) values ($1, $2, $3, $4, $5, $6)
on conflict (name, workspace_id) do nothing returning id
"""
LIST_CALENDARS = """
select id, code, name, brand_id, version, created_at, retired_at from brands.calendar
where workspace_id = $1 and ($2 or retired_at is null) order by name
"""
GET_CALENDAR = """
select id, code, name, brand_id, version, created_at, retired_at from brands.calendar
where id = $1 and workspace_id = $2 for update
"""
SET_CALENDAR = """
update brands.calendar set name = $3, retired_at = $4 where id = $1 and workspace_id = $2
"""
CALENDAR_NAME_TAKEN = "select exists (select 1 from brands.calendar where name = $1 and workspace_id = $2 and id <> $3)"
LIST_HISTORY = """
select version, from_at, by_kind, by_id from brands.calendar_version
where calendar_id = $1 and workspace_id = $2 order by version desc limit $3
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


async def add_calendar(tx: Tx, calendar_id: CalendarId, name: str, code: str, brand_id: UUID | None) -> bool:
    """Write a set of hours; False when its name is taken."""
    return None is not await tx.connection.fetchval(
        ADD_CALENDAR, calendar_id, tx.workspace, name, tx.now, code, brand_id
    )


async def list_calendars(tx: Tx, *, retired: bool) -> list[Calendar]:
    return [Calendar(*row) for row in await tx.connection.fetch(LIST_CALENDARS, tx.workspace, retired)]


async def get_calendar(tx: Tx, calendar_id: UUID) -> Calendar | None:
    """Lock and return a set of hours."""
    row = await tx.connection.fetchrow(GET_CALENDAR, calendar_id, tx.workspace)
    return Calendar(*row) if row else None


async def set_calendar(tx: Tx, one: Calendar) -> None:
    await tx.connection.execute(SET_CALENDAR, one.id, tx.workspace, one.name, one.retired_at)


async def is_name_taken(tx: Tx, name: str, but: UUID) -> bool:
    taken: bool = await tx.connection.fetchval(CALENDAR_NAME_TAKEN, name, tx.workspace, but)
    return taken


async def list_history(tx: Tx, calendar_id: UUID, limit: int) -> list[asyncpg.Record]:
    """Return version, from_at, by_kind and by_id of the versions, newest first."""
    return list(await tx.connection.fetch(LIST_HISTORY, calendar_id, tx.workspace, limit))


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
