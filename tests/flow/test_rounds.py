"""What the engine saw is kept with what it gave: asked again, it gives the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.flow.records import agent
from tests.flow.test_routing import automatic, write
from tests.flow.world import World
from trato.flow.acts.routing import Dispatcher
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches

pytestmark = pytest.mark.anyio
EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


async def lived(world: World) -> None:
    """Let two workers give out what comes while capacities, skills, terms and priorities change."""
    people = [await agent(world, f"a{n}") for n in range(4)]
    workers = Dispatcher(world.house.db), Dispatcher(world.house.db)
    await automatic(world)
    for turn in range(8):
        await write(world, 6, prefix=f"519870{turn}")
        async with world.tx() as tx:
            await workforce.set_capacity(tx, people[turn % 4], 20 + 10 * turn, 100)
            if turn == 2:
                whatsapp = await workforce.add_skill(tx, "WhatsApp", Matches.CHANNEL, "whatsapp", 1)
                await workforce.set_skills(tx, people[0], {whatsapp.id: 3})
                await workforce.set_skills(tx, people[1], {whatsapp.id: 1})
            if turn == 5:
                await routing.change_policy(tx, {"load": 0.0, "age": 4.0})
        await workers[turn % 2].work(world.workspace)


async def test_asked_again_with_what_it_saw_the_engine_gives_exactly_what_it_gave(world: World) -> None:
    await lived(world)
    async with world.tx() as tx:
        found = await routing.replay(tx, *EVER)
        assert await routing.kept_since(tx) is not None
    (given,) = await world.fetch("select count(*) as cases from routing.assignment where author = 'engine'")
    assert found.exact and found.rounds >= 5 and found.assignments == given["cases"] > 15


async def test_asked_under_other_terms_the_engine_gives_otherwise_and_that_is_told(world: World) -> None:
    await lived(world)
    async with world.tx() as tx:
        found = await routing.replay(
            tx, *EVER, terms=lambda policy: replace(policy, weights=replace(policy.weights, load=-500.0))
        )
    assert found.differing and not found.exact


async def test_what_was_given_otherwise_is_told(world: World) -> None:
    await lived(world)
    await world.fetch(
        "update routing.assignment set agent_id = (select agent_id from routing.assignment a"
        " where a.agent_id <> assignment.agent_id limit 1) where id = (select id from routing.assignment"
        " where author = 'engine' order by id limit 1) returning 1"
    )
    async with world.tx() as tx:
        assert len((await routing.replay(tx, *EVER)).unmatched) == 1


async def test_a_chain_that_lost_a_look_is_told(world: World) -> None:
    await lived(world)
    await world.fetch("delete from routing.round where number = 0 returning 1")
    async with world.tx() as tx:
        found = await routing.replay(tx, *EVER)
    assert found.unreadable == 2 and not found.exact


async def test_looks_too_old_to_be_asked_about_go(world: World) -> None:
    await agent(world)
    await automatic(world)
    await write(world, 2)
    await Dispatcher(world.house.db).work(world.workspace)
    await world.fetch(
        "insert into routing.round select gen_random_uuid(), workspace_id, gen_random_uuid(), number,"
        " at - $1::interval, policy_version, seen from routing.round returning 1",
        timedelta(days=36),
    )
    assert len(await world.fetch("select 1 from routing.round")) == 2
    await write(world, 1, prefix="5198799")
    await Dispatcher(world.house.db).work(world.workspace)
    assert len(await world.fetch("select 1 from routing.round")) == 2
