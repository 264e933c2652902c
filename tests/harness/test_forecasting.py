"""The forecast of volume beats last week's same slot, and says when it cannot know."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.forecasting import SERIES, backtest, bicycles
from trato.rooms.workforce.model.forecasting import Past
from trato.rooms.workforce.rules.forecasting import TooShort, forecast, seasonal_naive

WEEK = 14  # two slots a day are enough to tell


@pytest.mark.parametrize("name", SERIES)
def test_it_beats_the_same_slot_of_last_week_and_its_interval_holds(name: str) -> None:
    found = backtest(SERIES[name]())
    assert found.ratio < 0.85
    assert found.coverage > 0.85


def flat(weeks: int, count: float = 10.0) -> list[float]:
    return [count] * (weeks * WEEK)


def past(counts: list[float], holidays: frozenset[int] = frozenset()) -> Past:
    return Past(counts, [slot // 2 in holidays for slot in range(len(counts))], WEEK)


def test_without_two_weeks_it_says_how_many_there_are() -> None:
    for weeks in (0, 1):
        with pytest.raises(TooShort) as refused:
            forecast(past(flat(weeks)), WEEK)
        assert refused.value.weeks == weeks
    with pytest.raises(TooShort):
        seasonal_naive(past([]), WEEK)


def test_a_week_like_all_others_is_expected_again() -> None:
    told = forecast(past(flat(6)), 2 * WEEK)
    assert told.mean == pytest.approx([10.0] * 2 * WEEK)
    assert all(low <= 10 <= high for low, high in zip(told.low, told.high, strict=True))


def test_a_sale_of_one_day_is_not_expected_again() -> None:
    counts = flat(6)
    counts[4 * WEEK + 6 : 4 * WEEK + 8] = [400.0, 400.0]
    told = forecast(past(counts), WEEK)
    assert max(told.mean) < 11


def test_growth_is_followed_and_damped() -> None:
    counts = [count for week in range(10) for count in flat(1, 10 * 1.05**week)]
    told = forecast(past(counts), WEEK)
    assert 10 * 1.05**8 < told.mean[0] < 10 * 1.05**11


def test_a_holiday_known_ahead_brings_what_holidays_brought_and_others_nothing_less() -> None:
    counts = flat(8)
    for day in (10, 24):
        counts[day * 2 : day * 2 + 2] = [2.0, 2.0]
    told = forecast(past(counts, frozenset({10, 24})), WEEK, [slot // 2 == 3 for slot in range(WEEK)])
    assert told.mean[6] == pytest.approx(3.0, abs=0.2)  # (4 + 4 + half a day of 20) of (20 + 20 + 20)
    assert told.mean[0] == pytest.approx(10.0)


def test_holidays_never_seen_bring_half_a_day() -> None:
    told = forecast(past(flat(8)), WEEK, [True] * WEEK)
    assert told.mean == pytest.approx([5.0] * WEEK)


def test_a_silent_channel_is_expected_to_stay_silent() -> None:
    told = forecast(past(flat(4, 0.0)), WEEK)
    assert told.mean == [0.0] * WEEK and told.low == [0.0] * WEEK


@settings(max_examples=40)
@given(st.integers(2, 9), st.data())
def test_an_expectation_is_finite_and_within_its_interval(weeks: int, data: st.DataObject) -> None:
    size = weeks * WEEK
    counts = data.draw(st.lists(st.integers(0, 10_000).map(float), min_size=size, max_size=size))
    told = forecast(past(counts, frozenset({1})), WEEK + 3)
    for low, mean, high in zip(told.low, told.mean, told.high, strict=True):
        assert 0 <= low <= mean + 1 and mean <= high + 1 and math.isfinite(high)


@pytest.mark.parametrize("count", [-1.0, math.nan, math.inf])
def test_counts_that_are_not_counts_are_refused(count: float) -> None:
    with pytest.raises(ValueError):
        forecast(past([count, *flat(3)[1:]]), WEEK)


def test_the_public_series_is_whole() -> None:
    series = bicycles()
    assert (len(series.counts), sum(series.counts), sum(series.special)) == (365 * 24, 1_243_103, 10 * 24)
