"""SQL of the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
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


def _back(whose: str) -> str:
    """Return the statement of one way of asking: each walks the index that is its own."""
    return f"""
select {ROW} from access.audit where workspace_id = $1 and seq < $2
  and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4) and {whose}
  and ($6::text[] is null or verb = any($6)) order by seq desc limit $7
"""


LIST_BACK = _back("$5::uuid is null")
LIST_BACK_OF_ACTOR = _back("actor_id = $5::uuid")
LIST_BACK_OF_OBJECT = _back("object_id = $5::uuid")
LIST_BACK_OF_BOTH = _back("object_id = $5::uuid and actor_id = $8::uuid")
LIST_VERBS = """
with recursive each as (
  (select verb from access.audit where workspace_id = $1 order by verb limit 1)
  union all
  select (select a.verb from access.audit a where a.workspace_id = $1 and a.verb > e.verb order by a.verb limit 1)
  from each e where e.verb is not null
)
select verb from each where verb is not null
"""
GET_HASH = "select hash from access.audit where workspace_id = $1 and seq = $2"


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
    tx: Tx,
    before: int,
    *,
    object_id: UUID | None,
    actor_id: UUID | None,
    verbs: list[str] | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> list[AuditRow]:
    """List lines downwards from the one before `before`."""
    told = (tx.workspace, before, since, until)
    if object_id is not None and actor_id is not None:
        rows = await tx.connection.fetch(LIST_BACK_OF_BOTH, *told, object_id, verbs, limit, actor_id)
    elif object_id is not None:
        rows = await tx.connection.fetch(LIST_BACK_OF_OBJECT, *told, object_id, verbs, limit)
    elif actor_id is not None:
        rows = await tx.connection.fetch(LIST_BACK_OF_ACTOR, *told, actor_id, verbs, limit)
    else:
        rows = await tx.connection.fetch(LIST_BACK, *told, None, verbs, limit)
    return [_row(row) for row in rows]


async def list_verbs(tx: Tx) -> list[str]:
    """List every verb that the log holds, each once, by skipping along its index."""
    return [row["verb"] for row in await tx.connection.fetch(LIST_VERBS, tx.workspace)]


async def get_hash(tx: Tx, seq: int) -> bytes | None:
    """Return the hash of a line."""
    found: bytes | None = await tx.connection.fetchval(GET_HASH, tx.workspace, seq)
    return found


def _row(row: asyncpg.Record) -> AuditRow:
    return AuditRow(*row)
