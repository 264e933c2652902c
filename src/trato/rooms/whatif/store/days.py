"""SQL of recorded days: who wrote and who was there, from the dated facts of the rooms below. It only reads."""

from __future__ import annotations

from datetime import datetime

import asyncpg

from trato.kit.tx import Tx

LIST_ARRIVALS = """
select distinct on (h.case_id) h.case_id, h.holder_id as queue_id, h.from_at, c.channel, c.priority, c.contact_id,
  o.last_agent_id, o.tier, k.started_at, k.seconds, k.calendar_id, g.active, a.at as left_at, t.from_at as taken_at
from cases.holding h
join cases."case" c on c.id = h.case_id and c.workspace_id = $1
left join cases.opening o on o.case_id = h.case_id and o.workspace_id = $1
left join lateral (
  select k.started_at, k.seconds, k.calendar_id from sla.clock k
  where k.case_id = h.case_id and k.workspace_id = $1 and k.voided_at is null and k.merged_into is null
    and k.target in ('first_response', 'first_human_response', 'next_response')
    and k.started_at <= h.from_at + interval '1 minute' and (k.stopped_at is null or k.stopped_at > h.from_at)
  order by k.due_at limit 1) k on true
left join lateral (
  select sum(s.active_seconds) as active from console.segment s
  where s.case_id = h.case_id and s.workspace_id = $1 and s.kind in ('focus', 'wrap_up')) g on true
left join lateral (
  select min(b.at) as at from cases.abandonment b
  where b.case_id = h.case_id and b.workspace_id = $1 and b.variant = 'left_queue' and b.retracted_at is null
    and b.at >= h.from_at) a on true
left join lateral (
  select min(y.from_at) as from_at from cases.holding y
  where y.case_id = h.case_id and y.workspace_id = $1 and y.holder_kind = 'agent' and y.from_at >= h.from_at) t on true
where h.workspace_id = $1 and h.holder_kind = 'queue' and h.from_at >= $2 and h.from_at < $3
order by h.case_id, h.from_at
"""
LIST_SPANS = """
select user_id, state, greatest(from_at, $2) as from_at, least(coalesce(to_at, $3), $3) as to_at
from workforce.presence_seg
where workspace_id = $1 and from_at < $3 and (to_at is null or to_at > $2) and state <> 'offline'
order by user_id, from_at
"""
LIST_CAPACITIES = """
select distinct on (user_id) user_id, capacity, async_capacity, limits from workforce.capacity_seg
where workspace_id = $1 and from_at < $3 and (to_at is null or to_at > $2)
order by user_id, least(coalesce(to_at, $3), $3) - greatest(from_at, $2) desc
"""
LIST_SKILLS = """
select user_id, skill_id, max(level) as level from workforce.agent_skill
where workspace_id = $1 and from_at < $3 and (to_at is null or to_at > $2) group by user_id, skill_id
"""
FIRST_ARRIVAL = "select min(from_at) from cases.holding where workspace_id = $1 and holder_kind = 'queue'"


async def list_arrivals(tx: Tx, from_at: datetime, to_at: datetime) -> list[asyncpg.Record]:
    """Return the cases that began to wait in a queue, each once, with their promise, work and what became of them."""
    return await tx.connection.fetch(LIST_ARRIVALS, tx.workspace, from_at, to_at)


async def list_spans(tx: Tx, from_at: datetime, to_at: datetime) -> list[asyncpg.Record]:
    """Return where people were, cut to these instants."""
    return await tx.connection.fetch(LIST_SPANS, tx.workspace, from_at, to_at)


async def list_capacities(tx: Tx, from_at: datetime, to_at: datetime) -> dict[object, asyncpg.Record]:
    """Return what people could hold for most of that time."""
    rows = await tx.connection.fetch(LIST_CAPACITIES, tx.workspace, from_at, to_at)
    return {row["user_id"]: row for row in rows}


async def list_skills(tx: Tx, from_at: datetime, to_at: datetime) -> list[asyncpg.Record]:
    """Return what people could do in that time, at their best level of it."""
    return await tx.connection.fetch(LIST_SKILLS, tx.workspace, from_at, to_at)


async def first_arrival(tx: Tx) -> datetime | None:
    """Return when a case first waited in a queue."""
    at: datetime | None = await tx.connection.fetchval(FIRST_ARRIVAL, tx.workspace)
    return at
