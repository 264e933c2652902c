"""SQL of the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access.model import AuditRow

ROW = "seq, at, actor_kind, actor_id, verb, object_kind, object_id, codes, prev_hash, hash"

LOCK_HEAD = "select seq, hash from access.audit_head where workspace_id = $1 for update"
GET_HEAD = "select seq, hash from access.audit_head where workspace_id = $1"
MOVE_HEAD = "update access.audit_head set seq = $2, hash = $3 where workspace_id = $1"
APPEND = f"""
insert into access.audit (workspace_id, {ROW})
select $1, u.* from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[],
  $9::jsonb[], $10::bytea[], $11::bytea[]) u
"""
LIST_FROM = f"select {ROW} from access.audit where workspace_id = $1 and seq > $2 order by seq limit $3"
LIST_BACK = f"""
select {ROW} from access.audit
where workspace_id = $1 and seq < $2 and ($3::uuid is null or object_id = $3) and ($4::uuid is null or actor_id = $4)
and ($5 = '' or verb = $5) order by seq desc limit $6
"""


async def lock_head(tx: Tx) -> tuple[int, bytes] | None:
    """Return the last seq and hash, locked until the commit."""
    row = await tx.connection.fetchrow(LOCK_HEAD, tx.workspace)
    return (row[0], row[1]) if row else None


async def get_head(tx: Tx) -> tuple[int, bytes] | None:
    row = await tx.connection.fetchrow(GET_HEAD, tx.workspace)
    return (row[0], row[1]) if row else None


async def append(tx: Tx, rows: Sequence[AuditRow]) -> None:
    """Write lines that follow from the head, and move it."""
    await tx.connection.execute(
        APPEND,
        tx.workspace,
        [row.seq for row in rows],
        [row.at for row in rows],
        [row.actor_kind for row in rows],
        [row.actor_id for row in rows],
        [row.verb for row in rows],
        [row.object_kind for row in rows],
        [row.object_id for row in rows],
        [row.codes for row in rows],
        [row.prev_hash for row in rows],
        [row.hash for row in rows],
    )
    await tx.connection.execute(MOVE_HEAD, tx.workspace, rows[-1].seq, rows[-1].hash)


async def list_from(tx: Tx, after: int, limit: int) -> list[AuditRow]:
    """List lines upwards from the one after `after`."""
    return [_row(row) for row in await tx.connection.fetch(LIST_FROM, tx.workspace, after, limit)]


async def list_back(
    tx: Tx, before: int, *, object_id: UUID | None, actor_id: UUID | None, verb: str, limit: int
) -> list[AuditRow]:
    """List lines downwards from the one before `before`."""
    rows = await tx.connection.fetch(LIST_BACK, tx.workspace, before, object_id, actor_id, verb, limit)
    return [_row(row) for row in rows]


def _row(row: asyncpg.Record) -> AuditRow:
    return AuditRow(*row)
