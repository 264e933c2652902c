"""Opening hours: open time is what the wall clock of the place calls open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bench import calendar
from trato.rooms.brands.model import ALL_DAY, Opening, OpeningHours, always_open, opening

NINE_TO_SIX = (opening("09:00", "18:00"),)
WORKING_WEEK = (NINE_TO_SIX,) * 5 + ((), ())
MADRID, SANTIAGO = ZoneInfo("Europe/Madrid"), ZoneInfo("America/Santiago")


def office(zone: str = "Europe/Madrid", *closed: date) -> OpeningHours:
    return OpeningHours(zone, WORKING_WEEK, tuple((day, ()) for day in closed))


def test_a_clock_started_on_friday_evening_waits_for_monday() -> None:
    friday = datetime(2026, 11, 20, 17, 50, tzinfo=MADRID)
    assert office().due_at(friday, timedelta(minutes=20)) == datetime(2026, 11, 23, 9, 10, tzinfo=MADRID)


def test_a_holiday_and_a_weekend_do_not_count() -> None:
    thursday = datetime(2026, 12, 24, 17, 30, tzinfo=MADRID)
    due = office("Europe/Madrid", date(2026, 12, 25)).due_at(thursday, timedelta(hours=1))
    assert due == datetime(2026, 12, 28, 9, 30, tzinfo=MADRID)


def test_a_half_day_and_a_lunch_break_count_as_they_are() -> None:
    lunch = (opening("09:00", "13:00"), opening("14:00", "18:00"))
    half = (date(2026, 11, 18), (opening("09:00", "12:00"),))
    hours = OpeningHours("Europe/Madrid", (lunch,) * 7, (half,))
    start = datetime(2026, 11, 17, 12, 30, tzinfo=MADRID)
    assert hours.due_at(start, timedelta(hours=1)) == datetime(2026, 11, 17, 14, 30, tzinfo=MADRID)
    assert hours.due_at(start, timedelta(hours=5)) == datetime(2026, 11, 18, 9, 30, tzinfo=MADRID)
    assert hours.business_time(start, start + timedelta(days=1)) == timedelta(hours=4.5 + 3)


def test_a_promise_used_up_at_closing_time_is_due_at_closing_time() -> None:
    start = datetime(2026, 11, 20, 17, 0, tzinfo=MADRID)
    assert office().due_at(start, timedelta(hours=1)) == datetime(2026, 11, 20, 18, 0, tzinfo=MADRID)


def test_a_day_may_begin_with_a_night_shift_that_began_yesterday() -> None:
    nights = OpeningHours("Europe/Madrid", ((opening("22:00", "06:00"),), (), (), (), (), (), ()))
    assert nights.is_open(datetime(2026, 11, 24, 5, 59, tzinfo=MADRID))
    assert not nights.is_open(datetime(2026, 11, 24, 6, 0, tzinfo=MADRID))
    assert not nights.is_open(datetime(2026, 11, 23, 5, 59, tzinfo=MADRID))


@pytest.mark.parametrize("day, hours", [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_whole_day_is_as_long_as_its_clock_makes_it(day: date, hours: int) -> None:
    every_day = OpeningHours("Europe/Madrid", (ALL_DAY,) * 7, ((date(2030, 1, 1), ()),))
    start = datetime(day.year, day.month, day.day, tzinfo=MADRID)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=MADRID)
    assert every_day.business_time(start, end) == timedelta(hours=hours)


def test_an_hour_that_the_clock_skips_is_never_open_and_one_it_shows_twice_counts_twice() -> None:
    small_hours = OpeningHours("Europe/Madrid", ((opening("02:00", "03:00"),),) * 7)
    spring, autumn = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
    assert small_hours.business_time(spring - timedelta(hours=1), spring + timedelta(hours=12)) == timedelta(0)
    assert small_hours.business_time(autumn - timedelta(hours=1), autumn + timedelta(hours=12)) == timedelta(hours=2)


def test_a_midnight_that_does_not_exist_opens_nothing() -> None:
    nights = OpeningHours("America/Santiago", ((opening("00:00", "02:00"),),) * 7)
    saturday = datetime(2026, 9, 5, 22, 0, tzinfo=SANTIAGO)
    assert nights.next_opening(saturday) == datetime(2026, 9, 6, 1, 0, tzinfo=SANTIAGO)
    assert nights.business_time(saturday, saturday + timedelta(hours=6)) == timedelta(hours=1)


def test_what_is_never_open_is_refused() -> None:
    never = OpeningHours("UTC", ((),) * 7)
    now = datetime(2026, 11, 18, tzinfo=UTC)
    with pytest.raises(ValueError):
        never.next_opening(now)
    with pytest.raises(ValueError):
        never.due_at(now, timedelta(minutes=1))
    with pytest.raises(ValueError):
        office().due_at(now, timedelta(hours=9 * 263))
    with pytest.raises(ValueError):
        always_open().due_at(now, timedelta(days=367))


@pytest.mark.parametrize("opens, closes", [(-1, 5), (10, 10), (1_440, 1_500), (0, 1_441), (600, 2_041)])
def test_an_opening_that_is_no_stretch_of_a_day_is_refused(opens: int, closes: int) -> None:
    with pytest.raises(ValueError):
        Opening(opens, closes)


def test_hours_that_never_close_count_like_the_wall_clock() -> None:
    start = datetime(2026, 3, 28, 23, 30, tzinfo=MADRID)
    hours = always_open("Europe/Madrid")
    assert hours.due_at(start, timedelta(days=1)) == start.astimezone(UTC) + timedelta(days=1)
    assert hours.business_time(start, start) == timedelta(0)


def test_due_and_business_time_are_each_others_inverse_to_the_microsecond() -> None:
    random = Random(7)
    for _ in range(500):
        one = calendar.puzzle(random)
        within = one.within + timedelta(microseconds=random.randrange(1_000_000))
        start = one.start + timedelta(microseconds=random.randrange(60_000_000))
        try:
            due = one.hours.due_at(start, within)
        except ValueError:
            continue
        assert one.hours.business_time(start, due) == within
        assert one.hours.business_time(start, due - timedelta(microseconds=1)) < within
        assert one.hours.is_open(due - timedelta(microseconds=1))


def test_the_open_stretches_between_two_instants_add_up() -> None:
    random = Random(11)
    for _ in range(200):
        one = calendar.puzzle(random)
        end = one.start + timedelta(days=random.randrange(90))
        stretches = one.hours.open_between(one.start, end)
        assert sum((b - a for a, b in stretches), timedelta(0)) == one.hours.business_time(one.start, end)


def test_a_calendar_watched_minute_by_minute_agrees() -> None:
    """The short form of `python -m bench.calendar`; pauses, holidays, clock changes and night shifts included."""
    figures = calendar.run(3_000, seed=2_026)
    assert figures["first_mismatches"] == []
    assert figures["ok"]
