"""All SQL of schedules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.workforce.model.presence import PresenceState
from trato.rooms.workforce.model.schedules import Part, Shift, ShiftId, ShiftKind, Span, WeekTemplate

SHIFT = "id, user_id, kind, time_zone, day, from_at, to_at, parts, note, version"

TAKE_TURN = "select pg_advisory_xact_lock(hashtextextended('workforce.schedule ' || $1::text, 0))"
ADD_SHIFTS = """
insert into workforce.shift (id, workspace_id, user_id, kind, time_zone, day, from_at, to_at, parts, note,
  made_by_kind, made_by_id, made_at)
select u.id, $1, u.user_id, u.kind, u.time_zone, u.day, u.from_at, u.to_at, u.parts, u.note, $2, $3, $4
from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::date[], $10::timestamptz[], $11::timestamptz[],
  $12::jsonb[], $13::text[]) u(id, user_id, kind, time_zone, day, from_at, to_at, parts, note)
"""
CHANGE_SHIFT = """
update workforce.shift set user_id = $4, kind = $5, time_zone = $6, day = $7, from_at = $8, to_at = $9, parts = $10,
  note = $11, version = version + 1
where id = $1 and workspace_id = $2 and version = $3 and cancelled_at is null
"""
CANCEL_SHIFT = """
update workforce.shift set cancelled_at = $3, version = version + 1
where id = $1 and workspace_id = $2 and cancelled_at is null
"""
RESTORE_SHIFT = """
update workforce.shift set cancelled_at = null, version = version + 1
where id = $1 and workspace_id = $2 and cancelled_at is not null
"""
GET_SHIFT = f"select {SHIFT} from workforce.shift where id = $1 and workspace_id = $2 and cancelled_at is null"
GET_CANCELLED = f"select {SHIFT} from workforce.shift where id = $1 and workspace_id = $2 and cancelled_at is not null"
HAS_SHIFT = "select 1 from workforce.shift where id = $1 and workspace_id = $2"
LIST_SHIFTS = f"""
select {SHIFT} from workforce.shift
where user_id = any($2::uuid[]) and workspace_id = $1 and to_at > $3 and from_at < $4 and cancelled_at is null
order by from_at, id
"""
LIST_EVERYBODYS = f"""
select {SHIFT} from workforce.shift
where workspace_id = $1 and to_at > $2 and from_at < $3 and cancelled_at is null
order by from_at, id
"""
LIST_SEEN = """
select user_id, from_at, to_at, state, reason from workforce.presence_seg
where user_id = any($2::uuid[]) and workspace_id = $1 and from_at < $4
  and from_at > $3::timestamptz - interval '31 days' and (to_at is null or to_at > $3)
order by user_id, from_at
"""
SAVE_TEMPLATE = """
insert into workforce.week_template (id, workspace_id, name, time_zone, spans, changed_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (id, workspace_id) do update set name = excluded.name, time_zone = excluded.time_zone,
  spans = excluded.spans, changed_at = excluded.changed_at
where week_template.retired_at is null returning id
"""
NAMED_TEMPLATE = """
select id from workforce.week_template where name = $1 and workspace_id = $2 and retired_at is null
"""
LIST_TEMPLATES = """
select id, name, time_zone, spans from workforce.week_template
where workspace_id = $1 and retired_at is null order by name limit 200
"""
GET_TEMPLATE = """
select id, name, time_zone, spans from workforce.week_template
where id = $1 and workspace_id = $2 and retired_at is null
"""
RETIRE_TEMPLATE = """
update workforce.week_template set retired_at = $3 where id = $1 and workspace_id = $2 and retired_at is null
returning id
"""


async def take_turn(tx: Tx) -> None:
    """Wait until nobody else is writing this workspace's schedule."""
    await tx.connection.execute(TAKE_TURN, str(tx.workspace))


async def add_shifts(tx: Tx, shifts: Sequence[Shift]) -> None:
    await tx.connection.execute(
        ADD_SHIFTS,
        tx.workspace,
        tx.actor.kind.value,
        tx.actor.id,
        tx.now,
        [one.id for one in shifts],
        [one.user_id for one in shifts],
        [one.kind.value for one in shifts],
        [one.time_zone for one in shifts],
        [one.day for one in shifts],
        [one.from_at for one in shifts],
        [one.to_at for one in shifts],
        [one.parts for one in shifts],
        [one.note for one in shifts],
    )


async def change_shift(tx: Tx, s: Shift, version: int) -> bool:
    done = await tx.connection.execute(
        CHANGE_SHIFT, s.id, tx.workspace, version, s.user_id, s.kind.value, s.time_zone, s.day, s.from_at, s.to_at,
        s.parts, s.note,
    )  # fmt: skip
    return bool(done == "UPDATE 1")


async def cancel_shift(tx: Tx, shift: UUID) -> bool:
    return bool(await tx.connection.execute(CANCEL_SHIFT, shift, tx.workspace, tx.now) == "UPDATE 1")


async def restore_shift(tx: Tx, shift: UUID) -> bool:
    return bool(await tx.connection.execute(RESTORE_SHIFT, shift, tx.workspace) == "UPDATE 1")


async def get_shift(tx: Tx, shift: UUID, *, cancelled: bool = False) -> Shift | None:
    row = await tx.connection.fetchrow(GET_CANCELLED if cancelled else GET_SHIFT, shift, tx.workspace)
    return _shift(row) if row else None


async def has_shift(tx: Tx, shift: UUID) -> bool:
    return await tx.connection.fetchval(HAS_SHIFT, shift, tx.workspace) is not None


async def list_shifts(tx: Tx, users: Collection[UUID] | None, begins: datetime, ends: datetime) -> list[Shift]:
    """List the shifts that touch a stretch of time, of these users or of everybody."""
    if users is None:
        rows = await tx.connection.fetch(LIST_EVERYBODYS, tx.workspace, begins, ends)
    else:
        rows = await tx.connection.fetch(LIST_SHIFTS, tx.workspace, sorted(set(users)), begins, ends)
    return [_shift(row) for row in rows]


async def list_seen(
    tx: Tx, users: Collection[UUID], begins: datetime, ends: datetime
) -> dict[UUID, list[tuple[datetime, datetime | None, PresenceState, str]]]:
    """Return the states of each of these users that touch a stretch of time; none that began a month before."""
    found: dict[UUID, list[tuple[datetime, datetime | None, PresenceState, str]]] = {}
    for row in await tx.connection.fetch(LIST_SEEN, tx.workspace, sorted(set(users)), begins, ends):
        found.setdefault(row[0], []).append((row[1], row[2], PresenceState(row[3]), row[4]))
    return found


async def save_template(tx: Tx, one: WeekTemplate) -> bool:
    return (
        await tx.connection.fetchval(SAVE_TEMPLATE, one.id, tx.workspace, one.name, one.time_zone, one.spans, tx.now)
        is not None
    )


async def named_template(tx: Tx, name: str) -> UUID | None:
    found: UUID | None = await tx.connection.fetchval(NAMED_TEMPLATE, name, tx.workspace)
    return found


async def list_templates(tx: Tx) -> list[WeekTemplate]:
    return [_template(row) for row in await tx.connection.fetch(LIST_TEMPLATES, tx.workspace)]


async def get_template(tx: Tx, template: UUID) -> WeekTemplate | None:
    row = await tx.connection.fetchrow(GET_TEMPLATE, template, tx.workspace)
    return _template(row) if row else None


async def retire_template(tx: Tx, template: UUID) -> bool:
    return await tx.connection.fetchval(RETIRE_TEMPLATE, template, tx.workspace, tx.now) is not None


def _shift(row: Any) -> Shift:
    return Shift(
        ShiftId(row[0]), row[1], ShiftKind(row[2]), row[3], row[4], row[5], row[6],
        msgspec.convert(row[7], tuple[Part, ...]), row[8], row[9],
    )  # fmt: skip


def _template(row: Any) -> WeekTemplate:
    return WeekTemplate(row[0], row[1], row[2], msgspec.convert(row[3], tuple[Span, ...]))
