"""SQL of accounts that are asked: whose turn it is, how far each was read, what is in the way, what was spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.channels.model import PollState

POLLED_WORKSPACES = """
select distinct workspace_id from channels.account where channel = any($1::text[]) and state = 'active'
"""
BEGIN = """
insert into channels.poll (account_id, workspace_id, next_at)
select id, $1, $2 from channels.account where workspace_id = $1 and channel = any($3::text[]) and state = 'active'
on conflict do nothing
"""
CLAIM = """
update channels.poll p set leased_until = $2::timestamptz + $4::interval
from (select q.account_id from channels.poll q
  join channels.account a on a.id = q.account_id and a.workspace_id = $1 and a.state = 'active'
    and a.channel = any($3::text[])
  where q.workspace_id = $1 and q.next_at <= $2 and (q.leased_until is null or q.leased_until <= $2)
  order by q.next_at limit $5 for update of q skip locked) due
where p.account_id = due.account_id and p.workspace_id = $1
returning p.account_id, p.cursor, p.failures, p.day, p.units, p.leased_until
"""
# who looked may have been slow: what another has taken over meanwhile is the other's
SETTLE = """
update channels.poll set cursor = $4, next_at = $5, leased_until = null, failures = $6, trouble = $7,
  troubled_since = case when $7 = '' then null else coalesce(troubled_since, $8) end,
  looked_at = case when $7 = '' then $8 else looked_at end
where account_id = $2 and workspace_id = $1 and leased_until = $3
"""
SPEND = """
insert into channels.poll as p (account_id, workspace_id, next_at, day, units) values ($2, $1, $3, $4, $5)
on conflict (account_id, workspace_id) do update
set units = case when p.day = excluded.day then p.units else 0 end + excluded.units, day = excluded.day
"""
LIST_STATES = """
select account_id, next_at, looked_at, failures, trouble, troubled_since, day, units
from channels.poll where workspace_id = $1
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """An account whose look is in our hands until the lease ends."""

    account_id: UUID
    cursor: str
    failures: int
    day: str
    units: int
    leased_until: datetime


async def polled_workspaces(door: Connection, channels: Sequence[str]) -> list[UUID]:
    """Return the workspaces with an account of one of these channels."""
    return [row["workspace_id"] for row in await door.fetch(POLLED_WORKSPACES, list(channels))]


async def claim(tx: Tx, channels: Sequence[str], lease: timedelta, most: int) -> list[Turn]:
    """Take the accounts whose turn has come; nobody else has them until the lease ends."""
    await tx.connection.execute(BEGIN, tx.workspace, tx.now, list(channels))
    rows = await tx.connection.fetch(CLAIM, tx.workspace, tx.now, list(channels), lease, most)
    return [Turn(**dict(row)) for row in rows]


async def settle(tx: Tx, turn: Turn, cursor: str, next_at: datetime, failures: int, trouble: str) -> None:
    """Keep how far an account was read, and when it is looked at again."""
    await tx.connection.execute(
        SETTLE, tx.workspace, turn.account_id, turn.leased_until, cursor, next_at, failures, trouble, tx.now
    )


async def spend(tx: Tx, account_id: UUID, day: str, units: int) -> None:
    """Count what was spent on a provider's day."""
    await tx.connection.execute(SPEND, tx.workspace, account_id, tx.now, day, units)


async def list_states(tx: Tx) -> list[PollState]:
    """Return how the reading of each asked account does."""
    return [PollState(**dict(row)) for row in await tx.connection.fetch(LIST_STATES, tx.workspace)]
