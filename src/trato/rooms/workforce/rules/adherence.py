"""How a day went against its schedule, and who is missing now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from trato.rooms.workforce.model.presence import PresenceState
from trato.rooms.workforce.model.schedules import AdherenceDay, Expected, Missing, PartKind, Shift, ShiftKind

Stretch: TypeAlias = tuple[datetime, datetime]
Expectation: TypeAlias = tuple[datetime, datetime, Expected]
Seen: TypeAlias = tuple[datetime, datetime | None, PresenceState, str]

WORKING = frozenset({PresenceState.ONLINE, PresenceState.BUSY})
GRACE = timedelta(minutes=5)  # a late start of less is nobody's news

# What keeps each expectation. In a meeting or a training one is signed in and not given work.
KEEPS = {
    Expected.WORK: WORKING,
    Expected.BREAK: frozenset({PresenceState.BREAK, PresenceState.AWAY, PresenceState.OFFLINE}),
    Expected.MEETING: frozenset({PresenceState.BUSY, PresenceState.BREAK, PresenceState.AWAY}),
    Expected.TRAINING: frozenset({PresenceState.BUSY, PresenceState.BREAK, PresenceState.AWAY}),
}
_OF_PART = {
    PartKind.BREAK: Expected.BREAK,
    PartKind.MEETING: Expected.MEETING,
    PartKind.TRAINING: Expected.TRAINING,
}


def kept_by(what: Expected) -> frozenset[PresenceState]:
    """Return the states in which an expectation is kept."""
    return KEEPS[what]


def expected(shifts: Iterable[Shift]) -> list[Expectation]:
    """Return what is expected of one person, in order of time; time off is taken out."""
    off = [(one.from_at, one.to_at) for one in shifts if one.kind is ShiftKind.OFF]
    found: list[Expectation] = []
    for shift in sorted((one for one in shifts if one.kind is ShiftKind.WORK), key=lambda one: one.from_at):
        at = shift.from_at
        for part in shift.parts:
            begins, ends = shift.moment(part.begins), shift.moment(part.ends)
            found += [(at, begins, Expected.WORK), (begins, ends, _OF_PART[part.kind])]
            at = ends
        found.append((at, shift.to_at, Expected.WORK))
    return [(begins, ends, what) for from_at, to_at, what in found for begins, ends in without((from_at, to_at), off)]


def without(stretch: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """Return what is left of a stretch of time where others are taken out of it."""
    left = [stretch]
    for begins, ends in taken:
        left = [
            piece
            for one in left
            for piece in ((one[0], min(one[1], begins)), (max(one[0], ends), one[1]))
            if piece[0] < piece[1]
        ]
    return [one for one in left if one[0] < one[1]]


def adherence(
    user: UUID, day: date, zone: ZoneInfo, shifts: Sequence[Shift], seen: Sequence[Seen], now: datetime
) -> AdherenceDay:
    """Compare one person's day with their shifts: those that begin on that local day of `zone`, wholly, up to `now`.

    `shifts` and `seen` may reach further than the day; who was never seen was offline.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = day + timedelta(days=1)
    until = datetime(following.year, following.month, following.day, tzinfo=zone)
    mine = [one for one in shifts if one.day == day and one.kind is ShiftKind.WORK]
    off = [one for one in shifts if one.kind is ShiftKind.OFF]
    told = [(begins, min(ends, now), what) for begins, ends, what in expected([*mine, *off]) if begins < now]
    states = [(begins, min(ends or now, now), state) for begins, ends, state, _ in seen if begins < now]
    working = [(begins, ends) for begins, ends, state in states if state in WORKING and begins < ends]
    kept = sum(
        (_shared((begins, ends), (from_at, to_at)) for begins, ends, what in told for from_at, to_at, state in states
         if state in KEEPS[what]), timedelta()
    )  # fmt: skip
    break_unseen = sum((_unseen((b, e), states) for b, e, what in told if what is Expected.BREAK), timedelta())
    inside = [(one.from_at, min(one.to_at, now)) for one in mine if one.from_at < now]
    anybodys = [(one.from_at, one.to_at) for one in shifts if one.kind is ShiftKind.WORK]
    worked_inside = _all_shared(inside, working)
    loose = without((midnight, min(until, now)), anybodys) if midnight < now else []
    unscheduled = _all_shared(loose, working)
    to_work = [(begins, ends) for begins, ends, what in told if what is Expected.WORK]
    came = [(b, e) for b, e in working if any(_shared((b, e), one) for one in inside)]
    ended = bool(mine) and max(one.to_at for one in mine) <= now
    return AdherenceDay(
        user_id=user,
        day=day,
        scheduled=_seconds(sum((ends - begins for begins, ends, _ in told), timedelta())),
        kept=_seconds(kept + break_unseen),
        work_scheduled=_seconds(sum((ends - begins for begins, ends in to_work), timedelta())),
        worked=_seconds(worked_inside + unscheduled),
        unscheduled=_seconds(unscheduled),
        late=_seconds(max(timedelta(), came[0][0] - to_work[0][0])) if came and to_work else None,
        early=_seconds(max(timedelta(), to_work[-1][1] - came[-1][1])) if came and to_work and ended else None,
    )


def missing(
    shifts: Sequence[Shift], now_is: dict[UUID, tuple[PresenceState, str, datetime]], now: datetime
) -> list[Missing]:
    """Return who should be attending contacts now and is not, for longer than the grace, the longest first."""
    found: list[Missing] = []
    by_user: dict[UUID, list[Shift]] = {}
    for shift in shifts:
        by_user.setdefault(shift.user_id, []).append(shift)
    for user, theirs in by_user.items():
        at = next(((b, e) for b, e, what in expected(theirs) if b <= now < e and what is Expected.WORK), None)
        state, reason, since = now_is.get(user, (PresenceState.OFFLINE, "", None))
        if at is None or state in WORKING:
            continue
        from_at = max(at[0], since) if since else at[0]
        if now - from_at >= GRACE:
            shift = next(one for one in theirs if one.kind is ShiftKind.WORK and one.from_at <= now < one.to_at)
            seen = state.value if since else ""
            found.append(Missing(user, shift.id, from_at, at[1], seen, reason))
    return sorted(found, key=lambda one: one.since)


def by_half_hour(stretches: Iterable[Stretch], starts: Sequence[datetime]) -> list[float]:
    """Return how many people each half hour has, from the stretches of all of them; `starts` ascend."""
    half = timedelta(minutes=30)
    found = [timedelta()] * len(starts)
    for begins, ends in stretches:
        at = max(0, bisect_right(starts, begins) - 1)
        while at < len(starts) and starts[at] < ends:
            found[at] += _shared((begins, ends), (starts[at], starts[at] + half))
            at += 1
    return [round(one / half, 2) for one in found]


def _shared(one: Stretch, other: Stretch) -> timedelta:
    return max(timedelta(), min(one[1], other[1]) - max(one[0], other[0]))


def _all_shared(some: Iterable[Stretch], others: Sequence[Stretch]) -> timedelta:
    return sum((_shared(one, other) for one in some for other in others), timedelta())


def _unseen(stretch: Stretch, states: Iterable[tuple[datetime, datetime, PresenceState]]) -> timedelta:
    """Return how much of a stretch no state covers: before an agent was first seen they were offline."""
    return sum((ends - begins for begins, ends in without(stretch, [(b, e) for b, e, _ in states])), timedelta())


def _seconds(passed: timedelta) -> int:
    return round(passed.total_seconds())
