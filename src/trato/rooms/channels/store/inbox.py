"""The durable inbox: deliveries go in at the door, and come out in a workspace's turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

ADD_DELIVERIES = """
insert into channels.inbox (workspace_id, account_id, dedupe_key, raw, headers)
select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::jsonb[]) on conflict do nothing
"""

WAITING_WORKSPACES = """
with recursive hop as (
  (select workspace_id from channels.inbox where status = 'new' order by workspace_id limit 1)
  union all
  select (select i.workspace_id from channels.inbox i where i.status = 'new' and i.workspace_id > hop.workspace_id
          order by i.workspace_id limit 1)
  from hop where hop.workspace_id is not null
)
select workspace_id from hop where workspace_id is not null
"""

OLDEST_WAITING = """
select extract(epoch from clock_timestamp() - min(received_at)) from channels.inbox where status = 'new'
"""

TAKE_LANE = "select true from channels.lane where workspace_id = $1 for update skip locked"
AWAIT_LANE = "select true from channels.lane where workspace_id = $1 for update"

LIST_WAITING = """
select id, account_id, raw, headers, received_at, attempts, company from channels.inbox
where workspace_id = $1 and status = 'new' and next_at <= clock_timestamp()
order by id limit $2
"""

HELD_KEYS = """
select distinct hold_key from channels.inbox
where workspace_id = $1 and status = 'new' and hold_key is not null and next_at > clock_timestamp()
"""

MARK_DONE = """
update channels.inbox set status = 'done', done_at = now()
where workspace_id = $1 and id = any($2::bigint[])
"""

MARK_FAILED = """
update channels.inbox set attempts = attempts + 1, error = $3, hold_key = $4,
  status = case when $5 or attempts + 1 >= 4 then 'dead' else 'new' end,
  next_at = clock_timestamp() + interval '200 ms' * 2 ^ attempts
where workspace_id = $1 and id = $2 returning status, attempts
"""

LIST_DEAD = """
select id, account_id, received_at, attempts, error, octet_length(raw) as size from channels.inbox
where workspace_id = $1 and status = 'dead' and id < $2 order by id desc limit $3
"""

REVIVE = """
update channels.inbox set status = 'new', attempts = 0, next_at = clock_timestamp(), error = null, hold_key = null
where workspace_id = $1 and id = $2 and status = 'dead' returning id
"""

KEEP_APART = """
update channels.inbox set company = least(company, $3)
where workspace_id = $1 and id = any($2::bigint[]) and status = 'new'
"""

COUNT_DEATH = """
update channels.inbox set attempts = attempts + 1, company = 1, error = 'the process died with it',
  next_at = clock_timestamp() + interval '3 s', status = case when attempts + 1 >= 4 then 'dead' else 'new' end
where id = $2 and workspace_id = $1 and status = 'new'
returning id, account_id, raw, headers, received_at, attempts, company, status
"""

HOLD_BACK = "update channels.inbox set hold_key = $3 where id = $2 and workspace_id = $1"

GET_RAW = "select raw, headers, received_at, account_id from channels.inbox where id = $2 and workspace_id = $1"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery whose turn has come. `raw` are the bytes that the provider signed.

    `company` is how many may be read together with it, itself included; None where no process died with it.
    """

    id: int
    account_id: UUID
    raw: bytes
    headers: Mapping[str, str]
    received_at: datetime
    attempts: int
    company: int | None = None


Row = tuple[UUID, UUID, bytes, bytes, dict[str, str]]


async def add_deliveries(connection: Connection, rows: Sequence[Row]) -> None:
    """Store deliveries (workspace, account, dedupe key, raw bytes, headers); those seen before are left out."""
    await connection.execute(ADD_DELIVERIES, *(list(column) for column in zip(*rows, strict=True)))


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have deliveries waiting, whatever the length of their queues."""
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES)]


async def oldest_waiting(door: Connection) -> float:
    """Return how many seconds the oldest waiting delivery has waited; 0 when none waits."""
    return float(await door.fetchval(OLDEST_WAITING) or 0)


async def take_lane(tx: Tx, *, wait: bool = False) -> bool:
    """Take the workspace's turn until the transaction ends; False when another has it and we do not `wait`."""
    return bool(await tx.connection.fetchval(AWAIT_LANE if wait else TAKE_LANE, tx.workspace))


async def list_waiting(tx: Tx, limit: int) -> list[Waiting]:
    """Return the oldest deliveries that wait, in order."""
    rows = await tx.connection.fetch(LIST_WAITING, tx.workspace, limit)
    return [Waiting(**dict(row)) for row in rows]


async def held_keys(tx: Tx) -> set[str]:
    """Return the conversations that wait behind a delivery which failed and will be tried again."""
    return {row["hold_key"] for row in await tx.connection.fetch(HELD_KEYS, tx.workspace)}


async def mark_done(tx: Tx, ids: Sequence[int]) -> None:
    await tx.connection.execute(MARK_DONE, tx.workspace, list(ids))


async def mark_failed(tx: Tx, inbox_id: int, error: str, hold_key: str, *, final: bool) -> tuple[str, int]:
    """Count an attempt; the fourth, or a final one, is dead. Returns (status, attempts)."""
    told = (_storable(error)[:500], _storable(hold_key))
    row = await tx.connection.fetchrow(MARK_FAILED, tx.workspace, inbox_id, *told, final)
    assert row is not None
    return row["status"], row["attempts"]


def _storable(text: str) -> str:
    """Return `text` as the database can keep it: blaming a delivery must not fail by what the delivery says."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


async def keep_apart(tx: Tx, ids: Sequence[int], company: int) -> None:
    """Let those of `ids` that still wait be read in no larger company."""
    await tx.connection.execute(KEEP_APART, tx.workspace, list(ids), company)


async def count_death(tx: Tx, inbox_id: int) -> tuple[Waiting, str] | None:
    """Count an attempt with which the process died; return the delivery and its status, or None when it was read."""
    row = await tx.connection.fetchrow(COUNT_DEATH, tx.workspace, inbox_id)
    if row is None:
        return None
    told = dict(row)
    status = told.pop("status")
    return Waiting(**told), status


async def hold_back(tx: Tx, inbox_id: int, hold_key: str) -> None:
    """Let a conversation wait behind a delivery that rests."""
    await tx.connection.execute(HOLD_BACK, tx.workspace, inbox_id, _storable(hold_key))


async def list_dead(tx: Tx, before: int, limit: int) -> list[dict[str, Any]]:
    """Return deliveries that need attention, newest first; sizes in bytes."""
    return [dict(row) for row in await tx.connection.fetch(LIST_DEAD, tx.workspace, before, limit)]


async def revive(tx: Tx, inbox_id: int) -> bool:
    """Give a dead delivery back to the worker; False when it is not dead."""
    return await tx.connection.fetchval(REVIVE, tx.workspace, inbox_id) is not None


async def get_raw(tx: Tx, inbox_id: int) -> Waiting | None:
    """Return a delivery as it came."""
    row = await tx.connection.fetchrow(GET_RAW, tx.workspace, inbox_id)
    if row is None:
        return None
    return Waiting(inbox_id, row["account_id"], row["raw"], row["headers"], row["received_at"], 0)
