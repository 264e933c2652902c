"""SQL of expectations between teams, and of each as it runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.cases.model import AskedKind, EscalationLevel
from trato.rooms.sla.model import Expectation, ExpectationClock, ExpectationId, ExpectationTerms, HelpTarget

_TERMS: Final = "level, team_id, priority, accept_seconds, answer_seconds, calendar_id, wall_clock, approach"
_CLOCK: Final = """c.id, c.escalation_id, c.case_id, c.target, c.expectation_id, c.expectation_version, c.seconds,
c.approach, c.brand_id, c.team_id, c.level, c.asked_kind, c.asked_id, c.asked_by,
c.calendar_id, c.calendar_version, c.calendar_of, c.started_at, c.approach_at, c.due_at,
c.stopped_at, c.voided_at, c.approached_at, c.breached_at"""

LIST = f"""
select id, code, name, version, {_TERMS} from sla.expectation where workspace_id = $1 and retired_at is null
order by name, id
"""
GET = f"""
select id, code, name, version, {_TERMS} from sla.expectation
where id = $1 and workspace_id = $2 and retired_at is null for update
"""
ADD = f"""
insert into sla.expectation (id, workspace_id, code, name, version, created_at, {_TERMS})
values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning id
"""
SET = """
update sla.expectation set name = $3, version = $4, level = $5, team_id = $6, priority = $7, accept_seconds = $8,
  answer_seconds = $9, calendar_id = $10, wall_clock = $11, approach = $12
where id = $1 and workspace_id = $2
"""
IS_TAKEN = """
select exists (select 1 from sla.expectation where name = $1 and workspace_id = $2 and id <> $3 and retired_at is null)
"""
RETIRE = """
update sla.expectation set retired_at = $3 where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
RESTORE = """
update sla.expectation e set retired_at = null
where id = $1 and workspace_id = $2 and retired_at is not null and not exists (
  select 1 from sla.expectation o
  where o.workspace_id = $2 and o.retired_at is null and (o.name = e.name or o.code = e.code))
returning id
"""
TERMS_OF = f"""
select id, code, name, version, {_TERMS} from sla.expectation where id = any($1::uuid[]) and workspace_id = $2
"""
ADD_CLOCK = """
insert into sla.expectation_clock (id, workspace_id, escalation_id, case_id, target, expectation_id,
  expectation_version, seconds, approach, brand_id, team_id, calendar_id, calendar_version, calendar_of, started_at,
  approach_at, due_at, level, asked_kind, asked_id, asked_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
on conflict (escalation_id, target, workspace_id) do nothing returning id
"""
LOCK_OF = f"""
select {_CLOCK} from sla.expectation_clock c where c.escalation_id = $1 and c.workspace_id = $2 order by c.id for update
"""
LIST_OF_CASES = f"""
select {_CLOCK} from sla.expectation_clock c where c.case_id = any($1::uuid[]) and c.workspace_id = $2
order by c.started_at, c.id
"""
GET_CLOCK = f"select {_CLOCK} from sla.expectation_clock c where c.id = $1 and c.workspace_id = $2"
SAVE_CLOCK = """
update sla.expectation_clock set expectation_version = $3, seconds = $4, calendar_id = $5, calendar_version = $6,
  calendar_of = $7, approach_at = $8, due_at = $9, stopped_at = $10, voided_at = $11, approached_at = $12,
  breached_at = $13, approach = $14
where id = $1 and workspace_id = $2
"""
LOCK_RUNNING = f"""
select {_CLOCK} from sla.expectation_clock c
where c.workspace_id = $1 and c.wake_at is not null and ($2::uuid is null or c.expectation_id = $2)
  and c.id > $3
order by c.id limit $4 for update
"""
DUE_CASES = """
select case_id from sla.expectation_clock where workspace_id = $1 and wake_at <= $2 order by wake_at limit $3
"""
DUE_WORKSPACES = "select distinct workspace_id from sla.expectation_clock where wake_at <= $1"
LOCK_DUE = f"""
select {_CLOCK} from sla.expectation_clock c
where c.workspace_id = $1 and c.wake_at <= $2 and ($4::uuid[] is null or c.case_id = any($4))
order by c.wake_at limit $3 for update skip locked
"""
MARK = """
update sla.expectation_clock set approached_at = coalesce(approached_at, $3),
  breached_at = case when due_at <= $3 then due_at end
where id = any($2::uuid[]) and workspace_id = $1
"""


async def list_expectations(tx: Tx) -> list[Expectation]:
    return [_expectation(row) for row in await tx.connection.fetch(LIST, tx.workspace)]


async def lock_expectation(tx: Tx, id: UUID) -> Expectation | None:
    row = await tx.connection.fetchrow(GET, id, tx.workspace)
    return _expectation(row) if row else None


async def expectations_by_id(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Expectation]:
    """Return expectations, retired ones too."""
    rows = await tx.connection.fetch(TERMS_OF, list(set(ids)), tx.workspace)
    return {row["id"]: _expectation(row) for row in rows}


async def add_expectation(tx: Tx, one: Expectation) -> bool:
    """Write an expectation; False when its name or code is taken."""
    added = await tx.connection.fetchval(ADD, one.id, tx.workspace, one.code, one.name, tx.now, *_values(one.terms))
    return added is not None


async def set_expectation(tx: Tx, one: Expectation) -> None:
    await tx.connection.execute(SET, one.id, tx.workspace, one.name, one.version, *_values(one.terms))


async def is_name_taken(tx: Tx, name: str, but: UUID) -> bool:
    taken: bool = await tx.connection.fetchval(IS_TAKEN, name, tx.workspace, but)
    return taken


async def retire(tx: Tx, id: UUID) -> bool:
    return await tx.connection.fetchval(RETIRE, id, tx.workspace, tx.now) is not None


async def restore(tx: Tx, id: UUID) -> bool:
    return await tx.connection.fetchval(RESTORE, id, tx.workspace) is not None


async def add_clock(tx: Tx, c: ExpectationClock) -> bool:
    """Write a clock; False when the escalation has one for this target."""
    added = await tx.connection.fetchval(
        ADD_CLOCK, c.id, tx.workspace, c.escalation_id, c.case_id, c.target.value, c.expectation_id,
        c.expectation_version, c.seconds, c.approach, c.brand_id, c.team_id, c.calendar_id, c.calendar_version,
        c.calendar_of, c.started_at, c.approach_at, c.due_at, c.level.value, c.asked_kind.value, c.asked_id, c.asked_by,
    )  # fmt: skip
    return added is not None


async def lock_of(tx: Tx, escalation_id: UUID) -> list[ExpectationClock]:
    return await _fetch(tx, LOCK_OF, escalation_id, tx.workspace)


async def list_of_cases(tx: Tx, case_ids: Sequence[UUID]) -> list[ExpectationClock]:
    return await _fetch(tx, LIST_OF_CASES, list(case_ids), tx.workspace)


async def get_clock(tx: Tx, id: UUID) -> ExpectationClock | None:
    row = await tx.connection.fetchrow(GET_CLOCK, id, tx.workspace)
    return _clock(row) if row else None


async def save_clock(tx: Tx, c: ExpectationClock) -> None:
    await tx.connection.execute(
        SAVE_CLOCK, c.id, tx.workspace, c.expectation_version, c.seconds, c.calendar_id, c.calendar_version,
        c.calendar_of, c.approach_at, c.due_at,
c.stopped_at, c.voided_at, c.approached_at, c.breached_at, c.approach,
    )  # fmt: skip


async def lock_running(tx: Tx, expectation_id: UUID | None, after: UUID, limit: int) -> list[ExpectationClock]:
    """Lock a page of what is waited for and not late, of one expectation if told."""
    return await _fetch(tx, LOCK_RUNNING, tx.workspace, expectation_id, after, limit)


async def list_due_cases(tx: Tx, limit: int) -> set[UUID]:
    return {row[0] for row in await tx.connection.fetch(DUE_CASES, tx.workspace, tx.now, limit)}


async def lock_due(tx: Tx, limit: int, among: Sequence[UUID] | None) -> list[ExpectationClock]:
    """Lock what time does something to now, the longest due first."""
    return await _fetch(tx, LOCK_DUE, tx.workspace, tx.now, limit, among)


async def mark(tx: Tx, ids: Sequence[UUID]) -> None:
    """Note what time has done to these clocks."""
    await tx.connection.execute(MARK, tx.workspace, list(ids), tx.now)


async def _fetch(tx: Tx, statement: str, *values: Any) -> list[ExpectationClock]:
    return [_clock(row) for row in await tx.connection.fetch(statement, *values)]


def _values(terms: ExpectationTerms) -> tuple[Any, ...]:
    return (
        terms.level.value if terms.level else None, terms.team_id, terms.priority, _seconds(terms.accept),
        _seconds(terms.answer), terms.calendar_id, terms.wall_clock, terms.approach,
    )  # fmt: skip


def _seconds(within: timedelta | None) -> int | None:
    return None if within is None else within // timedelta(seconds=1)


def _expectation(row: asyncpg.Record) -> Expectation:
    accept, answer = row["accept_seconds"], row["answer_seconds"]
    terms = ExpectationTerms(
        level=EscalationLevel(row["level"]) if row["level"] else None,
        team_id=row["team_id"],
        priority=row["priority"],
        accept=timedelta(seconds=accept) if accept else None,
        answer=timedelta(seconds=answer) if answer else None,
        calendar_id=row["calendar_id"],
        wall_clock=row["wall_clock"],
        approach=row["approach"],
    )
    return Expectation(ExpectationId(row["id"]), row["code"], row["name"], row["version"], terms)


def _clock(row: asyncpg.Record) -> ExpectationClock:
    values: list[Any] = list(row)
    values[3] = HelpTarget(values[3])
    values[10], values[11] = EscalationLevel(values[10]), AskedKind(values[11])
    return ExpectationClock(*values)
