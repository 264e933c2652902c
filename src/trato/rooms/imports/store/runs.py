"""Runs: what was asked, how far they are, what they have to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.bulk import insert
from trato.kit.bulk import run as run_bulk
from trato.kit.tx import Tx
from trato.rooms.imports.model import Counts, Cursor, Kind, Plan, Problem, ProblemRow, Run, RunState

LOST_AFTER = timedelta(seconds=20)  # without a sign of life, a run may be taken up by somebody else
KEPT_PROBLEMS = 5_000  # of a run; the rest is counted

_RUN = """id, source, kind, dry, plan, origin, state, refusal, detail, cursor, next_cursor, counts, problems, done,
  "of", asked_at, asked_by, started_at, ended_at"""

ADD = """
insert into imports.run (id, workspace_id, source, kind, dry, plan, origin, state, cursor, asked_at, asked_by)
values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10)
"""
GET = f"select {_RUN} from imports.run where id = $1 and workspace_id = $2"
LIST = f"select {_RUN} from imports.run where workspace_id = $1 order by asked_at desc, id limit $2"
UNFINISHED = f"""
select {_RUN} from imports.run
where source = $1 and not dry and state in ('running', 'waiting', 'failed', 'cancelled') and workspace_id = $2
  and not exists (select 1 from imports.run later where later.source = $1 and later.workspace_id = $2
    and not later.dry and later.asked_at > run.asked_at)
order by asked_at desc limit 1
"""
LAST_CURSOR = """
select next_cursor from imports.run
where source = $1 and workspace_id = $2 and state = 'done' and not dry and next_cursor is not null
order by ended_at desc limit 1
"""
BEGIN = """
update imports.run set state = 'running', started_at = coalesce(started_at, $3), beat_at = clock_timestamp(),
  ended_at = null, refusal = '', detail = '{}', "of" = coalesce($4, "of")
where id = $1 and workspace_id = $2
  and (state in ('waiting', 'failed', 'cancelled') or state = 'running' and beat_at < clock_timestamp() - $5::interval)
returning id
"""
FREE = """
update imports.run set state = 'failed', refusal = 'import_stopped', ended_at = beat_at
where workspace_id = $1 and id <> $2 and state = 'running' and beat_at < clock_timestamp() - $3::interval
"""
REACH = """
update imports.run set cursor = $3, counts = $4, problems = $5, done = $6, beat_at = clock_timestamp()
where id = $1 and workspace_id = $2 and state = 'running' and cursor = $7 returning id
"""
BEAT = "update imports.run set beat_at = clock_timestamp() where id = $1 and workspace_id = $2 and state = 'running'"
END = """
update imports.run set state = $3, refusal = $4, detail = $5, next_cursor = $6, ended_at = $7
where id = $1 and workspace_id = $2 and state in ('running', 'waiting', 'done', 'cancelled', 'failed') returning id
"""
CANCEL = """
update imports.run set state = 'cancelled', ended_at = $3
where id = $1 and workspace_id = $2 and state in ('running', 'waiting') returning id
"""
NEXT_FOR_WORKER = f"""
select {_RUN} from imports.run
where workspace_id = $1 and origin <> '{{}}'
  and (state = 'waiting' or state = 'running' and beat_at < clock_timestamp() - $2::interval)
order by asked_at limit 1 for update skip locked
"""
ADD_PROBLEMS = insert(
    "imports.problem",
    {
        "run_id": "uuid", "n": "int", "kind": "text", "their_id": "text", "place": "text", "code": "text",
        "data": "jsonb", "refused": "bool",
    },
    "on conflict do nothing",
)  # fmt: skip
LIST_PROBLEMS = """
select n, kind, their_id, place, code, data, refused from imports.problem
where run_id = $1 and workspace_id = $2 and n > $3 order by n limit $4
"""


async def add(tx: Tx, run: Run) -> None:
    """Keep that a run was asked for."""
    await tx.connection.execute(
        ADD, run.id, tx.workspace, run.source, run.kind, run.dry, msgspec.to_builtins(run.plan), dict(run.origin),
        dict(run.cursor), run.asked_at, run.asked_by,
    )  # fmt: skip


async def get(tx: Tx, run_id: UUID) -> Run | None:
    row = await tx.connection.fetchrow(GET, run_id, tx.workspace)
    return _run(row) if row else None


async def list_runs(tx: Tx, limit: int) -> list[Run]:
    """Return the newest runs."""
    return [_run(row) for row in await tx.connection.fetch(LIST, tx.workspace, limit)]


async def unfinished(tx: Tx, source: str) -> Run | None:
    """Return the newest run of a source in earnest, when it did not come to its end."""
    row = await tx.connection.fetchrow(UNFINISHED, source, tx.workspace)
    return _run(row) if row else None


async def last_cursor(tx: Tx, source: str) -> Cursor:
    """Return where the next run of a source begins; {} is the beginning."""
    found: Cursor | None = await tx.connection.fetchval(LAST_CURSOR, source, tx.workspace)
    return found or {}


async def begin(tx: Tx, run_id: UUID, of: int | None) -> bool:
    """Begin a run, or take up one that nobody is at; False when somebody is."""
    await tx.connection.execute(FREE, tx.workspace, run_id, LOST_AFTER)
    return await tx.connection.fetchval(BEGIN, run_id, tx.workspace, tx.now, of, LOST_AFTER) is not None


async def reach(tx: Tx, run_id: UUID, before: Cursor, after: Cursor, counts: Counts, problems: int, done: int) -> bool:
    """Keep how far a run is; False when it was called off, or somebody who took it for dead is past `before`."""
    row = await tx.connection.fetchval(REACH, run_id, tx.workspace, dict(after), counts, problems, done, dict(before))
    return row is not None


async def beat(tx: Tx, run_id: UUID) -> None:
    """Give a sign of life."""
    await tx.connection.execute(BEAT, run_id, tx.workspace)


async def end(
    tx: Tx,
    run_id: UUID,
    state: RunState,
    refusal: str = "",
    detail: Mapping[str, Any] | None = None,
    next_cursor: Cursor | None = None,
) -> None:
    """End a run; `next_cursor` is where the next one begins."""
    told = dict(next_cursor) if next_cursor is not None else None
    await tx.connection.execute(END, run_id, tx.workspace, state.value, refusal, dict(detail or {}), told, tx.now)


async def cancel(tx: Tx, run_id: UUID) -> bool:
    """Call a run off; False when it is over."""
    return await tx.connection.fetchval(CANCEL, run_id, tx.workspace, tx.now) is not None


async def next_for_worker(tx: Tx) -> Run | None:
    """Return the next run that waits for a worker, or whose worker died."""
    row = await tx.connection.fetchrow(NEXT_FOR_WORKER, tx.workspace, LOST_AFTER)
    return _run(row) if row else None


async def add_problems(tx: Tx, run_id: UUID, after: int, problems: Sequence[Problem]) -> None:
    """Keep problems, numbered from `after`; beyond those that are kept they are only counted."""
    rows = [
        (run_id, n, p.kind.value, p.their_id[:200], p.place[:300], p.code, msgspec.json.encode(p.data).decode(),
         p.refused)
        for n, p in enumerate(problems, after + 1)
        if n <= KEPT_PROBLEMS
    ]  # fmt: skip
    await run_bulk(tx, ADD_PROBLEMS, rows)


async def list_problems(tx: Tx, run_id: UUID, after: int, limit: int) -> list[ProblemRow]:
    """Return problems in the order in which they were met."""
    rows = await tx.connection.fetch(LIST_PROBLEMS, run_id, tx.workspace, after, limit)
    return [
        ProblemRow(
            row["n"],
            Problem(row["code"], Kind(row["kind"]), row["their_id"], row["place"], row["data"], row["refused"]),
        )
        for row in rows
    ]


def _run(row: Any) -> Run:
    told = dict(row)
    plan = msgspec.convert(told.pop("plan"), Plan, strict=False)
    return Run(**{**told, "plan": plan, "state": RunState(told["state"])})
