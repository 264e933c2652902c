"""SQL of summing a case up: its turns with what was understood of them, who had it before, how it is tagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# what never reached the contact was not said to them
TURNS = """
select m.id, m.direction, m.author_kind, m.author_id, m.purpose, m.text, m.received_at as at, m.edited_at,
  coalesce(u.kind, '') as kind, u.sentiment, u.sentiment_score, coalesce(u.lang, '') as lang
from (
  select n.* from conversations.message n
  where n.case_id = $2 and n.workspace_id = $1 and n.deleted_at is null
  order by n.sort_at desc limit $3) m
left join intelligence.understanding u on u.message_id = m.id and u.workspace_id = $1
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where d.state is null or d.state not in ('failed', 'cancelled', 'blocked')
order by m.sort_at, m.sort_id, m.sort_item
"""
# who has it now, and the last agent or bot who had it before, whatever queue lay in between
HANDING = """
select n.holder_kind, n.holder_id, n.from_at, g.holder_kind as giver_kind, g.holder_id as giver_id,
  coalesce(w.name, '') as giver, coalesce(t.reason, '') as why,
  array(select t.name from cases.tag_mark k join cases.tag t on t.id = k.tag_id and t.workspace_id = $1
    where k.case_id = $2 and k.workspace_id = $1 and k.removed_at is null group by t.name order by min(k.at)) as tags
from cases.holding n
left join lateral (
  select h.holder_kind, h.holder_id, h.from_at from cases.holding h
  where h.case_id = $2 and h.workspace_id = $1 and h.from_at < n.from_at and h.holder_kind in ('agent', 'bot')
  order by h.from_at desc limit 1) g on true
left join access."user" w on g.holder_kind = 'agent' and w.id = g.holder_id and w.workspace_id = $1
left join lateral (
  select r.reason from cases.transfer r
  where r.case_id = $2 and r.workspace_id = $1 and r.at >= g.from_at order by r.at desc limit 1) t on true
where n.case_id = $2 and n.workspace_id = $1 and n.to_at is null
"""


async def turns(tx: Tx, case_id: UUID, most: int) -> Sequence[Any]:
    """Return the last `most` turns of a case that reached whom they were for, oldest first."""
    return list(await tx.connection.fetch(TURNS, tx.workspace, case_id, most))


async def handing(tx: Tx, case_id: UUID) -> Any | None:
    """Return who has a case, who had it before and why it was given, with its tags."""
    return await tx.connection.fetchrow(HANDING, tx.workspace, case_id)
