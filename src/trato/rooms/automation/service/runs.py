"""What rules and macros did: written once for each cause, read, and marked as given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.events import Actor, ActorKind, Origin, Recorded
from trato.kit.tx import Tx
from trato.rooms.automation.errors import CannotUndo, RunUnknown
from trato.rooms.automation.events import AutomationRan, RunUndone
from trato.rooms.automation.model import Cause, Outcome, Run, Step
from trato.rooms.automation.store import runs as store

STRETCH = 4_000  # facts of the log that one look of a dry run goes through


async def begin(tx: Tx, run: Run) -> bool:
    """Write a run before it does anything; False when the rule ran for this cause on this case already."""
    return await store.add_run(tx, run)


async def finish(tx: Tx, run: Run, outcome: Outcome, steps: Sequence[Step], reason: str = "") -> None:
    """Write what became of a run, and tell it."""
    await store.add_steps(tx, run.id, steps)
    await store.set_outcome(tx, run.id, outcome, reason)
    tx.emit(
        AutomationRan(
            subject=run.case_id,
            case_id=run.case_id,
            run_id=run.id,
            source=run.source,
            source_id=run.source_id,
            version=run.version,
            outcome=outcome,
            steps=sum(one.outcome is Outcome.DONE for one in steps),
        )  # fmt: skip
    )


async def note_stopped(tx: Tx, run: Run) -> None:
    """Write that the guard against loops kept a rule from running."""
    await store.add_run(tx, run)


async def get_run(tx: Tx, run: UUID) -> Run:
    """Return a run. Raises RunUnknown."""
    found = await store.get_run(tx, run)
    if found is None:
        raise RunUnknown(run=run)
    return found


async def find_run(tx: Tx, run: UUID) -> Run | None:
    """Return a run, or None."""
    return await store.get_run(tx, run)


async def lock_run(tx: Tx, run: UUID) -> Run:
    """Return a run, locked, to give it back. Raises RunUnknown, CannotUndo when it was already or nothing can be."""
    found = await store.lock_run(tx, run)
    if found is None:
        raise RunUnknown(run=run)
    if found.undone_at is not None or not any(one.back is not None for one in found.steps):
        raise CannotUndo(run=run)
    return found


async def set_undone(tx: Tx, run: Run) -> None:
    """Note that a run was given back."""
    await store.set_undone(tx, run.id)
    tx.emit(
        RunUndone(
            subject=run.case_id, case_id=run.case_id, run_id=run.id, source=run.source, source_id=run.source_id
        )  # fmt: skip
    )


async def list_runs(tx: Tx, source: UUID | None, before: tuple[datetime, UUID] | None, limit: int) -> list[Run]:
    """Return runs, newest first, of one rule or macro or of all; `before` is (at, id) of a page's last."""
    place = before or (tx.now.replace(year=tx.now.year + 100), UUID(int=2**128 - 1))
    return await store.list_runs(tx, source, place, limit)


async def causes_of(tx: Tx, facts: Sequence[Recorded]) -> list[Cause]:
    """Return where the chain of each fact began: with itself, unless a rule of ours brought it about."""
    asked = [
        (fact.actor.id, fact.case_id, fact.recorded_at)
        for fact in facts
        if fact.actor.kind is ActorKind.SYSTEM and fact.actor.id is not None and fact.case_id is not None
    ]
    known = await store.caused(tx, sorted(set(asked)))
    return [
        known.get((fact.actor.id, fact.case_id), Cause(fact.seq))
        if fact.actor.id is not None and fact.case_id is not None
        else Cause(fact.seq)
        for fact in facts
    ]


async def past_facts(tx: Tx, kind: str, last: int) -> tuple[list[Recorded], int]:
    """Return the live facts of a kind in the stretch of the log that ends with `last`, and where the next one ends.

    Newest first; 0 when the log has no more.
    """
    first = max(0, last - STRETCH)
    rows = await store.list_facts(tx, kind, last, first)
    return [
        Recorded(
            tx.workspace, row["seq"], row["recorded_at"], row["occurred_at"], Origin(row["origin"]), row["kind"],
            row["subject"], row["case_id"], Actor(ActorKind(row["actor_kind"]), row["actor_id"]), row["body"].encode(),
        )
        for row in rows
    ], first  # fmt: skip
