"""What a change would do to the promises that run, told before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CalendarId, HoursBook, HoursPlan
from trato.rooms.sla import rules as choosing
from trato.rooms.sla.model import Clock, Effect, Pause, PolicyId, PolicyTerms
from trato.rooms.sla.rules import changing as rules
from trato.rooms.sla.service.policies import get_policy, promise_book
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history
from trato.rooms.sla.store.clocks import BEGINNING, Seat

PAGE = 1_000
MOST = 10_000  # running promises that are looked at

Became = Callable[[Clock, Sequence[Pause], HoursBook], Clock]


async def effect_of_hours(tx: Tx, calendar_id: CalendarId, plan: HoursPlan) -> Effect:
    """Return what publishing `plan` would do to the promises that count by these hours.

    Raises CalendarNotFound, and what `brands.revise_calendar` does.
    """
    present = await brands.get_calendar(tx, calendar_id)
    book = await brands.hours_book(tx)
    drafted = brands.draft(calendar_id, present.version + 1, plan, tx.now)
    changed = HoursBook(book.stamp, {**book.calendars, calendar_id: drafted}, book.attached)
    promises = await promise_book(tx)

    def counted(clock: Clock, pauses: Sequence[Pause], hours: HoursBook) -> Clock:
        return rules.recomputed(clock, promises.policy(clock.policy_id), clock.queue_id, pauses, hours)

    return await _effect(tx, counted, changed, None, calendar_id)


async def effect_of_terms(tx: Tx, policy_id: PolicyId, terms: PolicyTerms) -> Effect:
    """Return what publishing `terms` would do to the promises that run. Raises PolicyNotFound.

    Where other matters than before would be this policy's, all that runs is looked at.
    """
    one = await get_policy(tx, policy_id)
    revised = replace(one, version=one.version + 1, terms=terms)
    book = (await promise_book(tx)).with_terms(revised)
    only = policy_id if choosing.chooses_alike(one.terms, terms) else None

    def chosen(clock: Clock, pauses: Sequence[Pause], hours: HoursBook) -> Clock:
        return rules.revised(clock, revised, rules.circumstances_of(clock), book, pauses, hours)

    return await _effect(tx, chosen, await brands.hours_book(tx), only, None)


async def _effect(tx: Tx, became: Became, hours: HoursBook, policy_id: UUID | None, calendar_id: UUID | None) -> Effect:
    told, after = Effect(0, 0, 0, 0, True), BEGINNING
    while True:
        page = await store.list_running(tx, policy_id, calendar_id, after, PAGE)
        pauses = await history.list_pauses(tx, [one.id for one in page]) if page else {}
        moved = [became(one, pauses.get(one.id, []), hours) for one in page]
        told = _counted(told, page, moved, tx.now)
        if len(page) < PAGE:
            return told
        if told.looked >= MOST:
            return replace(told, complete=False)
        after = _seat(page[-1])


def _seat(clock: Clock) -> Seat:
    return clock.case_id, clock.conversation_id, clock.target.value


def _counted(told: Effect, before: Sequence[Clock], after: Sequence[Clock], now: datetime) -> Effect:
    pairs = [(old.due_at, new.due_at) for old, new in zip(before, after, strict=True)]
    return Effect(
        looked=told.looked + len(pairs),
        sooner=told.sooner + sum(new < old for old, new in pairs),
        later=told.later + sum(new > old for old, new in pairs),
        overdue=told.overdue + sum(new <= now < old for old, new in pairs),
        complete=True,
    )
