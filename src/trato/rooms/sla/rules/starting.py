"""Which clocks a message starts, and until when they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never
from uuid import UUID

from trato.kit.ids import uuid7
from trato.rooms.brands.model import ChosenHours, Holders, HoursBook, OpeningHours, always_open
from trato.rooms.sla.model import (
    PUBLIC_SURFACES,
    Clock,
    ClockId,
    ClockStart,
    Matter,
    Policy,
    StartCause,
    Target,
)
from trato.rooms.sla.rules.choosing import PromiseBook, effective_within

WALL_CLOCK = always_open()
NEVER_OPEN = "never_open"  # the hours were never open for long enough, so the wall clock counts
_OPENING = (Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE, Target.CEILING, Target.RESOLUTION)
_FOLLOWING = (Target.NEXT_RESPONSE, Target.CEILING)


@dataclass(frozen=True, slots=True)
class _Promise:
    """What every message of one kind of matter is promised for one target."""

    target: Target
    policy: Policy
    within: timedelta
    chosen: ChosenHours | None
    hours: OpeningHours


def plan_clocks(starts: Sequence[ClockStart], promises: PromiseBook, hours: HoursBook) -> list[Clock]:
    """Return the clocks that `starts` ask for, in order; a burst in one conversation of one case asks once.

    Whether an earlier message is unanswered still, so that its run goes on, only the rows know. Hours that do not
    open for long enough in the year that follows give way to the wall clock, and the clock says so: a bad calendar
    must not keep a message from coming in.
    """
    planned: list[Clock] = []
    begun: set[tuple[UUID, UUID]] = set()
    known: dict[tuple[Matter, StartCause], list[_Promise]] = {}
    for start in starts:
        run = (start.case_id, start.conversation_id)
        if run in begun:
            continue
        begun.add(run)
        kind = (start.matter, start.cause)
        if kind not in known:
            known[kind] = _promised(start.matter, start.cause, promises, hours)
        planned.extend(_clock(start, promise) for promise in known[kind])
    return planned


def _promised(matter: Matter, cause: StartCause, promises: PromiseBook, book: HoursBook) -> list[_Promise]:
    found: list[_Promise] = []
    for target in _targets(cause):
        policy = promises.policy_for(matter, target)
        if policy is not None:
            chosen = hours_for(policy, target, matter, book)
            within = effective_within(policy.terms, target, matter.country)
            found.append(_Promise(target, policy, within, chosen, chosen.calendar.hours if chosen else WALL_CLOCK))
    return found


def _targets(cause: StartCause) -> tuple[Target, ...]:
    match cause:
        case StartCause.NEW_CASE:
            return _OPENING
        case StartCause.CONTINUED:
            return _FOLLOWING
        case _:
            assert_never(cause)


def _clock(start: ClockStart, promise: _Promise) -> Clock:
    try:
        return _counted(start, promise)
    except ValueError:
        return replace(_counted(start, replace(promise, chosen=None, hours=WALL_CLOCK)), calendar_of=NEVER_OPEN)


def _counted(start: ClockStart, promise: _Promise) -> Clock:
    matter, policy, chosen = start.matter, promise.policy, promise.chosen
    terms, within = policy.terms, promise.within
    return Clock(
        id=ClockId(uuid7()),
        case_id=start.case_id,
        conversation_id=start.conversation_id,
        target=promise.target,
        policy_id=policy.id,
        policy_version=policy.version,
        seconds=within // timedelta(seconds=1),
        approach=terms.approach,
        bot_counts=terms.bot_counts,
        public=matter.surface in PUBLIC_SURFACES,
        calendar_id=chosen.calendar.calendar_id if chosen else None,
        calendar_version=chosen.calendar.version if chosen else None,
        calendar_of=chosen.holder_kind.value if chosen else "",
        brand_id=matter.brand_id,
        account_id=matter.account_id,
        queue_id=matter.queue_id,
        priority=matter.priority,
        team_id=matter.team_id,
        organisation_id=matter.organisation_id,
        flags=matter.flags,
        surface=matter.surface.value,
        channel=matter.channel,
        country=matter.country,
        tier=matter.tier,
        start_message_id=start.message_id,
        started_at=start.at,
        approach_at=promise.hours.due_at(start.at, within * terms.approach),
        due_at=promise.hours.due_at(start.at, within),
    )


def hours_for(policy: Policy, target: Target, matter: Matter, book: HoursBook) -> ChosenHours | None:
    """Return the hours that `policy` counts by, the first of: its own, the queue's, the account's, the brand's.

    None is the wall clock: the policy says so, it is a ceiling (S110), or nobody keeps hours.
    """
    if policy.terms.wall_clock or target is Target.CEILING:
        return None
    return book.choose(
        Holders(policy=policy.id, queue=matter.queue_id, channel_account=matter.account_id, brand=matter.brand_id)
    )
