"""A simulator of topics: weekly cycles, holidays, drift, days that differ, and spikes whose hours are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trato.rooms.intelligence.engine.spikes import DAY, WEEK, Spike, find_spikes

WEEKS, WARM = 8, 4 * WEEK
SHAPE = np.array([2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 12, 11, 11, 11, 11, 11, 10, 9, 8, 7, 5, 3], dtype=float)
LATE = 3  # hours after which an alert no more counts for a spike


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a run: share of spikes found, median hours until the alert, false alerts per 100 days of a topic."""

    recall: float
    delay: float
    false_alerts: float
    spikes: int


def simulate(topics: int, seed: int) -> Told:
    """Run `topics` topics of eight weeks, the first four of them quiet, and count."""
    chance = np.random.default_rng(seed)
    found = missed = false = 0
    delays: list[int] = []
    for _ in range(topics):
        counts, spikes = _topic(chance)
        alerts = find_spikes(counts.tolist(), WARM)
        hits = {start: _first(alerts, start, length) for start, length in spikes}
        for start, at in hits.items():
            if at is None:
                missed += 1
            else:
                found += 1
                delays.append(at - start)
        false += sum(not any(start <= one.hour < start + length + LATE for start, length in spikes) for one in alerts)
    days = topics * (WEEKS * WEEK - WARM) / DAY
    return Told(found / max(found + missed, 1), float(np.median(delays)), 100 * false / days, found + missed)


def _first(alerts: list[Spike], start: int, length: int) -> int | None:
    return next((one.hour for one in alerts if start <= one.hour < start + length + LATE), None)


def _topic(chance: np.random.Generator) -> tuple[np.ndarray, list[tuple[int, int]]]:
    hours = WEEKS * WEEK
    level = chance.choice([0.2, 0.6, 2.0, 6.0]) * chance.uniform(0.7, 1.4)
    week = np.array([1.15, 1.05, 1.0, 1.0, 1.05, 0.7, 0.55]) * chance.uniform(0.85, 1.15, 7)
    drift = np.exp(np.linspace(0, chance.uniform(-0.35, 0.5), hours))
    days = chance.gamma(25, 1 / 25, WEEKS * 7)
    days[chance.random(WEEKS * 7) < 0.03] *= 0.35  # holidays
    at = np.arange(hours)
    mean = level * SHAPE[at % DAY] / SHAPE.mean() * week[at // DAY % 7] * drift * days[at // DAY]
    spikes: list[tuple[int, int]] = []
    for start in chance.integers(WARM, hours - 12, 2):
        length = int(chance.integers(4, 10))
        if all(abs(int(start) - other) > 36 for other, _ in spikes):
            # What must be noticed is what a leader would call a spike: several times the usual, and enough to matter.
            more = max(8.0, float(chance.uniform(3, 8)) * float(mean[start : start + length].mean()))
            mean[start : start + length] += more
            spikes.append((int(start), length))
    return chance.poisson(mean), spikes
