"""Suggestions with the names that screens show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# those for the last thing that the contact of a case wrote, while none of us has answered it
STANDING = """
select s.id, s.message_id, s.rank, s.source, s.source_id, s.said_at, s.version, s.text, s.language, s.score, s.model,
  s.shown_at is not null as shown, coalesce(nullif(w.alias, ''), w.name) as by_name, r.shortcut, r.title
from (
  select n.id, n.sort_at, n.sort_id, n.sort_item from conversations.message n
  where n.case_id = $2 and n.workspace_id = $1 and n.direction = 'in' and n.deleted_at is null
  order by n.sort_at desc, n.sort_id desc, n.sort_item desc limit 1) m
join intelligence.suggestion s on s.message_id = m.id and s.workspace_id = $1
left join access."user" w on w.id = s.by_id and w.workspace_id = $1
left join knowledge.canned_reply r on s.source = 'canned' and r.id = s.source_id and r.workspace_id = $1
where s.case_id = $2 and s.rejected_at is null and s.sent_id is null and not exists (
  select 1 from conversations.message o
  where o.case_id = $2 and o.workspace_id = $1 and o.direction = 'out' and o.author_kind = 'user'
    and o.deleted_at is null and (o.sort_at, o.sort_id, o.sort_item) > (m.sort_at, m.sort_id, m.sort_item))
order by s.rank
"""
# what the contact told of himself in a case, the latest first: the places, and the text in which they stand
TOLD = """
select m.text, u.personal from intelligence.understanding u
join conversations.message m on m.id = u.message_id and m.workspace_id = $1
where u.case_id = $2 and u.workspace_id = $1 and u.personal <> '[]'::jsonb and m.deleted_at is null
order by u.at desc limit 20
"""


async def standing(tx: Tx, case_id: UUID) -> Sequence[Any]:
    """Return the suggestions that stand for a case, by rank."""
    return await tx.connection.fetch(STANDING, tx.workspace, case_id)


async def told(tx: Tx, case_id: UUID) -> Sequence[Any]:
    return await tx.connection.fetch(TOLD, tx.workspace, case_id)
