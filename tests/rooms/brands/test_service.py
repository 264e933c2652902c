"""Brands and their hours on a real database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.rooms.sla.world import World, world
from trato.kit.ids import uuid7
from trato.rooms.brands import api as brands
from trato.rooms.brands.errors import CalendarNotFound, NameTaken, NeverOpen, UnknownHolidays, UnknownTimezone
from trato.rooms.brands.events import CalendarRevised, HoursAttached
from trato.rooms.brands.model import BrandId, CalendarId, DayKind, HolderKind, Holders, HoursPlan, SpecialDay, opening

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
WEEK = brands.usual_week("AR")
PLAN = HoursPlan("America/Buenos_Aires", WEEK, country="AR")


@pytest.fixture
async def made(app_connection: asyncpg.Connection[Any]) -> World:
    return await world(app_connection, NOON, PLAN)


async def test_a_new_brand_keeps_the_hours_and_holidays_of_its_country(made: World) -> None:
    book = await brands.hours_book(made.tx)
    chosen = book.choose(Holders(brand=made.brand))
    assert chosen is not None
    assert chosen.holder_kind is HolderKind.BRAND
    assert {day.day for day in chosen.calendar.days} >= {date(2026, 12, 25), date(2029, 5, 25)}


async def test_a_published_version_is_read_back_as_it_was_and_never_changes(made: World) -> None:
    half = SpecialDay(date(2026, 12, 24), DayKind.HALF_DAY, (opening("09:00", "13:00"),), "Nochebuena")
    first = await brands.create_calendar(made.tx, "Guardia", PLAN)
    plan = HoursPlan("America/Cordoba", WEEK, (half,), "AR")
    second = await brands.revise_calendar(made.tx, first.calendar_id, plan)
    wanted = [(first.calendar_id, 1), (first.calendar_id, 2)]
    assert await brands.calendar_versions(made.tx, wanted) == {wanted[0]: first, wanted[1]: second}
    assert second.plan == plan
    assert [(one.subject, one.version) for one in made.facts(CalendarRevised)] == [(first.calendar_id, 2)]
    assert (await brands.hours_book(made.tx)).calendars[first.calendar_id].version == 2


async def test_the_book_is_read_once_and_again_after_a_change(made: World) -> None:
    before = await brands.hours_book(made.tx)
    assert await brands.hours_book(made.tx) is before
    night = await brands.create_calendar(made.tx, "Noche", PLAN)
    await brands.attach_calendar(made.tx, HolderKind.QUEUE, made.account, night.calendar_id)
    after = await brands.hours_book(made.tx)
    assert after is not before
    kept = next(iter(before.calendars))
    assert after.calendars[kept] is before.calendars[kept], "hours that did not change keep what they counted"
    assert len(made.facts(HoursAttached)) == 1


async def test_a_change_that_was_rolled_back_is_forgotten(made: World) -> None:
    connection = made.tx.connection
    attempt = connection.transaction()
    await attempt.start()
    undone = await brands.create_calendar(made.tx, "Nunca", PLAN)
    assert undone.calendar_id in (await brands.hours_book(made.tx)).calendars
    await attempt.rollback()
    assert undone.calendar_id not in (await brands.hours_book(made.tx)).calendars


async def test_attachments_are_intervals(made: World) -> None:
    day = await brands.create_calendar(made.tx, "Día", PLAN)
    night = await brands.create_calendar(made.tx, "Noche", PLAN)
    queue = uuid7()
    for calendar in (day, night):
        await brands.attach_calendar(made.after(hours=1), HolderKind.QUEUE, queue, calendar.calendar_id)
    assert await brands.detach_calendar(made.after(hours=1), HolderKind.QUEUE, queue)
    assert not await brands.detach_calendar(made.tx, HolderKind.QUEUE, queue)
    rows = await made.tx.connection.fetch(
        "select from_at, to_at from brands.calendar_attachment where holder_id = $1 order by from_at", queue
    )
    assert [(row[0] - NOON, row[1] - NOON) for row in rows] == [
        (timedelta(hours=1), timedelta(hours=2)),
        (timedelta(hours=2), timedelta(hours=3)),
    ]


async def test_coming_holidays_are_published_when_their_time_comes(made: World) -> None:
    assert await brands.refresh_holidays(made.tx) == 0
    made.at(datetime(2029, 1, 2, tzinfo=UTC))
    assert await brands.refresh_holidays(made.tx) == 1
    assert await brands.refresh_holidays(made.tx) == 0
    (calendar,) = (await brands.hours_book(made.tx)).calendars.values()
    assert date(2032, 12, 25) in {day.day for day in calendar.days}


async def test_hours_that_make_no_sense_are_refused(made: World) -> None:
    with pytest.raises(UnknownTimezone):
        await brands.create_calendar(made.tx, "A", HoursPlan("America/Atlantis", WEEK))
    with pytest.raises(UnknownTimezone):
        await brands.create_calendar(made.tx, "A", HoursPlan("../../etc/passwd", WEEK))
    with pytest.raises(UnknownHolidays):
        await brands.create_calendar(made.tx, "A", HoursPlan("UTC", WEEK, country="ZZ"))
    with pytest.raises(UnknownHolidays):
        await brands.create_calendar(made.tx, "A", HoursPlan("UTC", WEEK, country="AR", subdivision="Nowhere"))
    with pytest.raises(NeverOpen):
        await brands.create_calendar(made.tx, "A", HoursPlan("UTC", ((),) * 7))
    with pytest.raises(CalendarNotFound):
        await brands.revise_calendar(made.tx, CalendarId(uuid7()), PLAN)


async def test_two_sets_of_hours_or_brands_of_one_name_are_refused(made: World) -> None:
    await brands.create_calendar(made.tx, "Noche", PLAN)
    with pytest.raises(NameTaken):
        await brands.create_calendar(made.tx, "Noche", PLAN)
    controller = (await brands.list_controllers(made.tx))[0]
    plan = brands.BrandPlan(BrandId(uuid7()), controller.id, "Brisa", "es-AR", "AR", "America/Buenos_Aires")
    with pytest.raises(NameTaken):
        await brands.create_brand(made.tx, plan)
