"""Who holds conversations: the present on the conversation, every stretch of time, and what others ask of us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.conversations.model import HoldCause, ThreadHolder

LOCK = """
select id, case_id, account_id, channel, surface, holder, holder_app, holder_told_at, holder_told_key, last_inbound_at,
  created_at
from conversations.conversation where id = any($2::uuid[]) and workspace_id = $1 order by id for update
"""
SET_HOLDER = """
update conversations.conversation set holder = $3, holder_app = $4, holder_told_at = $5, holder_told_key = $6
where id = $2 and workspace_id = $1
"""
END_HOLD = """
update conversations.thread_hold set to_at = $3
where conversation_id = $2 and workspace_id = $1 and to_at is null returning from_at
"""
ADD_HOLD = """
insert into conversations.thread_hold (id, workspace_id, conversation_id, case_id, holder, app, cause, note, by_kind,
  by_id, from_at)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
NAME_APP = """
update conversations.thread_hold set app = $3 where conversation_id = $2 and workspace_id = $1 and to_at is null
"""
HOLDS_OF = """
select holder, app, cause, note, by_kind, by_id, from_at, to_at from conversations.thread_hold
where conversation_id = $2 and workspace_id = $1 order by from_at desc, id desc limit 50
"""
# of one case: the threads in which it goes on now
OF_CASE = "select id from conversations.conversation where case_id = $2 and workspace_id = $1 order by id"
LAST_HEARD = """
select id from conversations.message where conversation_id = $2 and workspace_id = $1 and direction = 'in'
order by sort_at desc, sort_id desc, sort_item desc limit 1
"""
ADD_REQUEST = """
insert into conversations.thread_request (id, workspace_id, conversation_id, told_key, app, note, asked_at)
values ($2, $1, $3, $4, $5, $6, $7)
on conflict (conversation_id, workspace_id, told_key) do nothing returning id
"""
END_REQUESTS = """
update conversations.thread_request set state = $3, ended_at = $4, by_kind = $5, by_id = $6
where conversation_id = $2 and workspace_id = $1 and state = 'waiting' returning id, app
"""
WAITING_REQUEST = """
select id, app, note, asked_at from conversations.thread_request
where conversation_id = $2 and workspace_id = $1 and state = 'waiting' order by asked_at desc limit 1
"""


async def lock(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Lock conversations in order of their ids."""
    return {row["id"]: dict(row) for row in await tx.connection.fetch(LOCK, tx.workspace, list(ids))}


async def set_holder(
    tx: Tx, id: UUID, holder: ThreadHolder, app: str, told: tuple[datetime | None, str]
) -> None:  # fmt: skip
    """Note who holds a conversation, and the last that the channel said of it: (when, key)."""
    await tx.connection.execute(SET_HOLDER, tx.workspace, id, holder.value, app, *told)


async def begin_hold(
    tx: Tx, id: UUID, row: dict[str, Any], holder: ThreadHolder, app: str, cause: HoldCause, note: str
) -> datetime:
    """End the stretch that runs and begin another; returns since when the one before ran."""
    since: datetime | None = await tx.connection.fetchval(END_HOLD, tx.workspace, row["id"], tx.now)
    await tx.connection.execute(
        ADD_HOLD, tx.workspace, id, row["id"], row["case_id"], holder.value, app, cause.value, note,
        tx.actor.kind.value, tx.actor.id, tx.now,
    )  # fmt: skip
    began: datetime = row["created_at"]
    return since or began


async def name_app(tx: Tx, conversation_id: UUID, app: str) -> None:
    """Note which application holds a conversation now."""
    await tx.connection.execute(NAME_APP, tx.workspace, conversation_id, app)


async def holds_of(tx: Tx, conversation_id: UUID) -> list[dict[str, Any]]:
    """Return who held a conversation when, newest first."""
    return [dict(row) for row in await tx.connection.fetch(HOLDS_OF, tx.workspace, conversation_id)]


async def of_case(tx: Tx, case_id: UUID) -> list[UUID]:
    """Return the conversations that serve a case."""
    return [row["id"] for row in await tx.connection.fetch(OF_CASE, tx.workspace, case_id)]


async def last_heard(tx: Tx, conversation_id: UUID) -> UUID | None:
    """Return what the contact said last in a conversation."""
    found: UUID | None = await tx.connection.fetchval(LAST_HEARD, tx.workspace, conversation_id)
    return found


async def add_request(tx: Tx, id: UUID, conversation_id: UUID, key: str, app: str, note: str, at: datetime) -> bool:
    """Keep what another application asks; False when it is kept already."""
    return (
        await tx.connection.fetchval(ADD_REQUEST, tx.workspace, id, conversation_id, key, app, note, at) is not None
    )  # fmt: skip


async def end_requests(tx: Tx, conversation_id: UUID, state: str) -> list[tuple[UUID, str]]:
    """Settle what waits: (request, application)."""
    rows = await tx.connection.fetch(
        END_REQUESTS, tx.workspace, conversation_id, state, tx.now, tx.actor.kind.value, tx.actor.id
    )
    return [(row["id"], row["app"]) for row in rows]


async def waiting_request(tx: Tx, conversation_id: UUID) -> dict[str, Any] | None:
    """Return what another application asked last and nobody has settled."""
    row = await tx.connection.fetchrow(WAITING_REQUEST, tx.workspace, conversation_id)
    return dict(row) if row else None
