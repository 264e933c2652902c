"""What we ask of providers about who holds conversations: asked, claimed in order, written back behind a fence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Connection, Tx

GET = """
select id, conversation_id, act, app, state, undoes, attempt, by_kind, by_id, asked_at from conversations.thread_deed
where id = $2 and workspace_id = $1 for update
"""
CONVERSATION_OF = "select conversation_id from conversations.thread_deed where id = $2 and workspace_id = $1"
ADD = """
insert into conversations.thread_deed (id, workspace_id, conversation_id, account_id, act, app, note, undoes, by_kind,
  by_id, asked_at, next_at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
"""
SET_STATE = """
update conversations.thread_deed set state = $3, reason = '', ended_at = $4, next_at = clock_timestamp()
where id = $2 and workspace_id = $1
"""
WAITING_OF = """
select id, act, app from conversations.thread_deed
where conversation_id = $2 and workspace_id = $1 and state in ('queued', 'sending') for update
"""
WAITING_WORKSPACES = """
select distinct workspace_id from conversations.thread_deed
where state = 'queued' and next_at <= clock_timestamp() or state = 'sending' and lease_until < clock_timestamp()
"""
# what a dead worker had in hand is asked again: taken twice is taken
EXPIRE = """
update conversations.thread_deed set state = 'queued', lease_until = null
where workspace_id = $1 and state = 'sending' and lease_until < clock_timestamp()
"""
# head of line: of one conversation nothing leaves while something older of it has not
CLAIM = """
with pick as (
  select id from conversations.thread_deed d
  where d.workspace_id = $1 and d.state = 'queued' and d.next_at <= clock_timestamp()
    and d.account_id <> all($3::uuid[]) and not exists (
      select 1 from conversations.thread_deed e where e.conversation_id = d.conversation_id and e.workspace_id = $1
        and (e.state = 'sending' or e.state = 'queued' and (e.asked_at, e.id) < (d.asked_at, d.id)))
  order by d.next_at limit $2 for update skip locked)
update conversations.thread_deed d set state = 'sending', attempt = d.attempt + 1,
  lease_until = clock_timestamp() + make_interval(secs => $4)
from pick, conversations.conversation v
where d.id = pick.id and d.workspace_id = $1 and v.id = d.conversation_id and v.workspace_id = $1
returning d.id, d.attempt, d.act, d.app, d.note, d.account_id, d.conversation_id, v.thread_key, v.contact_id,
  v.identity_id
"""
WRITE_BACK = """
update conversations.thread_deed d set state = u.state, reason = u.reason, lease_until = null,
  next_at = clock_timestamp() + make_interval(secs => u.wait),
  ended_at = case when u.state in ('done', 'failed') then $2::timestamptz end
from unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::double precision[]) u(id, attempt, state, reason, wait)
where d.id = u.id and d.workspace_id = $1 and d.attempt = u.attempt and d.state = 'sending'
returning d.id, d.conversation_id, d.act, d.app, d.note, d.state, d.reason, d.by_kind, d.by_id
"""


async def conversation_of(tx: Tx, id: UUID) -> UUID | None:
    """Return the conversation that a deed is about."""
    found: UUID | None = await tx.connection.fetchval(CONVERSATION_OF, tx.workspace, id)
    return found


async def get(tx: Tx, id: UUID) -> dict[str, Any] | None:
    """Lock one deed."""
    row = await tx.connection.fetchrow(GET, tx.workspace, id)
    return dict(row) if row else None


async def add(
    tx: Tx, id: UUID, of: dict[str, Any], act: str, app: str, note: str, undoes: UUID | None
) -> None:  # fmt: skip
    """Keep a deed on a conversation that was locked."""
    await tx.connection.execute(
        ADD, tx.workspace, id, of["id"], of["account_id"], act, app, note, undoes, tx.actor.kind.value, tx.actor.id,
        tx.now,
    )  # fmt: skip


async def set_state(tx: Tx, id: UUID, state: str, *, ended: bool) -> None:
    await tx.connection.execute(SET_STATE, tx.workspace, id, state, tx.now if ended else None)


async def waiting_of(tx: Tx, conversation_id: UUID) -> list[tuple[UUID, str, str]]:
    """Lock the deeds on one conversation that are not done: (id, act, application)."""
    rows = await tx.connection.fetch(WAITING_OF, tx.workspace, conversation_id)
    return [(row["id"], row["act"], row["app"]) for row in rows]


async def waiting_workspaces(door: Connection) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES)]


async def expire(tx: Tx) -> None:
    await tx.connection.execute(EXPIRE, tx.workspace)


async def claim(tx: Tx, limit: int, paused: Sequence[UUID], lease: float) -> list[dict[str, Any]]:
    """Take some in hand for `lease` seconds, none of `paused` accounts."""
    return [dict(row) for row in await tx.connection.fetch(CLAIM, tx.workspace, limit, list(paused), lease)]


async def write_back(tx: Tx, rows: Sequence[tuple[UUID, int, str, str, float]]) -> list[dict[str, Any]]:
    """Note what became of attempts: (deed, attempt, state, reason, wait in seconds); returns those that it moved."""
    return [dict(row) for row in await tx.connection.fetch(WRITE_BACK, tx.workspace, tx.now, *columns_of(rows))]
