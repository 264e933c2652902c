"""How sure a number is."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import cos, exp, pi, sin, sqrt
from statistics import NormalDist, fmean, stdev
from typing import TypeVar

One = TypeVar("One")
RESAMPLES = 200


def interval(values: Sequence[float], sure: float = 0.95) -> tuple[float, float]:
    """Return Student's interval of the mean of independent values. Raises ValueError for fewer than two."""
    if len(values) < 2:
        raise ValueError("an interval needs two values")
    mean = fmean(values)
    reach = student(sure, len(values) - 1) * stdev(values) / sqrt(len(values))
    return mean - reach, mean + reach


def student(sure: float, freedom: int) -> float:
    """Return how many standard errors hold a mean with a probability, by Student's law with `freedom` degrees of it.

    Hill, *Algorithm 396: Student's t-quantiles*, Communications of the ACM 13, 1970: exact for one and two degrees.
    """
    p = 1 - sure
    if freedom == 1:
        return cos(p * pi / 2) / sin(p * pi / 2)
    if freedom == 2:
        return sqrt(2 / (p * (2 - p)) - 2)
    a = 1 / (freedom - 0.5)
    b = 48 / a**2
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * sqrt(a * pi / 2) * freedom
    y = (d * p) ** (2 / freedom)
    if y <= 0.05 + a:
        z = 1 / (((freedom + 6) / (freedom * y) - 0.089 * d - 0.822) * (freedom + 2) * 3) + 0.5 / (freedom + 4)
        return sqrt(freedom * ((z * y - 1) * (freedom + 1) / (freedom + 2) + 1 / y))
    x = NormalDist().inv_cdf(p / 2)
    y = x * x
    c += 0.3 * (freedom - 4.5) * (x + 0.6) if freedom < 5 else 0.0
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    y = a * y * y
    return sqrt(freedom * (exp(y) - 1 if y > 0.002 else 0.5 * y * y + y))


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
