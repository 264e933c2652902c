"""The hot path: clocks start when a message deserves an answer, and stop when the answer was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.events import Origin
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CalendarId, OpeningHours, always_open
from trato.rooms.sla.events import BreachWithdrawn, ClockStarted, ClockStopped, StartedClock
from trato.rooms.sla.model import Answer, Clock, ClockStart, Pause
from trato.rooms.sla.rules import plan_clocks
from trato.rooms.sla.rules.changing import resumed
from trato.rooms.sla.service.policies import promise_book
from trato.rooms.sla.store import breaches, history
from trato.rooms.sla.store import clocks as store

WALL_CLOCK = always_open()


async def start_clocks(tx: Tx, starts: Sequence[ClockStart]) -> list[Clock]:
    """Start what these messages are promised, in one statement; return the clocks that started, in order.

    Safe to call for every inbound message that deserves an answer: in a conversation with an unanswered run the run
    goes on, and a burst starts one clock of a kind. Only live transactions start clocks.
    """
    if not starts or tx.origin is not Origin.LIVE:
        return []
    return await begin(tx, plan_clocks(starts, await promise_book(tx), await brands.hours_book(tx)))


async def begin(tx: Tx, planned: Sequence[Clock]) -> list[Clock]:
    """Write planned clocks, and tell of those that started; return them."""
    if not planned:
        return []
    started_ids = await store.add_clocks(tx, planned)
    started = [one for one in planned if one.id in started_ids]
    _announce(tx, started)
    return started


def _announce(tx: Tx, started: Iterable[Clock]) -> None:
    runs: dict[tuple[UUID, UUID], list[Clock]] = {}
    for one in started:
        runs.setdefault((one.case_id, one.conversation_id), []).append(one)
    for (case_id, conversation_id), clocks in runs.items():
        clocks.sort(key=lambda clock: clock.due_at)
        tx.emit(
            ClockStarted(
                subject=clocks[0].id,
                case_id=case_id,
                conversation_id=conversation_id,
                clocks=tuple(StartedClock(one.id, one.target, one.due_at) for one in clocks),
            )
        )


async def stop_on_accepted(tx: Tx, answers: Sequence[Answer]) -> list[Clock]:
    """Stop what these accepted messages answer; return the clocks that stopped, voided ones left out.

    Call it when the provider accepted, never for automatic replies, notes, held, uncertain or failed messages. A
    breach that was announced before an acceptance in time became known is withdrawn.
    """
    if not answers:
        return []
    stopped = await store.stop_clocks(tx, answers)
    stopped = await _end_pauses(tx, stopped)
    early = [one.id for one in stopped if one.breached_at and one.stopped_at and one.stopped_at <= one.due_at]
    withdrawn = await breaches.withdraw(tx, early) if early else set()
    stopped = [replace(one, breached_at=None) if one.id in withdrawn else one for one in stopped]
    counted = [one for one in stopped if one.voided_at is None]
    for one in counted:
        if one.id in withdrawn:
            tx.emit(BreachWithdrawn(subject=one.id, case_id=one.case_id, target=one.target))
        tx.emit(
            ClockStopped(
                subject=one.id,
                case_id=one.case_id,
                target=one.target,
                message_id=one.stopped_by_message_id,
                by=one.stopped_by_kind or "",
                kept=one.stopped_at is not None and one.stopped_at <= one.due_at,
            )
        )
    return counted


async def _end_pauses(tx: Tx, stopped: list[Clock]) -> list[Clock]:
    """Clocks that were answered while they paused are due by what had counted until then."""
    paused = [one for one in stopped if one.paused_at is not None]
    if not paused:
        return stopped
    await history.end_pauses(tx, [(one.id, one.stopped_at) for one in paused if one.stopped_at])
    pauses, hours = await history.list_pauses(tx, [one.id for one in paused]), await hours_by_clock(tx, paused)
    timed = {one.id: resumed(one, pauses.get(one.id, []), hours[one.id]) for one in paused}
    await store.save_clocks(tx, list(timed.values()))
    return [timed.get(one.id, one) for one in stopped]


async def hours_by_clock(tx: Tx, clocks: Iterable[Clock]) -> dict[UUID, OpeningHours]:
    """Return the hours that each clock counts by, in the version it keeps."""
    every = list(clocks)
    asked = {(CalendarId(c.calendar_id), c.calendar_version or 0) for c in every if c.calendar_id is not None}
    versions = await brands.calendar_versions(tx, asked) if asked else {}
    return {
        one.id: versions[(one.calendar_id, one.calendar_version or 0)].hours if one.calendar_id else WALL_CLOCK
        for one in every
    }


async def running_clocks(tx: Tx, case_ids: Iterable[UUID]) -> dict[UUID, list[Clock]]:
    """Return the promises that still run on these cases, by case, the soonest due first."""
    found: dict[UUID, list[Clock]] = {}
    for one in await store.list_running_of_cases(tx, case_ids):
        found.setdefault(one.case_id, []).append(one)
    return found


async def clocks_of_case(tx: Tx, case_id: UUID) -> tuple[list[Clock], dict[UUID, list[Pause]]]:
    """Return every promise ever made on a case, with its pauses."""
    clocks = await store.list_of_cases(tx, [case_id])
    return clocks, await history.list_pauses(tx, [one.id for one in clocks])
