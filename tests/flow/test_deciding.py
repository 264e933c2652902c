"""Between the plan and the lock: what another worker or a person did meanwhile is found, and nothing is given on it.

Each story holds a real transaction open where a worker has planned and has not locked yet, and lets another one commit.
"""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from tests.flow.records import agent
from tests.flow.test_routing import automatic, dispatch, write
from tests.flow.world import World
from trato.flow.acts import assigning
from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.routing.model import Decision
from trato.rooms.routing.service.choosing import Proposal, propose, secure
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import ChannelWeight, PresenceState

pytestmark = pytest.mark.anyio
FULL = 10  # cases of WhatsApp, which waits, that an agent of usual capacity holds


async def waiting(world: World, count: int) -> list[UUID]:
    """Let cases wait in a queue that gives them out; return them, the first come first."""
    await write(world, count)
    await automatic(world)
    return [row["id"] for row in await world.fetch('select id from cases."case" order by number')]


async def give(world: World, case: UUID, to: UUID) -> None:
    """Let a person give a case to somebody, and commit."""
    async with world.tx(Actor(ActorKind.USER, to)) as tx:
        await assigning.assign(tx, case, to)


async def go(world: World, who: UUID) -> None:
    async with world.tx() as tx:
        await workforce.set_presence(tx, who, PresenceState.OFFLINE, "signed_out")


def pairs(some: Proposal | list[Decision]) -> set[tuple[UUID, UUID | None]]:
    return {(one.case_id, one.agent_id) for one in (some.chosen if isinstance(some, Proposal) else some)}


async def test_a_case_that_somebody_took_after_the_plan_is_not_given_again(world: World) -> None:
    lucia, diego = await agent(world), await agent(world, "diego", online=False)
    first, second = await waiting(world, 2)
    async with world.tx() as late:
        planned = await propose(late)
        assert pairs(planned) == {(first, lucia), (second, lucia)}
        await give(world, first, diego)
        assert pairs(await secure(late, planned)) == {(second, lucia)}


async def test_a_case_that_another_worker_has_in_hand_is_left_to_it(world: World) -> None:
    lucia = await agent(world)
    first, second = await waiting(world, 2)
    async with world.tx() as late:
        planned = await propose(late)
        async with world.tx(Actor(ActorKind.USER, lucia)) as other:
            await other.connection.execute('select 1 from cases."case" where id = $1 for update', first)
            assert pairs(await secure(late, planned)) == {(second, lucia)}


async def test_an_agent_who_was_filled_after_the_plan_is_given_nothing_more(world: World) -> None:
    lucia = await agent(world)
    cases = await waiting(world, FULL + 1)
    async with world.tx() as tx:
        await workforce.set_capacity(tx, lucia, 10, 10)
    async with world.tx() as late:
        planned = await propose(late)
        ((planned_case, _),) = pairs(planned)
        await give(world, next(one for one in cases if one != planned_case), lucia)
        assert await secure(late, planned) == []


async def test_of_what_is_planned_only_so_much_is_given_as_still_fits(world: World) -> None:
    lucia = await agent(world)
    cases = await waiting(world, FULL + 1)
    async with world.tx() as late:
        planned = await propose(late)
        assert len(planned.chosen) == FULL
        left_over = next(one for one in cases if (one, lucia) not in pairs(planned))
        await give(world, left_over, lucia)
        held = await secure(late, planned)
        assert len(held) == FULL - 1 and pairs(held) < pairs(planned)


async def test_two_plans_made_on_the_same_sight_fill_an_agent_once(world: World) -> None:
    lucia = await agent(world)
    await waiting(world, 2 * FULL)
    async with world.tx() as late:
        planned = await propose(late)
        assert await dispatch(world) == FULL  # the other worker: planned, locked and gave meanwhile
        assert await secure(late, planned) == []
    assert await held_by(world, lucia) == FULL


async def test_who_signs_out_after_the_plan_receives_nothing(world: World) -> None:
    lucia, diego = await agent(world), await agent(world, "diego")
    await waiting(world, 2)
    async with world.tx() as late:
        planned = await propose(late)
        assert {one for _, one in pairs(planned)} == {lucia, diego}
        await go(world, lucia)
        assert {one for _, one in pairs(await secure(late, planned))} == {diego}


async def test_who_is_signing_out_while_the_worker_waits_for_them_receives_nothing(world: World) -> None:
    lucia = await agent(world)
    await waiting(world, 2)
    async with world.tx() as late:
        planned = await propose(late)
        assert len(planned.chosen) == 2
        async with world.tx() as leaving:
            await workforce.set_presence(leaving, lucia, PresenceState.OFFLINE, "signed_out")
            securing = asyncio.create_task(secure(late, planned))
            await blocked(world, late)
        assert await securing == []


async def test_who_left_and_came_back_after_the_plan_is_there_for_the_next_one(world: World) -> None:
    lucia = await agent(world)
    (case,) = await waiting(world, 1)
    async with world.tx() as late:
        planned = await propose(late)
        await go(world, lucia)
        async with world.tx() as tx:
            await workforce.set_presence(tx, lucia, PresenceState.ONLINE)
        assert pairs(await secure(late, planned)) == set()  # at the moment that this one is dated, nobody was there
    async with world.tx() as later:
        assert pairs(await secure(later, await propose(later))) == {(case, lucia)}


async def test_whose_capacity_is_being_lowered_while_the_worker_waits_is_given_what_fits_the_new_one(
    world: World,
) -> None:
    lucia = await agent(world)
    await waiting(world, 2)
    async with world.tx() as late:
        planned = await propose(late)
        async with world.tx() as leader:
            await workforce.set_capacity(leader, lucia, 10, 10)
            securing = asyncio.create_task(secure(late, planned))
            await blocked(world, late)
        assert len(await securing) == 1


@pytest.mark.parametrize("units", [0, 5])
async def test_who_is_full_is_given_what_weighs_nothing_and_nothing_else(world: World, units: int) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        await workforce.set_capacity(tx, lucia, 0, 10)
        await workforce.set_channel_weight(tx, "webchat", ChannelWeight(units))
    (first,) = await waiting(world, 1)
    await give(world, first, lucia)
    await world.webchat("¿están?")
    assert await dispatch(world) == (0 if units else 1)
    assert await held_by(world, lucia) == (1 if units else 2)


async def blocked(world: World, tx: Tx) -> None:
    """Return once the statement of a transaction waits for a lock of another."""
    pid = tx.connection.get_server_pid()
    async with asyncio.timeout(10):
        while not (await world.fetch("select cardinality(pg_blocking_pids($1)) > 0 as waits", pid))[0]["waits"]:
            pass


async def held_by(world: World, who: UUID) -> int:
    held = await world.fetch('select count(*) as cases from cases."case" where holder_id = $1', who)
    return int(held[0]["cases"])
