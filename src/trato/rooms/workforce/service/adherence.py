"""How people's days went against their schedules, and who is missing now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.model.schedules import AdherenceDay, Expected, Missing, Shift
from trato.rooms.workforce.rules import adherence as rules
from trato.rooms.workforce.rules.shifts import zone_of
from trato.rooms.workforce.store import schedules as store

HALF_HOUR = timedelta(minutes=30)
MARGIN = timedelta(days=2)  # a local day and a night shift reach so far from their date at most


async def adherence_between(
    tx: Tx, users: Collection[UUID], first: date, last: date, time_zone: str
) -> list[AdherenceDay]:
    """Compare each of these people's local days with their shifts; days with neither shift nor work are left out."""
    zone = zone_of(time_zone)
    begins, ends = _reach(first, last)
    shifts = _by_user(await store.list_shifts(tx, users, begins, ends))
    seen = await store.list_seen(tx, users, begins, ends)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    found = [
        rules.adherence(user, day, zone, shifts.get(user, []), seen.get(user, []), tx.now)
        for user in sorted(set(users))
        for day in days
    ]
    return [one for one in found if one.scheduled or one.worked]


async def day_of(
    tx: Tx, users: Collection[UUID], day: date
) -> tuple[dict[UUID, list[rules.Expectation]], dict[UUID, list[rules.Seen]]]:
    """Return what was expected of each of these people around a day, and what they were: two lines of one picture."""
    begins, ends = _reach(day, day)
    shifts = _by_user(await store.list_shifts(tx, users, begins, ends))
    return {user: rules.expected(one) for user, one in shifts.items()}, await store.list_seen(tx, users, begins, ends)


async def expected_between(
    tx: Tx, users: Collection[UUID], begins: datetime, ends: datetime
) -> dict[UUID, list[rules.Expectation]]:
    """Return what is expected of each of these people in a stretch of time; whoever has no shift is left out."""
    shifts = _by_user(await store.list_shifts(tx, users, begins, ends))
    told = {
        user: [one for one in rules.expected(theirs) if one[1] > begins and one[0] < ends]
        for user, theirs in shifts.items()
    }
    return {user: parts for user, parts in told.items() if parts}


async def missing_now(tx: Tx, users: Collection[UUID] | None = None) -> list[Missing]:
    """Return who should be attending contacts now and is not, of these people or of everybody."""
    shifts = await store.list_shifts(tx, users, tx.now, tx.now + timedelta(microseconds=1))
    if not shifts:
        return []
    theirs = {one.user_id for one in shifts}
    states = await store.list_seen(tx, theirs, tx.now - timedelta(microseconds=1), tx.now + timedelta(microseconds=1))
    now_is = {user: (one[-1][2], one[-1][3], one[-1][0]) for user, one in states.items()}
    return rules.missing(shifts, now_is, tx.now)


async def staffed(
    tx: Tx, users: Collection[UUID], starts: Sequence[datetime]
) -> tuple[list[float], list[float | None]]:
    """Return for each half hour how many of these people are expected to attend contacts, and how many did.

    `starts` ascend. Half a person is one who was there half of it; what is still ahead has nobody's number.
    """
    begins, ends = starts[0], starts[-1] + HALF_HOUR
    shifts = _by_user(await store.list_shifts(tx, users, begins, ends))
    to_work = [
        (from_at, to_at)
        for theirs in shifts.values()
        for from_at, to_at, what in rules.expected(theirs)
        if what is Expected.WORK
    ]
    seen = await store.list_seen(tx, users, begins, ends)
    worked = [
        (from_at, min(to_at or tx.now, tx.now))
        for theirs in seen.values()
        for from_at, to_at, state, _ in theirs
        if state in rules.WORKING and from_at < tx.now
    ]
    present = rules.by_half_hour(worked, starts)
    here = [one if start + HALF_HOUR <= tx.now else None for start, one in zip(starts, present, strict=True)]
    return rules.by_half_hour(to_work, starts), here


async def time_at_work(tx: Tx, users: Collection[UUID], begins: datetime, ends: datetime) -> timedelta:
    """Return how long these people together were attending contacts in a stretch of time."""
    seen = await store.list_seen(tx, users, begins, ends)
    return sum(
        (
            max(timedelta(), min(to_at or tx.now, ends) - max(from_at, begins))
            for theirs in seen.values()
            for from_at, to_at, state, _ in theirs
            if state in rules.WORKING
        ),
        timedelta(),
    )


def _reach(first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime(first.year, first.month, first.day, tzinfo=UTC) - MARGIN,
        datetime(last.year, last.month, last.day, tzinfo=UTC) + MARGIN,
    )


def _by_user(shifts: list[Shift]) -> dict[UUID, list[Shift]]:
    found: dict[UUID, list[Shift]] = {}
    for one in shifts:
        found.setdefault(one.user_id, []).append(one)
    return found
