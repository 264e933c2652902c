"""What a board is made of: the cases of today and those that are open, who is here, and the targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

_COLUMNS = """c.id, c.brand_id, c.queue_id, c.account_id, c.state, c.set_aside, c.holder_kind, c.waiting_on,
  c.unanswered_since, c.due_from, c.due_at, c.breached, c.origin, c.recorded_as, c.opened_at,
  c.merged_into, c.end_reason"""
_STANDING = """
left join lateral (
  select array_agg(e.from_at) as asides from cases.case_exclusion e
  where e.case_id = c.id and e.workspace_id = $1 and e.reversed_at is null) x on true"""
_ANSWERS = """
left join lateral (
  select array_agg(case when k.stopped_at <= k.due_at then k.stopped_at else k.due_at end) as answered,
    array_agg(coalesce(k.stopped_at <= k.due_at, false)) as kept
  from sla.clock k where k.case_id = c.id and k.workspace_id = $1 and k.target = 'first_response'
    and k.voided_at is null and k.merged_into is null
    and (k.stopped_at is not null or k.paused_at is null)) a on true"""
LIVING = f"""
select c.*, a.answered, a.kept, x.asides from (
  select {_COLUMNS} from cases."case" c where c.workspace_id = $1 and c.state = 'open' and c.set_aside is null
  union all
  select {_COLUMNS} from cases."case" c where c.workspace_id = $1 and c.last_message_at >= $2
    and (c.state <> 'open' or c.set_aside is not null)
  union all
  select {_COLUMNS} from (
    select distinct e.case_id from cases.case_exclusion e
    where e.workspace_id = $1 and e.from_at >= $2 and e.reversed_at is null) w
  cross join lateral (select * from cases."case" c where c.id = w.case_id and c.workspace_id = $1 limit 1) c
  where c.last_message_at < $2 and (c.state <> 'open' or c.set_aside is not null)) c
{_ANSWERS}{_STANDING}
"""
THESE = f"""
select c.*, a.answered, a.kept, x.asides
from unnest($2::uuid[]) w(id)
cross join lateral (select {_COLUMNS} from cases."case" c where c.id = w.id and c.workspace_id = $1 limit 1) c
{_ANSWERS}{_STANDING}
"""
NAMES = """
select u.id, u.name from access."user" u where u.workspace_id = $1 and u.id = any($2::uuid[]) and u.state = 'active'
"""
TODAYS_SEGMENTS = """
select user_id, state, reason, from_at, to_at from workforce.presence_seg
where user_id = any($2::uuid[]) and workspace_id = $1 and (to_at is null or to_at > $3) order by user_id, from_at
"""
HELD = f"""
select c.id from cases."case" c
where c.holder_id = $2 and c.workspace_id = $1 and c.holder_kind = 'agent' and c.state = 'open' and c.set_aside is null
  and {access.visible("c", 3)}
order by c.due_at nulls last, c.id limit 1000
"""


async def list_living(tx: Tx, since: datetime) -> Sequence[Any]:
    """Return what a board asks of every open case, and of those that were written in or set aside since an instant."""
    return await tx.connection.fetch(LIVING, tx.workspace, since)


async def list_these(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    """Return the same of some cases, whatever their state."""
    return await tx.connection.fetch(THESE, tx.workspace, list(ids))


async def list_names(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of those of these people who may still come in."""
    return {row["id"]: row["name"] for row in await tx.connection.fetch(NAMES, tx.workspace, list(ids))}


async def list_segments(tx: Tx, users: Sequence[UUID], since: datetime) -> Sequence[Any]:
    """Return the intervals of presence of these people that reach beyond an instant, in order."""
    return await tx.connection.fetch(TODAYS_SEGMENTS, tx.workspace, list(users), since)


async def list_held(tx: Tx, user_id: UUID, scope: Scope) -> list[UUID]:
    """Return the open cases of an agent within a reach."""
    rows = await tx.connection.fetch(HELD, tx.workspace, user_id, *scope.parameters())
    return [row["id"] for row in rows]
