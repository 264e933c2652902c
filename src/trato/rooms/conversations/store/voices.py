"""As which account of the brand conversations are answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

VOICES_OF = """
select conversation_id, account_id from conversations.voice
where conversation_id = any($2::uuid[]) and workspace_id = $1
"""
SET_VOICE = """
insert into conversations.voice as o (conversation_id, workspace_id, account_id, since) values ($2, $1, $3, $4)
on conflict (conversation_id, workspace_id) do update set account_id = excluded.account_id, since = excluded.since
where o.account_id <> excluded.account_id returning conversation_id
"""
DROP_VOICE = """
delete from conversations.voice where conversation_id = $2 and workspace_id = $1 returning conversation_id
"""
# the threads that somebody goes on with by answering the account that answers them, and not the one they wrote to
SPOKEN = """
select u.n, v.id, v.account_id, v.brand_id, v.identity_id, v.contact_id, v.channel, v.surface, v.thread_key, v.subject,
  v.case_id, v.last_sort_at, v.last_inbound_at, v.last_provider_id, v.window_until
from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality u(account_id, thread_key, address, n)
cross join lateral (
  select c.* from conversations.conversation c
  join conversations.voice o on o.conversation_id = c.id and o.workspace_id = $1 and o.account_id = u.account_id
  join contacts.identity i on i.id = c.identity_id and i.workspace_id = $1 and i.address = u.address
  where c.thread_key = u.thread_key and c.workspace_id = $1 order by o.since desc limit 1) v
"""
SAID_THERE = """
select u.n from unnest($2::uuid[], $3::text[]) with ordinality u(conversation_id, provider_id, n)
where exists (select 1 from conversations.message m where m.provider_id = u.provider_id
  and m.conversation_id = u.conversation_id and m.workspace_id = $1)
"""


async def voices_of(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the accounts that answer these conversations, of those that another than their own does."""
    rows = await tx.connection.fetch(VOICES_OF, tx.workspace, list(conversations))
    return {row["conversation_id"]: row["account_id"] for row in rows}


async def set_voice(tx: Tx, conversation_id: UUID, account_id: UUID) -> bool:
    """Have an account answer a conversation; return whether it did not already."""
    return bool(await tx.connection.fetch(SET_VOICE, tx.workspace, conversation_id, account_id, tx.now))


async def drop_voice(tx: Tx, conversation_id: UUID) -> bool:
    """Have a conversation's own account answer it; return whether another did."""
    return bool(await tx.connection.fetch(DROP_VOICE, tx.workspace, conversation_id))


async def spoken(tx: Tx, asked: Sequence[tuple[UUID, str, str]]) -> list[Any]:
    """Return the threads of (account that answers, thread, address), each with its place in `asked` from 1 as `n`."""
    rows: list[Any] = await tx.connection.fetch(SPOKEN, tx.workspace, *columns_of(asked))
    return rows


async def said_there(tx: Tx, asked: Sequence[tuple[UUID, str]]) -> set[int]:
    """Return the places, from 0, of those (conversation, provider's id) that are messages already."""
    rows = await tx.connection.fetch(SAID_THERE, tx.workspace, *columns_of(asked))
    return {row["n"] - 1 for row in rows}
