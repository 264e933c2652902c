"""How sure a number is."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import TypeVar

from scipy.stats import t

One = TypeVar("One")
RESAMPLES = 200


def interval(values: Sequence[float], sure: float = 0.95) -> tuple[float, float]:
    """Return Student's interval of the mean of independent values. Raises ValueError for fewer than two."""
    if len(values) < 2:
        raise ValueError("an interval needs two values")
    mean = fmean(values)
    reach = float(t.ppf((1 + sure) / 2, len(values) - 1)) * stdev(values) / sqrt(len(values))
    return mean - reach, mean + reach


def bootstrap(
    blocks: Sequence[One],
    number: Callable[[Sequence[One]], float | None],
    seed: int = 1,
    resamples: int = RESAMPLES,
    sure: float = 0.95,
) -> tuple[float, float] | None:
    """Return the interval of a number of some blocks, by drawing them again with replacement (Efron, 1979).

    Cases of one day depend on each other, so that blocks are stretches of time and not single cases. None when the
    number cannot be told of them.
    """
    if len(blocks) < 2:
        return None
    chance = random.Random(seed)
    drawn = (number(chance.choices(blocks, k=len(blocks))) for _ in range(resamples))
    found = sorted(value for value in drawn if value is not None)
    if len(found) < resamples / 2:
        return None
    tail = (1 - sure) / 2
    last = len(found) - 1
    return found[round(tail * last)], found[round((1 - tail) * last)]
