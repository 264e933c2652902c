"""Open hours on the axis of real time: stretches of UTC that the wall clock of a place calls open.

Everything here counts in whole microseconds since 1970 (UTC), because integers bisect fast.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = 60_000_000
DAY = 1_440 * MINUTE
BLOCK_DAYS = 64
BLOCK = BLOCK_DAYS * DAY

# The naive stretches (opens, closes) that begin on a local day, counted in microseconds from its midnight.
DayOpenings = Callable[[int], Sequence[tuple[int, int]]]


def to_microseconds(at: datetime) -> int:
    """Return `at`, which must be aware, as microseconds since 1970."""
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def to_instant(microseconds: int) -> datetime:
    """Return the UTC instant that many microseconds after 1970."""
    return EPOCH + timedelta(microseconds=microseconds)


@lru_cache(maxsize=4_096)
def offsets(zone: str, block: int) -> tuple[tuple[int, int, int], ...]:
    """Return (from, to, offset of local time) for the stretches of `block` between changes of the clock."""
    place = ZoneInfo(zone)
    found: list[tuple[int, int, int]] = []
    begin = at = block * BLOCK
    offset = _offset(place, begin)
    for day in range(1, BLOCK_DAYS + 1):
        following = block * BLOCK + day * DAY
        changed = _offset(place, following)
        if changed != offset:
            turn = _turn(place, at, following)
            found.append((begin, turn, offset))
            begin, offset = turn, changed
        at = following
    if begin < (block + 1) * BLOCK:
        found.append((begin, (block + 1) * BLOCK, offset))
    return tuple(found)


def _offset(place: ZoneInfo, at: int) -> int:
    shift = to_instant(at).astimezone(place).utcoffset()
    assert shift is not None
    return (shift.days * 86_400 + shift.seconds) * 1_000_000


def _turn(place: ZoneInfo, before: int, after: int) -> int:
    """Return the second at which the offset changes between two instants."""
    old = _offset(place, before)
    low, high = before // 1_000_000, after // 1_000_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(place, middle * 1_000_000) == old else (low, middle)
    return high * 1_000_000


class Block:
    """The open stretches of 64 days of UTC, with running sums, so that time is counted by bisection."""

    __slots__ = ("ends", "starts", "sums", "total")

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in stretches]
        self.ends = [end for _, end in stretches]
        self.sums: list[int] = []
        self.total = 0
        for start, end in stretches:
            self.total += end - start
            self.sums.append(self.total)

    def open_until(self, at: int) -> int:
        """Return the open microseconds from the start of the block to `at`."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.sums[index] - max(0, self.ends[index] - at)

    def reaches(self, amount: int) -> int:
        """Return the first instant by which `amount` (0 < amount <= total) was open."""
        index = bisect_left(self.sums, amount)
        return self.ends[index] - (self.sums[index] - amount)

    def is_open(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def next_start(self, at: int) -> int | None:
        index = bisect_left(self.starts, at)
        return self.starts[index] if index < len(self.starts) else None


def expand(zone: str, block: int, openings_of: DayOpenings) -> Block:
    """Return the open stretches of `block`.

    An instant is open when the wall clock of `zone` shows an open time at it: an hour that the clock skips is
    never open, an hour that it shows twice counts twice.
    """
    found: list[tuple[int, int]] = []
    for begin, end, offset in offsets(zone, block):
        first, last = (begin + offset) // DAY - 1, (end + offset - 1) // DAY
        for day in range(first, last + 1):
            midnight = day * DAY - offset
            for opens, closes in openings_of(day):
                start, stop = max(begin, midnight + opens), min(end, midnight + closes)
                if start < stop:
                    found.append((start, stop))
    return Block(_joined(found))


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    stretches.sort()
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
