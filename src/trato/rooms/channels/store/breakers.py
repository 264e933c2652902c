"""SQL of breakers: which accounts have providers that are not reached just now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx

# by this machine's clock, like the leases of deliveries: never bent
LIST_BREAKERS = """
select account_id, since, failures, code, probe_at,
  greatest(0, extract(epoch from probe_at - clock_timestamp()))::float8 as left
from channels.breaker where workspace_id = $1
"""
SET_BREAKER = """
insert into channels.breaker as b (account_id, workspace_id, since, failures, code, probe_at)
values ($2, $1, $3, $4, $5, clock_timestamp() + make_interval(secs => $6))
on conflict (account_id, workspace_id) do update
set failures = excluded.failures, code = excluded.code, probe_at = greatest(b.probe_at, excluded.probe_at)
returning b.since = $3 as is_new
"""
DROP_BREAKER = "delete from channels.breaker where account_id = $2 and workspace_id = $1 returning account_id"


@dataclass(frozen=True, slots=True)
class Breaker:
    """Since when a provider is not reached, after how many failures, and when the next probe goes.

    `left` are the seconds until then, as they were when it was read.
    """

    account_id: UUID
    since: datetime
    failures: int
    code: str
    probe_at: datetime
    left: float


async def list_breakers(tx: Tx) -> dict[UUID, Breaker]:
    """Return the open breakers of the workspace by account."""
    rows = await tx.connection.fetch(LIST_BREAKERS, tx.workspace)
    return {row["account_id"]: Breaker(**dict(row)) for row in rows}


async def set_breaker(tx: Tx, account_id: UUID, failures: int, code: str, left: float) -> bool:
    """Write a breaker down as open; True when it was not."""
    new: bool = await tx.connection.fetchval(SET_BREAKER, tx.workspace, account_id, tx.now, failures, code, left)
    return new


async def drop_breaker(tx: Tx, account_id: UUID) -> bool:
    """Write down that an account flows; False when it did."""
    return await tx.connection.fetchval(DROP_BREAKER, tx.workspace, account_id) is not None
