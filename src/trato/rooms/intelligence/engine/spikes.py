"""Spikes: an hour with far more messages of a topic than the same hours of the last four weeks.

Counts of an hour are held against a negative binomial fitted to the same hour of earlier days, at the level of the
last ones; a spike is a tail that chance hardly gives, at least LEAST messages and at least twice what was expected.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAY, WEEK = 24, 168
REMEMBERED = 28 * DAY  # hours looked back
LEAST = 5  # messages in the window
TIMES = 2.0  # the expected
CHANCE = 1e-4  # how seldom chance alone gives as much, an hour and topic
SPREAD = 0.12  # least over-dispersion: what weather, news and pay days add to Poisson
QUIET = 12  # hours after an alert in which the same spike says nothing new
RECENT = 3 * DAY  # hours that tell today's level
WINDOWS = (1, 2)  # hours summed: one for sudden spikes, two for those that begin slowly

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spike:
    """An alert: the hour's place in the counts, what was seen and expected, and how grave it is, from 0 to 1."""

    hour: int
    seen: int
    expected: float
    severity: float


def find_spikes(counts: Sequence[int], start: int = 0) -> list[Spike]:
    """Return the spikes in hourly `counts` of one topic from hour `start` on, looking only backwards from each hour.

    Nothing is said before a week has been seen.
    """
    series = np.asarray(counts, dtype=np.float64)
    calm = series.copy()  # with spikes replaced by what was expected, so that one does not hide the next
    found: list[Spike] = []
    silent_until = -1
    for hour in range(max(WEEK, 0), len(series)):
        expected = _expected(calm, hour)
        best: Spike | None = None
        for window in WINDOWS:
            seen = float(series[hour - window + 1 : hour + 1].sum())
            awaited = expected + sum(_expected(calm, hour - back) for back in range(1, window))
            if seen < LEAST or seen < TIMES * awaited:
                continue
            chance = tail(int(seen), awaited, _dispersion(calm, hour))
            if chance < CHANCE:
                best = Spike(hour, int(seen), awaited, min(1.0, -math.log10(max(chance, 1e-12)) / 12))
                break
        if best is None:
            continue
        calm[hour] = min(series[hour], expected)
        if hour >= start and hour > silent_until:
            found.append(best)
        silent_until = hour + QUIET
    return found


def _expected(calm: Counts, hour: int) -> float:
    """Return what an hour usually has: the same hour of the same weekday and of all days, at the level of late."""
    back = min(hour, REMEMBERED)
    same_day = calm[hour - WEEK : hour - back - 1 : -WEEK] if hour >= WEEK else calm[:0]
    same_hour = calm[hour - DAY : max(hour - back - 1, 0) : -DAY]
    near = _around(calm, hour, back)
    usual = (same_day.sum() + 0.5 * same_hour.sum() + 0.5 * near.sum()) / max(
        len(same_day) + 0.5 * len(same_hour) + 0.5 * len(near), 1.0
    )
    long = float(calm[hour - back : hour].mean())
    late = float(calm[max(0, hour - RECENT) : hour].mean())
    level = min(1.6, max(0.7, (late + 0.05) / (long + 0.05)))
    return max(float(usual) * level, 0.05)


def _around(calm: Counts, hour: int, back: int) -> Counts:
    """Return the hours before and after the same hour of earlier days: a smoother view of the day."""
    before, after = hour - DAY - 1, hour - DAY + 1
    low = max(hour - back - 1, 0)
    return np.concatenate([calm[before:low:-DAY], calm[after:low:-DAY]])


def _dispersion(calm: Counts, hour: int) -> float:
    """Return the over-dispersion of late against the weekly shape: variance = mean + dispersion × mean²."""
    back = min(hour, REMEMBERED) // WEEK * WEEK
    if back < 2 * WEEK:
        return 2 * SPREAD
    weeks = calm[hour - back : hour].reshape(-1, WEEK)
    means = weeks.mean(axis=0)
    variance = weeks.var(axis=0, ddof=1)
    return float(np.clip((variance - means).sum() / max(float(np.square(means).sum()), 1e-9), SPREAD, 2.0))


def tail(seen: int, mean: float, dispersion: float) -> float:
    """Return how likely a negative binomial of `mean` gives `seen` or more."""
    size = 1 / dispersion
    share = size / (size + mean)
    log = size * math.log(share)
    below = math.exp(log)
    for one in range(1, seen):
        log += math.log((one - 1 + size) / one) + math.log(1 - share)
        below += math.exp(log)
    return max(0.0, 1.0 - below)
