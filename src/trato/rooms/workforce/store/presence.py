"""SQL of presence: intervals of where agents are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.workforce.model import Presence, PresenceState

GET_PRESENCE = """
select user_id, state, reason, from_at from workforce.presence_seg
where user_id = $1 and workspace_id = $2 and to_at is null
"""
LIST_PRESENCE = """
select user_id, state, reason, from_at from workforce.presence_seg
where user_id = any($2::uuid[]) and workspace_id = $1 and to_at is null
"""
LIST_PRESENCE_BETWEEN = """
select user_id, state, from_at, to_at from workforce.presence_seg
where user_id = any($2::uuid[]) and workspace_id = $1 and from_at <= $4 and (to_at is null or to_at > $3)
order by user_id, from_at
"""
END_PRESENCE = """
update workforce.presence_seg set to_at = $3 where user_id = $1 and workspace_id = $2 and to_at is null
"""
ADD_PRESENCE = """
insert into workforce.presence_seg (id, workspace_id, user_id, state, reason, from_at, by_kind, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def get_presence(tx: Tx, user_id: UUID) -> Presence | None:
    row = await tx.connection.fetchrow(GET_PRESENCE, user_id, tx.workspace)
    return Presence(row[0], PresenceState(row[1]), row[2], row[3]) if row else None


async def list_presence(tx: Tx, users: Iterable[UUID]) -> dict[UUID, Presence]:
    rows = await tx.connection.fetch(LIST_PRESENCE, tx.workspace, sorted(set(users)))
    return {row[0]: Presence(row[0], PresenceState(row[1]), row[2], row[3]) for row in rows}


async def list_presence_between(
    tx: Tx, users: Iterable[UUID], since: datetime, until: datetime
) -> dict[UUID, list[tuple[PresenceState, datetime, datetime | None]]]:
    rows = await tx.connection.fetch(LIST_PRESENCE_BETWEEN, tx.workspace, sorted(set(users)), since, until)
    found: dict[UUID, list[tuple[PresenceState, datetime, datetime | None]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append((PresenceState(row[1]), row[2], row[3]))
    return found


async def change_presence(tx: Tx, presence: Presence) -> None:
    """End the present interval of presence and begin the next."""
    await tx.connection.execute(END_PRESENCE, presence.user_id, tx.workspace, presence.since)
    await tx.connection.execute(
        ADD_PRESENCE,
        uuid7(),
        tx.workspace,
        presence.user_id,
        presence.state.value,
        presence.reason,
        presence.since,
        tx.actor.kind.value,
        tx.actor.id,
    )
