"""SQL of the signs of life of a thread: widgets that are there, and who is typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.contacts.model import Address

_MINE = """
with mine as (
  select distinct v.id, v.case_id, v.thread_key, v.last_sort_at from conversations.conversation v
  join contacts.identity i on i.contact_id = v.contact_id and i.workspace_id = $1
  join unnest($3::text[], $4::text[], $5::text[]) u(kind, scope, address)
    on u.address = i.address and u.kind = i.kind and u.scope = i.scope
  where v.account_id = $2 and v.workspace_id = $1)
"""
WIDGET_GONE = (
    _MINE
    + """
, ended as (
  update conversations.widget_seg s set to_at = greatest($6, s.from_at), seen_at = greatest($6, s.seen_at) from mine
  where s.conversation_id = mine.id and s.workspace_id = $1 and s.socket = $7 and s.to_at is null)
update conversations.conversation v set widget_gone_at = $6 from mine where v.id = mine.id and v.workspace_id = $1
  and v.widget_gone_at is null and not exists (select 1 from conversations.widget_seg o
    where o.conversation_id = v.id and o.workspace_id = $1 and o.socket <> $7 and o.to_at is null)
returning v.case_id
"""
)
WIDGET_HERE = (
    _MINE
    + """
, seen as (
  update conversations.widget_seg s set seen_at = greatest(s.seen_at, $6) from mine
  where s.conversation_id = mine.id and s.workspace_id = $1 and s.socket = $7 and s.to_at is null)
, begun as (
  insert into conversations.widget_seg (conversation_id, workspace_id, socket, from_at, seen_at)
  select mine.id, $1, $7, $6, $6 from mine where not exists (select 1 from conversations.widget_seg s
    where s.conversation_id = mine.id and s.workspace_id = $1 and s.socket = $7 and s.to_at is null)
  on conflict do nothing)
update conversations.conversation v set widget_gone_at = null from mine where v.id = mine.id and v.workspace_id = $1
  and v.widget_gone_at is not null returning v.case_id
"""
)
# sockets that died with their process: nobody said that they went, so their last sign of life is when
END_SILENT = """
with ended as (
  update conversations.widget_seg set to_at = seen_at
  where workspace_id = $1 and to_at is null and seen_at < $2 returning conversation_id, to_at
), last as (select conversation_id, max(to_at) as at from ended group by conversation_id)
update conversations.conversation v set widget_gone_at = last.at from last
where v.id = last.conversation_id and v.workspace_id = $1 and v.widget_gone_at is null
  and not exists (select 1 from conversations.widget_seg o where o.conversation_id = v.id and o.workspace_id = $1
    and o.to_at is null and o.seen_at >= $2)
returning v.case_id, last.at
"""
GONE_SINCE = """
select min(v.widget_gone_at) as at, count(*) filter (where v.widget_gone_at is null) as here
from conversations.conversation v where v.case_id = $2 and v.workspace_id = $1
  and exists (select 1 from conversations.widget_seg s where s.conversation_id = v.id and s.workspace_id = $1)
"""
FIRST_HUMAN_ANSWERS = """
select m.case_id, min(coalesce(d.sent_at, m.sort_at)) as at from conversations.message m
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.case_id = any($2::uuid[]) and m.workspace_id = $1 and m.direction = 'out'
  and (m.purpose = 'echo' or m.purpose = 'reply' and m.author_kind = 'user' and d.sent_at is not null)
group by m.case_id
"""
ADD_TYPING = insert(
    "conversations.typing_seg",
    {
        "id": "uuid",
        "conversation_id": "uuid",
        "side": "text",
        "user_id": "uuid",
        "from_at": "timestamptz",
        "to_at": "timestamptz",
    },
)
# an interval whose end is its beginning still runs
BEGIN_CONTACT_TYPING = (
    _MINE
    + """
insert into conversations.typing_seg (id, workspace_id, conversation_id, side, from_at, to_at)
select $6, $1, m.id, 'contact', $7::timestamptz, $7 from mine m
where split_part(m.thread_key, ':', 2) = $8 and not exists (select 1 from conversations.typing_seg t
  where t.conversation_id = m.id and t.workspace_id = $1 and t.side = 'contact' and t.to_at = t.from_at
    and t.from_at > $7::timestamptz - $9::interval)
order by m.last_sort_at desc limit 1
"""
)
END_CONTACT_TYPING = (
    _MINE
    + """
update conversations.typing_seg t set to_at = $6::timestamptz from mine m
where t.conversation_id = m.id and t.workspace_id = $1 and t.side = 'contact' and t.to_at = t.from_at
  and t.from_at <= $6 and t.from_at > $6::timestamptz - $8::interval and split_part(m.thread_key, ':', 2) = $7
"""
)


async def turn_widget(
    tx: Tx, account_id: UUID, author: Sequence[Address], here: bool, at: datetime, socket: str
) -> list[UUID]:
    """Begin, renew or end the presence of one socket in its conversations; returns the cases that changed by it."""
    statement = WIDGET_HERE if here else WIDGET_GONE
    rows = await tx.connection.fetch(statement, tx.workspace, account_id, *_columns(author), at, socket)
    return [row["case_id"] for row in rows if row["case_id"]]


async def end_silent(tx: Tx, before: datetime) -> list[tuple[UUID, datetime]]:
    """End the presence of sockets without a sign of life since then: (case, when it was last seen)."""
    rows = await tx.connection.fetch(END_SILENT, tx.workspace, before)
    return [(row["case_id"], row["at"]) for row in rows if row["case_id"]]


async def gone_since(tx: Tx, case_id: UUID) -> datetime | None:
    """Return since when no widget is in any thread of a case; None while one is, or when there never was one."""
    row = await tx.connection.fetchrow(GONE_SINCE, tx.workspace, case_id)
    gone: datetime | None = None if row is None or row["here"] else row["at"]
    return gone


async def first_human_answers(tx: Tx, case_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Return when a person's answer was first accepted in each of these cases; those without one are left out."""
    return dict(await tx.connection.fetch(FIRST_HUMAN_ANSWERS, tx.workspace, list(case_ids)))


async def add_typing(tx: Tx, rows: Sequence[tuple[UUID, str, UUID | None, datetime, datetime]]) -> None:
    """Insert intervals of typing: (conversation, side, user, from, to)."""
    await run(tx, ADD_TYPING, [(uuid7(), *row) for row in rows])


async def turn_contact_typing(
    tx: Tx, account_id: UUID, author: Sequence[Address], thread: str, at: datetime, on: bool, longest: timedelta
) -> None:
    """Begin or end a contact's typing in one of its threads; a beginning older than `longest` has no end."""
    who: tuple[Any, ...] = (tx.workspace, account_id, *_columns(author))
    if on:
        await tx.connection.execute(BEGIN_CONTACT_TYPING, *who, uuid7(), at, thread, longest)
    else:
        await tx.connection.execute(END_CONTACT_TYPING, *who, at, thread, longest)


def _columns(author: Sequence[Address]) -> list[list[str]]:
    return columns_of([(one.kind.value, one.scope, one.value) for one in author])
