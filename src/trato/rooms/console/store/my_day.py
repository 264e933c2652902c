"""SQL of somebody's own day, from what was recorded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx

RESOLVED = """
select count(distinct case_id) from cases.resolution
where at >= $2 and workspace_id = $1 and by_kind = 'user' and by_id = $3 and undone_at is null
"""
ANSWERED = """
select count(distinct k.case_id) as cases,
  count(*) filter (where k.target = 'first_human_response') as firsts,
  count(*) filter (where k.target = 'first_human_response' and k.stopped_at <= k.due_at) as kept
from sla.clock k
join conversations.message m on m.id = k.stopped_by_message_id and m.workspace_id = $1
where k.workspace_id = $1 and k.stopped_at >= $2 and k.stopped_by_message_id is not null
  and k.target in ('first_response', 'first_human_response', 'next_response')
  and k.voided_at is null and k.merged_into is null and m.author_kind = 'user' and m.author_id = $3
"""


async def resolved(tx: Tx, user_id: UUID, since: datetime) -> int:
    """Count the cases that somebody resolved since an instant."""
    count: int = await tx.connection.fetchval(RESOLVED, tx.workspace, since, user_id)
    return count


async def answered(tx: Tx, user_id: UUID, since: datetime) -> asyncpg.Record:
    """Count the cases that somebody answered since an instant, and how many first answers were in time."""
    row: asyncpg.Record | None = await tx.connection.fetchrow(ANSWERED, tx.workspace, since, user_id)
    assert row is not None  # counts always come
    return row
