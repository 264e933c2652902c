"""Files of messages: asked for, fetched, kept or given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Connection, Tx

WAITING = "select distinct workspace_id from conversations.attachment where next_at <= $1"

CLAIM = """
with pick as (
  select id from conversations.attachment where workspace_id = $1 and state = 'pending' and next_at <= $2
  order by next_at limit $3 for update skip locked)
update conversations.attachment a set attempts = a.attempts + 1, next_at = $2 + interval '60 s'
from pick where a.id = pick.id and a.workspace_id = $1
returning a.id, a.message_id, a.account_id, a.ref, a.inbox_id, a.mime, a.name, a.attempts, a.blob_key as held,
  (select case_id from conversations.message m where m.id = a.message_id and m.workspace_id = $1) as case_id
"""

KEEP = """
update conversations.attachment set state = 'ready', blob_key = $3, mime = $4, name = $5, size = $6, error = ''
where id = $2 and workspace_id = $1 and state = 'pending'
"""
RETRY = """
update conversations.attachment set next_at = $3, error = $4 where id = $2 and workspace_id = $1 and state = 'pending'
"""
# no attempt is spent: it is here, and waits for whoever looks at it
HOLD = """
update conversations.attachment set blob_key = $3, next_at = $4, error = $5, attempts = greatest(attempts - 1, 0)
where id = $2 and workspace_id = $1 and state = 'pending'
"""
QUARANTINE = """
update conversations.attachment set state = 'quarantined', blob_key = $3, mime = $4, name = $5, size = $6, error = $7
where id = $2 and workspace_id = $1 and state = 'pending'
"""
GIVE_UP = """
update conversations.attachment set state = 'failed', error = $3
where id = $2 and workspace_id = $1 and state = 'pending'
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch. `ref` is what the adapter understands; `inbox_id` the delivery that brought it.

    `held` is where it lies when it was fetched already and could not be looked at.
    """

    id: UUID
    message_id: UUID
    account_id: UUID
    case_id: UUID | None
    ref: str
    inbox_id: int | None
    mime: str
    name: str
    attempts: int
    held: str | None = None


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces that wait for files."""
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def claim(tx: Tx, limit: int) -> list[Wanted]:
    """Take files in hand for a minute."""
    rows = await tx.connection.fetch(CLAIM, tx.workspace, tx.now, limit)
    return [Wanted(**dict(row)) for row in rows]


async def keep(tx: Tx, attachment: UUID, blob_key: str, mime: str, name: str, size: int) -> None:
    """Note that a file is here; `size` in bytes."""
    await tx.connection.execute(KEEP, tx.workspace, attachment, blob_key, mime, name, size)


async def retry(tx: Tx, attachment: UUID, at: datetime, error: str) -> None:
    await tx.connection.execute(RETRY, tx.workspace, attachment, at, error)


async def hold(tx: Tx, attachment: UUID, blob_key: str, at: datetime, error: str) -> None:
    """Note that a file is here and may not be given out yet."""
    await tx.connection.execute(HOLD, tx.workspace, attachment, blob_key, at, error)


async def quarantine(tx: Tx, attachment: UUID, blob_key: str, mime: str, name: str, size: int, found: str) -> None:
    """Note that a file is harmful; `size` in bytes."""
    await tx.connection.execute(QUARANTINE, tx.workspace, attachment, blob_key, mime, name, size, found)


async def give_up(tx: Tx, attachment: UUID, error: str) -> None:
    await tx.connection.execute(GIVE_UP, tx.workspace, attachment, error)
