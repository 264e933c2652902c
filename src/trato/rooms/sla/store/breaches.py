"""SQL of what time does to promises: it makes them approach, and breaks them, once each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.sla.model import Breach, Clock
from trato.rooms.sla.store.clocks import COLUMNS, clock_from

DUE_WORKSPACES = "select distinct workspace_id from sla.clock where wake_at <= $1"
DUE_CASES = "select case_id from sla.clock where workspace_id = $1 and wake_at <= $2 order by wake_at limit $3"
LOCK_OVERDUE = f"""
select {COLUMNS} from sla.clock c
where c.workspace_id = $1 and c.wake_at <= $2 and c.due_at <= $2 and ($4::uuid[] is null or c.case_id = any($4))
order by c.wake_at limit $3 for update skip locked
"""
LOCK_APPROACHING = f"""
select {COLUMNS} from sla.clock c
where c.workspace_id = $1 and c.wake_at <= $2 and c.approached_at is null and c.due_at > $2
  and ($4::uuid[] is null or c.case_id = any($4))
order by c.wake_at limit $3 for update skip locked
"""
MARK_BREACHED = """
update sla.clock set breached_at = due_at, approached_at = coalesce(approached_at, $3)
where id = any($2::uuid[]) and workspace_id = $1
"""
MARK_APPROACHED = "update sla.clock set approached_at = $3 where id = any($2::uuid[]) and workspace_id = $1"
ADD_BREACHES = """
insert into sla.breach (workspace_id, recorded_at, clock_id, case_id, target, due_at, holder_kind, holder_id, queue_id)
select $1, $2, u.* from unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::uuid[],
  $9::uuid[]) u(clock_id, case_id, target, due_at, holder_kind, holder_id, queue_id)
on conflict (clock_id, workspace_id) do nothing
returning clock_id
"""
RENEW_BREACHES = """
update sla.breach b set withdrawn_at = null, recorded_at = $2, due_at = c.due_at
from sla.clock c
where b.clock_id = any($3::uuid[]) and b.workspace_id = $1 and c.id = b.clock_id and c.workspace_id = $1
  and b.withdrawn_at is not null
returning b.clock_id
"""
ADD_SHARES = """
insert into sla.breach_share (workspace_id, clock_id, position, holder_kind, holder_id, seconds)
select $1, u.* from unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::int[]) u
on conflict (clock_id, position, workspace_id) do nothing
"""
WITHDRAW = """
with gone as (
  update sla.breach set withdrawn_at = $3
  where clock_id = any($2::uuid[]) and workspace_id = $1 and withdrawn_at is null returning clock_id
)
update sla.clock c set breached_at = null from gone where c.id = gone.clock_id and c.workspace_id = $1 returning c.id
"""


async def list_due_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which time has something to do. Runs at the door, before a workspace is known."""
    return [row[0] for row in await door.fetch(DUE_WORKSPACES, now)]


async def list_due_cases(tx: Tx, limit: int) -> set[UUID]:
    return {row[0] for row in await tx.connection.fetch(DUE_CASES, tx.workspace, tx.now, limit)}


async def lock_overdue(tx: Tx, limit: int, among: Sequence[UUID] | None) -> list[Clock]:
    """Lock promises that are broken and not yet announced, the oldest first."""
    return [clock_from(row) for row in await tx.connection.fetch(LOCK_OVERDUE, tx.workspace, tx.now, limit, among)]


async def lock_approaching(tx: Tx, limit: int, among: Sequence[UUID] | None) -> list[Clock]:
    return [clock_from(row) for row in await tx.connection.fetch(LOCK_APPROACHING, tx.workspace, tx.now, limit, among)]


async def mark_breached(tx: Tx, clocks: Sequence[Clock]) -> None:
    await tx.connection.execute(MARK_BREACHED, tx.workspace, [one.id for one in clocks], tx.now)


async def mark_approached(tx: Tx, clocks: Sequence[Clock]) -> None:
    await tx.connection.execute(MARK_APPROACHED, tx.workspace, [one.id for one in clocks], tx.now)


async def add_breaches(tx: Tx, broken: Sequence[Breach]) -> set[UUID]:
    """Write breaches with who held the case when due; return the clocks for which that is news."""
    ids = [one.clock.id for one in broken]
    rows = await tx.connection.fetch(
        ADD_BREACHES,
        tx.workspace,
        tx.now,
        ids,
        [one.clock.case_id for one in broken],
        [one.clock.target.value for one in broken],
        [one.clock.due_at for one in broken],
        [one.holder_at_due.holder_kind for one in broken],
        [one.holder_at_due.holder_id for one in broken],
        [one.queue_at_due for one in broken],
    )
    news = {row[0] for row in rows}
    if len(news) < len(ids):
        renewed = await tx.connection.fetch(RENEW_BREACHES, tx.workspace, tx.now, ids)
        news |= {row[0] for row in renewed}
    return news


async def add_shares(tx: Tx, broken: Sequence[Breach]) -> None:
    shares = [(one.clock.id, position, share) for one in broken for position, share in enumerate(one.shares)]
    await tx.connection.execute(
        ADD_SHARES,
        tx.workspace,
        [clock for clock, _, _ in shares],
        [position for _, position, _ in shares],
        [share.holder_kind for _, _, share in shares],
        [share.holder_id for _, _, share in shares],
        [share.seconds for _, _, share in shares],
    )


async def withdraw(tx: Tx, clock_ids: Iterable[UUID]) -> set[UUID]:
    """Take back breaches; return the clocks that had one."""
    rows = await tx.connection.fetch(WITHDRAW, tx.workspace, list(clock_ids), tx.now)
    return {row[0] for row in rows}
