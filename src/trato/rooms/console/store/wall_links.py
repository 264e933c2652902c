"""The addresses by which boards are shown on screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.console.model import Selection

_COLUMNS = "l.id, l.name, l.brands, l.queues, l.teams, l.made_by, l.made_at, l.expires_at, l.revoked_at, l.seen_at"
ADD = """
insert into console.wall_link (id, workspace_id, name, hash, brands, queues, teams, made_by, made_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
LIST = f"""
select {_COLUMNS}, u.name as made_by_name from (
  select * from console.wall_link where workspace_id = $1 and ($2::uuid is null or made_by = $2)
    and (revoked_at is null or revoked_at > $3) order by made_at desc limit 200) l
left join lateral (select name from access."user" where id = l.made_by and workspace_id = $1 limit 1) u on true
order by l.made_at desc
"""
GET = f"select {_COLUMNS}, l.hash from console.wall_link l where l.id = $2 and l.workspace_id = $1"
REVOKE = """
update console.wall_link set revoked_at = $3, revoked_by = $4
where id = $2 and workspace_id = $1 and revoked_at is null returning id
"""
SEEN = "update console.wall_link set seen_at = $3 where id = $2 and workspace_id = $1"


async def add(tx: Tx, id: UUID, name: str, hash: bytes, wanted: Selection, made_by: UUID, expires_at: datetime) -> None:
    await tx.connection.execute(
        ADD, id, tx.workspace, name, hash, list(wanted.brand), list(wanted.queue), list(wanted.team), made_by, tx.now,
        expires_at,
    )  # fmt: skip


async def list_links(tx: Tx, made_by: UUID | None, revoked_since: datetime) -> Sequence[Any]:
    """Return the links of somebody, or of all; revoked ones only for a while."""
    return await tx.connection.fetch(LIST, tx.workspace, made_by, revoked_since)


async def get(tx: Tx, id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET, tx.workspace, id)


async def revoke(tx: Tx, id: UUID) -> bool:
    """End a link; False when it was ended before."""
    return await tx.connection.fetchval(REVOKE, tx.workspace, id, tx.now, tx.actor.id) is not None


async def note_seen(tx: Tx, id: UUID) -> None:
    await tx.connection.execute(SEEN, tx.workspace, id, tx.now)
