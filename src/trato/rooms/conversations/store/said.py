"""SQL of what contacts said, for whoever judges it: many messages, many cases, many contacts at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

OF_MESSAGES = """
select m.id, m.case_id, m.conversation_id, m.author_id as contact_id, m.text, m.received_at as at, m.language, m.public,
  m.courtesy, coalesce(m.mail ->> 'automatic', '') <> '' as machine,
  (select count(*) from conversations.attachment a where a.message_id = m.id and a.workspace_id = $1) as files
from conversations.message m where m.id = any($2::uuid[]) and m.workspace_id = $1
"""
LAST_OF_CASES = """
select m.id, u.case_id, m.conversation_id, m.author_id as contact_id, m.text, m.received_at as at, m.language, m.public,
  m.courtesy, coalesce(m.mail ->> 'automatic', '') <> '' as machine,
  (select count(*) from conversations.attachment a where a.message_id = m.id and a.workspace_id = $1) as files
from unnest($2::uuid[]) u(case_id) cross join lateral (
  select * from conversations.message n
  where n.case_id = u.case_id and n.workspace_id = $1 and n.direction = 'in' and n.deleted_at is null
  order by n.sort_at desc limit 1) m
"""
# the last turns of each case, oldest first
TURNS = """
select * from (
  select u.case_id, m.id, m.direction, m.author_kind, m.text, m.received_at as at, m.sort_at, m.sort_id, m.sort_item
  from unnest($2::uuid[]) u(case_id) cross join lateral (
    select n.* from conversations.message n
    where n.case_id = u.case_id and n.workspace_id = $1 and n.deleted_at is null
    order by n.sort_at desc limit $3) m) t
order by case_id, sort_at, sort_id, sort_item
"""
EARLIER = """
select v.contact_id, m.received_at as at, m.text
from conversations.conversation v cross join lateral (
  select n.received_at, n.text from conversations.message n
  where n.conversation_id = v.id and n.workspace_id = $1 and n.direction = 'in' and n.deleted_at is null
    and n.sort_at >= $3
  order by n.sort_at desc limit 200) m
where v.contact_id = any($2::uuid[]) and v.workspace_id = $1
"""

# of the last few things that we said in each conversation, those that offered choices, the latest first
OFFERS = """
select u.conversation_id, m.parts from unnest($2::uuid[]) u(conversation_id) cross join lateral (
  select n.parts, n.sort_at from conversations.message n
  where n.conversation_id = u.conversation_id and n.workspace_id = $1 and n.direction = 'out' and n.deleted_at is null
    and n.sort_at >= $3
  order by n.sort_at desc limit 3) m
where m.parts @> '[{"type": "options"}]' order by u.conversation_id, m.sort_at desc
"""
OFFERED_BY = """
select m.id, m.conversation_id, m.provider_id, m.parts from conversations.message m
where m.id = any($2::uuid[]) and m.workspace_id = $1 and m.direction = 'out' and m.parts @> '[{"type": "options"}]'
"""
COUNT_AUTOMATIC = """
select count(*) from conversations.message
where conversation_id = $2 and workspace_id = $1 and direction = 'out' and purpose = 'auto' and sort_at >= $3
"""


async def of_messages(tx: Tx, messages: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(OF_MESSAGES, tx.workspace, list(messages)))


async def last_of_cases(tx: Tx, cases: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(LAST_OF_CASES, tx.workspace, list(cases)))


async def turns(tx: Tx, cases: Sequence[UUID], most: int) -> list[Any]:
    return list(await tx.connection.fetch(TURNS, tx.workspace, list(cases), most))


async def earlier(tx: Tx, contacts: Sequence[UUID], since: datetime) -> list[Any]:
    return list(await tx.connection.fetch(EARLIER, tx.workspace, list(contacts), since))


async def offers(tx: Tx, conversations: Sequence[UUID], since: datetime) -> list[Any]:
    """Return the parts of what offered choices lately in these conversations, the latest first."""
    return list(await tx.connection.fetch(OFFERS, tx.workspace, list(conversations), since))


async def offered_by(tx: Tx, messages: Sequence[UUID]) -> list[Any]:
    """Return those of these messages of ours that offered choices, with their parts."""
    return list(await tx.connection.fetch(OFFERED_BY, tx.workspace, list(messages)))


async def count_automatic(tx: Tx, conversation: UUID, since: datetime) -> int:
    found: int = await tx.connection.fetchval(COUNT_AUTOMATIC, tx.workspace, conversation, since)
    return found
