"""A recorded day, lived again: from what was written down, or a refusal that says since when there is something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.flow.records import agent
from tests.flow.test_routing import automatic, write
from tests.flow.world import World
from trato.flow.acts.routing import Dispatcher
from trato.rooms.whatif import api as whatif
from trato.rooms.whatif.errors import DayNotOver, NoRecordedDay
from trato.rooms.whatif.model import Laws
from trato.rooms.workforce import api as workforce

pytestmark = pytest.mark.anyio
PROMPT = Laws(tick=0.001)  # all of it happens within a second


async def test_a_recorded_day_has_its_cases_its_people_and_its_promises(world: World) -> None:
    people = [await agent(world, f"a{n}") for n in range(2)]
    async with world.tx() as tx:
        await workforce.set_capacity(tx, people[0], 30, 30)
        await workforce.set_capacity(tx, people[1], 20, 30)
        begins = tx.now - timedelta(hours=1)
    await automatic(world)
    await write(world, 9)
    await Dispatcher(world.house.db).work(world.workspace)
    async with world.tx() as tx:
        day, house = await whatif.recorded_day(tx, begins, tx.now)
    assert len(day.arrivals) == 9 and all(one.within is not None for one in day.arrivals)
    assert {one.hours for one in day.arrivals} <= house.hours.keys()
    assert sorted((one.id, one.live) for one in day.people) == sorted(zip(people, (30, 20), strict=True))
    given = await world.fetch("select case_id from routing.assignment where author = 'engine'")
    outcome = whatif.live(day, house, PROMPT)
    assert len(given) == 6 and {one.case_id for one in outcome.served} > {row["case_id"] for row in given}
    assert sum(one.given_at is not None for one in outcome.served) == 6
    more = whatif.live(*whatif.pull((day, house), {"agents": "4"}), PROMPT)
    assert sum(one.given_at is not None for one in more.served) == 9


async def test_a_day_without_facts_and_a_day_that_is_not_over_are_refused(world: World) -> None:
    async with world.tx() as tx:
        now = tx.now
        with pytest.raises(NoRecordedDay) as empty:
            await whatif.recorded_day(tx, now - timedelta(days=1), now)
        with pytest.raises(DayNotOver):
            await whatif.recorded_day(tx, now, now + timedelta(days=1))
    assert empty.value.data["since"] is None
    await automatic(world)
    await write(world, 1)
    async with world.tx() as tx:
        with pytest.raises(NoRecordedDay) as later:
            await whatif.recorded_day(tx, now - timedelta(days=9), now - timedelta(days=8))
    assert later.value.data["since"] == now.date().isoformat()
