"""What becomes of clocks when their case waits, is set aside, reopens or is merged: old values in, changes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from uuid import UUID

from trato.rooms.brands.model import HoursBook, OpeningHours
from trato.rooms.channels.model import Surface
from trato.rooms.sla.model import (
    Answer,
    AnsweredBy,
    Change,
    ChangeCause,
    Circumstances,
    Clock,
    ClockId,
    Matter,
    Pause,
    PauseReason,
    Place,
    Policy,
    Reopened,
    Resolved,
    Target,
    Void,
    VoidReason,
)
from trato.rooms.sla.rules.choosing import PromiseBook, effective_within
from trato.rooms.sla.rules.counting import due_with_pauses
from trato.rooms.sla.rules.starting import NEVER_OPEN, WALL_CLOCK, hours_for

_RESPONSES = frozenset({Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE, Target.NEXT_RESPONSE, Target.CEILING})


def timed(clock: Clock, pauses: Sequence[Pause], hours: OpeningHours) -> Clock:
    """Return `clock` with its due times counted anew; as it is while a pause lasts.

    Hours that never open for long enough give way to the wall clock, as when clocks start.
    """
    try:
        due = due_with_pauses(clock.started_at, clock.within, pauses, hours)
        approach = due_with_pauses(clock.started_at, clock.within * clock.approach, pauses, hours)
    except ValueError:
        unbound = replace(clock, calendar_id=None, calendar_version=None, calendar_of=NEVER_OPEN)
        return timed(unbound, pauses, WALL_CLOCK)
    return clock if due is None else replace(clock, due_at=due, approach_at=min(approach or due, due))


def paused(clock: Clock, at: datetime) -> Clock:
    """Return `clock` at rest since `at`. One that was due already goes on being late."""
    if not clock.stopped_at and clock.merged_into is None and clock.paused_at is None and clock.due_at > at:
        return replace(clock, paused_at=max(at, clock.started_at))
    return clock


def resumed(clock: Clock, pauses: Sequence[Pause], hours: OpeningHours) -> Clock:
    """Return `clock` going on after its last pause, which `pauses` hold as ended."""
    return timed(replace(clock, paused_at=None), pauses, hours)


def voided(clock: Clock, void: Void, now: datetime) -> Clock:
    """Return `clock` out of every denominator. Its times stay, so that undoing finds them."""
    if clock.voided_at is not None or clock.merged_into is not None:
        return clock
    if void.message_id is not None and clock.start_message_id != void.message_id:
        return clock
    return replace(clock, voided_at=now, void_reason=void.reason)


def restored(clock: Clock, message_id: UUID | None) -> Clock:
    """Return `clock` counting again from its original start, unless it was voided for another cause."""
    if clock.voided_at is None or clock.void_reason is VoidReason.RESOLVED_UNANSWERED:
        return clock
    if message_id is not None and clock.start_message_id != message_id:
        return clock
    return replace(clock, voided_at=None, void_reason=None)


def unanswered(clock: Clock, message_id: UUID, since: Answer | None) -> Clock:
    """Return `clock` as if its answer had never been: answered by the one `since`, if that satisfies it."""
    if clock.stopped_by_message_id != message_id:
        return clock
    bare = replace(clock, stopped_at=None, stopped_by_kind=None, stopped_by_message_id=None)
    if since is None or not satisfies(since, bare):
        return bare
    return replace(bare, stopped_at=since.at, stopped_by_kind=since.by.value, stopped_by_message_id=since.message_id)


def satisfies(answer: Answer, clock: Clock) -> bool:
    """Say whether `answer` keeps this promise. The store's statement of stopping says the same."""
    if clock.target is Target.RESOLUTION or answer.at < clock.started_at:
        return False
    if clock.public and clock.conversation_id != answer.conversation_id:
        return False
    if answer.by is AnsweredBy.USER:
        return True
    return clock.bot_counts and clock.target is not Target.FIRST_HUMAN_RESPONSE


def resolved(clock: Clock, done: Resolved) -> Clock:
    """Return `clock` after its case was resolved.

    The resolution is kept, or counted apart where the contact fell silent. A response that nobody gave leaves the
    denominators when there was time still, and is late for ever when there was not.
    """
    if not clock.is_running:
        return clock
    if clock.target in _RESPONSES and done.at <= clock.due_at and clock.breached_at is None:
        return replace(clock, voided_at=done.at, void_reason=VoidReason.RESOLVED_UNANSWERED)
    if clock.target is Target.RESOLUTION and done.silent and done.at <= clock.due_at and clock.breached_at is None:
        return replace(clock, voided_at=done.at, void_reason=VoidReason.NO_ANSWER)
    return replace(clock, stopped_at=max(done.at, clock.started_at), stopped_by_kind=done.by)


def reopened(
    clock: Clock, again: Reopened, resolved_at: datetime, pauses: Sequence[Pause], hours: OpeningHours
) -> tuple[Clock, Pause | None]:
    """Return `clock` after its case reopened, and the time that does not count because we thought it done."""
    if again.undo and clock.void_reason is VoidReason.RESOLVED_UNANSWERED:
        return replace(clock, voided_at=None, void_reason=None), None
    if clock.stopped_at is None or clock.stopped_by_message_id is not None or clock.merged_into is not None:
        return clock, None
    if clock.target is not Target.RESOLUTION and not again.undo:
        return clock, None
    bare = replace(clock, stopped_at=None, stopped_by_kind=None)
    if again.undo:
        return bare, None
    rest = Pause(resolved_at, again.at, PauseReason.RESOLVED)
    return timed(bare, (*pauses, rest), hours), rest


def reconcile(clocks: Iterable[Clock]) -> list[tuple[Clock, Clock]]:
    """Return (loser, winner) for running clocks that promise the same: the earliest start goes on.

    Private promises of a case are kept by an answer anywhere, public ones each in its own conversation.
    """
    groups: dict[tuple[object, ...], list[Clock]] = {}
    for one in clocks:
        if one.is_running:
            key = (one.case_id, one.target, one.conversation_id if one.public else None)
            groups.setdefault(key, []).append(one)
    lost: list[tuple[Clock, Clock]] = []
    for group in groups.values():
        first = min(group, key=lambda one: (one.started_at, one.id))
        lost.extend((one, first) for one in group if one is not first)
    return lost


def same_run(clocks: Iterable[Clock]) -> list[tuple[Clock, Clock]]:
    """Return (loser, winner) for running clocks of one target in one conversation of one case."""
    groups: dict[tuple[object, ...], list[Clock]] = {}
    for one in clocks:
        if one.is_running:
            groups.setdefault((one.case_id, one.conversation_id, one.target), []).append(one)
    ordered = [sorted(group, key=lambda one: (one.started_at, one.id)) for group in groups.values()]
    return [(one, group[0]) for group in ordered for one in group[1:]]


def merged(clocks: Sequence[Clock], survivor: UUID) -> dict[ClockId, Clock]:
    """Return what changes when the cases of `clocks` become `survivor` (records.md, rule 12)."""
    moved = [replace(one, case_id=survivor) if one.is_running else one for one in clocks]
    after = {one.id: one for one in moved}
    for loser, winner in reconcile(moved):
        original = next(one for one in clocks if one.id == loser.id)
        after[loser.id] = replace(original, merged_into=winner.id)
    before = {one.id: one for one in clocks}
    return {key: one for key, one in after.items() if one != before[key]}


def unmerged(clock: Clock, case_before: UUID, winner: Clock | None) -> Clock:
    """Return `clock` as before a merge. An answer that its `winner` got since then answered it too."""
    back = replace(clock, case_id=case_before, merged_into=None)
    if winner is None or winner.stopped_at is None:
        return back
    return replace(
        back,
        stopped_at=winner.stopped_at,
        stopped_by_kind=winner.stopped_by_kind,
        stopped_by_message_id=winner.stopped_by_message_id,
    )


def recomputed(
    clock: Clock, policy: Policy | None, queue: UUID | None, pauses: Sequence[Pause], book: HoursBook
) -> Clock:
    """Return a running clock under the present policy and hours; a promise already broken stays broken.

    Without `policy` (it was retired) the terms stay and only the hours are looked at.
    """
    if clock.breached_at is not None or clock.stopped_at is not None or clock.merged_into is not None:
        return clock
    asked = replace(clock, queue_id=queue)
    if policy is not None and policy.terms.promised(clock.target) is not None:
        within = effective_within(policy.terms, clock.target, clock.country)
        asked = replace(
            asked,
            policy_version=policy.version,
            seconds=within // timedelta(seconds=1),
            approach=policy.terms.approach,
            bot_counts=policy.terms.bot_counts,
        )
    chosen = hours_for(policy, clock.target, matter_of(asked), book) if policy else None
    if policy is not None:
        asked = replace(
            asked,
            calendar_id=chosen.calendar.calendar_id if chosen else None,
            calendar_version=chosen.calendar.version if chosen else None,
            calendar_of=chosen.holder_kind.value if chosen else "",
        )
    elif asked.calendar_id is not None:
        asked = replace(asked, calendar_version=book.calendars[asked.calendar_id].version)
    hours = WALL_CLOCK if asked.calendar_id is None else book.calendars[asked.calendar_id].hours
    if asked == clock:
        return clock
    return timed(asked, pauses, hours)


def rechosen(
    clock: Clock, now: Circumstances, promises: PromiseBook, pauses: Sequence[Pause], book: HoursBook
) -> Clock:
    """Return a running clock under the policy that its case asks for `now`, counted from its original start.

    Where nobody promises it any more the promise that was made stays; one already broken stays broken.
    """
    if not clock.is_running or clock.breached_at is not None:
        return clock
    moved = replace(
        clock,
        priority=now.priority,
        team_id=now.team_id,
        organisation_id=now.organisation_id,
        flags=now.flags,
    )
    policy = promises.policy_for(matter_of(replace(moved, queue_id=now.queue_id)), clock.target)
    if policy is None:
        return recomputed(moved, promises.policy(clock.policy_id), now.queue_id, pauses, book)
    return recomputed(replace(moved, policy_id=policy.id), policy, now.queue_id, pauses, book)


def revised(
    clock: Clock, policy: Policy, now: Circumstances, promises: PromiseBook, pauses: Sequence[Pause], book: HoursBook
) -> Clock:
    """Return a running clock after `policy` was changed: one that ran on it follows it, or goes where it now belongs.

    One that the changed policy is for now comes to it. All others stay as they are, and so does a promise that nobody
    makes any more.
    """
    asked = replace(clock, **asdict(now))
    chosen = promises.policy_for(matter_of(asked), clock.target)
    if chosen is None or policy.id not in (clock.policy_id, chosen.id):
        return clock
    return rechosen(clock, now, promises, pauses, book)


def moved(clock: Clock, place: Place, promises: PromiseBook, pauses: Sequence[Pause], book: HoursBook) -> Clock:
    """Return the promise of a whole case after its contact wrote at `place`: under the policy that is asked there."""
    if not clock.is_running or clock.breached_at is not None:
        return clock
    there = replace(clock, **(asdict(place) | {"surface": place.surface.value}))
    return rechosen(there, circumstances_of(there), promises, pauses, book)


def circumstances_of(clock: Clock) -> Circumstances:
    """Return what the clock knows of its case."""
    return Circumstances(
        priority=clock.priority,
        queue_id=clock.queue_id,
        team_id=clock.team_id,
        organisation_id=clock.organisation_id,
        flags=clock.flags,
    )


def what_changed(before: Clock, after: Clock) -> tuple[str, ...]:
    """Return what differs of the case: priority, team, queue, customer, channel, country, tier."""
    pairs = {
        "priority": before.priority == after.priority,
        "team": before.team_id == after.team_id,
        "queue": before.queue_id == after.queue_id,
        "customer": (before.organisation_id, before.flags) == (after.organisation_id, after.flags),
        "channel": (before.surface, before.account_id) == (after.surface, after.account_id),
        "country": before.country == after.country,
        "tier": before.tier == after.tier,
    }
    return tuple(name for name, same in pairs.items() if not same)


def matter_of(clock: Clock) -> Matter:
    """Return what a clock's case was about, as a policy asks it."""
    return Matter(
        surface=Surface(clock.surface),
        channel=clock.channel,
        brand_id=clock.brand_id,
        account_id=clock.account_id,
        tier=clock.tier,
        country=clock.country,
        priority=clock.priority,
        queue_id=clock.queue_id,
        team_id=clock.team_id,
        organisation_id=clock.organisation_id,
        flags=clock.flags,
    )


def changes(
    before: Iterable[Clock], after: Mapping[ClockId, Clock], cause: ChangeCause, merge_id: UUID | None = None
) -> list[Change]:
    """Return the differences between two sets of the same clocks."""
    pairs = ((one, after.get(one.id, one)) for one in before)
    return [Change(old, new, cause, merge_id) for old, new in pairs if old != new]
