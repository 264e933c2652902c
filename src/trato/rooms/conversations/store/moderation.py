"""What is done with what was said in public: asked, claimed in order, written back behind a fence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Connection, Tx

GET_TARGET = """
select m.id, m.case_id, m.conversation_id, m.account_id, m.direction, m.public, m.provider_id, m.deleted_at, m.hidden,
  m.liked, v.surface, v.channel
from conversations.message m join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where m.id = $2 and m.workspace_id = $1 for update of m
"""
GET = """
select id, message_id, act, state, undoes, attempt, by_kind, by_id, asked_at from conversations.moderation
where id = $2 and workspace_id = $1 for update
"""
ADD = """
insert into conversations.moderation (id, workspace_id, message_id, account_id, conversation_id, act, undoes, by_kind,
  by_id, asked_at, next_at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + make_interval(secs => $11))
"""
SET_STATE = """
update conversations.moderation set state = $3, reason = '', ended_at = $4, next_at = clock_timestamp()
where id = $2 and workspace_id = $1
"""
# of what has not left yet of one message: what the next deed makes needless
WAITING_OF = """
select id, act from conversations.moderation
where message_id = $2 and workspace_id = $1 and state = 'queued' for update
"""
WAITING_WORKSPACES = """
select distinct workspace_id from conversations.moderation
where state = 'queued' and next_at <= clock_timestamp() or state = 'sending' and lease_until < clock_timestamp()
"""
# what a dead worker had in hand is asked again: done twice is done
EXPIRE = """
update conversations.moderation set state = 'queued', lease_until = null
where workspace_id = $1 and state = 'sending' and lease_until < clock_timestamp()
"""
# head of line: of one message nothing leaves while something older of it has not
CLAIM = """
with pick as (
  select id from conversations.moderation d
  where d.workspace_id = $1 and d.state = 'queued' and d.next_at <= clock_timestamp()
    and d.account_id <> all($3::uuid[]) and not exists (
      select 1 from conversations.moderation e where e.message_id = d.message_id and e.workspace_id = $1
        and (e.state = 'sending' or e.state = 'queued' and (e.asked_at, e.id) < (d.asked_at, d.id)))
  order by d.next_at limit $2 for update skip locked)
update conversations.moderation d set state = 'sending', attempt = d.attempt + 1,
  lease_until = clock_timestamp() + make_interval(secs => $4)
from pick, conversations.message m, conversations.conversation v
where d.id = pick.id and d.workspace_id = $1 and m.id = d.message_id and m.workspace_id = $1
  and v.id = m.conversation_id and v.workspace_id = $1
returning d.id, d.attempt, d.act, d.account_id, d.message_id, m.provider_id, m.direction, m.case_id, m.conversation_id,
  v.thread_key, v.parent, v.surface
"""
WRITE_BACK = """
update conversations.moderation d set state = u.state, reason = u.reason, lease_until = null,
  next_at = clock_timestamp() + make_interval(secs => u.wait),
  ended_at = case when u.state in ('done', 'failed') then $2::timestamptz end
from unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::double precision[]) u(id, attempt, state, reason, wait)
where d.id = u.id and d.workspace_id = $1 and d.attempt = u.attempt and d.state = 'sending'
returning d.id, d.message_id, d.act, d.state, d.reason, d.by_kind, d.by_id
"""
SET_LIKED = "update conversations.message set liked = $3 where id = $2 and workspace_id = $1"
CASES_OF = """
select id, case_id, conversation_id from conversations.message where id = any($2::uuid[]) and workspace_id = $1
"""
MESSAGE_OF = "select message_id from conversations.moderation where id = $2 and workspace_id = $1"


async def message_of(tx: Tx, id: UUID) -> UUID | None:
    """Return the message that a deed is about."""
    found: UUID | None = await tx.connection.fetchval(MESSAGE_OF, tx.workspace, id)
    return found


async def get_target(tx: Tx, message_id: UUID) -> dict[str, Any] | None:
    """Lock a message that something is to be done with."""
    row = await tx.connection.fetchrow(GET_TARGET, tx.workspace, message_id)
    return dict(row) if row else None


async def get(tx: Tx, id: UUID) -> dict[str, Any] | None:
    """Lock one deed."""
    row = await tx.connection.fetchrow(GET, tx.workspace, id)
    return dict(row) if row else None


async def add(tx: Tx, id: UUID, target: dict[str, Any], act: str, undoes: UUID | None, rests: int) -> None:
    await tx.connection.execute(
        ADD, tx.workspace, id, target["id"], target["account_id"], target["conversation_id"], act, undoes,
        tx.actor.kind.value, tx.actor.id, tx.now, rests,
    )  # fmt: skip


async def set_state(tx: Tx, id: UUID, state: str, *, ended: bool) -> None:
    await tx.connection.execute(SET_STATE, tx.workspace, id, state, tx.now if ended else None)


async def waiting_of(tx: Tx, message_id: UUID) -> list[tuple[UUID, str]]:
    """Lock the deeds on one message that have not left: (id, act)."""
    rows = await tx.connection.fetch(WAITING_OF, tx.workspace, message_id)
    return [(row["id"], row["act"]) for row in rows]


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


async def set_liked(tx: Tx, message_id: UUID, *, liked: bool) -> None:
    await tx.connection.execute(SET_LIKED, tx.workspace, message_id, liked)


async def cases_of(tx: Tx, message_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID | None, UUID]]:
    """Return (case, conversation) of messages: a case may have changed while the call was out."""
    rows = await tx.connection.fetch(CASES_OF, tx.workspace, list(message_ids))
    return {row["id"]: (row["case_id"], row["conversation_id"]) for row in rows}
