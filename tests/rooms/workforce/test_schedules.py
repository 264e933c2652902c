"""Schedules on a real database."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.embedded import Urls
from tests.rooms.workforce.test_service import NOW, workspace_of
from trato.kit.errors import Conflict, Invalid
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HoursPlan
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.errors import (
    NothingToPlan,
    SenselessShift,
    ShiftChanged,
    ShiftNotFound,
    ShiftsOverlap,
    TemplateNotFound,
)
from trato.rooms.workforce.model import PresenceState
from trato.rooms.workforce.model.schedules import PartKind, PlannedPart, ShiftKind, ShiftPlan, Span, WeekTemplate
from trato.rooms.workforce.service import adherence, schedules

pytestmark = pytest.mark.anyio
BOGOTA = "America/Bogota"  # five hours behind UTC, all year
MONDAY = date(2026, 11, 16)  # NOW is the Wednesday, 10:00 in Bogotá
LUNCH = PlannedPart(PartKind.BREAK, "13:00", "14:00")


@pytest.fixture
async def tx_and_users(app_connection: asyncpg.Connection[Any]) -> tuple[Tx, list[UUID]]:
    return await workspace_of(app_connection, 3)


def shift(user: UUID, day: str, starts: str = "09:00", ends: str = "18:00", **more: Any) -> ShiftPlan:
    begins, until = datetime.fromisoformat(f"{day}T{starts}"), datetime.fromisoformat(f"{day}T{ends}")
    return ShiftPlan(user, begins, until, BOGOTA, **more)


async def all_shifts(tx: Tx) -> list[Any]:
    return await schedules.shifts_between(tx, None, NOW - timedelta(days=60), NOW + timedelta(days=60))


async def test_a_shift_is_written_read_changed_cancelled_and_restored(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, *_) = tx_and_users
    made = await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18", parts=(LUNCH,), note="Cubre a Diego"))
    assert await schedules.get_shift(tx, made.id) == made
    assert await schedules.add_shift(tx, made.id, shift(user, "2026-11-19")) == made
    later = await schedules.change_shift(tx, made.id, 1, shift(user, "2026-11-18", ends="17:00"))
    assert (await schedules.get_shift(tx, made.id), later.version) == (later, 2)
    with pytest.raises(ShiftChanged):
        await schedules.change_shift(tx, made.id, 1, shift(user, "2026-11-18"))
    await schedules.cancel_shift(tx, made.id)
    assert await all_shifts(tx) == []
    with pytest.raises(ShiftNotFound):
        await schedules.cancel_shift(tx, made.id)
    assert (await schedules.restore_shift(tx, made.id)).to_at == later.to_at
    assert [one.verb for one in tx.audits] == ["shift.add", "shift.change", "shift.cancel", "shift.restore"]


async def test_two_shifts_at_once_are_refused_with_both_named(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, other, _) = tx_and_users
    first = await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18"))
    with pytest.raises(ShiftsOverlap) as refused:
        await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18", "17:00", "20:00"))
    told = refused.value.data
    assert (told["starts"], told["other_starts"]) == ("2026-11-18 17:00", "2026-11-18 09:00")
    await schedules.add_shift(tx, uuid7(), shift(other, "2026-11-18", "17:00", "20:00"))
    await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18", kind=ShiftKind.OFF))
    await schedules.cancel_shift(tx, first.id)
    await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18"))
    with pytest.raises(ShiftsOverlap):
        await schedules.restore_shift(tx, first.id)


async def test_two_supervisors_at_once_write_one_of_two_shifts_that_overlap(database_urls: Urls) -> None:
    connections = [await asyncpg.connect(database_urls.app) for _ in range(2)]
    tx, (user,) = await workspace_of(connections[0], 1)
    other, _ = await workspace_of(connections[1], 0)
    await connections[1].execute("select set_config('app.workspace', $1, false)", str(tx.workspace))

    async def write(connection: asyncpg.Connection[Any], starts: str) -> bool:
        async with connection.transaction():
            own = Tx(connection, tx.workspace, NOW, SYSTEM)
            try:
                await schedules.add_shift(own, uuid7(), shift(user, "2026-11-18", starts))
            except ShiftsOverlap:
                return False
            return True

    done = await asyncio.gather(*(write(one, at) for one, at in zip(connections, ["09:00", "10:00"], strict=True)))
    assert sorted(done) == [False, True]
    for one in connections:
        await one.close()


async def test_weeks_are_filled_from_a_template_and_copied(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, users = tx_and_users
    template = WeekTemplate(uuid7(), "Día", BOGOTA, tuple(Span(day, "09:00", "18:00", (LUNCH,)) for day in range(5)))
    await schedules.save_template(tx, template)
    assert await schedules.list_templates(tx) == [template]
    assert len(await schedules.fill_weeks(tx, template.id, users, MONDAY, 2)) == 3 * 5 * 2
    with pytest.raises(ShiftsOverlap):
        await schedules.fill_weeks(tx, template.id, users, MONDAY, 1)
    assert len(await schedules.copy_week(tx, users[:1], MONDAY, MONDAY + timedelta(weeks=2))) == 5
    with pytest.raises(NothingToPlan):
        await schedules.copy_week(tx, users[:1], MONDAY + timedelta(weeks=6), MONDAY)
    with pytest.raises(NothingToPlan):
        await schedules.fill_weeks(tx, template.id, [], MONDAY, 1)
    with pytest.raises(Invalid):
        await schedules.fill_weeks(tx, template.id, users, MONDAY + timedelta(days=1), 1)
    with pytest.raises(Invalid):
        await schedules.fill_weeks(tx, template.id, users, MONDAY, 27)
    await schedules.retire_template(tx, template.id)
    with pytest.raises(TemplateNotFound):
        await schedules.fill_weeks(tx, template.id, users, MONDAY, 1)


async def test_a_template_has_a_name_of_its_own_and_spans_that_can_be(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, _ = tx_and_users
    await schedules.save_template(tx, WeekTemplate(uuid7(), "Día", BOGOTA, (Span(0, "09:00", "18:00"),)))
    with pytest.raises(Conflict):
        await schedules.save_template(tx, WeekTemplate(uuid7(), "Día", BOGOTA, (Span(0, "09:00", "18:00"),)))
    twice = (Span(0, "09:00", "18:00"), Span(0, "17:00", "20:00"))
    with pytest.raises(ShiftsOverlap):
        await schedules.save_template(tx, WeekTemplate(uuid7(), "Doble", BOGOTA, twice))
    with pytest.raises(SenselessShift):
        await schedules.save_template(tx, WeekTemplate(uuid7(), "Larga", BOGOTA, (Span(0, "09:00", "08:00"),)))


async def test_days_on_which_the_calendar_never_opens_are_left_out(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, *_) = tx_and_users
    weekdays = await brands.create_calendar(
        tx, "Laborable", HoursPlan(BOGOTA, (*brands.usual_week("CO")[:2], (), (), (), (), ()))
    )
    sundays = await brands.create_calendar(tx, "Domingos", HoursPlan(BOGOTA, (*((),) * 6, brands.usual_week("CO")[0])))
    template = WeekTemplate(uuid7(), "Día", BOGOTA, tuple(Span(day, "09:00", "18:00") for day in range(6)))
    await schedules.save_template(tx, template)
    made = await schedules.fill_weeks(tx, template.id, [user], MONDAY, 1, weekdays.calendar_id)
    assert [one.day.weekday() for one in made] == [0, 1]
    with pytest.raises(NothingToPlan) as refused:
        await schedules.fill_weeks(tx, template.id, [user], MONDAY, 1, sundays.calendar_id)
    assert refused.value.data == {"reason": "never_open"}


async def test_who_is_on_shift_is_known_of_those_who_have_a_schedule(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (working, off, unknown) = tx_and_users
    await schedules.add_shift(tx, uuid7(), shift(working, "2026-11-18"))
    await schedules.add_shift(tx, uuid7(), shift(off, "2026-11-18"))
    await schedules.add_shift(tx, uuid7(), shift(off, "2026-11-18", kind=ShiftKind.OFF))
    everybody = [working, off, unknown]
    assert await workforce.is_on_shift(tx, everybody, NOW) == {working: True, off: False}
    assert await workforce.is_on_shift(tx, everybody, NOW + timedelta(hours=12)) == {working: False, off: False}
    assert await workforce.is_on_shift(tx, [], NOW) == {}


async def test_adherence_is_read_from_the_states_that_were_recorded(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (here, absent, _) = tx_and_users

    def at(clock: str) -> Tx:
        hour, minute = map(int, clock.split(":"))
        return Tx(tx.connection, tx.workspace, datetime(2026, 11, 18, hour + 5, minute, tzinfo=UTC), SYSTEM)

    for user in (here, absent):
        await schedules.add_shift(tx, uuid7(), shift(user, "2026-11-18", "09:00", "11:00"))
    await workforce.set_presence(at("09:30"), here, PresenceState.ONLINE)
    assert [one.user_id for one in await workforce.missing_now(at("10:00"))] == [absent]
    await workforce.set_presence(at("10:30"), here, PresenceState.BREAK, "lunch")
    gone = await workforce.missing_now(at("10:50"))
    assert {(one.user_id, one.state, one.reason) for one in gone} == {(absent, "", ""), (here, "break", "lunch")}
    day = date(2026, 11, 18)
    found = await adherence.adherence_between(at("12:00"), [here, absent], day, day, BOGOTA)
    told = {one.user_id: (one.scheduled, one.kept, one.late) for one in found}
    assert told == {here: (7200, 3600, 1800), absent: (7200, 0, None)}
