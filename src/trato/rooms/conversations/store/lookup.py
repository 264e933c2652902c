"""Looking things up about threads and messages, one row at a time: for deeds, not for lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx
from trato.rooms.conversations.model import Conversation

PROVIDER_ID_OF = "select provider_id from conversations.message where id = $2 and workspace_id = $1"
MAIL_THREAD = """
select provider_id from (
  select provider_id, sort_at from conversations.message
  where conversation_id = $2 and workspace_id = $1 and provider_id like '<%>' order by sort_at desc limit 40) newest
order by sort_at
"""
NEWEST_WITH = """
select id, account_id, brand_id, identity_id, contact_id, channel, surface, thread_key, subject, case_id, last_sort_at,
  last_inbound_at, last_provider_id, window_until, holder, holder_app, holder_told_at, holder_told_key
from conversations.conversation where contact_id = $3 and workspace_id = $1 and account_id = $2
  and surface not in ('public_comment', 'mention', 'review')
order by last_sort_at desc limit 1
"""
OF_MESSAGE = "select conversation_id from conversations.message where id = $2 and workspace_id = $1"
SERVE = "update conversations.conversation set case_id = $3 where id = $2 and workspace_id = $1"
DELIVERY_STATE = "select state from conversations.delivery where message_id = $2 and workspace_id = $1"
GET_FOR_RESEND = """
select m.conversation_id, m.case_id, m.account_id, m.author_alias, m.purpose, m.parts, m.template, m.mail, m.reply_to
from conversations.message m where m.id = $2 and m.workspace_id = $1 and m.direction = 'out'
"""
CASES_OF_ONE_THREAD = """
select u.case_id from unnest($2::uuid[], $3::uuid[]) u(case_id, conversation_id)
where not exists (select 1 from conversations.message m
                  where m.case_id = u.case_id and m.workspace_id = $1 and m.conversation_id <> u.conversation_id)
"""

FIND_BY_TOKEN = """
select u.key, v.id, v.account_id, v.brand_id, v.identity_id, v.contact_id, v.channel, v.surface, v.thread_key,
  v.subject, v.case_id, v.last_sort_at, v.last_inbound_at, v.last_provider_id, v.window_until,
  v.holder, v.holder_app, v.holder_told_at, v.holder_told_key
from unnest($2::uuid[], $3::uuid[], $4::uuid[]) u(key, account_id, message_id)
join conversations.message m on m.id = u.message_id and m.workspace_id = $1 and m.account_id = u.account_id
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
"""
CASES_ANSWERED = """
select u.key, coalesce(known.case_id, ours.case_id, numbered.id) as case_id
from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[])
  u(key, conversation_id, account_id, provider_id, message_id, number)
left join lateral (select case_id from conversations.message m where m.id = u.message_id and m.workspace_id = $1
  and m.conversation_id = u.conversation_id limit 1) ours on true
left join lateral (select case_id from conversations.message m where m.provider_id = u.provider_id
  and m.account_id = u.account_id and m.workspace_id = $1
  and m.conversation_id = u.conversation_id limit 1) known on true
left join lateral (select c.id from cases."case" c where c.number = u.number and c.workspace_id = $1
  and exists (select 1 from conversations.message m
    where m.case_id = c.id and m.workspace_id = $1 and m.conversation_id = u.conversation_id) limit 1) numbered on true
where coalesce(known.case_id, ours.case_id, numbered.id) is not null
"""
FIND_BY_CASE_NUMBER = """
select distinct on (u.key) u.key, v.id, v.account_id, v.brand_id, v.identity_id, v.contact_id, v.channel, v.surface,
  v.thread_key, v.subject, v.case_id, v.last_sort_at, v.last_inbound_at, v.last_provider_id, v.window_until, v.holder,
  v.holder_app, v.holder_told_at, v.holder_told_key
from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::bool[]) u(key, account_id, number, contact_id, signed)
join cases."case" c on c.number = u.number and c.workspace_id = $1
cross join lateral (
  select id from conversations.conversation
  where case_id = c.id and workspace_id = $1 and account_id = u.account_id
  union
  (select conversation_id from conversations.message
   where case_id = c.id and workspace_id = $1 and account_id = u.account_id order by sort_at desc limit 1)) x
join conversations.conversation v on v.id = x.id and v.workspace_id = $1
where u.signed or exists (select 1 from cases.participant p where p.case_id = c.id and p.contact_id = u.contact_id
  and p.workspace_id = $1 and p.until is null)
order by u.key, v.last_sort_at desc
"""


LAST_ANSWER = """
select m.id from conversations.message m
where m.case_id = $2 and m.workspace_id = $1 and m.direction = 'out' and m.purpose in ('reply', 'bot', 'echo')
  and not exists (select 1 from conversations.delivery d where d.message_id = m.id and d.workspace_id = $1
    and d.state in ('failed', 'cancelled', 'blocked'))
order by m.sort_at desc limit 1
"""
AWAIT_REPLY = """
insert into conversations.awaited_reply (id, workspace_id, conversation_id, kind, ref, asked_at, until)
values ($2, $1, $3, $4, $5, $6, $7)
"""
FOLLOW_IDENTITY = "update conversations.conversation set identity_id = $3 where identity_id = $2 and workspace_id = $1"


async def await_reply(tx: Tx, awaited: UUID, conversation_id: UUID, kind: str, ref: UUID, until: datetime) -> None:
    await tx.connection.execute(AWAIT_REPLY, tx.workspace, awaited, conversation_id, kind, ref, tx.now, until)


async def follow_identity(tx: Tx, old: UUID, new: UUID) -> None:
    await tx.connection.execute(FOLLOW_IDENTITY, tx.workspace, old, new)


async def provider_id_of(tx: Tx, message_id: UUID) -> str:
    return await tx.connection.fetchval(PROVIDER_ID_OF, tx.workspace, message_id) or ""


async def mail_thread(tx: Tx, conversation_id: UUID) -> list[str]:
    return [row["provider_id"] for row in await tx.connection.fetch(MAIL_THREAD, tx.workspace, conversation_id)]


async def newest_with(tx: Tx, account_id: UUID, contact_id: UUID) -> Conversation | None:
    row = await tx.connection.fetchrow(NEWEST_WITH, tx.workspace, account_id, contact_id)
    return Conversation(**dict(row)) if row else None


async def of_message(tx: Tx, message_id: UUID) -> UUID | None:
    conversation: UUID | None = await tx.connection.fetchval(OF_MESSAGE, tx.workspace, message_id)
    return conversation


async def last_answer(tx: Tx, case_id: UUID) -> UUID | None:
    """Return the newest answer of ours in a case that did not come to nothing."""
    message: UUID | None = await tx.connection.fetchval(LAST_ANSWER, tx.workspace, case_id)
    return message


async def serve(tx: Tx, conversation_id: UUID, case_id: UUID) -> None:
    await tx.connection.execute(SERVE, tx.workspace, conversation_id, case_id)


async def delivery_state(tx: Tx, message_id: UUID) -> str | None:
    state: str | None = await tx.connection.fetchval(DELIVERY_STATE, tx.workspace, message_id)
    return state


async def get_for_resend(tx: Tx, message_id: UUID) -> dict[str, Any] | None:
    row = await tx.connection.fetchrow(GET_FOR_RESEND, tx.workspace, message_id)
    return dict(row) if row else None


async def find_by_message(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID]]) -> list[tuple[UUID, Conversation]]:
    """Return the threads of messages of ours: (key, account, message)."""
    return _keyed(await tx.connection.fetch(FIND_BY_TOKEN, tx.workspace, *columns_of(rows)))


async def find_by_case_number(
    tx: Tx, rows: Sequence[tuple[UUID, UUID, int, UUID, bool]]
) -> list[tuple[UUID, Conversation]]:
    """Return the threads of cases on an account: (key, account, number, contact, whether the number was signed)."""
    return _keyed(await tx.connection.fetch(FIND_BY_CASE_NUMBER, tx.workspace, *columns_of(rows)))


async def cases_answered(
    tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID, str, UUID | None, int | None]]
) -> dict[UUID, UUID]:
    """Return cases: (key, the conversation, its account, the provider's id of a message, ours, a case's number)."""
    found = await tx.connection.fetch(CASES_ANSWERED, tx.workspace, *columns_of(rows))
    return {row["key"]: row["case_id"] for row in found}


async def cases_of_one_thread(tx: Tx, rows: Sequence[tuple[UUID, UUID]]) -> set[UUID]:
    """Return those cases (case, its thread) of which nothing is said in another thread."""
    found = await tx.connection.fetch(CASES_OF_ONE_THREAD, tx.workspace, *columns_of(rows))
    return {row["case_id"] for row in found}


def _keyed(rows: Sequence[Any]) -> list[tuple[UUID, Conversation]]:
    return [(row["key"], Conversation(**{k: v for k, v in row.items() if k != "key"})) for row in rows]
