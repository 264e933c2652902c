"""Agents who go: what waits for them goes back to its queue, what rests on the contact stays theirs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.flow.world import World
from trato.app.wiring import reactions_of
from trato.flow.acts import parting
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, WaitingOn
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

pytestmark = pytest.mark.anyio


async def agent(world: World, name: str = "camila") -> UserId:
    async with world.tx() as tx:
        user = await access.add_user(tx, f"{name}-{uuid7().hex[-8:]}@pirca.example", name.title())
        await access.grant(tx, None, user.id, "agent", ScopeKind.WORKSPACE, None)
        await access.join_team(tx, world.brand.team_id, user.id)
        await workforce.set_presence(tx, user.id, PresenceState.ONLINE)
    return user.id


async def hold(world: World, user: UUID, phone: str) -> UUID:
    """Let a contact write, and give the case to an agent."""
    await world.whatsapp("Hola", phone=phone)
    (row,) = await world.fetch(
        """select c.id from cases."case" c where c.holder_kind <> 'agent' and c.state = 'open'"""
    )
    async with world.tx(Actor(ActorKind.USER, user)) as tx:
        await cases.assign(tx, row["id"], Holder(HolderKind.AGENT, user), AssignReason.PULL)
    case: UUID = row["id"]
    return case


async def react(world: World) -> None:
    reactor = Reactor(world.house.db, reactions_of(world.house))
    while await reactor.work(world.workspace):
        pass


async def holders(world: World) -> dict[UUID, tuple[str, UUID | None]]:
    rows = await world.fetch('select id, holder_kind, holder_id from cases."case"')
    return {row["id"]: (row["holder_kind"], row["holder_id"]) for row in rows}


async def test_who_goes_offline_hands_back_what_waits_and_keeps_what_rests(world: World) -> None:
    camila = await agent(world)
    waiting, resting = await hold(world, camila, "51900000001"), await hold(world, camila, "51900000002")
    async with world.tx() as tx:
        await cases.wait(tx, resting, WaitingOn.CONTACT)
        await workforce.set_presence(tx, camila, PresenceState.OFFLINE)
    await react(world)
    after = await holders(world)
    assert after[waiting] == ("queue", world.brand.queue.id) and after[resting] == ("agent", camila)
    kept = await world.fetch("select case_id, reason, author, outcome from routing.assignment where agent_id is null")
    assert [tuple(row.values()) for row in kept] == [(waiting, "returned", "rule", "none")]

    await world.whatsapp("¿Siguen ahí?", phone="51900000002")
    await react(world)
    assert (await holders(world))[resting] == ("queue", world.brand.queue.id)


async def test_a_break_hands_nothing_back(world: World) -> None:
    camila = await agent(world)
    case = await hold(world, camila, "51900000003")
    async with world.tx() as tx:
        await workforce.set_presence(tx, camila, PresenceState.BREAK, "lunch")
    await react(world)
    assert (await holders(world))[case] == ("agent", camila)


async def test_a_workspace_may_leave_waiting_cases_with_their_agents(world: World) -> None:
    camila = await agent(world)
    case = await hold(world, camila, "51900000004")
    async with world.tx() as tx:
        await access.set_setting(tx, tx.workspace, parting.SETTING, False)
        await workforce.set_presence(tx, camila, PresenceState.OFFLINE)
    await react(world)
    assert (await holders(world))[case] == ("agent", camila)


async def test_signing_out_of_the_last_session_is_going_offline(world: World) -> None:
    camila = await agent(world)
    case = await hold(world, camila, "51900000005")
    async with world.tx() as tx:
        here, there = await access.start_session(tx, camila), await access.start_session(tx, camila)
        await access.end_session(tx, here.session.id)
    await react(world)
    assert (await holders(world))[case] == ("agent", camila)
    async with world.tx() as tx:
        await access.end_session(tx, there.session.id)
    await react(world)
    await react(world)
    assert (await holders(world))[case] == ("queue", world.brand.queue.id)
    (now,) = await world.fetch("select state, reason from workforce.presence_seg where to_at is null")
    assert (now["state"], now["reason"]) == ("offline", "signed_out")


async def test_who_is_deactivated_leaves_every_open_case_and_their_promises_to_the_team(world: World) -> None:
    camila = await agent(world)
    waiting, resting = await hold(world, camila, "51900000006"), await hold(world, camila, "51900000007")
    async with world.tx(Actor(ActorKind.USER, camila)) as tx:
        await cases.wait(tx, resting, WaitingOn.CONTACT)
        await cases.promise(tx, resting, "Llamar con la respuesta", tx.now + timedelta(days=9))
    async with world.tx() as tx:
        boss = await access.add_user(tx, f"ana-{uuid7().hex[-8:]}@pirca.example", "Ana")
        await access.grant(tx, None, boss.id, "system_admin", ScopeKind.WORKSPACE, None)
        await access.disable_user(tx, camila)
    await react(world)
    after = await holders(world)
    assert {after[waiting], after[resting]} == {("queue", world.brand.queue.id)}
    (left,) = await world.fetch(
        "select case_id, body->>'user_id' as who from kit.event where kind = 'cases.promise_left'"
    )
    assert (left["case_id"], left["who"]) == (resting, str(camila))
    (now,) = await world.fetch("select state, reason from workforce.presence_seg where to_at is null")
    assert (now["state"], now["reason"]) == ("offline", "deactivated")


async def test_a_case_whose_queue_was_retired_goes_to_the_team_of_its_agent(world: World) -> None:
    camila = await agent(world)
    case = await hold(world, camila, "51900000008")
    async with world.tx() as tx:
        await routing.retire_queue(tx, world.brand.queue.id)
        await workforce.set_presence(tx, camila, PresenceState.OFFLINE)
    await react(world)
    assert (await holders(world))[case] == ("team", world.brand.team_id)
