"""Shifts by the wall clock, weeks of them, files of them, and days against them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.ids import uuid7
from trato.rooms.workforce.errors import ScheduleFileUnread, SenselessShift
from trato.rooms.workforce.model.presence import PresenceState
from trato.rooms.workforce.model.schedules import (
    AdherenceDay,
    PartKind,
    PlannedPart,
    Shift,
    ShiftKind,
    ShiftPlan,
    Span,
    WeekTemplate,
)
from trato.rooms.workforce.rules import adherence, schedule_file, shifts

CAMILA, DIEGO = uuid7(), uuid7()
SANTIAGO = "America/Santiago"  # clocks go forward on 6 September 2026 at midnight, back on 4 April 2027
MONDAY = date(2026, 11, 23)
LUNCH = PlannedPart(PartKind.BREAK, "13:00", "14:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def plan(starts: str, ends: str, *parts: PlannedPart, user: UUID = CAMILA, **more: object) -> ShiftPlan:
    zone = str(more.get("zone", "America/Bogota"))
    kind = ShiftKind(str(more.get("kind", "work")))
    return ShiftPlan(user, at(starts), at(ends), zone, kind, parts)


def shift(starts: str, ends: str, *parts: PlannedPart, user: UUID = CAMILA, **more: object) -> Shift:
    return shifts.draft(plan(starts, ends, *parts, user=user, **more), uuid7())


def bogota(clock: str, day: str = "2026-11-23") -> datetime:
    return at(f"{day}T{clock}").replace(tzinfo=ZoneInfo("America/Bogota")).astimezone(UTC)


def test_a_shift_is_written_by_the_wall_clock_and_counted_in_real_time() -> None:
    one = shift("2026-11-23T09:00", "2026-11-23T18:00", LUNCH)
    assert (one.from_at, one.to_at) == (bogota("09:00"), bogota("18:00"))
    assert [(part.begins, part.ends) for part in one.parts] == [(240, 300)]
    assert one.day == MONDAY


def test_a_night_in_which_the_clock_goes_forward_is_an_hour_shorter() -> None:
    spring = shift("2026-09-05T22:00", "2026-09-06T06:00", zone=SANTIAGO)
    usual = shift("2026-09-12T22:00", "2026-09-13T06:00", zone=SANTIAGO)
    assert (spring.to_at - spring.from_at, usual.to_at - usual.from_at) == (timedelta(hours=7), timedelta(hours=8))


def test_a_week_copied_over_a_change_of_the_clock_keeps_its_wall_clock() -> None:
    before = shift("2026-09-01T09:00", "2026-09-01T18:00", LUNCH, zone=SANTIAGO)
    after = shifts.draft(shifts.plan_of(before, 7), uuid7())
    assert after.from_at - before.from_at == timedelta(days=7) - timedelta(hours=1)
    assert shifts.plan_of(after).starts == at("2026-09-08T09:00")
    assert shifts.plan_of(after).parts == (LUNCH,)


def test_a_break_after_midnight_is_of_the_next_day() -> None:
    night = shift("2026-11-23T22:00", "2026-11-24T06:00", PlannedPart(PartKind.BREAK, "02:00", "02:30"))
    assert [(one.begins, one.ends) for one in night.parts] == [(240, 270)]


@pytest.mark.parametrize(
    ("starts", "ends", "parts", "reason"),
    [
        ("2026-11-23T09:00", "2026-11-24T15:00", (), "length"),
        ("2026-11-23T09:00", "2026-11-23T09:00", (), "order"),
        ("2026-11-23T18:00", "2026-11-23T09:00", (), "order"),
        ("2026-11-23T09:00", "2026-11-23T12:00", (LUNCH,), "part_outside"),
        ("2026-11-23T14:00", "2026-11-23T18:00", (LUNCH,), "part_outside"),
        ("2026-11-23T09:00", "2026-11-23T18:00", (PlannedPart(PartKind.BREAK, "14:00", "13:00"),), "part_order"),
        (
            "2026-11-23T09:00",
            "2026-11-23T18:00",
            (LUNCH, PlannedPart(PartKind.MEETING, "13:30", "15:00")),
            "parts_overlap",
        ),
        ("2026-11-23T09:00", "2026-11-23T18:00", (LUNCH,) * 13, "parts"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(starts: str, ends: str, parts: tuple[PlannedPart, ...], reason: str) -> None:
    with pytest.raises(SenselessShift) as refused:
        shift(starts, ends, *parts)
    assert refused.value.data["reason"] == reason


@pytest.mark.parametrize("zone", ["Luna/Mar", "", "../etc/passwd", "America/Bogota\x00"])
def test_a_place_without_a_clock_is_refused(zone: str) -> None:
    with pytest.raises(SenselessShift) as refused:
        shift("2026-11-23T09:00", "2026-11-23T18:00", zone=zone)
    assert refused.value.data["reason"] == "zone"


def test_one_person_is_not_in_two_places_but_may_be_off_within_a_shift() -> None:
    morning, late = shift("2026-11-23T09:00", "2026-11-23T13:00"), shift("2026-11-23T12:00", "2026-11-23T18:00")
    assert shifts.overlap([late], [morning]) == (late, morning)
    assert shifts.overlap([morning], [late]) == (morning, late)
    assert shifts.overlap([morning, late], []) == (late, morning)
    other = shift("2026-11-23T12:00", "2026-11-23T18:00", user=DIEGO)
    next_to = shift("2026-11-23T13:00", "2026-11-23T18:00")
    off = shift("2026-11-23T00:00", "2026-11-30T00:00", kind="off")
    assert shifts.overlap([other, next_to, off], [morning]) is None


def test_a_template_fills_weeks_for_people_but_not_the_days_left_out() -> None:
    spans = tuple(Span(day, "22:00", "06:00") for day in range(5))
    week = WeekTemplate(uuid7(), "Noche", SANTIAGO, spans)
    found = shifts.expand(week, [CAMILA, DIEGO], MONDAY, 2, without={date(2026, 11, 25)})
    assert len(found) == 2 * (5 + 5 - 1)
    assert found[0].ends == at("2026-11-24T06:00")
    assert date(2026, 11, 25) not in {one.starts.date() for one in found}


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 16), st.integers(0, 400))
def test_what_goes_out_as_a_file_comes_in_again(hour: int, minute: int, hours: int, days: int) -> None:
    starts = datetime(2026, 1, 1, hour, minute) + timedelta(days=days)  # noqa: DTZ001
    one = shifts.draft(
        ShiftPlan(CAMILA, starts, starts + timedelta(hours=hours), "America/Bogota", note="=1+1"), uuid7()
    )
    text = schedule_file.to_csv([one], {CAMILA: "camila@lluvialta.example"})
    (line,) = schedule_file.from_csv(text, {"camila@lluvialta.example": CAMILA}, "UTC")
    assert line.refused == "" and line.plan == shifts.plan_of(one)


def test_a_line_of_a_file_that_cannot_be_taken_says_why() -> None:
    text = "\ufeffEmail;starts;ends;parts;kind\r\n" + "\r\n".join(
        [
            "camila@x;2026-11-23 09:00;2026-11-23 18:00;break 13:00-14:00;",
            "nadie@x;2026-11-23 09:00;2026-11-23 18:00;;",
            "camila@x;mañana;2026-11-23 18:00;;",
            "camila@x;2026-11-23 09:00;2026-11-24 15:00;;",
            "camila@x;2026-11-23 09:00;2026-11-23 18:00;siesta;",
            "camila@x;2026-11-23 09:00;2026-11-23 18:00;;fiesta",
            "camila@x;2026-11-23 09:00;2026-11-23 12:00;break 13:00-14:00;",
        ]
    )
    lines = schedule_file.from_csv(text, {"camila@x": CAMILA}, "America/Bogota")
    assert [one.refused for one in lines] == ["", "email", "time", "length", "parts", "kind", "part_outside"]
    assert [one.line for one in lines] == list(range(2, 9))


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "email,starts,ends\n", "email,starts,ends\n" + "x,y,z\n" * 5_001])
def test_a_file_without_lines_or_columns_is_refused(text: str) -> None:
    with pytest.raises(ScheduleFileUnread):
        schedule_file.from_csv(text, {}, "UTC")


def seen(*states: tuple[str, str]) -> list[adherence.Seen]:
    """States from clocks of the Monday in Bogotá on, each until the next."""
    begins = [bogota(clock) for clock, _ in states]
    return [
        (at_, end, PresenceState(state), "")
        for at_, end, (_, state) in zip(begins, [*begins[1:], None], states, strict=False)
    ]


WHOLE = [shift("2026-11-23T09:00", "2026-11-23T18:00", LUNCH)]
EVENING = bogota("23:00")
BOGOTA = ZoneInfo("America/Bogota")


def day(found: list[Shift], *states: tuple[str, str], now: datetime = EVENING) -> AdherenceDay:
    return adherence.adherence(CAMILA, MONDAY, BOGOTA, found, seen(*states), now)


def test_a_day_as_it_was_written_is_kept_wholly() -> None:
    one = day(WHOLE, ("09:00", "online"), ("13:00", "break"), ("14:00", "busy"), ("18:00", "offline"))
    assert (one.adherence, one.conformance, one.late, one.early, one.unscheduled) == (1.0, 1.0, 0, 0, 0)
    assert one.scheduled == 9 * 3600 and one.work_scheduled == 8 * 3600


def test_who_comes_late_and_stays_longer_conforms_and_does_not_adhere() -> None:
    one = day(WHOLE, ("10:00", "online"), ("13:00", "offline"), ("14:00", "online"), ("19:00", "offline"))
    assert (one.late, one.early) == (3600, 0)
    assert one.conformance == 1.0 and one.unscheduled == 3600
    assert one.adherence == pytest.approx(8 / 9)


def test_working_through_the_break_is_not_keeping_it() -> None:
    one = day(WHOLE, ("09:00", "online"), ("17:30", "away"))
    assert one.kept == round(7.5 * 3600) and one.early == 1800
    assert one.worked == round(8.5 * 3600)


def test_who_never_came_kept_their_break_and_nothing_else() -> None:
    one = day(WHOLE)
    assert (one.kept, one.worked, one.late, one.early) == (3600, 0, None, None)


def test_time_off_is_not_expected() -> None:
    off = shift("2026-11-23T00:00", "2026-11-23T14:00", kind="off")
    one = day([*WHOLE, off], ("14:00", "online"), ("18:00", "offline"))
    assert (one.scheduled, one.adherence, one.late) == (4 * 3600, 1.0, 0)
    holiday = shift("2026-11-20T00:00", "2026-11-30T00:00", kind="off")
    assert day([*WHOLE, holiday]).scheduled == 0


def test_a_day_that_goes_on_is_counted_up_to_now() -> None:
    one = day(WHOLE, ("09:00", "online"), now=bogota("11:00"))
    assert (one.scheduled, one.kept, one.early) == (7200, 7200, None)


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    night = [shift("2026-11-22T22:00", "2026-11-23T06:00"), shift("2026-11-23T22:00", "2026-11-24T06:00")]
    states = seen(("00:00", "online"), ("06:00", "offline"), ("22:00", "online"))
    one = adherence.adherence(CAMILA, MONDAY, BOGOTA, night, states, bogota("06:00", "2026-11-24"))
    assert (one.scheduled, one.kept, one.worked, one.unscheduled) == (8 * 3600, 8 * 3600, 8 * 3600, 0)


STATES = st.lists(st.tuples(st.integers(0, 1439), st.sampled_from(list(PresenceState))), max_size=12)


@given(STATES, st.integers(0, 1439))
def test_no_day_counts_more_than_it_has(told: list[tuple[int, PresenceState]], now: int) -> None:
    marks = sorted(dict(told).items())
    clocks = [(f"{minute // 60:02}:{minute % 60:02}", state.value) for minute, state in marks]
    one = day(WHOLE, *clocks, now=bogota("00:00") + timedelta(minutes=now))
    assert 0 <= one.kept <= one.scheduled <= 9 * 3600
    assert 0 <= one.unscheduled <= one.worked <= 86_400
    assert one.work_scheduled <= one.scheduled


def test_who_should_be_here_and_is_not_is_told_after_a_grace() -> None:
    def told(clock: str, state: str, since: str) -> list[tuple[UUID, datetime]]:
        now_is = {CAMILA: (PresenceState(state), "", bogota(since))}
        return [(one.user_id, one.since) for one in adherence.missing(WHOLE, now_is, bogota(clock))]

    assert told("09:04", "offline", "00:00") == []
    assert told("09:06", "offline", "00:00") == [(CAMILA, bogota("09:00"))]
    assert told("11:00", "break", "10:30") == [(CAMILA, bogota("10:30"))]
    assert told("11:00", "online", "10:30") == []
    assert told("13:30", "offline", "10:30") == []
    assert told("19:00", "offline", "10:30") == []
    assert [one.state for one in adherence.missing(WHOLE, {}, bogota("10:00"))] == [""]


@pytest.mark.parametrize("text", ["2026-02-30T09:00", "0000-01-01T00:00", "mañana"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(SenselessShift):
        shifts.local_minute(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_edge_of_time_is_refused(text: str) -> None:
    for zone in ("Asia/Tokyo", "America/Bogota"):
        with pytest.raises((SenselessShift, OverflowError)) as refused:
            shifts.draft(ShiftPlan(CAMILA, at(text), at(text), zone), uuid7())
        assert refused.type is SenselessShift
