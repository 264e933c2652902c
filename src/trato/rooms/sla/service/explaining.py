"""The derivation of a promise, for people who doubt it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.sla import rules
from trato.rooms.sla.errors import ClockNotFound
from trato.rooms.sla.model import Change, ChangeCause, Clock, Line, PolicyId
from trato.rooms.sla.service.clocks import hours_by_clock
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history, policies


@dataclass(frozen=True, slots=True)
class Explained:
    """A derivation, the name of its policy, and the time zone of its hours."""

    lines: tuple[Line, ...]
    policy: str
    timezone: str


async def get_clock(tx: Tx, clock_id: UUID) -> Clock:
    """Return a promise as it runs, or ran. Raises ClockNotFound."""
    clock = await store.get_clock(tx, clock_id)
    if clock is None:
        raise ClockNotFound(clock=clock_id)
    return clock


async def explain(tx: Tx, clock_id: UUID) -> tuple[Line, ...]:
    """Return why a promise is due when it is, line by line. Raises ClockNotFound."""
    return (await explain_with_place(tx, await get_clock(tx, clock_id))).lines


async def explain_with_place(tx: Tx, clock: Clock) -> Explained:
    """Return the derivation with what a screen needs to tell it."""
    pauses = await history.list_pauses(tx, [clock.id])
    hours = (await hours_by_clock(tx, [clock]))[clock.id]
    rows = await history.list_history(tx, clock.id)
    terms = await policies.terms_of(tx, clock.policy_id, clock.policy_version)
    names = await policies.names_of(tx, [clock.policy_id, *_policies(rows)])
    changes = [_change(clock, row) for row in rows]
    lines = rules.explain(clock, pauses.get(clock.id, []), hours, changes, tx.now, terms, names)
    return Explained(lines, names.get(clock.policy_id, ""), hours.timezone)


def _policies(rows: Sequence[asyncpg.Record]) -> list[UUID]:
    return [row[name] for row in rows for name in ("policy_before", "policy_after") if row[name] is not None]


def _change(clock: Clock, row: asyncpg.Record) -> Change:
    cause = ChangeCause(row["cause"])
    before = PolicyId(row["policy_before"] or clock.policy_id)
    after = PolicyId(row["policy_after"] or clock.policy_id)
    return Change(
        replace(clock, due_at=row["due_before"], policy_id=before, policy_version=row["version_before"] or 0),
        replace(clock, due_at=row["due_after"], policy_id=after, policy_version=row["policy_version"]),
        cause,
        what=tuple(row["what"]),
        at=row["at"],
    )
