"""SQL of running clocks: start, stop, load, save."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.sla.model import Answer, Clock, Target, VoidReason

Seat = tuple[UUID, UUID, str]  # case, conversation and target of a running clock
BEGINNING: Seat = (UUID(int=0), UUID(int=0), "")

COLUMNS = """c.id, c.case_id, c.conversation_id, c.target, c.policy_id, c.policy_version, c.seconds, c.approach,
c.bot_counts, c.public, c.calendar_id, c.calendar_version, c.calendar_of, c.brand_id, c.account_id, c.queue_id,
c.surface, c.channel, c.country, c.tier, c.start_message_id, c.started_at, c.approach_at, c.due_at, c.paused_at,
c.stopped_at, c.stopped_by_kind, c.stopped_by_message_id, c.voided_at, c.void_reason, c.merged_into, c.approached_at,
c.breached_at, c.priority, c.team_id, c.organisation_id, c.flags"""

# A run that is unanswered still goes on: a first or next response that runs in the same conversation of the case
# keeps a new one from starting, and the unique index keeps two of one kind apart.
ADD_CLOCKS = """
insert into sla.clock (workspace_id, id, case_id, conversation_id, target, policy_id, policy_version, seconds, approach,
  bot_counts, public, calendar_id, calendar_version, calendar_of, brand_id, account_id, queue_id, surface, channel,
  country, tier, start_message_id, started_at, approach_at, due_at, priority, team_id, organisation_id, flags)
select $1, u.id, u.case_id, u.conversation_id, u.target, u.policy_id, u.policy_version, u.seconds, u.approach,
  u.bot_counts, u.public, u.calendar_id, u.calendar_version, u.calendar_of, u.brand_id, u.account_id, u.queue_id,
  u.surface, u.channel, u.country, u.tier, u.start_message_id, u.started_at, u.approach_at, u.due_at, u.priority,
  u.team_id, u.organisation_id, array_remove(string_to_array(u.flags, ','), '')
from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::int[], $8::int[],
  $9::float8[], $10::bool[], $11::bool[], $12::uuid[], $13::int[], $14::text[], $15::uuid[], $16::uuid[], $17::uuid[],
  $18::text[], $19::text[], $20::text[], $21::smallint[], $22::uuid[], $23::timestamptz[], $24::timestamptz[],
  $25::timestamptz[], $26::smallint[], $27::uuid[], $28::uuid[], $29::text[])
  u(id, case_id, conversation_id, target, policy_id, policy_version, seconds, approach, bot_counts,
  public, calendar_id, calendar_version, calendar_of, brand_id, account_id, queue_id, surface, channel, country, tier,
  start_message_id, started_at, approach_at, due_at, priority, team_id, organisation_id, flags)
where u.target <> 'next_response' or not exists (
  select 1 from sla.clock r
  where r.case_id = u.case_id and r.conversation_id = u.conversation_id and r.workspace_id = $1
    and r.target = 'first_response' and r.stopped_at is null and r.voided_at is null and r.merged_into is null)
on conflict do nothing returning id
"""
# The same as rules.changing.satisfies; the first answer wins.
STOP_CLOCKS = f"""
update sla.clock c set stopped_at = s.at, stopped_by_kind = s.kind, stopped_by_message_id = s.message_id
from (
  select distinct on (k.id) k.id, u.at, u.kind, u.message_id
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[])
         u(case_id, conversation_id, message_id, at, kind)
  join sla.clock k on k.case_id = u.case_id and k.workspace_id = $1
  where k.stopped_at is null and k.merged_into is null and k.target <> 'resolution' and k.started_at <= u.at
    and (not k.public or k.conversation_id = u.conversation_id)
    and (u.kind = 'user' or k.bot_counts and k.target <> 'first_human_response')
  order by k.id, u.at) s
where c.id = s.id and c.workspace_id = $1 and c.stopped_at is null
returning {COLUMNS}
"""
LOCK_OF_CASES = f"""
select {COLUMNS} from sla.clock c where c.case_id = any($2::uuid[]) and c.workspace_id = $1 order by c.id for update
"""
LIST_OF_CASES = f"""
select {COLUMNS} from sla.clock c
where c.case_id = any($2::uuid[]) and c.workspace_id = $1 order by c.started_at, c.target
"""
LIST_RUNNING_OF_CASES = f"""
select {COLUMNS} from sla.clock c
where c.case_id = any($2::uuid[]) and c.workspace_id = $1
  and c.stopped_at is null and c.voided_at is null and c.merged_into is null
order by c.due_at
"""
GET_CLOCK = f"select {COLUMNS} from sla.clock c where c.id = $1 and c.workspace_id = $2"
LOCK_CLOCKS = f"""
select {COLUMNS} from sla.clock c where c.id = any($2::uuid[]) and c.workspace_id = $1 order by c.id for update
"""
# In the order of the index of running promises. Hours that were never open for long enough may be by now.
LIST_RUNNING = f"""
select {COLUMNS} from sla.clock c
where c.workspace_id = $1 and c.stopped_at is null and c.voided_at is null and c.merged_into is null
  and c.breached_at is null and ($2::uuid is null or c.policy_id = $2)
  and ($3::uuid is null or c.calendar_id = $3 or c.calendar_of = 'never_open')
  and (c.case_id, c.conversation_id, c.target) > ($4, $5, $6)
order by c.case_id, c.conversation_id, c.target limit $7
"""
LIST_RUNNING_CASES = """
select distinct c.case_id from sla.clock c
where c.workspace_id = $1 and c.stopped_at is null and c.voided_at is null and c.merged_into is null
  and c.breached_at is null and ($2::uuid is null or c.policy_id = $2)
  and ($3::uuid is null or c.calendar_id = $3 or c.calendar_of = 'never_open') and c.case_id > $4
order by c.case_id limit $5
"""
LOCK_RUNNING_OF_CASES = f"""
select {COLUMNS} from sla.clock c
where c.case_id = any($2::uuid[]) and c.workspace_id = $1
  and c.stopped_at is null and c.voided_at is null and c.merged_into is null and c.breached_at is null
order by c.id for update
"""
SAVE_CLOCKS = """
update sla.clock c set case_id = u.case_id, policy_id = u.policy_id,
  policy_version = u.policy_version, seconds = u.seconds,
  approach = u.approach, bot_counts = u.bot_counts, calendar_id = u.calendar_id, calendar_version = u.calendar_version,
  calendar_of = u.calendar_of, queue_id = u.queue_id, approach_at = u.approach_at, due_at = u.due_at,
  paused_at = u.paused_at, stopped_at = u.stopped_at, stopped_by_kind = u.stopped_by_kind,
  stopped_by_message_id = u.stopped_by_message_id, voided_at = u.voided_at, void_reason = u.void_reason,
  merged_into = u.merged_into, approached_at = u.approached_at, breached_at = u.breached_at,
  priority = u.priority, team_id = u.team_id, organisation_id = u.organisation_id,
  flags = array_remove(string_to_array(u.flags, ','), ''), surface = u.surface, channel = u.channel,
  account_id = u.account_id, country = u.country, tier = u.tier
from unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::float8[], $7::bool[], $8::uuid[], $9::int[], $10::text[],
  $11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::text[],
  $17::uuid[], $18::timestamptz[], $19::text[], $20::uuid[], $21::timestamptz[], $22::timestamptz[], $23::uuid[],
  $24::smallint[], $25::uuid[], $26::uuid[], $27::text[], $28::text[], $29::text[], $30::uuid[], $31::text[],
  $32::smallint[])
  u(id, case_id, policy_version, seconds, approach, bot_counts, calendar_id, calendar_version, calendar_of, queue_id,
    approach_at, due_at, paused_at, stopped_at, stopped_by_kind, stopped_by_message_id, voided_at, void_reason,
    merged_into, approached_at, breached_at, policy_id, priority, team_id, organisation_id, flags, surface, channel,
    account_id, country, tier)
where c.id = u.id and c.workspace_id = $1
"""


async def add_clocks(tx: Tx, clocks: Sequence[Clock]) -> set[UUID]:
    """Write clocks in one statement and return the ids of those that started: a run that goes on starts none."""
    rows = await tx.connection.fetch(
        ADD_CLOCKS,
        tx.workspace,
        [c.id for c in clocks],
        [c.case_id for c in clocks],
        [c.conversation_id for c in clocks],
        [c.target.value for c in clocks],
        [c.policy_id for c in clocks],
        [c.policy_version for c in clocks],
        [c.seconds for c in clocks],
        [c.approach for c in clocks],
        [c.bot_counts for c in clocks],
        [c.public for c in clocks],
        [c.calendar_id for c in clocks],
        [c.calendar_version for c in clocks],
        [c.calendar_of for c in clocks],
        [c.brand_id for c in clocks],
        [c.account_id for c in clocks],
        [c.queue_id for c in clocks],
        [c.surface for c in clocks],
        [c.channel for c in clocks],
        [c.country for c in clocks],
        [c.tier for c in clocks],
        [c.start_message_id for c in clocks],
        [c.started_at for c in clocks],
        [c.approach_at for c in clocks],
        [c.due_at for c in clocks],
        [c.priority for c in clocks],
        [c.team_id for c in clocks],
        [c.organisation_id for c in clocks],
        [",".join(sorted(c.flags)) for c in clocks],
    )
    return {row[0] for row in rows}


async def stop_clocks(tx: Tx, answers: Sequence[Answer]) -> list[Clock]:
    """Stop what `answers` satisfy, voided clocks too; return the clocks as they are now."""
    rows = await tx.connection.fetch(
        STOP_CLOCKS,
        tx.workspace,
        [one.case_id for one in answers],
        [one.conversation_id for one in answers],
        [one.message_id for one in answers],
        [one.at for one in answers],
        [one.by.value for one in answers],
    )
    return [clock_from(row) for row in rows]


async def lock_of_cases(tx: Tx, case_ids: Iterable[UUID]) -> list[Clock]:
    """Lock and return every clock of these cases."""
    return await _fetch(tx, LOCK_OF_CASES, tx.workspace, list(set(case_ids)))


async def list_of_cases(tx: Tx, case_ids: Iterable[UUID]) -> list[Clock]:
    return await _fetch(tx, LIST_OF_CASES, tx.workspace, list(set(case_ids)))


async def list_running_of_cases(tx: Tx, case_ids: Iterable[UUID]) -> list[Clock]:
    return await _fetch(tx, LIST_RUNNING_OF_CASES, tx.workspace, list(set(case_ids)))


async def lock_clocks(tx: Tx, ids: Iterable[UUID]) -> list[Clock]:
    return await _fetch(tx, LOCK_CLOCKS, tx.workspace, list(set(ids)))


async def list_running_cases(
    tx: Tx, policy_id: UUID | None, calendar_id: UUID | None, after: UUID, limit: int
) -> list[UUID]:
    """Return a page of the cases in which a promise runs that is not broken, of a policy or a set of hours if told."""
    rows = await tx.connection.fetch(LIST_RUNNING_CASES, tx.workspace, policy_id, calendar_id, after, limit)
    return [row[0] for row in rows]


async def lock_running_of_cases(tx: Tx, case_ids: Iterable[UUID]) -> list[Clock]:
    """Lock and return the promises of these cases that are neither kept nor broken."""
    return await _fetch(tx, LOCK_RUNNING_OF_CASES, tx.workspace, list(set(case_ids)))


async def list_running(
    tx: Tx, policy_id: UUID | None, calendar_id: UUID | None, after: Seat, limit: int
) -> list[Clock]:
    """Return a page of the promises that are neither kept nor broken."""
    return await _fetch(tx, LIST_RUNNING, tx.workspace, policy_id, calendar_id, *after, limit)


async def get_clock(tx: Tx, clock_id: UUID) -> Clock | None:
    row = await tx.connection.fetchrow(GET_CLOCK, clock_id, tx.workspace)
    return clock_from(row) if row else None


async def _fetch(tx: Tx, statement: str, *arguments: Any) -> list[Clock]:
    return [clock_from(row) for row in await tx.connection.fetch(statement, *arguments)]


async def save_clocks(tx: Tx, clocks: Sequence[Clock]) -> None:
    """Write what may change of clocks, in one statement."""
    if not clocks:
        return
    await tx.connection.execute(
        SAVE_CLOCKS,
        tx.workspace,
        [c.id for c in clocks],
        [c.case_id for c in clocks],
        [c.policy_version for c in clocks],
        [c.seconds for c in clocks],
        [c.approach for c in clocks],
        [c.bot_counts for c in clocks],
        [c.calendar_id for c in clocks],
        [c.calendar_version for c in clocks],
        [c.calendar_of for c in clocks],
        [c.queue_id for c in clocks],
        [c.approach_at for c in clocks],
        [c.due_at for c in clocks],
        [c.paused_at for c in clocks],
        [c.stopped_at for c in clocks],
        [c.stopped_by_kind for c in clocks],
        [c.stopped_by_message_id for c in clocks],
        [c.voided_at for c in clocks],
        [c.void_reason.value if c.void_reason else None for c in clocks],
        [c.merged_into for c in clocks],
        [c.approached_at for c in clocks],
        [c.breached_at for c in clocks],
        [c.policy_id for c in clocks],
        [c.priority for c in clocks],
        [c.team_id for c in clocks],
        [c.organisation_id for c in clocks],
        [",".join(sorted(c.flags)) for c in clocks],
        [c.surface for c in clocks],
        [c.channel for c in clocks],
        [c.account_id for c in clocks],
        [c.country for c in clocks],
        [c.tier for c in clocks],
    )


def clock_from(row: asyncpg.Record) -> Clock:
    """Return the clock of a row of COLUMNS."""
    values: list[Any] = list(row)
    values[3] = Target(values[3])
    if values[29] is not None:
        values[29] = VoidReason(values[29])
    values[36] = frozenset(values[36])
    return Clock(*values)
