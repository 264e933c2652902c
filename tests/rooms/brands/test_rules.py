"""What a set of hours says, and whose hours apply."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from trato.kit.ids import uuid7
from trato.rooms.brands import rules
from trato.rooms.brands.model import (
    CalendarId,
    CalendarVersion,
    DayKind,
    HolderKind,
    Holders,
    HoursBook,
    HoursPlan,
    SpecialDay,
    opening,
)
from trato.rooms.brands.service.holidays import public_holidays

CALENDAR = CalendarId(uuid7())
WEEK = rules.usual_week("AR")


def version(*days: SpecialDay, holidays: dict[date, str] | None = None) -> CalendarVersion:
    plan = HoursPlan("America/Buenos_Aires", WEEK, days, "AR")
    return rules.resolve(CALENDAR, 1, plan, holidays or {}, (2026, 2030))


def test_an_own_day_wins_over_a_public_holiday() -> None:
    christmas = date(2026, 12, 25)
    ours = SpecialDay(christmas, DayKind.HALF_DAY, (opening("10:00", "14:00"),), "Guardia")
    found = version(ours, holidays={christmas: "Navidad", date(2026, 5, 25): "Revolución de Mayo"})
    assert [day.kind for day in found.days] == [DayKind.HOLIDAY, DayKind.HALF_DAY]
    assert found.hours.openings_on(christmas) == ours.openings
    assert found.plan == HoursPlan("America/Buenos_Aires", WEEK, (ours,), "AR")


def test_a_year_has_each_of_its_days_and_says_why_they_differ() -> None:
    days = rules.year_view(version(holidays={date(2028, 12, 25): "Navidad"}), 2028)
    assert len(days) == 366
    assert [(one.day, one.name) for one in days if one.kind] == [(date(2028, 12, 25), "Navidad")]


def test_holidays_are_asked_for_again_before_they_run_out() -> None:
    assert not rules.needs_holidays(version(), 2028)
    assert rules.needs_holidays(version(), 2029)


@pytest.mark.parametrize("country", ["AR", "MX", "CO", "CL", "PE", "ES", "BR", "UY", "EC", "PT", "CR", "PY", "BO"])
def test_every_country_that_we_know_has_hours_and_holidays_in_its_language(country: str) -> None:
    found = public_holidays(country, "", (2026, 2027))
    assert date(2026, 1, 1) in found
    assert "New Year" not in found[date(2026, 1, 1)]
    assert len(rules.usual_week(country)) == 7


def test_a_subdivision_has_holidays_of_its_own() -> None:
    assert date(2026, 9, 11) in public_holidays("ES", "CT", (2026, 2027))
    assert date(2026, 9, 11) not in public_holidays("ES", "MD", (2026, 2027))


def test_the_hours_of_the_first_holder_in_order_apply() -> None:
    ids: dict[HolderKind, UUID] = {kind: uuid7() for kind in HolderKind}
    calendars = {CalendarId(uuid7()): kind for kind in HolderKind}
    versions = {one: CalendarVersion(one, 1, "UTC", WEEK, ()) for one in calendars}
    attached = {(kind, ids[kind]): one for one, kind in calendars.items()}
    asked = {kind.value: holder for kind, holder in ids.items()}
    for kind in HolderKind:
        chosen = HoursBook(None, versions, attached).choose(Holders(**asked))
        assert chosen is not None
        assert chosen.holder_kind is kind
        del attached[(kind, ids[kind])]
    assert HoursBook(None, versions, attached).choose(Holders(**asked)) is None
