"""How the time of a promise counts: open hours, less the pauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.brands.model import OpeningHours
from trato.rooms.sla.model import Breach, Clock, ClockState, HoldingSpan, Pause, Share

NONE = timedelta(0)


def counted_time(start: datetime, until: datetime, pauses: Sequence[Pause], hours: OpeningHours) -> timedelta:
    """Return how much of the time from `start` to `until` counts. Pauses may overlap and come in any order."""
    passed = hours.business_time(start, until)
    for begin, end in _merged(pauses, start, until):
        passed -= hours.business_time(begin, end)
    return passed


def _merged(pauses: Iterable[Pause], start: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    spans = sorted((max(start, one.from_at), min(until, one.to_at or until)) for one in pauses)
    merged: list[tuple[datetime, datetime]] = []
    for begin, end in spans:
        if end <= begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def due_with_pauses(
    start: datetime, within: timedelta, pauses: Sequence[Pause], hours: OpeningHours
) -> datetime | None:
    """Return the first instant by which `within` has counted since `start`; None while a pause lasts that hides it.

    Raises ValueError when it is not open for that long in the year that follows (see `OpeningHours.due_at`).
    """
    if not pauses:
        return hours.due_at(start, within)
    left, cursor = within, start
    for one in sorted(pauses, key=lambda pause: pause.from_at):
        if one.from_at > cursor:
            passed = hours.business_time(cursor, one.from_at)
            if passed >= left:
                break
            left -= passed
            cursor = one.from_at
        if one.to_at is None:
            return None
        cursor = max(cursor, one.to_at)
    return hours.due_at(cursor, left)


def state_of(clock: Clock, now: datetime) -> ClockState:
    """Return how a promise stands at `now`."""
    if clock.merged_into is not None:
        return ClockState.MERGED
    if clock.voided_at is not None:
        return ClockState.VOIDED
    if clock.stopped_at is not None:
        return ClockState.MET if clock.stopped_at <= clock.due_at else ClockState.MET_LATE
    if clock.breached_at is not None:
        return ClockState.BREACHED
    if clock.paused_at is not None:
        return ClockState.PAUSED
    return ClockState.BREACHED if now >= clock.due_at else ClockState.RUNNING


def charge(clock: Clock, spans: Sequence[HoldingSpan], pauses: Sequence[Pause], hours: OpeningHours) -> Breach:
    """Share the promised time out among the holders of the case, and say who held it when it was due.

    Time that no span covers is nobody's. The shares add up to the promised time (whole seconds; the remainder of
    rounding goes to the holder at the due time), and come in the order in which holders first held.
    """
    amounts: dict[tuple[str, UUID | None], timedelta] = {}
    covered = NONE
    at_due, queue = Share("nobody", None, 0), clock.queue_id
    for span in sorted(spans, key=lambda one: one.from_at):
        begin, end = max(span.from_at, clock.started_at), min(span.to_at or clock.due_at, clock.due_at)
        if span.from_at < clock.due_at <= (span.to_at or clock.due_at):
            at_due = Share(span.holder_kind, span.holder_id, 0)
        if span.holder_kind == "queue" and span.from_at < clock.due_at:
            queue = span.holder_id
        if begin < end:
            counted = counted_time(begin, end, pauses, hours)
            key = (span.holder_kind, span.holder_id)
            amounts[key] = amounts.get(key, NONE) + counted
            covered += counted
    total = counted_time(clock.started_at, clock.due_at, pauses, hours)
    if total > covered:
        amounts[("nobody", None)] = amounts.get(("nobody", None), NONE) + total - covered
    return Breach(clock, _rounded(amounts, total, at_due), at_due, queue)


def _rounded(amounts: dict[tuple[str, UUID | None], timedelta], total: timedelta, at_due: Share) -> tuple[Share, ...]:
    from_holder = {key: int(amount.total_seconds()) for key, amount in amounts.items()}
    last = (at_due.holder_kind, at_due.holder_id)
    if last in from_holder:
        from_holder[last] += int(total.total_seconds()) - sum(from_holder.values())
    return tuple(Share(kind, holder, seconds) for (kind, holder), seconds in from_holder.items())
