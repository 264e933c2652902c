"""The SLA clock against a simulator that watches a wall clock minute by minute, on random calendars.

    python -m bench.calendar 100000

The simulator shares nothing with the product but the words: it asks for each minute whether the wall clock shows
an open time and whether somebody paused, and counts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from trato.rooms.brands.model import Opening, OpeningHours
from trato.rooms.sla.model import Pause, PauseReason
from trato.rooms.sla.rules import counted_time, due_with_pauses

ZONES = (
    "America/Buenos_Aires",
    "America/Mexico_City",
    "America/Tijuana",
    "America/Bogota",
    "America/Santiago",
    "America/Asuncion",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Havana",
    "America/St_Johns",
    "Europe/Madrid",
    "Atlantic/Canary",
    "Atlantic/Azores",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Antarctica/Troll",
    "UTC",
)
MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = date(2018, 1, 1), date(2030, 12, 31)
LONGEST = 366 * 1440


@dataclass(frozen=True, slots=True)
class Puzzle:
    """One promise on one calendar."""

    hours: OpeningHours
    start: datetime
    within: timedelta
    pauses: tuple[Pause, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`due` is None when it is not open for that long in a year, or when somebody still waits."""

    due: datetime | None
    counted: timedelta


def puzzle(random: Random) -> Puzzle:
    """Draw a calendar, often around a change of the clock, and a promise with up to three pauses."""
    zone = random.choice(ZONES)
    start = _start(random, zone)
    week = tuple(_day(random) for _ in range(7))
    local = start.astimezone(ZoneInfo(zone)).date()
    days = {local + timedelta(days=random.randint(-1, 8)): _day(random) for _ in range(random.randint(0, 4))}
    within = MINUTE * random.choice((1, 2, 20, 60, random.randint(1, 600), random.randint(600, 2_400)))
    return Puzzle(OpeningHours(zone, week, tuple(sorted(days.items()))), start, within, tuple(_pauses(random, start)))


def _start(random: Random, zone: str) -> datetime:
    any_day = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    start = datetime(any_day.year, any_day.month, any_day.day, tzinfo=UTC) + MINUTE * random.randrange(1_440)
    if random.random() < 0.5:
        return start
    place = ZoneInfo(zone)  # move to within a day and a half of the next change of the clock, when there is one
    for _ in range(190):
        later = start + timedelta(days=1)
        if start.astimezone(place).utcoffset() != later.astimezone(place).utcoffset():
            return start - MINUTE * random.randrange(2_160)
        start = later
    return start


def _day(random: Random) -> tuple[Opening, ...]:
    kind = random.random()
    if kind < 0.2:
        return ()
    if kind < 0.25:
        return (Opening(0, 1_440),)
    if kind < 0.35:  # a night shift
        opens = random.randrange(1_080, 1_440)
        return (Opening(opens, opens + random.randrange(60, 720)),)
    edges = sorted(random.sample(range(1_441), 2 * random.randint(1, 3)))
    return tuple(Opening(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _pauses(random: Random, start: datetime) -> Iterator[Pause]:
    at = start
    for _ in range(random.choice((0, 0, 1, 2, 3))):
        begin = at + MINUTE * random.randrange(600)
        at = begin + MINUTE * random.randrange(1_440)
        open_ended = random.random() < 0.05
        yield Pause(begin, None if open_ended else at, PauseReason.CONTACT)
        if open_ended:
            return


def count(one: Puzzle) -> Answer:
    """Answer by the product's arithmetic."""
    try:
        due = due_with_pauses(one.start, one.within, one.pauses, one.hours)
    except ValueError:
        due = None
    until = due or one.start + timedelta(days=3)
    return Answer(due, counted_time(one.start, until, one.pauses, one.hours))


def watch(one: Puzzle) -> Answer:
    """Answer by looking at the wall clock each minute."""
    place = ZoneInfo(one.hours.timezone)
    minute = (one.start - EPOCH) // MINUTE
    stop, third_day = minute + LONGEST * 2, minute + 3 * 1_440
    waits = [((p.from_at - EPOCH) // MINUTE, (p.to_at - EPOCH) // MINUTE if p.to_at else stop) for p in one.pauses]
    wanted, passed, passed_by_third_day = one.within // MINUTE, 0, 0
    shown: dict[int, bytearray] = {}
    offset = 0
    fresh = True
    while minute < stop:
        if fresh or minute % 15 == 0:  # clocks change on quarters of an hour of UTC
            shift = (EPOCH + minute * MINUTE).astimezone(place).utcoffset()
            assert shift is not None
            offset, fresh = shift // MINUTE, False
        day, of_day = divmod(minute + offset, 1_440)
        face = shown.get(day)
        if face is None:
            face = shown[day] = _face(one.hours, day)
        if face[of_day]:
            waiting = False
            for begin, end in waits:
                if begin <= minute < end:
                    waiting = True
            if not waiting:
                passed += 1
        minute += 1
        if minute == third_day:
            passed_by_third_day = passed
        if passed == wanted:
            return Answer(EPOCH + minute * MINUTE, one.within)
        if minute >= third_day and waits and waits[-1][1] == stop and minute > waits[-1][0]:
            break
    return Answer(None, MINUTE * passed_by_third_day)


def _face(hours: OpeningHours, day: int) -> bytearray:
    """Return, for each minute that a wall clock can show on a day, whether it is open."""
    face = bytearray(1_440)
    special = dict(hours.days)
    for back in (1, 0):
        local = date(1970, 1, 1) + timedelta(days=day - back)
        for one in special.get(local, hours.week[local.weekday()]):
            for minute in range(one.opens, one.closes):
                if 0 <= minute - 1_440 * back < 1_440:
                    face[minute - 1_440 * back] = 1
    return face


def run(count_of: int = 100_000, seed: int = 0) -> dict[str, object]:
    """Compare on `count_of` random calendars; `ok` when there is no mismatch."""
    random = Random(seed)
    mismatches: list[str] = []
    product = watched = 0.0
    for _ in range(count_of):
        one = puzzle(random)
        began = time.perf_counter()
        ours = count(one)
        between = time.perf_counter()
        theirs = watch(one)
        watched += time.perf_counter() - between
        product += between - began
        if ours != theirs:
            mismatches.append(f"{one}: {ours} != {theirs}")
    return {
        "ok": not mismatches,
        "calendars": count_of,
        "mismatches": len(mismatches),
        "first_mismatches": mismatches[:3],
        "product_per_second": round(count_of / product),
        "simulator_per_second": round(count_of / watched),
        "seconds": round(product + watched, 1),
    }


if __name__ == "__main__":
    figures = run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.exit(0 if figures["ok"] else 1)
