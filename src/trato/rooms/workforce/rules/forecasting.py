"""How many contacts to expect: the profile of a week times its level, robust to days that were not like others.

Seasonal decomposition with exponential weights (P. Winters, "Forecasting sales by exponentially weighted moving
averages", 1960), its few constants chosen anew for each series by forecasting the last weeks from those before; a
damped trend (E. Gardner and E. McKenzie, 1985); intervals from the errors of those forecasts, scaled by the spread of
counts that vary more than Poisson's (variance μ + φμ²).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trato.rooms.workforce.model.forecasting import Forecast, Past
from trato.rooms.workforce.model.planning import LEAST_WEEKS

_Floats = npt.NDArray[np.float64]
MOST_WEEKS = 26
TRIED_WEEKS = 3  # that are forecast from those before, to choose and to measure
STRANGE = 3.0  # times more or fewer than the same weekday usually has: a day like no other
HOLIDAYS_AT_FIRST = 1.0  # a holiday never seen counts as one seen with …
HOLIDAY_SHARE = 0.5  # … half a usual day
USUAL_SPREAD = 0.05
NINE_IN_TEN = 1.645


class TooShort(ValueError):
    """The past has too few weeks: `weeks` of them, `LEAST_WEEKS` are needed."""

    def __init__(self, weeks: int) -> None:
        super().__init__(weeks)
        self.weeks = weeks


@dataclass(frozen=True, slots=True)
class _Taste:
    """How fast the profile and the level forget, in weeks; over how many neighbours the profile is smoothed; trend."""

    profile: float
    level: float
    smooth: int
    trend: float


_SLOPE = np.array([-0.3, -0.1, 0.1, 0.3])  # of a line through four points
TASTES = tuple(_Taste(*one) for one in itertools.product((3.0, 8.0), (0.7, 2.0), (0, 2), (0.0, 0.5)))


def forecast(past: Past, slots: int, special: Sequence[bool] = ()) -> Forecast:
    """Return what the next `slots` slots are expected to bring; `special` marks those of public holidays.

    Only whole weeks count, the last `MOST_WEEKS`. Raises TooShort, and ValueError for counts that are not counts.
    """
    weeks = min(MOST_WEEKS, len(past.counts) // past.week)
    if weeks < LEAST_WEEKS:
        raise TooShort(weeks)
    counts = np.asarray(past.counts[-weeks * past.week :], dtype=np.float64).reshape(weeks, past.week)
    if not np.isfinite(counts).all() or (counts < 0).any() or len(past.special) != len(past.counts):
        raise ValueError("counts are numbers from 0 up, each with its mark")
    holidays = np.asarray(past.special[-weeks * past.week :], dtype=bool).reshape(weeks, past.week)
    usable = _usable(counts, holidays)
    tried = min(TRIED_WEEKS, weeks - LEAST_WEEKS)
    taste, errors = _choose(counts, usable, tried)
    ahead = np.arange(slots)
    mean = _expect(counts, usable, taste, ahead // past.week)[ahead % past.week, ahead // past.week]
    marks = np.zeros(slots, dtype=bool)
    marks[: min(slots, len(special))] = np.asarray(special[:slots], dtype=bool)
    mean = np.where(marks, mean * _holiday_share(counts, usable, holidays), mean)
    spread, low, high = errors
    deviation = np.sqrt(mean + spread * mean**2)
    return Forecast(
        mean=[round(float(one), 3) for one in mean],
        low=[float(one) for one in np.floor(np.maximum(0.0, mean + low * deviation))],
        high=[float(one) for one in np.ceil(mean + high * deviation)],
        weeks=weeks,
    )


def seasonal_naive(past: Past, slots: int) -> list[float]:
    """Return what the same slots of the last week brought: the forecast to beat."""
    if len(past.counts) < past.week:
        raise TooShort(0)
    last = list(past.counts[-past.week :])
    return [last[ahead % past.week] for ahead in range(slots)]


def _usable(counts: _Floats, holidays: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which slots tell of usual days: neither holidays nor days like no other of their weekday."""
    weeks, week = counts.shape
    days = counts.reshape(weeks, 7, week // 7).sum(axis=2)
    usual = np.median(days, axis=0)
    strange = (days > STRANGE * usual + 10) | (days * STRANGE + 10 < usual)
    return np.asarray(~(holidays | np.repeat(strange, week // 7, axis=1)))


def _choose(counts: _Floats, usable: npt.NDArray[np.bool_], tried: int) -> tuple[_Taste, tuple[float, float, float]]:
    """Return the taste that would have forecast the last weeks best, and how its errors spread: φ and two quantiles."""
    if tried == 0:
        return TASTES[len(TASTES) // 2], (USUAL_SPREAD, -NINE_IN_TEN, NINE_IN_TEN)
    weeks = counts.shape[0]
    at_first = np.zeros(1, dtype=np.int64)
    best: tuple[float, _Taste, _Floats, _Floats] | None = None
    for taste in TASTES:
        told, came = [], []
        for week in range(weeks - tried, weeks):
            known = usable[week]
            told.append(_expect(counts[:week], usable[:week], taste, at_first)[:, 0][known])
            came.append(counts[week][known])
        expected, seen = np.concatenate(told), np.concatenate(came)
        missed = float(np.abs(seen - expected).sum())
        if best is None or missed < best[0]:
            best = (missed, taste, expected, seen)
    assert best is not None
    _, taste, expected, seen = best
    if not len(seen) or not expected.any():
        return taste, (USUAL_SPREAD, -NINE_IN_TEN, NINE_IN_TEN)
    spread = max(0.0, float(((seen - expected) ** 2 - expected).sum() / (expected**2).sum()))
    scaled = (seen - expected) / np.sqrt(np.maximum(expected + spread * expected**2, 1e-3))
    scaled = scaled[expected > 0.05] if (expected > 0.05).any() else scaled
    low, high = np.quantile(scaled, [0.04, 0.96])  # a little wide: these weeks chose the constants too
    return taste, (spread, min(0.0, float(low)), max(0.0, float(high)))


def _expect(counts: _Floats, usable: npt.NDArray[np.bool_], taste: _Taste, ahead: npt.NDArray[np.int64]) -> _Floats:
    """Return the expectation of each slot of a week, for each of the weeks ahead that are asked for."""
    weeks, _ = counts.shape
    age = np.arange(weeks - 1, -1, -1, dtype=np.float64)
    weight = np.power(0.5, age / taste.profile)[:, None] * usable
    whole = weight.sum(axis=0)
    profile = np.where(whole > 0, (weight * counts).sum(axis=0) / np.maximum(whole, 1e-12), counts.mean(axis=0))
    profile = _smoothed(profile, taste.smooth)
    expected = np.maximum((usable * profile).sum(axis=1), 1e-9)
    ratio = (usable * counts).sum(axis=1) / expected
    told = np.power(0.5, age / taste.level) * (usable.sum(axis=1) > 0)
    level = float((told * ratio).sum() / told.sum()) if told.sum() > 0 else 1.0
    growth = 1.0
    if taste.trend and weeks >= 4 and (ratio[-4:] > 0).all():
        slope = float(np.log(ratio[-4:]) @ _SLOPE)
        growth = math.exp(min(0.1, max(-0.1, slope)) * taste.trend)
    steps = growth ** np.arange(1, int(ahead.max(initial=0)) + 2)
    return np.asarray(profile[:, None] * level * steps[None, :])


def _smoothed(profile: _Floats, reach: int) -> _Floats:
    """Return a profile with each slot the mean of its neighbours, the nearer the more; a week is a ring."""
    if reach == 0:
        return profile
    weights = {step: reach + 1 - abs(step) for step in range(-reach, reach + 1)}
    whole = sum(weights.values())
    return np.asarray(sum(weight * np.roll(profile, step) for step, weight in weights.items()) / whole)


def _holiday_share(counts: _Floats, usable: npt.NDArray[np.bool_], holidays: npt.NDArray[np.bool_]) -> float:
    """Return what share of a usual day holidays brought; one never seen is half a day."""
    whole = np.maximum(usable.sum(axis=0), 1)
    usual = np.broadcast_to((counts * usable).sum(axis=0) / whole, counts.shape)
    days = max(1.0, counts.shape[1] / 7)
    expected, seen = float(usual[holidays].sum()), float(counts[holidays].sum())
    prior = HOLIDAYS_AT_FIRST * float(usual.mean()) * days
    return (seen + prior * HOLIDAY_SHARE) / (expected + prior) if expected + prior > 0 else HOLIDAY_SHARE
