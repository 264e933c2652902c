"""Which expectation holds for help that is asked, and until when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from trato.kit.ids import uuid7
from trato.rooms.brands.model import ChosenHours, HolderKind, Holders, HoursBook
from trato.rooms.sla.model import Expectation, ExpectationClock, ExpectationClockId, ExpectationTerms, HelpStart
from trato.rooms.sla.rules.starting import NEVER_OPEN, WALL_CLOCK

LONGEST = timedelta(days=90)


def choose_expectation(some: Sequence[Expectation], start: HelpStart) -> Expectation | None:
    """Return the expectation for `start`: the more specific goes first (team, level, priority), then the younger."""
    fitting = [one for one in some if _fits(one.terms, start) and one.terms.within(start.target) is not None]
    return max(fitting, key=_rank, default=None)


def _fits(terms: ExpectationTerms, start: HelpStart) -> bool:
    return (
        terms.team_id in (None, start.team_id)
        and terms.level in (None, start.level)
        and terms.priority in (None, start.priority)
    )


def _rank(one: Expectation) -> tuple[bool, bool, bool, int]:
    terms = one.terms
    return terms.team_id is not None, terms.level is not None, terms.priority is not None, one.id.int


def replaced_by(some: Sequence[Expectation], one: Expectation) -> Expectation | None:
    """Return the younger expectation for exactly the same help, because of which `one` is never chosen."""
    key = (one.terms.team_id, one.terms.level, one.terms.priority)
    same = [o for o in some if o.id != one.id and key == (o.terms.team_id, o.terms.level, o.terms.priority)]
    younger = [o for o in same if o.id.int > one.id.int and (o.terms.accept or not one.terms.accept)]
    return max(younger, key=lambda o: o.id.int, default=None)


def senseless(terms: ExpectationTerms) -> str:
    """Return "" when `terms` make sense, else the name of the field that does not."""
    for field, within in (("accept", terms.accept), ("answer", terms.answer)):
        if within is not None and not timedelta(seconds=1) <= within <= LONGEST:
            return field
    if terms.accept is None and terms.answer is None:
        return "accept"
    if not 0 < terms.approach <= 1:
        return "approach"
    if terms.wall_clock and terms.calendar_id is not None:
        return "calendar"
    return ""


def plan_expectation(one: Expectation, start: HelpStart, book: HoursBook) -> ExpectationClock:
    """Return the clock that `start` begins under `one`, by the hours of who is asked."""
    within = one.terms.within(start.target)
    assert within is not None
    clock = ExpectationClock(
        id=ExpectationClockId(uuid7()),
        escalation_id=start.escalation_id,
        case_id=start.case_id,
        target=start.target,
        expectation_id=one.id,
        expectation_version=one.version,
        seconds=within // timedelta(seconds=1),
        approach=one.terms.approach,
        brand_id=start.brand_id,
        team_id=start.team_id,
        level=start.level,
        asked_kind=start.asked_kind,
        asked_id=start.asked_id,
        asked_by=start.asked_by,
        calendar_id=None,
        calendar_version=None,
        calendar_of="",
        started_at=start.at,
        approach_at=start.at,
        due_at=start.at + within,
    )
    return timed_by(clock, one.terms, book)


def timed_by(clock: ExpectationClock, terms: ExpectationTerms, book: HoursBook) -> ExpectationClock:
    """Return `clock` with its due times by the present hours; those that never open give way to the wall clock."""
    chosen = _hours(terms, clock, book)
    hours = chosen.calendar.hours if chosen else WALL_CLOCK
    within = timedelta(seconds=clock.seconds)
    try:
        due = hours.due_at(clock.started_at, within)
        approach = hours.due_at(clock.started_at, within * clock.approach)
    except ValueError:
        due, approach = clock.started_at + within, clock.started_at + within * clock.approach
        return replace(
            clock, due_at=due, approach_at=approach, calendar_id=None, calendar_version=None, calendar_of=NEVER_OPEN
        )
    return replace(
        clock,
        due_at=due,
        approach_at=min(approach, due),
        calendar_id=chosen.calendar.calendar_id if chosen else None,
        calendar_version=chosen.calendar.version if chosen else None,
        calendar_of=("team" if terms.calendar_id else chosen.holder_kind.value) if chosen else "",
    )


def _hours(terms: ExpectationTerms, clock: ExpectationClock, book: HoursBook) -> ChosenHours | None:
    if terms.wall_clock:
        return None
    own = book.calendars.get(terms.calendar_id) if terms.calendar_id else None
    if own is not None:
        return ChosenHours(own, HolderKind.POLICY)
    return book.choose(Holders(brand=clock.brand_id))
