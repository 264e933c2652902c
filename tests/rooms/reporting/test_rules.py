"""Days as they pass in a place: whatever the clocks there do, no row falls between two of them or into both."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trato.rooms.reporting.errors import NoSuchDay, PeriodReversed, PeriodTooLong, ZoneUnknown
from trato.rooms.reporting.model import MOST_DAYS, Grain
from trato.rooms.reporting.rules.files import number
from trato.rooms.reporting.rules.periods import before, period_of, start_of

LATER = datetime(2030, 1, 1, tzinfo=UTC)
ZONES = ("America/Lima", "America/Santiago", "America/Mexico_City", "America/Havana", "Europe/Madrid", "Asia/Beirut",
         "America/Asuncion", "Atlantic/Azores", "Africa/Casablanca", "Australia/Lord_Howe", "UTC")  # fmt: skip


def test_a_day_without_midnight_begins_when_the_clocks_have_jumped() -> None:
    santiago = ZoneInfo("America/Santiago")
    assert start_of(date(2026, 9, 6), santiago) == datetime(2026, 9, 6, 4, tzinfo=UTC)  # 00:00 became 01:00
    one = period_of(date(2026, 9, 6), date(2026, 9, 6), "America/Santiago", Grain.DAY, LATER)
    assert one.bounds[1] - one.bounds[0] == timedelta(hours=23)


def test_a_day_with_an_hour_twice_has_both() -> None:
    one = period_of(date(2026, 10, 25), date(2026, 10, 25), "Europe/Madrid", Grain.DAY, LATER)
    assert one.bounds[1] - one.bounds[0] == timedelta(hours=25)


@given(
    zone=st.sampled_from(ZONES),
    first=st.dates(date(2009, 1, 1), date(2028, 12, 31)),
    days=st.integers(1, MOST_DAYS),
    grain=st.sampled_from(Grain),
)
@settings(max_examples=150, deadline=None)
def test_stretches_follow_each_other_and_each_instant_falls_into_the_one_of_its_date(
    zone: str, first: date, days: int, grain: Grain
) -> None:
    one = period_of(first, first + timedelta(days=days - 1), zone, grain, LATER)
    assert all(a < b for a, b in zip(one.bounds, one.bounds[1:], strict=False))
    assert len(one.bounds) == len(one.starts) + 1 and one.starts[0] == first
    place = ZoneInfo(zone)
    for start, begins, ends in zip(one.starts, one.bounds, one.bounds[1:], strict=False):
        assert begins.astimezone(place).date() == start
        assert (ends - timedelta(microseconds=1)).astimezone(place).date() < (ends.astimezone(place)).date()
    earlier = before(one, LATER)
    assert earlier.last == first - timedelta(days=1) and earlier.bounds[-1] == one.bounds[0]


def test_weeks_begin_on_monday_and_months_on_the_first_cut_by_the_period() -> None:
    weeks = period_of(date(2026, 3, 4), date(2026, 3, 17), "America/Lima", Grain.WEEK, LATER)
    assert weeks.starts == (date(2026, 3, 4), date(2026, 3, 9), date(2026, 3, 16))
    months = period_of(date(2026, 1, 15), date(2026, 3, 1), "America/Lima", Grain.MONTH, LATER)
    assert months.starts == (date(2026, 1, 15), date(2026, 2, 1), date(2026, 3, 1))


def test_a_month_is_compared_with_the_month_before_and_seven_days_with_seven() -> None:
    march = before(period_of(date(2026, 3, 1), date(2026, 3, 31), "America/Lima", Grain.DAY, LATER), LATER)
    assert (march.first, march.last) == (date(2026, 2, 1), date(2026, 2, 28))
    week = before(period_of(date(2026, 3, 2), date(2026, 3, 8), "America/Lima", Grain.DAY, LATER), LATER)
    assert (week.first, week.last) == (date(2026, 2, 23), date(2026, 3, 1))


def test_a_day_that_still_goes_on_is_compared_until_the_same_hour() -> None:
    noon = datetime(2026, 3, 3, 17, tzinfo=UTC)  # in Lima
    today = period_of(date(2026, 3, 3), date(2026, 3, 3), "America/Lima", Grain.DAY, noon)
    assert today.until == noon
    assert before(today, noon).until == noon - timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "zone", "refusal"),
    [
        (date(2026, 3, 8), date(2026, 3, 2), "America/Lima", PeriodReversed),
        (date(2025, 1, 1), date(2026, 3, 2), "America/Lima", PeriodTooLong),
        (date(1, 1, 1), date(1, 1, 2), "America/Lima", PeriodTooLong),
        (date(9999, 12, 31), date(9999, 12, 31), "America/Lima", PeriodTooLong),
        (date(2011, 12, 30), date(2011, 12, 30), "Pacific/Apia", NoSuchDay),
        (date(2026, 3, 2), date(2026, 3, 2), "America/Macondo", ZoneUnknown),
        (date(2026, 3, 2), date(2026, 3, 2), "../../etc/passwd", ZoneUnknown),
        (date(2026, 3, 2), date(2026, 3, 2), "America", ZoneUnknown),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_by_name(
    first: date, last: date, zone: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        period_of(first, last, zone, Grain.DAY, LATER)


def test_a_day_that_the_clocks_skipped_is_left_out_of_a_longer_period() -> None:
    week = period_of(date(2011, 12, 28), date(2012, 1, 1), "Pacific/Apia", Grain.DAY, LATER)
    assert date(2011, 12, 30) not in week.starts and len(week.starts) == 4


@pytest.mark.parametrize(
    "value, said", [(0.5, "0.5"), (12.0, "12"), (0.0, "0"), (1_234_567.89, "1234567.89"), (1 / 3, "0.333333")]
)
def test_a_number_in_a_file_is_whole_however_big_it_is(value: float, said: str) -> None:
    assert number(value) == said
