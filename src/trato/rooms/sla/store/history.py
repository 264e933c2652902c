"""SQL of what happened to clocks: their pauses, and what changed them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.sla.model import Change, Pause, PauseReason

ADD_HISTORY = """
insert into sla.clock_history (workspace_id, at, by_kind, by_id, id, clock_id, cause, due_before, due_after,
  policy_version, calendar_version, case_before, case_after, merge_id, policy_before, policy_after, what,
  version_before)
select $1, $2, $3, $4, u.id, u.clock_id, u.cause, u.due_before, u.due_after, u.policy_version, u.calendar_version,
  u.case_before, u.case_after, u.merge_id, u.policy_before, u.policy_after,
  array_remove(string_to_array(u.what, ','), ''), u.version_before
from unnest($5::uuid[], $6::uuid[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::int[], $11::int[],
  $12::uuid[], $13::uuid[], $14::uuid[], $15::uuid[], $16::uuid[], $17::text[], $18::int[])
  u(id, clock_id, cause, due_before, due_after, policy_version, calendar_version, case_before, case_after, merge_id,
    policy_before, policy_after, what, version_before)
"""
LIST_HISTORY = """
select cause, at, due_before, due_after, policy_version, calendar_version, merge_id, policy_before, policy_after, what,
  version_before
from sla.clock_history
where clock_id = $1 and workspace_id = $2 order by at, id
"""
LIST_MERGED = """
select clock_id, case_before from sla.clock_history
where merge_id = $1 and workspace_id = $2 and cause = 'merged' order by id
"""
LIST_PAUSES = """
select clock_id, from_at, to_at, reason from sla.clock_pause
where clock_id = any($2::uuid[]) and workspace_id = $1 order by from_at
"""
ADD_PAUSES = """
insert into sla.clock_pause (workspace_id, clock_id, from_at, to_at, reason)
select $1, u.* from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[]) u
on conflict (clock_id, from_at, workspace_id) do update set to_at = excluded.to_at, reason = excluded.reason
"""
END_PAUSES = """
update sla.clock_pause p set to_at = greatest(u.at, p.from_at)
from unnest($2::uuid[], $3::timestamptz[]) u(clock_id, at)
where p.clock_id = u.clock_id and p.workspace_id = $1 and p.to_at is null
"""
PAUSING = """
select c.id from sla.clock c
join unnest($2::uuid[], $3::text[]) u(case_id, reason) on c.case_id = u.case_id
join sla.policy_target t on t.policy_id = c.policy_id and t.version = c.policy_version and t.target = c.target
  and t.workspace_id = c.workspace_id
where c.workspace_id = $1 and c.stopped_at is null and c.merged_into is null and c.paused_at is null
  and c.target <> 'ceiling' and u.reason = any(t.pause_on)
"""
# what rests for a reason that its policy does not rest for
RESTING_AGAINST_POLICY = """
select c.id from sla.clock c
join sla.clock_pause p on p.clock_id = c.id and p.workspace_id = c.workspace_id and p.to_at is null
join sla.policy_target t on t.policy_id = c.policy_id and t.version = c.policy_version and t.target = c.target
  and t.workspace_id = c.workspace_id
where c.case_id = any($2::uuid[]) and c.workspace_id = $1 and c.stopped_at is null and c.merged_into is null
  and c.paused_at is not null and p.reason <> all(t.pause_on)
"""


async def add_history(tx: Tx, changes: Sequence[Change]) -> None:
    """Write what changed clocks."""
    if not changes:
        return
    await tx.connection.execute(
        ADD_HISTORY,
        tx.workspace,
        tx.now,
        tx.actor.kind.value,
        tx.actor.id,
        [uuid7() for _ in changes],
        [one.after.id for one in changes],
        [one.cause.value for one in changes],
        [one.before.due_at for one in changes],
        [one.after.due_at for one in changes],
        [one.after.policy_version for one in changes],
        [one.after.calendar_version for one in changes],
        [one.before.case_id for one in changes],
        [one.after.case_id for one in changes],
        [one.merge_id for one in changes],
        [one.before.policy_id for one in changes],
        [one.after.policy_id for one in changes],
        [",".join(one.what) for one in changes],
        [one.before.policy_version for one in changes],
    )


async def list_history(tx: Tx, clock_id: UUID) -> list[asyncpg.Record]:
    return list(await tx.connection.fetch(LIST_HISTORY, clock_id, tx.workspace))


async def list_merged(tx: Tx, merge_id: UUID) -> dict[UUID, UUID]:
    """Return the clocks that a merge changed, each with the case it had before."""
    return {row[0]: row[1] for row in await tx.connection.fetch(LIST_MERGED, merge_id, tx.workspace)}


async def list_pauses(tx: Tx, clock_ids: Iterable[UUID]) -> dict[UUID, list[Pause]]:
    """Return the pauses of these clocks, each in order of time."""
    found: dict[UUID, list[Pause]] = {}
    for row in await tx.connection.fetch(LIST_PAUSES, tx.workspace, list(clock_ids)):
        found.setdefault(row[0], []).append(Pause(row[1], row[2], PauseReason(row[3])))
    return found


async def add_pauses(tx: Tx, pauses: Sequence[tuple[UUID, Pause]]) -> None:
    if pauses:
        await tx.connection.execute(
            ADD_PAUSES,
            tx.workspace,
            [clock for clock, _ in pauses],
            [one.from_at for _, one in pauses],
            [one.to_at for _, one in pauses],
            [one.reason.value for _, one in pauses],
        )


async def end_pauses(tx: Tx, ends: Sequence[tuple[UUID, datetime]]) -> None:
    if ends:
        await tx.connection.execute(END_PAUSES, tx.workspace, [one for one, _ in ends], [at for _, at in ends])


async def list_resting_against_policy(tx: Tx, cases: Sequence[UUID]) -> set[UUID]:
    """Return the clocks of these cases that rest for a reason for which their policy does not."""
    return {row[0] for row in await tx.connection.fetch(RESTING_AGAINST_POLICY, tx.workspace, list(cases))}


async def list_pausing(tx: Tx, waits: Sequence[tuple[UUID, str]]) -> set[UUID]:
    """Return the clocks whose policy says that these reasons of waiting stop their time."""
    rows = await tx.connection.fetch(PAUSING, tx.workspace, [case for case, _ in waits], [why for _, why in waits])
    return {row[0] for row in rows}
