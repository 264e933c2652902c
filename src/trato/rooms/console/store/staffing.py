"""What planning reads of the log: when cases came, what they took, how long people waited."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# ids of cases ascend with the time at which they were written down, which is never before they opened
ARRIVALS = """
select channel, to_timestamp(floor(extract(epoch from at) / 1800) * 1800) as slot, count(*)::int from (
  select c.channel, c.opened_at as at from cases."case" c
  where c.workspace_id = $1 and c.id >= $3 and c.brand_id = $2 and c.opened_at >= $4 and c.opened_at < $5
    and c.origin in ('inbound', 'mention', 'community', 'call') and c.set_aside is null
  union all
  select c.channel, r.at from cases.reopening r
  join cases."case" c on c.id = r.case_id and c.workspace_id = r.workspace_id
  where r.workspace_id = $1 and r.id >= $3 and c.brand_id = $2 and r.at >= $4 and r.at < $5 and r.cause = 'contact') x
group by 1, 2
"""
MEASURED = """
with sampled as (
  select c.id, c.channel, c.opened_at from cases."case" c
  where c.workspace_id = $1 and c.id >= $3 and c.brand_id = $2 and c.opened_at >= $4 and c.state <> 'open'
    and c.origin in ('inbound', 'mention', 'community', 'call')
  order by c.id desc limit $5)
select s.channel,
  count(*)::int as cases,
  count(w.work)::int as worked, sum(w.work)::float8 as work, sum(w.typing)::float8 as typing,
  count(p.pace)::int as paced, sum(p.pace)::float8 as pace,
  sum(t.typed)::float8 as typed,
  count(a.at)::int as left_early,
  sum(extract(epoch from coalesce(a.at, p.answered) - s.opened_at))::float8 as waited
from sampled s
left join lateral (
  select sum(g.active_seconds) filter (where g.kind in ('focus', 'wrap_up')) as work,
    sum(g.active_seconds) filter (where g.kind = 'compose') as typing
  from console.segment g where g.case_id = s.id and g.workspace_id = $1) w on true
left join lateral (
  select sum(m.gap) filter (where m.gap <= $6) as pace, min(m.sort_at) filter (where m.by_hand) as answered,
    array_agg(distinct m.conversation_id) as threads
  from (
    select n.sort_at, n.conversation_id, n.direction = 'out' and n.author_kind = 'user' as by_hand,
      case when n.direction = 'in' and lag(n.direction) over o = 'out'
        then extract(epoch from n.sort_at - lag(n.sort_at) over o) end as gap
    from conversations.message n where n.case_id = s.id and n.workspace_id = $1
    window o as (order by n.sort_at, n.sort_id, n.sort_item)) m) p on true
left join lateral (
  select sum(extract(epoch from y.to_at - y.from_at)) as typed from conversations.typing_seg y
  where y.conversation_id = any(p.threads) and y.workspace_id = $1 and y.side = 'contact'
    and y.from_at >= s.opened_at) t on true
left join cases.abandonment a on a.case_id = s.id and a.workspace_id = $1 and a.retracted_at is null
  and a.variant in ('no_dialogue', 'left_queue')
group by s.channel
"""
HANDS = """
select sum(active_seconds)::float8 from console.segment
where user_id = any($2::uuid[]) and workspace_id = $1 and started_at >= $3 and started_at < $4
  and kind in ('focus', 'wrap_up')
"""
SAMPLE = 800
SHORT_GAP = timedelta(minutes=10)  # a customer who takes longer has gone away, and holds nobody up


def id_floor(at: datetime) -> UUID:
    """Return the least id that could have been made at `at` or later (UUID version 7)."""
    return UUID(int=int(at.timestamp() * 1000) << 80)


async def arrivals(tx: Tx, brand: UUID, begins: datetime, ends: datetime) -> list[tuple[str, datetime, int]]:
    """Return channel, half hour and how many cases came, or came back."""
    rows = await tx.connection.fetch(ARRIVALS, tx.workspace, brand, id_floor(begins), begins, ends)
    return [(row[0], row[1], row[2]) for row in rows]


async def measured(tx: Tx, brand: UUID, since: datetime) -> list[Any]:
    """Return by channel what the latest ended cases took: a row of sums."""
    return list(
        await tx.connection.fetch(
            MEASURED, tx.workspace, brand, id_floor(since), since, SAMPLE, SHORT_GAP.total_seconds()
        )
    )


async def hands(tx: Tx, users: list[UUID], begins: datetime, ends: datetime) -> float:
    """Return how many seconds these people worked in cases."""
    return await tx.connection.fetchval(HANDS, tx.workspace, users, begins, ends) or 0.0
