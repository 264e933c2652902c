"""Acts on many cases: what was done to each, as the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

ADD = """
insert into console.bulk_deed (bulk_id, case_id, workspace_id, user_id, act, back, at)
values ($2, $3, $1, $4, $5, $6, $7) on conflict do nothing
"""
OWNER = "select user_id from console.bulk_deed where bulk_id = $2 and workspace_id = $1 limit 1"
DONE = "select case_id from console.bulk_deed where bulk_id = $2 and workspace_id = $1 and case_id = any($3::uuid[])"
WAITING = """
select case_id, act, back from console.bulk_deed
where bulk_id = $2 and workspace_id = $1 and undone_at is null order by case_id limit $3 for update
"""
LEFT = "select count(*) from console.bulk_deed where bulk_id = $2 and workspace_id = $1 and undone_at is null"
SET_UNDONE = """
update console.bulk_deed set undone_at = $4
where bulk_id = $2 and workspace_id = $1 and case_id = any($3::uuid[])
"""
LAST_MESSAGE = """
select m.id from conversations.message m
where m.case_id = $2 and m.workspace_id = $1 and m.deleted_at is null
order by m.sort_at desc, m.sort_id desc, m.sort_item desc limit 1
"""


async def add(tx: Tx, bulk_id: UUID, case_id: UUID, user: UUID, act: str, back: Mapping[str, Any]) -> None:
    """Keep how one case is given back."""
    await tx.connection.execute(ADD, tx.workspace, bulk_id, case_id, user, act, dict(back), tx.now)


async def owner(tx: Tx, bulk_id: UUID) -> UUID | None:
    """Return who did it; None when it changed nothing."""
    found: UUID | None = await tx.connection.fetchval(OWNER, tx.workspace, bulk_id)
    return found


async def done(tx: Tx, bulk_id: UUID, ids: list[UUID]) -> set[UUID]:
    """Return which of these cases it has changed before."""
    return {row["case_id"] for row in await tx.connection.fetch(DONE, tx.workspace, bulk_id, ids)}


async def lock_waiting(tx: Tx, bulk_id: UUID, limit: int) -> list[Any]:
    """Return cases (case_id, act, back) that it changed and that were not given back, locked."""
    return list(await tx.connection.fetch(WAITING, tx.workspace, bulk_id, limit))


async def set_undone(tx: Tx, bulk_id: UUID, ids: list[UUID]) -> None:
    await tx.connection.execute(SET_UNDONE, tx.workspace, bulk_id, ids, tx.now)


async def count_left(tx: Tx, bulk_id: UUID) -> int:
    return int(await tx.connection.fetchval(LEFT, tx.workspace, bulk_id) or 0)


async def last_message(tx: Tx, case_id: UUID) -> UUID | None:
    """Return the newest message of a case."""
    found: UUID | None = await tx.connection.fetchval(LAST_MESSAGE, tx.workspace, case_id)
    return found
