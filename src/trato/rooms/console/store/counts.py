"""How many cases stand in each list: counted once for everybody, by place and holder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from trato.kit.tx import Tx

TALLY = """
select 'open' as what, c.brand_id, c.queue_id, c.account_id, c.holder_kind, c.holder_id, count(*) as cases,
  count(*) filter (where c.waiting_on = 'until') as snoozed,
  count(*) filter (
    where c.waiting_on is null and (c.breached or c.due_at - (c.due_at - c.due_from) * 0.2 <= $2)) as due,
  count(*) filter (where c.breached or c.due_at <= $2) as breached,
  count(*) filter (where c.waiting_on is distinct from 'until' and c.last_inbound_at > coalesce((
    select r.up_to from console.read_mark r
    where r.user_id = c.holder_id and r.case_id = c.id and r.workspace_id = $1 limit 1), '-infinity')
    and c.holder_kind = 'agent') as unread
from cases."case" c where c.workspace_id = $1 and c.state = 'open' and c.set_aside is null
group by c.brand_id, c.queue_id, c.account_id, c.holder_kind, c.holder_id
union all
select 'resolved', c.brand_id, c.queue_id, c.account_id, '', null, count(*), 0, 0, 0, 0
from cases."case" c where c.workspace_id = $1 and c.state = 'resolved' and c.set_aside is null
group by c.brand_id, c.queue_id, c.account_id
union all
select 'set_aside', c.brand_id, c.queue_id, c.account_id, '', null, count(*), 0, 0, 0, 0
from cases."case" c where c.workspace_id = $1 and c.set_aside is not null
group by c.brand_id, c.queue_id, c.account_id
union all
select 'uncertain', c.brand_id, c.queue_id, c.account_id, '', null, count(distinct c.id), 0, 0, 0, 0
from conversations.delivery d join cases."case" c on c.id = d.case_id and c.workspace_id = $1
where d.workspace_id = $1 and d.state = 'uncertain' and d.resent_as is null
group by c.brand_id, c.queue_id, c.account_id
union all
select 'mentions', c.brand_id, c.queue_id, c.account_id, 'agent', m.user_id, count(distinct c.id), 0, 0, 0, 0
from cases.mention_of_user m join cases."case" c on c.id = m.case_id and c.workspace_id = $1
where m.workspace_id = $1 and m.seen_at is null
group by c.brand_id, c.queue_id, c.account_id, m.user_id
"""
TEAMS_OF_QUEUES = "select id, team_id from routing.queue where workspace_id = $1"


async def tally(tx: Tx, now: datetime) -> Sequence[Any]:
    """Return the counts of a workspace, one row for each kind, place and holder: one statement."""
    return await tx.connection.fetch(TALLY, tx.workspace, now)


async def teams_of_queues(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(TEAMS_OF_QUEUES, tx.workspace)
