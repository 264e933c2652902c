"""SQL of attendance: when agents' screens were there, and when they were touched."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.model import Attendance, Presence, PresenceState

SEE = """
insert into workforce.attendance (user_id, workspace_id, seen_at, touched_at)
select a.user_id, $1, $2, $2 from workforce.agent a
where a.user_id = any($3::uuid[]) and a.workspace_id = $1 order by a.user_id
on conflict (user_id, workspace_id) do update set seen_at = greatest(workforce.attendance.seen_at, excluded.seen_at),
  touched_at = case when excluded.user_id = any($4::uuid[])
    then greatest(workforce.attendance.touched_at, excluded.seen_at) else workforce.attendance.touched_at end
"""
FORGET = "delete from workforce.attendance where user_id = $1 and workspace_id = $2"
LIST_ATTENDANCE = """
select p.user_id, p.state, p.reason, p.from_at, t.seen_at, t.touched_at
from workforce.attendance t
join workforce.presence_seg p on p.user_id = t.user_id and p.workspace_id = t.workspace_id and p.to_at is null
where t.workspace_id = $1 and p.state <> 'offline' and ($2::uuid is null or t.user_id = $2) order by p.user_id
"""
STATE_BEFORE = """
select state, reason from workforce.presence_seg
where user_id = $1 and workspace_id = $2 and to_at is not null order by from_at desc, id desc limit 1
"""


async def see(tx: Tx, here: Collection[UUID], touched: Collection[UUID]) -> None:
    """Note whose screens are there, and which were touched."""
    await tx.connection.execute(SEE, tx.workspace, tx.now, sorted(set(here)), sorted(set(touched)))


async def forget(tx: Tx, user_id: UUID) -> None:
    await tx.connection.execute(FORGET, user_id, tx.workspace)


async def list_attendance(tx: Tx, user_id: UUID | None = None) -> list[Attendance]:
    """Return those who came to a desk and are not offline, or one of them."""
    rows = await tx.connection.fetch(LIST_ATTENDANCE, tx.workspace, user_id)
    return [Attendance(Presence(r[0], PresenceState(r[1]), r[2], r[3]), r[4], r[5]) for r in rows]


async def state_before(tx: Tx, user_id: UUID) -> tuple[PresenceState, str] | None:
    """Return the state before the present one, with its reason."""
    row = await tx.connection.fetchrow(STATE_BEFORE, user_id, tx.workspace)
    return (PresenceState(row[0]), row[1]) if row else None
