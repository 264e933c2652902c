"""Timers: an instant of Trato's time at which something happens, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Connection, Tx

SET = """
insert into kit.timer (id, workspace_id, kind, subject, occurrence, due_at, body)
select $2, $1, $3, $4, coalesce((select max(occurrence) + 1 from kit.timer
  where subject = $4 and kind = $3 and workspace_id = $1), 0), $5, $6
returning id
"""
CANCEL = """
update kit.timer set cancelled_at = $4
where subject = $2 and kind = $3 and workspace_id = $1 and fired_at is null and cancelled_at is null
"""
TAKE_DUE = """
with due as (
  select id from kit.timer
  where workspace_id = $1 and due_at <= $2 and fired_at is null and cancelled_at is null
    and ($4::uuid[] is null or subject = any($4))
  order by due_at limit $3 for update skip locked)
update kit.timer t set fired_at = $2 from due where t.id = due.id and t.workspace_id = $1
returning t.id, t.kind, t.subject, t.occurrence, t.due_at, t.body
"""
DUE_SUBJECTS = """
select subject from kit.timer where workspace_id = $1 and due_at <= $2 and fired_at is null and cancelled_at is null
order by due_at limit $3
"""
DUE_WORKSPACES = "select distinct workspace_id from kit.timer where due_at <= $1"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that fired; `occurrence` counts those of one kind and subject."""

    id: UUID
    kind: str
    subject: UUID
    occurrence: int
    due_at: datetime
    body: Mapping[str, Any]


async def set_timer(tx: Tx, kind: str, subject: UUID, due_at: datetime, body: Mapping[str, Any] | None = None) -> UUID:
    """Let something happen at `due_at`: never early, once, at most five seconds late. Returns the timer's id."""
    timer: UUID = await tx.connection.fetchval(SET, tx.workspace, uuid7(), kind, subject, due_at, dict(body or {}))
    return timer


async def cancel(tx: Tx, kind: str, subject: UUID) -> None:
    """Let it not happen, if it has not yet."""
    await tx.connection.execute(CANCEL, tx.workspace, subject, kind, tx.now)


async def due_subjects(tx: Tx, limit: int) -> set[UUID]:
    """Return what the longest due timers are about."""
    return {row["subject"] for row in await tx.connection.fetch(DUE_SUBJECTS, tx.workspace, tx.now, limit)}


async def take_due(tx: Tx, limit: int, *, among: Sequence[UUID] | None = None) -> list[Timer]:
    """Mark timers as fired, of the subjects `among` if told, and return them; two workers never get the same one."""
    rows = await tx.connection.fetch(TAKE_DUE, tx.workspace, tx.now, limit, among)
    return [Timer(r["id"], r["kind"], r["subject"], r["occurrence"], r["due_at"], r["body"]) for r in rows]


async def due_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which a timer is due."""
    return [row["workspace_id"] for row in await door.fetch(DUE_WORKSPACES, now)]
