"""The derivation of a promise, for people who doubt it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.sla import rules
from trato.rooms.sla.errors import ClockNotFound
from trato.rooms.sla.model import Change, ChangeCause, Clock, Line
from trato.rooms.sla.service.clocks import hours_by_clock
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history


async def explain(tx: Tx, clock_id: UUID) -> tuple[Line, ...]:
    """Return why a promise is due when it is, line by line. Raises ClockNotFound."""
    clock = await store.get_clock(tx, clock_id)
    if clock is None:
        raise ClockNotFound(clock=clock_id)
    pauses = await history.list_pauses(tx, [clock_id])
    hours = await hours_by_clock(tx, [clock])
    changes = [_change(clock, row) for row in await history.list_history(tx, clock_id)]
    return rules.explain(clock, pauses.get(clock_id, []), hours[clock.id], changes, tx.now)


def _change(clock: Clock, row: asyncpg.Record) -> Change:
    cause = ChangeCause(row["cause"])
    return Change(replace(clock, due_at=row["due_before"]), replace(clock, due_at=row["due_after"]), cause)
