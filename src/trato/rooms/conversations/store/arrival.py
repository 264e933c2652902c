"""What a batch of arrivals reads and writes: one statement each, whatever the length of the batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.conversations.model import Conversation, NewMessage

Move = tuple[UUID, UUID | None, datetime, datetime | None, str, bool, datetime]

FIND_SEEN = """
select u.n from unnest($2::uuid[], $3::text[]) with ordinality u(account_id, provider_id, n)
cross join lateral (
  select 1 from conversations.message m
  where m.provider_id = u.provider_id and m.account_id = u.account_id and m.workspace_id = $1 limit 1) seen
"""

FIND_CONVERSATIONS = """
select v.* from unnest($2::uuid[], $3::text[]) u(account_id, thread_key)
cross join lateral (
  select id, account_id, brand_id, identity_id, contact_id, channel, surface, thread_key, subject, case_id,
    last_sort_at, last_inbound_at, last_provider_id, window_until, holder, holder_app, holder_told_at, holder_told_key
  from conversations.conversation c
  where c.thread_key = u.thread_key and c.account_id = u.account_id and c.workspace_id = $1 limit 1) v
"""

GET_CONVERSATIONS = """
select id, account_id, brand_id, identity_id, contact_id, channel, surface, thread_key, subject, case_id, last_sort_at,
  last_inbound_at, last_provider_id, window_until, holder, holder_app, holder_told_at, holder_told_key
from conversations.conversation where id = any($2::uuid[]) and workspace_id = $1
"""

ADD_CONVERSATIONS = insert(
    "conversations.conversation",
    {
        "id": "uuid",
        "account_id": "uuid",
        "brand_id": "uuid",
        "identity_id": "uuid",
        "contact_id": "uuid",
        "channel": "text",
        "surface": "text",
        "thread_key": "text",
        "subject": "text",
        "parent": "text",
        "case_id": "uuid",
        "started_by": "text",
        "created_at": "timestamptz",
        "last_sort_at": "timestamptz",
        "last_inbound_at": "timestamptz",
        "last_provider_id": "text",
        "typing_observable": "bool",
    },
)

# what a contact said last is the newest that they said, not what came last; what we said counts before they spoke
MOVE_CONVERSATIONS = """
update conversations.conversation c set case_id = u.case_id, last_sort_at = greatest(c.last_sort_at, u.last_sort_at),
  last_inbound_at = greatest(c.last_inbound_at, u.last_inbound_at),
  last_provider_id = case
    when u.last_provider_id <> '' and (u.theirs, u.said_at) >= coalesce(
      (select (m.direction = 'in', m.sort_at) from conversations.message m
       where m.provider_id = c.last_provider_id and m.account_id = c.account_id and m.workspace_id = $1),
      (false, '-infinity'::timestamptz)) then u.last_provider_id
    else c.last_provider_id end
from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::bool[], $8::timestamptz[])
  u(id, case_id, last_sort_at, last_inbound_at, last_provider_id, theirs, said_at)
where c.id = u.id and c.workspace_id = $1
"""

GIVE_CONVERSATIONS = """
update conversations.conversation c set identity_id = u.identity_id, contact_id = u.contact_id
from unnest($2::uuid[], $3::uuid[], $4::uuid[]) u(id, identity_id, contact_id) where c.id = u.id and c.workspace_id = $1
"""

ADD_MESSAGES = insert(
    "conversations.message",
    {
        "id": "uuid",
        "conversation_id": "uuid",
        "case_id": "uuid",
        "account_id": "uuid",
        "provider_id": "text",
        "direction": "text",
        "author_kind": "text",
        "author_id": "uuid",
        "author_alias": "text",
        "on_behalf_of": "uuid",
        "purpose": "text",
        "parts": "jsonb",
        "text": "text",
        "occurred_at": "timestamptz",
        "received_at": "timestamptz",
        "visible_at": "timestamptz",
        "sort_at": "timestamptz",
        "sort_id": "bigint",
        "sort_item": "int",
        "late": "bool",
        "courtesy": "bool",
        "awaited": "text",
        "reply_to": "text",
        "forwarded": "bool",
        "public": "bool",
        "rating": "smallint",
        "facts": "jsonb",
        "language": "text",
        "mail": "jsonb",
        "template": "jsonb",
        "referral": "jsonb",
        "origin": "text",
    },
)

ADD_ATTACHMENTS = insert(
    "conversations.attachment",
    {
        "id": "uuid",
        "message_id": "uuid",
        "account_id": "uuid",
        "part": "int",
        "media": "text",
        "ref": "text",
        "inbox_id": "bigint",
        "mime": "text",
        "name": "text",
        "size": "bigint",
        "next_at": "timestamptz",
    },
)

FIND_AWAITED = """
select distinct on (conversation_id) id, conversation_id, kind, ref from conversations.awaited_reply
where conversation_id = any($2::uuid[]) and workspace_id = $1 and answered_at is null and until >= $3
order by conversation_id, asked_at desc
"""

ANSWER_AWAITED = """
update conversations.awaited_reply a set answered_at = $2, answer_message_id = u.message_id
from unnest($3::uuid[], $4::uuid[]) u(id, message_id) where a.id = u.id and a.workspace_id = $1
"""


async def find_seen(tx: Tx, keys: Sequence[tuple[UUID, str]]) -> set[int]:
    """Return the positions, from 0, of the (account, provider's id) pairs that are messages already."""
    rows = await tx.connection.fetch(FIND_SEEN, tx.workspace, [k[0] for k in keys], [k[1] for k in keys])
    return {row["n"] - 1 for row in rows}


async def find_conversations(tx: Tx, keys: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], Conversation]:
    """Return the conversations by (account, thread key)."""
    wanted = list(keys)
    rows = await tx.connection.fetch(FIND_CONVERSATIONS, tx.workspace, [k[0] for k in wanted], [k[1] for k in wanted])
    return {(row["account_id"], row["thread_key"]): Conversation(**dict(row)) for row in rows}


async def get_conversations(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Conversation]:
    """Return conversations by id; unknown ids are left out."""
    rows = await tx.connection.fetch(GET_CONVERSATIONS, tx.workspace, list(ids))
    return {row["id"]: Conversation(**dict(row)) for row in rows}


async def add_conversations(tx: Tx, rows: Sequence[tuple[Conversation, str, str]]) -> None:
    """Insert conversations, each with its public parent and who started it ("contact" or "us")."""
    await run(
        tx,
        ADD_CONVERSATIONS,
        [
            (
                c.id, c.account_id, c.brand_id, c.identity_id, c.contact_id, c.channel, c.surface, c.thread_key,
                c.subject, parent, c.case_id, started_by, tx.now, c.last_sort_at, c.last_inbound_at, c.last_provider_id,
                c.typing_observable,
            )
            for c, parent, started_by in rows
        ],
    )  # fmt: skip


async def give_conversations(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID]]) -> None:
    """Say whose conversations are: (id, identity, contact)."""
    await tx.connection.execute(GIVE_CONVERSATIONS, tx.workspace, *columns_of(rows))


async def move_conversations(tx: Tx, rows: Sequence[Move]) -> None:
    """Bring conversations to the present.

    (id, case, last sort, last inbound, the provider's id of what was said last, whether a contact said it, its sort).
    """
    await tx.connection.execute(MOVE_CONVERSATIONS, tx.workspace, *columns_of(rows))


async def add_messages(tx: Tx, messages: Sequence[NewMessage]) -> None:
    rows = [
        (
            m.id, m.conversation_id, m.case_id, m.account_id, m.provider_id or None, m.direction, m.author.kind.value,
            m.author.id, m.alias, m.on_behalf_of, m.purpose.value, jsonable(m.parts), m.text, m.occurred_at,
            m.received_at, tx.now, m.sort[0], m.sort[1], m.sort[2], m.late, m.courtesy, m.awaited, m.reply_to,
            m.forwarded, m.public, m.rating, jsonable(m.facts) if m.facts else None,
            m.language, jsonable(m.mail) if m.mail else None,
            jsonable(m.template) if m.template else None, jsonable(m.referral) if m.referral else None,
            tx.origin.value,
        )
        for m in messages
    ]  # fmt: skip
    await run(tx, ADD_MESSAGES, rows)


async def add_attachments(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert pending attachments: (id, message, account, part, media, ref, inbox id, mime, name, size in bytes)."""
    await run(tx, ADD_ATTACHMENTS, [(*row, tx.now) for row in rows])


async def find_awaited(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, tuple[UUID, str, UUID]]:
    """Return the newest unanswered question of each conversation: (id, kind, what asked)."""
    rows = await tx.connection.fetch(FIND_AWAITED, tx.workspace, list(conversations), tx.now)
    return {row["conversation_id"]: (row["id"], row["kind"], row["ref"]) for row in rows}


async def answer_awaited(tx: Tx, rows: Sequence[tuple[UUID, UUID]]) -> None:
    """Mark questions as answered: (awaited reply, message)."""
    await tx.connection.execute(ANSWER_AWAITED, tx.workspace, tx.now, *columns_of(rows))
