"""The promise that falls due first, noted on the case: lists sort by it without asking the clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Clock


async def note(tx: Tx, started: Sequence[Clock], opened: set[UUID]) -> None:
    """Note the first due promise of cases in which clocks started; `opened` are those that have no others."""
    by_case: dict[UUID, list[Clock]] = {}
    for clock in started:
        by_case.setdefault(clock.case_id, []).append(clock)
    others = [case_id for case_id in by_case if case_id not in opened]
    if others:
        by_case |= await sla.running_clocks(tx, others)
    await _set(tx, by_case.items())


async def note_broken(tx: Tx, broken: Sequence[Clock]) -> None:
    """Note that promises broke: nothing else about what falls due first changes with it."""
    await cases.note_broken(tx, [(clock.case_id, clock.due_at, clock.target.value) for clock in broken])


async def refresh(tx: Tx, case_ids: Iterable[UUID]) -> None:
    """Note on these cases the promise that now falls due first, or none."""
    ids = sorted(set(case_ids))
    if ids:
        running = await sla.running_clocks(tx, ids)
        await _set(tx, [(case_id, running.get(case_id, [])) for case_id in ids])


async def _set(tx: Tx, clocks: Iterable[tuple[UUID, list[Clock]]]) -> None:
    rows: list[tuple[UUID, datetime | None, datetime | None, str | None, bool]] = []
    for case_id, running in clocks:
        counting = [clock for clock in running if clock.is_running and clock.paused_at is None]
        first = min(counting, key=lambda clock: clock.due_at, default=None)
        if first is None:
            rows.append((case_id, None, None, None, False))
        else:
            breached = first.breached_at is not None
            rows.append((case_id, first.started_at, first.due_at, first.target.value, breached))
    await cases.set_due(tx, sorted(rows, key=lambda row: row[0]))
