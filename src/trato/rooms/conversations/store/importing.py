"""What a page of an import reads and writes of conversations: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Tx

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
        "case_id": "uuid",
        "created_at": "timestamptz",
        "last_sort_at": "timestamptz",
        "closed_at": "timestamptz",
    },
)
BRING_FORWARD = """
update conversations.conversation c set last_sort_at = greatest(c.last_sort_at, u.at),
  last_inbound_at = greatest(c.last_inbound_at, u.inbound_at)
from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) u(id, at, inbound_at)
where c.id = u.id and c.workspace_id = $1
"""
ADD_FILES = insert(
    "conversations.attachment",
    {
        "id": "uuid",
        "message_id": "uuid",
        "account_id": "uuid",
        "part": "int",
        "state": "text",
        "media": "text",
        "ref": "text",
        "blob_key": "text",
        "mime": "text",
        "name": "text",
        "size": "bigint",
        "error": "text",
        "next_at": "timestamptz",
    },
)
# a file that could not be had when its message came
MEND_FILES = """
update conversations.attachment a set state = u.state, blob_key = u.blob_key, ref = coalesce(u.blob_key, a.ref),
  mime = u.mime, size = u.size, error = u.error, next_at = $8
from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $9::text[])
  u(message_id, part, state, blob_key, mime, size, error)
where a.message_id = u.message_id and a.part = u.part and a.workspace_id = $1 and a.state = 'failed'
"""
DROP_FILES = """
delete from conversations.attachment a using conversations.message m
where m.id = a.message_id and m.workspace_id = a.workspace_id and m.conversation_id = any($2::uuid[])
  and a.workspace_id = $1
"""
DROP_MESSAGES = "delete from conversations.message where conversation_id = any($2::uuid[]) and workspace_id = $1"
DROP_CONVERSATIONS = "delete from conversations.conversation where id = any($2::uuid[]) and workspace_id = $1"
# what was imported into a conversation that stays: the messages alone
DROP_THESE_FILES = "delete from conversations.attachment where message_id = any($2::uuid[]) and workspace_id = $1"
DROP_THESE = """
delete from conversations.message where id = any($2::uuid[]) and workspace_id = $1
returning id, case_id, conversation_id
"""


async def add_conversations(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert conversations by the columns of the statement."""
    await run(tx, ADD_CONVERSATIONS, rows)


async def bring_forward(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Note what was said last: (conversation, at, last of the contact's)."""
    if rows:
        await tx.connection.execute(BRING_FORWARD, tx.workspace, *columns_of(rows))


async def add_files(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert attachments by the columns of the statement but the last."""
    await run(tx, ADD_FILES, [(*row, tx.now) for row in rows])


async def mend_files(tx: Tx, rows: Sequence[tuple[UUID, int, str, str | None, str, int, str]]) -> None:
    """Give failed files another state: (message, part, state, blob key, mime, size, error)."""
    if rows:
        columns = columns_of(rows)
        await tx.connection.execute(MEND_FILES, tx.workspace, *columns[:6], tx.now, columns[6])


async def drop(tx: Tx, conversations: Sequence[UUID]) -> None:
    """Delete conversations with their messages and files; the database refuses when more hangs on them."""
    for statement in (DROP_FILES, DROP_MESSAGES, DROP_CONVERSATIONS):
        await tx.connection.execute(statement, tx.workspace, list(conversations))


async def drop_messages(tx: Tx, messages: Sequence[UUID]) -> list[tuple[UUID, UUID | None, UUID]]:
    """Delete messages with their files; return (message, case, conversation) of each that was there.

    The database refuses when more hangs on them.
    """
    await tx.connection.execute(DROP_THESE_FILES, tx.workspace, list(messages))
    rows = await tx.connection.fetch(DROP_THESE, tx.workspace, list(messages))
    return [(row["id"], row["case_id"], row["conversation_id"]) for row in rows]
