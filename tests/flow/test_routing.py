"""Routing in the house: cases that wait reach whoever can and may, once, and go on where nobody can."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.flow.records import agent
from tests.flow.world import World
from trato.flow.acts import assigning
from trato.flow.acts.routing import Dispatcher
from trato.kit.events import Actor, ActorKind
from trato.rooms.routing import api as routing
from trato.rooms.routing.errors import OverflowInCircles, SenselessPolicy, SenselessQueue
from trato.rooms.routing.model import Overflow
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches, PresenceState

pytestmark = pytest.mark.anyio
HELD = """
select holder_id, count(*) as cases from cases."case" where holder_kind = 'agent' group by holder_id
"""


async def dispatch(world: World) -> int:
    return await Dispatcher(world.house.db).work(world.workspace)


async def automatic(world: World) -> None:
    await world.fetch("update routing.queue set automatic = true returning 1")


async def write(world: World, count: int, prefix: str = "5198700") -> None:
    for n in range(count):
        await world.whatsapp("¿tienen batanes?", phone=f"{prefix}{n:04}", name=f"Cliente {n}")


async def test_workers_that_decide_at_once_give_every_case_once_and_nobody_more_than_they_hold(world: World) -> None:
    people = [await agent(world, f"a{n}") for n in range(4)]
    async with world.tx() as tx:
        for one in people:
            await workforce.set_capacity(tx, one, 30, 30)
    await write(world, 20)
    await automatic(world)
    await asyncio.gather(*(dispatch(world) for _ in range(5)))
    await dispatch(world)
    assert Counter({row["holder_id"]: row["cases"] for row in await world.fetch(HELD)}) == dict.fromkeys(people, 3)
    given = await world.fetch("select case_id, count(*) as times from routing.assignment group by case_id")
    assert len(given) == 12 and all(row["times"] == 1 for row in given)


async def test_a_case_in_portuguese_waits_for_somebody_who_speaks_it(world: World) -> None:
    lucia, joana = await agent(world), await agent(world, "joana", online=False)
    async with world.tx() as tx:
        portuguese = await workforce.add_skill(tx, "Portugués", Matches.LANGUAGE, "pt", 2)
        await workforce.set_skills(tx, joana, {portuguese.id: 2})
        await workforce.set_presence(tx, lucia, PresenceState.ONLINE)
    await write(world, 1)
    await world.fetch("update contacts.contact set locale = 'pt-BR' returning 1")
    await automatic(world)
    assert await dispatch(world) == 0
    async with world.tx() as tx:
        await workforce.set_presence(tx, joana, PresenceState.ONLINE)
    assert await dispatch(world) == 1
    (row,) = await world.fetch("select * from routing.assignment")
    assert (row["agent_id"], row["reason"]) == (joana, "skill")
    against = {one["agent_id"]: (one.get("why"), one.get("skill_id")) for one in row["candidates"]}
    assert against[str(lucia)] == ("skill", str(portuguese.id))
    assert row["factors"]["age"] >= 0 and row["policy_version"] == 0


async def test_a_case_of_a_lesser_channel_lets_one_of_the_main_channels_go_first(world: World) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        await workforce.set_capacity(tx, lucia, 10, 10)
    await write(world, 2)
    lesser, main = [row["id"] for row in await world.fetch('select id from cases."case" order by unanswered_since')]
    await world.fetch("update cases.opening set tier = 3 where case_id = $1 returning 1", lesser)
    await automatic(world)
    assert await dispatch(world) == 1
    (row,) = await world.fetch("select case_id, factors from routing.assignment")
    assert row["case_id"] == main and row["factors"]["tier"] > 0


async def test_what_somebody_says_that_a_case_needs_is_asked_for_until_they_take_it_back(world: World) -> None:
    lucia = await agent(world)
    await write(world, 1)
    (case,) = await world.fetch('select id from cases."case"')
    async with world.tx() as tx:
        legal = await workforce.add_skill(tx, "Legal")
        await routing.need(tx, case["id"], legal.id, 3)
    await automatic(world)
    assert await dispatch(world) == 0
    async with world.tx() as tx:
        await routing.need_no_more(tx, case["id"], legal.id)
    assert await dispatch(world) == 1
    assert [row["holder_id"] for row in await world.fetch(HELD)] == [lucia]


async def test_what_nobody_takes_in_time_overflows(world: World) -> None:
    await write(world, 2)
    async with world.tx() as tx:
        (queue,) = await routing.list_queues(tx)
        other = await routing.create_queue(tx, "Refuerzo", brand_id=queue.brand_id, team_id=queue.team_id)
        await routing.change_queue(tx, replace(queue, overflow=Overflow(other.id, timedelta(minutes=5))))
    await dispatch(world)
    assert await queues_of(world) == [queue.id, queue.id]
    await world.fetch(
        """update cases.holding set from_at = from_at - interval '5 minutes'
           where case_id = (select id from cases."case" order by number limit 1) returning 1"""
    )
    await dispatch(world)
    assert await queues_of(world) == [other.id, queue.id]
    (row,) = await world.fetch("select reason from cases.holding where to_at is null and holder_id = $1", other.id)
    assert row["reason"] == "overflow"


async def queues_of(world: World) -> list[UUID]:
    return [row["holder_id"] for row in await world.fetch('select holder_id from cases."case" order by number')]


async def test_an_overflow_that_comes_back_to_where_it_began_is_refused(world: World) -> None:
    async with world.tx() as tx:
        (queue,) = await routing.list_queues(tx)
        other = await routing.create_queue(tx, "Refuerzo", brand_id=None, team_id=queue.team_id)
        await routing.change_queue(tx, replace(queue, overflow=Overflow(other.id, timedelta(minutes=5))))
        with pytest.raises(OverflowInCircles):
            await routing.change_queue(tx, replace(other, overflow=Overflow(queue.id, timedelta(minutes=5))))


async def test_a_queue_whose_times_make_no_sense_is_refused(world: World) -> None:
    async with world.tx() as tx:
        (queue,) = await routing.list_queues(tx)
        for wrong in (
            replace(queue, sticky=timedelta(seconds=-1)),
            replace(queue, accept_seconds=-1),
            replace(queue, overflow=Overflow(None, timedelta(minutes=5))),
        ):
            with pytest.raises(SenselessQueue):
                await routing.change_queue(tx, wrong)


@pytest.mark.parametrize(
    "terms", [{"age": 0}, {"priority": -1}, {"slack_half": 0}, {"colour": 3}, {"values": {"vip": 2}}, {"late": True}]
)
async def test_terms_of_choice_that_make_no_sense_are_refused(world: World, terms: dict[str, object]) -> None:
    async with world.tx() as tx:
        with pytest.raises(SenselessPolicy):
            await routing.change_policy(tx, terms)


async def test_other_terms_count_from_then_on_and_their_version_is_kept(world: World) -> None:
    await agent(world)
    await write(world, 1)
    async with world.tx() as tx:
        version, policy = await routing.change_policy(tx, {"age": 3.0, "values": {"vip": 0.5}})
        assert await routing.current_policy(tx) == (version, policy)
        assert routing.policy_of(routing.terms_of(policy)) == policy
    await automatic(world)
    await dispatch(world)
    (row,) = await world.fetch("select policy_version from routing.assignment")
    assert row["policy_version"] == version == 1


@pytest.mark.parametrize("herself", [True, False])
async def test_who_gives_a_case_back_to_its_queue_is_not_given_it_again_for_knowing_it(
    world: World, herself: bool
) -> None:
    lucia, diego = await agent(world), await agent(world, "diego")
    await write(world, 1)
    (case,) = await world.fetch('select id from cases."case"')
    for who, taker in ((lucia, lucia), (lucia if herself else diego, None)):
        async with world.tx(Actor(ActorKind.USER, who)) as tx:
            await assigning.assign(tx, case["id"], taker)
    async with world.tx() as tx:
        (waiting,) = await routing.waiting_in(tx, await routing.list_queues(tx))
    assert waiting.last_agent == (None if herself else lucia)
