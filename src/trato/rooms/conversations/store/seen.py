"""What contacts are told that we have read: one row a conversation, the newest message in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from trato.kit.tx import Connection, Tx
from trato.rooms.contacts.model import Address

WAITING = "select distinct workspace_id from conversations.seen where waiting and next_at <= $1"
# of each message that was read, the newest of the contact's up to it
NOTE = """
insert into conversations.seen as s (conversation_id, workspace_id, account_id, message_id, sort_at, next_at)
select n.conversation_id, $1, n.account_id, n.id, n.sort_at, $3
from (select distinct on (m.conversation_id) m.conversation_id, m.sort_at from conversations.message m
  where m.id = any($2::uuid[]) and m.workspace_id = $1 order by m.conversation_id, m.sort_at desc) r
cross join lateral (select id, conversation_id, account_id, sort_at from conversations.message
  where conversation_id = r.conversation_id and workspace_id = $1 and direction = 'in' and provider_id is not null
    and sort_at <= r.sort_at order by sort_at desc, sort_id desc, sort_item desc limit 1) n
where n.account_id = any($4::uuid[])
on conflict (conversation_id, workspace_id) do update set
  message_id = excluded.message_id, sort_at = excluded.sort_at, waiting = true, attempts = 0,
  next_at = excluded.next_at, error = ''
where s.sort_at < excluded.sort_at
"""
CLAIM = """
with pick as (
  select conversation_id from conversations.seen where workspace_id = $1 and waiting and next_at <= $2
  order by next_at limit $3 for update skip locked)
update conversations.seen s set attempts = s.attempts + 1, next_at = $2 + interval '60 s'
from pick where s.conversation_id = pick.conversation_id and s.workspace_id = $1
returning s.conversation_id, s.message_id, s.account_id, s.attempts,
  (select provider_id from conversations.message m where m.id = s.message_id and m.workspace_id = $1) as provider_id,
  (select jsonb_build_object('kind', i.kind, 'value', i.address, 'scope', i.scope, 'raw', i.raw)
   from conversations.conversation v join contacts.identity i on i.id = v.identity_id and i.workspace_id = $1
   where v.id = s.conversation_id and v.workspace_id = $1) as address
"""
END = """
update conversations.seen set waiting = false, told_at = $4, error = $5
where conversation_id = $2 and workspace_id = $1 and message_id = $3
"""
AGAIN = """
update conversations.seen set next_at = $4, error = $5
where conversation_id = $2 and workspace_id = $1 and message_id = $3
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message that its author is to be told of; `provider_id` is the channel's name of it."""

    conversation_id: UUID
    message_id: UUID
    account_id: UUID
    attempts: int
    provider_id: str
    address: Address  # of who wrote it


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which contacts wait to be told."""
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def note(tx: Tx, message_ids: Sequence[UUID], accounts: Sequence[UUID]) -> None:
    """Keep that these were read, of conversations on these accounts; what was told once is not told again."""
    await tx.connection.execute(NOTE, tx.workspace, list(message_ids), tx.now, list(accounts))


async def claim(tx: Tx, limit: int) -> list[Seen]:
    """Take some in hand for a minute."""
    rows = await tx.connection.fetch(CLAIM, tx.workspace, tx.now, limit)
    return [Seen(**{**row, "address": msgspec.convert(row["address"], Address)}) for row in rows]


async def end(tx: Tx, one: Seen, told_at: datetime | None, error: str = "") -> None:
    """Note that it was told, or never will be; a newer one that came meanwhile waits on."""
    await tx.connection.execute(END, tx.workspace, one.conversation_id, one.message_id, told_at, error)


async def again(tx: Tx, one: Seen, at: datetime, error: str) -> None:
    await tx.connection.execute(AGAIN, tx.workspace, one.conversation_id, one.message_id, at, error)
