"""SQL of what rules and macros did, and of the facts that a dry run looks at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.tx import Tx
from trato.rooms.automation.model import Cause, Outcome, Run, RunId, SourceKind, Step

_RUN: Final = (
    "id, source, source_id, version, case_id, at, outcome, reason, event, seq, root, chain, by_id, undone_at, undone_by"
)

ADD_RUN = """
insert into automation.run (id, workspace_id, source, source_id, version, case_id, at, outcome, reason, event, seq,
  root, chain, by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning id
"""
SET_OUTCOME = "update automation.run set outcome = $3, reason = $4 where id = $1 and workspace_id = $2"
ADD_STEPS = """
insert into automation.step (run_id, n, workspace_id, action, outcome, reason, back)
select $1, u.n, $2, u.action, u.outcome, u.reason, u.back::jsonb
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality u(action, outcome, reason, back, n)
"""
GET_RUN = f"select {_RUN} from automation.run where id = $1 and workspace_id = $2"
LOCK_RUN = f"select {_RUN} from automation.run where id = $1 and workspace_id = $2 for update"
LIST_STEPS = """
select run_id, action, outcome, reason, back from automation.step
where run_id = any($1::uuid[]) and workspace_id = $2 order by run_id, n
"""
LIST_RUNS = f"""
select {_RUN} from automation.run
where workspace_id = $1 and ($2::uuid is null or source_id = $2) and (at, id) < ($3, $4)
order by at desc, id desc limit $5
"""
CAUSED = """
select distinct on (r.source_id, r.case_id) r.source_id, r.case_id, r.root, r.chain
from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) u(source_id, case_id, at)
join automation.run r on r.source_id = u.source_id and r.workspace_id = $1 and r.at = u.at and r.case_id = u.case_id
where r.source = 'rule' and r.outcome = 'done'
order by r.source_id, r.case_id, cardinality(r.chain) desc
"""
SET_UNDONE = """
update automation.run set undone_at = $3, undone_by = $4 where id = $1 and workspace_id = $2 and undone_at is null
returning id
"""
# a stretch of the log, whatever it holds: what one look costs is bounded
LIST_FACTS = """
select seq, occurred_at, recorded_at, origin, kind, subject, case_id, actor_kind, actor_id, body::text as body
from kit.event
where workspace_id = $1 and seq <= $2 and seq > $3 and kind = $4 and origin = 'live' and case_id is not null
order by seq desc
"""


async def add_run(tx: Tx, run: Run) -> bool:
    """Write a run; False when the rule ran for that cause on that case already."""
    r = run
    added = await tx.connection.fetchval(
        ADD_RUN, r.id, tx.workspace, r.source.value, r.source_id, r.version, r.case_id, r.at, r.outcome.value, r.reason,
        r.event, r.seq, r.cause.root or None, list(r.cause.chain), r.by_id,
    )  # fmt: skip
    return added is not None


async def add_steps(tx: Tx, run_id: UUID, steps: Sequence[Step]) -> None:
    if steps:
        await tx.connection.execute(
            ADD_STEPS, run_id, tx.workspace, [one.action for one in steps], [one.outcome.value for one in steps],
            [one.reason for one in steps], [None if one.back is None else jsonable(one.back) for one in steps],
        )  # fmt: skip


async def set_outcome(tx: Tx, run_id: UUID, outcome: Outcome, reason: str) -> None:
    await tx.connection.execute(SET_OUTCOME, run_id, tx.workspace, outcome.value, reason)


async def get_run(tx: Tx, run_id: UUID) -> Run | None:
    return await _one(tx, await tx.connection.fetchrow(GET_RUN, run_id, tx.workspace))


async def lock_run(tx: Tx, run_id: UUID) -> Run | None:
    return await _one(tx, await tx.connection.fetchrow(LOCK_RUN, run_id, tx.workspace))


async def list_runs(tx: Tx, source: UUID | None, before: tuple[datetime, UUID], limit: int) -> list[Run]:
    """Return runs, newest first, of one rule or macro or of all."""
    return await _with_steps(tx, await tx.connection.fetch(LIST_RUNS, tx.workspace, source, *before, limit))


async def caused(tx: Tx, asked: Sequence[tuple[UUID, UUID, datetime]]) -> dict[tuple[UUID, UUID], Cause]:
    """Return the chains in which rules acted upon cases at an instant, by (rule, case); asked as (rule, case, at)."""
    rules, cases, ats = [list(column) for column in zip(*asked, strict=True)] if asked else ([], [], [])
    rows = await tx.connection.fetch(CAUSED, tx.workspace, rules, cases, ats) if asked else []
    return {(r["source_id"], r["case_id"]): Cause(r["root"], (*r["chain"], r["source_id"])) for r in rows}


async def set_undone(tx: Tx, run_id: UUID) -> bool:
    return await tx.connection.fetchval(SET_UNDONE, run_id, tx.workspace, tx.now, tx.actor.id) is not None


async def list_facts(tx: Tx, kind: str, last: int, first: int) -> list[Any]:
    """Return the live facts of one kind from `last` down to the one after `first`, newest first."""
    return list(await tx.connection.fetch(LIST_FACTS, tx.workspace, last, first, kind))


async def _one(tx: Tx, row: Any) -> Run | None:
    return (await _with_steps(tx, [row]))[0] if row else None


async def _with_steps(tx: Tx, rows: Sequence[Any]) -> list[Run]:
    steps: dict[UUID, list[Step]] = {}
    if rows:
        for s in await tx.connection.fetch(LIST_STEPS, [row["id"] for row in rows], tx.workspace):
            one = Step(s["action"], Outcome(s["outcome"]), s["reason"], s["back"])
            steps.setdefault(s["run_id"], []).append(one)
    return [
        Run(
            RunId(r["id"]), SourceKind(r["source"]), r["source_id"], r["version"], r["case_id"], r["at"],
            Outcome(r["outcome"]), r["reason"], r["event"], r["seq"], Cause(r["root"] or 0, tuple(r["chain"])),
            tuple(steps.get(r["id"], ())), r["by_id"], r["undone_at"], r["undone_by"],
        )
        for r in rows
    ]  # fmt: skip


def back_of(step: Step) -> dict[str, Any]:
    """Return how a step is given back, as plain values."""
    found: dict[str, Any] = msgspec.to_builtins(step.back or {})
    return found
