"""The past volumes that the demo brings from the tool before: made up, by channel and half hour, always the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from trato.rooms.workforce.model.forecasting import Past

HALF_HOURS = 48
WEEK = 7 * HALF_HOURS


@dataclass(frozen=True, slots=True)
class Habit:
    """A channel's contacts in a usual week's busiest hours; when they come; seconds that one takes."""

    daily: float
    peaks: tuple[tuple[float, float, float], ...]  # hour, width, weight
    weekdays: tuple[float, ...]
    handle: float


HABITS = {
    "webchat": Habit(90, ((11.0, 2.0, 1.0), (17.0, 2.5, 0.9)), (1.15, 1.05, 1, 1, 1.05, 0.6, 0.35), 420),
    "whatsapp": Habit(150, ((10.5, 2.5, 0.8), (14.5, 2.0, 0.6), (20.0, 2.0, 1.0)), (1.1, 1, 1, 1, 1.1, 0.9, 0.8), 380),
    "email": Habit(60, ((9.5, 2.0, 1.0), (15.0, 3.0, 0.7)), (1.3, 1.1, 1, 1, 0.9, 0.3, 0.25), 600),
}
GROWTH = 1.01  # a week
SALE = 9  # the week before last of which the Friday is a sale: a day like no other
HOLIDAY = 5  # in which Wednesday is a public holiday


def half_hours(channel: str, weeks: int, share: float = 1.0) -> Past:
    """Return `weeks` whole weeks of half hours from a Monday on; `share` makes the firm smaller."""
    habit, chance = HABITS[channel], Random(f"volumes of {channel}")
    curve = [
        sum(weight * math.exp(-(((half / 2 - hour) / width) ** 2) / 2) for hour, width, weight in habit.peaks)
        for half in range(HALF_HOURS)
    ]
    whole = sum(curve)
    counts: list[float] = []
    special: list[bool] = []
    for week in range(weeks):
        for weekday in range(7):
            day = chance.gammavariate(60, 1 / 60) * GROWTH**week
            ago = weeks - week
            if (ago, weekday) == (SALE, 4):
                day *= 3.5
            holiday = (ago, weekday) == (HOLIDAY, 2)
            day *= 0.45 if holiday else 1.0
            for half in range(HALF_HOURS):
                mean = share * habit.daily * habit.weekdays[weekday] * day * curve[half] / whole
                counts.append(float(_poisson(mean, chance)))
                special.append(holiday)
    return Past(counts, special, WEEK)


def _poisson(mean: float, chance: Random) -> int:
    """Return a count (D. Knuth, The Art of Computer Programming, 3.4.1)."""
    limit, left, found = math.exp(-mean), chance.random(), 0
    while left > limit:
        left *= chance.random()
        found += 1
    return found
