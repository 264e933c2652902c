"""Cases that agents are asked to take, and those that they take themselves."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent
from tests.flow.test_parting import react
from tests.flow.test_routing import automatic, dispatch, write
from tests.flow.world import World
from trato.flow.acts import assigning, offering, pulling
from trato.flow.timers import Timekeeper
from trato.kit.events import Actor, ActorKind
from trato.rooms.routing.errors import NotAtWork, NothingToTake, OfferGone
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches, PresenceState

pytestmark = pytest.mark.anyio


async def asking(world: World, seconds: int = 20) -> None:
    await automatic(world)
    await world.fetch("update routing.queue set accept_seconds = $1 returning 1", seconds)


async def offers(world: World) -> list[tuple[UUID, UUID]]:
    rows = await world.fetch("select case_id, agent_id from routing.offer order by offered_at, case_id")
    return [(row["case_id"], row["agent_id"]) for row in rows]


async def outcomes(world: World) -> list[tuple[UUID | None, str]]:
    rows = await world.fetch("select agent_id, outcome from routing.assignment order by at, id")
    return [(row["agent_id"], row["outcome"]) for row in rows]


async def run_out(world: World) -> None:
    """Let the time of every offer run out."""
    await world.fetch(
        """update routing.offer set offered_at = offered_at - interval '1 hour', ends_at = ends_at - interval '1 hour'
           returning 1"""
    )
    await world.fetch("update kit.timer set due_at = due_at - interval '1 hour' returning 1")
    await Timekeeper(world.house.db).work(world.workspace)


async def case_row(world: World) -> dict[str, Any]:
    (row,) = await world.fetch('select id, holder_kind, holder_id from cases."case"')
    return row


async def test_an_offered_case_waits_for_a_yes_and_takes_room_meanwhile(world: World) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        await workforce.set_capacity(tx, lucia, 10, 10)
    await write(world, 2)
    await asking(world)
    await dispatch(world)
    await dispatch(world)
    ((case, asked),) = await offers(world)
    assert asked == lucia and await outcomes(world) == [(lucia, "offered")]
    async with world.tx() as tx:
        await offering.accept(tx, case, lucia)
    assert await offers(world) == [] and await outcomes(world) == [(lucia, "accepted")]
    (row,) = await world.fetch('select holder_id from cases."case" where id = $1', case)
    assert row["holder_id"] == lucia
    assert await dispatch(world) == 0


async def test_a_case_that_somebody_lets_pass_goes_to_the_next_and_not_to_them_again(world: World) -> None:
    first, second = await agent(world), await agent(world, "joana")
    await write(world, 1)
    await asking(world)
    await dispatch(world)
    ((case, asked),) = await offers(world)
    async with world.tx() as tx:
        await offering.decline(tx, case, asked)
    await dispatch(world)
    ((_, then),) = await offers(world)
    assert {asked, then} == {first, second}
    async with world.tx() as tx:
        await offering.decline(tx, case, then)
    assert await dispatch(world) == 0 and await offers(world) == []


async def test_who_accepts_after_the_time_ran_out_is_told_and_gets_nothing(world: World) -> None:
    lucia = await agent(world)
    await write(world, 1)
    await asking(world)
    await dispatch(world)
    ((case, _),) = await offers(world)
    await run_out(world)
    async with world.tx() as tx:
        with pytest.raises(OfferGone):
            await offering.accept(tx, case, lucia)
    assert await outcomes(world) == [(lucia, "timed_out")]
    assert (await case_row(world))["holder_kind"] == "queue"


async def test_a_yes_between_the_end_and_its_timer_comes_too_late(world: World) -> None:
    lucia = await agent(world)
    await write(world, 1)
    await asking(world)
    await dispatch(world)
    ((case, _),) = await offers(world)
    await world.fetch(
        "update routing.offer set offered_at = now() - interval '9 s', ends_at = now() - interval '1 s' returning 1"
    )
    async with world.tx() as tx:
        with pytest.raises(OfferGone):
            await offering.accept(tx, case, lucia)


async def test_who_says_nothing_three_times_in_a_row_is_away(world: World) -> None:
    lucia = await agent(world)
    await asking(world)
    for turn in range(3):
        await write(world, 2, f"519871{turn:02}")
        (state,) = await world.fetch("select state from workforce.presence_seg where to_at is null")
        assert state["state"] == "online", turn
        await dispatch(world)
        await run_out(world)
    (now,) = await world.fetch("select state, reason from workforce.presence_seg where to_at is null")
    assert (now["state"], now["reason"]) == ("away", "unanswered")
    assert await outcomes(world) == [(lucia, "timed_out")] * 6
    assert await dispatch(world) == 0


async def test_five_workers_offer_a_case_once(world: World) -> None:
    for n in range(4):
        await agent(world, f"a{n}")
    await write(world, 6)
    await asking(world)
    await asyncio.gather(*(dispatch(world) for _ in range(5)))
    await dispatch(world)
    assert len(await offers(world)) == 6
    assert [outcome for _, outcome in await outcomes(world)] == ["offered"] * 6


async def test_who_goes_is_asked_no_more_and_what_others_take_by_hand_is_not_offered(world: World) -> None:
    lucia, joana = await agent(world), await agent(world, "joana", online=False)
    await write(world, 1)
    await asking(world)
    await dispatch(world)
    async with world.tx() as tx:
        await workforce.set_presence(tx, lucia, PresenceState.BREAK, "lunch")
        await workforce.set_presence(tx, joana, PresenceState.ONLINE)
    await react(world)
    assert await outcomes(world) == [(lucia, "withdrawn")]
    await dispatch(world)
    ((case, asked),) = await offers(world)
    assert asked == joana
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, case, lucia)
    assert await offers(world) == []
    assert ("withdrawn" in dict(await outcomes(world)).values()) and (await case_row(world))["holder_id"] == lucia


async def test_the_next_best_case_is_the_one_that_routing_would_give_and_is_taken_once(world: World) -> None:
    lucia, joana = await agent(world), await agent(world, "joana")
    await write(world, 2)
    await world.fetch(
        'update cases."case" set priority = 1 where number = (select max(number) from cases."case") returning 1'
    )

    async def pull(who: UUID) -> UUID:
        async with world.tx(Actor(ActorKind.USER, who)) as tx:
            return (await pulling.take_next(tx, who)).id

    taken = await asyncio.gather(pull(lucia), pull(joana))
    assert len(set(taken)) == 2
    rows = await world.fetch("select author, author_id, reason, outcome from routing.assignment order by at")
    assert {(row["author"], row["reason"], row["outcome"]) for row in rows} == {("self", "pull", "accepted")}
    (urgent,) = await world.fetch('select holder_id from cases."case" where priority = 1')
    assert urgent["holder_id"] in (lucia, joana)
    with pytest.raises(NothingToTake) as refused:
        await pull(lucia)
    assert refused.value.code == "nothing_waits"


async def test_who_may_not_take_is_told_why(world: World) -> None:
    lucia = await agent(world, online=False)
    await write(world, 1)

    async def why(who: UUID) -> str:
        async with world.tx(Actor(ActorKind.USER, who)) as tx:
            try:
                await pulling.take_next(tx, who)
            except NothingToTake as refused:
                return refused.code
            except NotAtWork:
                return "not_at_work"
            return "taken"

    assert await why(lucia) == "not_at_work"
    async with world.tx() as tx:
        await workforce.set_presence(tx, lucia, PresenceState.BUSY, "")
        await workforce.set_capacity(tx, lucia, 0, 0)
    assert await why(lucia) == "no_room_to_take"
    async with world.tx() as tx:
        await workforce.set_capacity(tx, lucia, 50, 50)
        await workforce.add_skill(tx, "WhatsApp", Matches.CHANNEL, "whatsapp", 3)
    assert await why(lucia) == "not_able_to_take"
    await world.fetch("update routing.queue set mode = 'push' returning 1")
    assert await why(lucia) == "no_queue_to_take"


async def test_an_offer_ends_with_its_instant_and_not_before(world: World) -> None:
    await agent(world)
    await write(world, 1)
    await asking(world, 600)
    await dispatch(world)
    (row,) = await world.fetch("select ends_at - offered_at as time from routing.offer")
    assert row["time"] == timedelta(seconds=600)
    await Timekeeper(world.house.db).work(world.workspace)
    assert len(await offers(world)) == 1
