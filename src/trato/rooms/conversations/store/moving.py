"""Moving messages between cases; every move is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

MOVE = """
with moved as (
  update conversations.message m set case_id = $3 from conversations.message old
  where m.id = any($2::uuid[]) and m.workspace_id = $1 and old.id = m.id and old.workspace_id = $1
    and m.case_id is distinct from $3
  returning m.id, old.case_id as from_case_id, m.conversation_id),
kept as (
  insert into conversations.message_move (message_id, workspace_id, from_case_id, to_case_id, at, by_kind, by_id, cause)
  select id, $1, from_case_id, $3, $4, $5, $6, $7 from moved),
carried as (
  update conversations.delivery d set case_id = $3 from moved where d.message_id = moved.id and d.workspace_id = $1)
select id, from_case_id, conversation_id from moved
"""

# a conversation serves the case of its last message
FOLLOW = """
update conversations.conversation v set case_id = (
  select m.case_id from conversations.message m where m.conversation_id = v.id and m.workspace_id = $1
  order by m.sort_at desc, m.sort_id desc, m.sort_item desc limit 1)
where v.id = any($2::uuid[]) and v.workspace_id = $1
"""

OF_CASE = "select id from conversations.message where case_id = $2 and workspace_id = $1 order by sort_at"

FROM_ON = """
select m.id from conversations.message m
join conversations.message f on f.id = $2 and f.workspace_id = $1 and f.conversation_id = m.conversation_id
where m.workspace_id = $1 and m.case_id = f.case_id
  and (m.sort_at, m.sort_id, m.sort_item) >= (f.sort_at, f.sort_id, f.sort_item)
"""

SINCE = """
select m.id from conversations.message m
where m.case_id = $2 and m.workspace_id = $1 and m.received_at >= $3 and not exists (
  select 1 from conversations.message e where e.conversation_id = m.conversation_id and e.workspace_id = $1
    and e.case_id = $2 and e.received_at < $3)
"""

GET = """
select m.id, m.case_id, m.conversation_id, m.direction, m.received_at, m.occurred_at, m.courtesy, m.purpose,
  m.author_id, v.contact_id, v.surface, v.channel, v.brand_id, v.account_id
from conversations.message m join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
where m.id = $2 and m.workspace_id = $1
"""

SET_COURTESY = "update conversations.message set courtesy = $3 where id = $2 and workspace_id = $1 and courtesy <> $3"


async def move(tx: Tx, ids: Sequence[UUID], to_case: UUID, cause: str) -> list[tuple[UUID, UUID | None, UUID]]:
    """Move messages to a case; returns (message, case before, conversation) of those that were elsewhere."""
    rows = await tx.connection.fetch(
        MOVE, tx.workspace, list(ids), to_case, tx.now, tx.actor.kind.value, tx.actor.id, cause
    )
    await tx.connection.execute(FOLLOW, tx.workspace, list({row["conversation_id"] for row in rows}))
    return [(row["id"], row["from_case_id"], row["conversation_id"]) for row in rows]


async def of_case(tx: Tx, case_id: UUID) -> list[UUID]:
    return [row["id"] for row in await tx.connection.fetch(OF_CASE, tx.workspace, case_id)]


async def from_on(tx: Tx, message_id: UUID) -> list[UUID]:
    """Return a message and those of its case that follow it in its conversation."""
    return [row["id"] for row in await tx.connection.fetch(FROM_ON, tx.workspace, message_id)]


async def since(tx: Tx, case_id: UUID, at: datetime) -> list[UUID]:
    """Return the messages of a case that came since, in conversations that hold none of it from before."""
    return [row["id"] for row in await tx.connection.fetch(SINCE, tx.workspace, case_id, at)]


async def get(tx: Tx, message_id: UUID) -> dict[str, Any] | None:
    row = await tx.connection.fetchrow(GET, tx.workspace, message_id)
    return dict(row) if row else None


async def set_courtesy(tx: Tx, message_id: UUID, courtesy: bool) -> bool:
    return str(await tx.connection.execute(SET_COURTESY, tx.workspace, message_id, courtesy)).endswith("1")
