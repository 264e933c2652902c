"""SQL of somebody's own day, from what was recorded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx

# what reports count as resolved, each time it was
RESOLVED = """
select count(*) from cases.resolution r
left join lateral (select y.merged_into, y.end_reason, y.recorded_as from cases."case" y
  where y.id = r.case_id and y.workspace_id = $1 limit 1) c on true
where r.at >= $2 and r.workspace_id = $1 and r.by_kind = 'user' and r.by_id = $3 and r.undone_at is null
  and c.merged_into is null and c.end_reason is distinct from 'split_undone' and c.recorded_as = 'live'
"""
ANSWERED = """
select count(distinct k.case_id) from sla.clock k
join conversations.message m on m.id = k.stopped_by_message_id and m.workspace_id = $1
where k.workspace_id = $1 and k.stopped_at >= $2 and k.stopped_by_message_id is not null
  and k.target in ('first_response', 'first_human_response', 'next_response')
  and k.voided_at is null and k.merged_into is null and m.author_kind = 'user' and m.author_id = $3
"""
# as the board and reports have it: who answered in time or late; of what nobody answered, who held it when it fell due
FIRSTS = """
select count(*) as firsts, count(*) filter (where kept) as kept from (
  select k.stopped_at <= k.due_at as kept from sla.clock k
  join conversations.message m on m.id = k.stopped_by_message_id and m.workspace_id = $1
  where k.workspace_id = $1 and k.stopped_at >= $2 and k.stopped_by_message_id is not null
    and k.target = 'first_response' and k.voided_at is null and k.merged_into is null
    and m.author_kind = 'user' and m.author_id = $3
  union all
  select false from sla.breach b
  join sla.clock k on k.id = b.clock_id and k.workspace_id = $1
  where b.workspace_id = $1 and b.due_at >= $2 and b.target = 'first_response' and b.withdrawn_at is null
    and b.holder_kind = 'agent' and b.holder_id = $3
    and k.stopped_by_message_id is null and k.voided_at is null and k.merged_into is null) decided
"""


async def resolved(tx: Tx, user_id: UUID, since: datetime) -> int:
    """Count how often somebody resolved a case since an instant."""
    count: int = await tx.connection.fetchval(RESOLVED, tx.workspace, since, user_id)
    return count


async def answered(tx: Tx, user_id: UUID, since: datetime) -> int:
    """Count the cases that somebody answered since an instant."""
    count: int = await tx.connection.fetchval(ANSWERED, tx.workspace, since, user_id)
    return count


async def firsts(tx: Tx, user_id: UUID, since: datetime) -> asyncpg.Record:
    """Count the first answers that somebody gave or owed since an instant, and how many were in time."""
    row: asyncpg.Record | None = await tx.connection.fetchrow(FIRSTS, tx.workspace, since, user_id)
    assert row is not None  # counts always come
    return row
