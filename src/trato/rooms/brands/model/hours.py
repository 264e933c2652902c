"""Opening hours: a pure value that counts the time during which somebody is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trato.rooms.brands.model.timeline import BLOCK, DAY, MINUTE, Block, expand, to_instant, to_microseconds

YEAR = timedelta(days=366)
_YEAR = 366 * DAY
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """One stretch of a day, in minutes after its midnight; `closes` past 1440 runs into the next day."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens < 1_440 and self.opens < self.closes <= self.opens + 1_440):
            raise ValueError(f"an opening from minute {self.opens} to {self.closes} is no stretch of a day")


Openings = tuple[Opening, ...]
ALL_DAY: Openings = (Opening(0, 1_440),)
CLOSED: Openings = ()


def opening(opens: str, closes: str) -> Opening:
    """Return the opening between two wall-clock times ("09:00", "18:30"); one that ends earlier ends tomorrow."""
    start, end = _minutes(opens), _minutes(closes)
    return Opening(start, end if end > start else end + 1_440)


def _minutes(text: str) -> int:
    if text == "24:00":
        return 1_440
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute


@dataclass(frozen=True)
class OpeningHours:
    """When a place is open: a week (Monday first), and the dates that differ from it.

    An instant is open when the place's wall clock shows an open time at it, so a skipped hour is never open
    and an hour shown twice counts twice. An opening belongs to the day on which it begins: closing a day
    leaves alone the night that ran into it. Datetimes must be aware; results are UTC.
    """

    timezone: str
    week: tuple[Openings, ...]
    days: tuple[tuple[date, Openings], ...] = ()
    _by_weekday: tuple[tuple[tuple[int, int], ...], ...] = field(init=False, repr=False, compare=False)
    _by_day: dict[int, tuple[tuple[int, int], ...]] = field(init=False, repr=False, compare=False)
    _blocks: dict[int, Block] = field(init=False, repr=False, compare=False)
    always: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week of opening hours has seven days")
        ZoneInfo(self.timezone)  # raises when there is no such zone
        put = object.__setattr__
        put(self, "_by_weekday", tuple(_stretches(day) for day in self.week))
        put(self, "_by_day", {day.toordinal() - _EPOCH_ORDINAL: _stretches(o) for day, o in self.days})
        put(self, "_blocks", {})
        put(self, "always", not self.days and all(Opening(0, 1_440) in day for day in self.week))

    def is_open(self, at: datetime) -> bool:
        """Say whether it is open at `at`; closing time itself is closed."""
        if self.always:
            return True
        instant = to_microseconds(at)
        return self._block(instant // BLOCK).is_open(instant)

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` when open, else the first instant that is. Raises ValueError when there is none in a year."""
        if self.is_open(at):
            return at.astimezone(UTC)
        instant = to_microseconds(at)
        for block in range(instant // BLOCK, (instant + _YEAR) // BLOCK + 1):
            start = self._block(block).next_start(instant)
            if start is not None and start <= instant + _YEAR:
                return to_instant(start)
        raise ValueError(f"never open in the year after {at:%Y-%m-%d}")

    def business_time(self, start: datetime, end: datetime) -> timedelta:
        """Return how long it was open between `start` and `end`; zero when `end` is not after `start`."""
        if end <= start:
            return timedelta(0)
        if self.always:
            return end - start
        a, b = to_microseconds(start), to_microseconds(end)
        first, last = a // BLOCK, b // BLOCK
        total = self._block(last).open_until(b) - self._block(first).open_until(a)
        total += sum(self._block(block).total for block in range(first, last))
        return timedelta(microseconds=total)

    def due_at(self, start: datetime, within: timedelta) -> datetime:
        """Return the first instant by which `within` of open time has passed since `start`.

        A stretch that is used up exactly at closing time is due at closing time, not at the next opening.
        Raises ValueError when it is not open for that long in the year (366 days) that follows, which is
        always a bad calendar or a bad promise.
        """
        if within < timedelta(0):
            raise ValueError("a promise cannot be due before it starts")
        if self.always or not within:
            due = start.astimezone(UTC) + within
            if within > YEAR:
                raise ValueError(f"not open for {within} in the year after {start:%Y-%m-%d}")
            return due
        instant = to_microseconds(start)
        horizon = instant + _YEAR
        block = instant // BLOCK
        left = self._block(block).open_until(instant) + within // timedelta(microseconds=1)
        while block * BLOCK <= horizon:
            stretch = self._block(block)
            if left <= stretch.total:
                due_us = stretch.reaches(left)
                if due_us > horizon:
                    break
                return to_instant(due_us)
            left -= stretch.total
            block += 1
        raise ValueError(f"not open for {within} in the year after {start:%Y-%m-%d}")

    def open_between(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open stretches between `start` and `end`, in order."""
        a, b = to_microseconds(start), to_microseconds(end)
        found: list[tuple[datetime, datetime]] = []
        for block in range(a // BLOCK, b // BLOCK + 1):
            stretch = self._block(block)
            for begin, stop in zip(stretch.starts, stretch.ends, strict=True):
                if max(begin, a) < min(stop, b):
                    found.append((to_instant(max(begin, a)), to_instant(min(stop, b))))
        return found

    def openings_on(self, day: date) -> Openings:
        """Return the openings that begin on the local date `day`."""
        for special, openings in self.days:
            if special == day:
                return openings
        return self.week[day.weekday()]

    def _block(self, block: int) -> Block:
        found = self._blocks.get(block)
        if found is None:
            found = self._blocks[block] = expand(self.timezone, block, self._openings_of)
        return found

    def _openings_of(self, day: int) -> Sequence[tuple[int, int]]:
        special = self._by_day.get(day)
        return special if special is not None else self._by_weekday[(day + _EPOCH_WEEKDAY) % 7]


def _stretches(openings: Openings) -> tuple[tuple[int, int], ...]:
    return tuple((one.opens * MINUTE, one.closes * MINUTE) for one in openings)


def always_open(timezone: str = "UTC") -> OpeningHours:
    """Return hours that never close: the wall clock."""
    return OpeningHours(timezone=timezone, week=(ALL_DAY,) * 7)
