"""A week planned from what the log holds and what the tool before counted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bench import history
from bench.history import Shape
from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app.demo.volumes import half_hours
from trato.app.founding import found_workspace
from trato.app.wiring import House
from trato.kit.errors import Invalid
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId, UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand
from trato.rooms.console.service import staffing
from trato.rooms.console.store import staffing as store
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState
from trato.rooms.workforce.model.planning import Promise
from trato.rooms.workforce.model.schedules import ShiftPlan
from trato.rooms.workforce.service import schedules

pytestmark = pytest.mark.anyio


@dataclass(frozen=True, slots=True)
class Place:
    house: House
    workspace: UUID
    agent: UUID


@pytest.fixture
async def place(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        workspace = await found_workspace(house, f"p{uuid7().hex}", "Plan")
        shape = Shape(cases=400, messages=1_600, open=20, resolved=380, agents=2, years=0.2)
        written = await history.write(house, database_urls.owner, workspace, shape)
        yield Place(house, workspace, written.agent)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def brought(tx: Tx, brand: Brand, monday: date, weeks: int) -> None:
    past = half_hours("webchat", weeks)
    begins = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) - timedelta(weeks=weeks)
    rows = [
        ("webchat", begins + timedelta(minutes=30 * slot), int(count), 300.0) for slot, count in enumerate(past.counts)
    ]
    await workforce.save_volumes(tx, brand.id, rows)


async def test_a_week_is_planned_from_the_log_and_from_volumes_brought(place: Place) -> None:
    async with place.house.db.transaction(place.workspace, SYSTEM) as tx:
        brand = (await brands.list_brands(tx))[0]
        monday = monday_of(tx.now.date())
        before = await staffing.plan_week(tx, brand, monday, Promise())
        counted = await tx.connection.fetchval(
            """select count(*) from cases."case" where workspace_id = $1 and brand_id = $2 and origin = 'inbound'
               and set_aside is null and opened_at >= $3 and opened_at < $4""",
            place.workspace,
            brand.id,
            tx.now - timedelta(weeks=20),
            tx.now,
        )
        found = await store.arrivals(tx, brand.id, tx.now - timedelta(weeks=20), tx.now)
        assert sum(count for _, _, count in found) == counted > 50
        assert {one.channel for one in before.channels} <= {"webchat", "whatsapp", "email"}

        await brought(tx, brand, monday, 8)
        (chat,) = (
            one for one in (await staffing.plan_week(tx, brand, monday, Promise())).channels if one.channel == "webchat"
        )
        assert (chat.missing_weeks, chat.live, len(chat.expected), len(chat.need)) == (0, True, 336, 336)
        assert chat.weeks >= 7  # eight were brought; where the brand is, the last may not be over yet
        assert 300 < sum(chat.expected) < 1_500
        assert all(low <= one <= high for low, one, high in zip(chat.low, chat.expected, chat.high, strict=True))
        assert max(chat.need) >= 1


async def test_a_brand_without_history_is_told_how_many_weeks_it_needs(place: Place) -> None:
    async with place.house.db.transaction(place.workspace, SYSTEM) as tx:
        brand = (await brands.list_brands(tx))[0]
        monday = monday_of(tx.now.date())
        begins = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) - timedelta(days=3)
        await workforce.save_volumes(tx, brand.id, [("instagram", begins, 5, None)])
        plan = await staffing.plan_week(tx, brand, monday, Promise())
        (short,) = (one for one in plan.channels if one.channel == "instagram")
        assert (short.missing_weeks, short.expected, short.need) == (2, [], [])
        with pytest.raises(Invalid):
            await staffing.plan_week(tx, brand, monday + timedelta(weeks=60), Promise())


async def test_the_gap_is_counted_against_who_is_scheduled_and_who_was_there(place: Place) -> None:
    async with place.house.db.transaction(place.workspace, SYSTEM) as tx:
        brand = (await brands.list_brands(tx))[0]
        team = await access.add_team(tx, brand.id, "Turnos")
        await access.join_team(tx, TeamId(team.id), UserId(place.agent))
        begun = (tx.now - timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
        local = begun.replace(tzinfo=None)
        await schedules.add_shift(tx, uuid7(), ShiftPlan(place.agent, local, local + timedelta(hours=4), "UTC"))
        past = Tx(tx.connection, tx.workspace, begun + timedelta(minutes=15), SYSTEM)
        await workforce.set_presence(past, place.agent, PresenceState.ONLINE)
        starts = [begun + timedelta(minutes=30 * slot) for slot in range(-1, 9)]
        scheduled, present = await workforce.staffed(tx, [place.agent], starts)
        assert scheduled == [0, *[1] * 8, 0]
        assert present[:4] == [0, 0.5, 1, 1] and present[-1] is None
        await tx.connection.execute(
            """insert into workforce.load_sample (user_id, at, workspace_id, state, cases, load, capacity)
               values ($1, $3, $2, 'online', 3, 30, 50), ($1, $4, $2, 'busy', 2, 20, 50),
                 ($1, $5, $2, 'break', 9, 90, 50)""",
            place.agent,
            place.workspace,
            *(tx.now - timedelta(minutes=ago) for ago in (3, 2, 1)),
        )
        await tx.connection.execute(
            """insert into console.segment (id, workspace_id, user_id, kind, started_at, ended_at, active_seconds)
               values ($1, $2, $3, 'focus', $4, $5, 1800)""",
            uuid7(),
            place.workspace,
            place.agent,
            tx.now - timedelta(hours=1),
            tx.now - timedelta(minutes=20),
        )
        plan = await staffing.plan_week(tx, brand, monday_of(tx.now.date()), Promise())
        worked = (tx.now - past.now).total_seconds()
        assert plan.at_once.held == 2.5
        assert plan.at_once.hands == pytest.approx(1800 / worked, abs=0.01)
        assert plan.people >= 1
        assert staffing.in_order(plan, [], 1_000).kept == [] or all(
            one.kept for one in staffing.in_order(plan, [], 1_000).kept
        )
