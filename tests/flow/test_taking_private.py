"""From a public thread to a private one: once, in time, in the same case, and nothing personal where all read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from tests.flow.pages import PAGE, SECRETS, comment, inbox, item, open_page, stamp, wall
from tests.flow.providers import reply, send
from tests.flow.test_automating import drain, write
from tests.flow.world import World
from trato.flow.acts import giving_back
from trato.flow.acts.privately import (
    CannotTakePrivate,
    NewPrivate,
    NothingInPublic,
    PrivateReplyLate,
    PrivateReplyUsed,
    take_private,
)
from trato.flow.sayable import PersonalInPublic
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.automation.model import TakePrivate, TriggerKind
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind


@pytest.fixture
async def stand_in() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    page = Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


async def _commented(world: World, at: int = 0) -> UUID:
    await world.accept("facebook", wall(comment(1, "Mi pedido no llega", at=at)))
    await world.receive()
    (case,) = await world.fetch('select id from cases."case" order by opened_at desc limit 1')
    found: UUID = case["id"]
    return found


async def _take(world: World, case_id: UUID, text: str = "Hola, te escribimos por aquí", key: UUID | None = None,
                pointer: str = "") -> UUID:  # fmt: skip
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("events", "outbox")) as tx:
        new = NewPrivate(key or uuid7(), case_id, text, alias="Camila", pointer=pointer)
        return await take_private(tx, world.house.book, new)


async def test_the_private_answer_leaves_and_what_follows_is_of_the_same_case(world: World, stand_in: Running) -> None:
    await open_page(world, "messenger", api_base=stand_in.url)
    await open_page(world, "facebook", api_base=stand_in.url)
    posts = stand_in.simulator.posts
    said = posts.comment("7001", posts.publish(PAGE, "Llegaron las ollas"), "Mi pedido no llega")
    await world.accept("facebook", wall(comment(1, "Mi pedido no llega") | {"comment_id": said}))
    await world.receive()
    (case,) = await world.fetch('select id from cases."case"')
    key = uuid7()
    await _take(world, case["id"], key=key, pointer="Te escribimos en privado.")
    await _take(world, case["id"], key=key)  # the same again is the same
    for _ in range(2):
        await send(world)
    (taken,) = stand_in.simulator.world.ledger
    assert taken.body["recipient"] == {"comment_id": said}
    public = [one.text for one in stand_in.simulator.world.posts.values() if one.author == PAGE and one.post]
    assert public == ["Te escribimos en privado."]
    assert {row["state"] for row in await world.fetch("select state from conversations.delivery")} == {"sent"}
    answer = item("7001", message={"mid": "m_back", "text": "Gracias, es el 4512"})
    await world.accept("messenger", inbox(answer))
    await world.receive()
    rows = await world.fetch("select distinct case_id from conversations.message")
    assert [row["case_id"] for row in rows] == [case["id"]]


async def test_once_only_unless_the_first_came_to_nothing(world: World) -> None:
    await open_page(world, "messenger")
    await open_page(world, "facebook")
    case_id = await _commented(world)
    await _take(world, case_id)
    with pytest.raises(PrivateReplyUsed):
        await _take(world, case_id)
    async with world.tx() as tx:
        await tx.connection.execute("update conversations.delivery set state = 'failed'")
    await _take(world, case_id)


async def test_after_a_week_it_is_too_late(world: World) -> None:
    await open_page(world, "messenger")
    await open_page(world, "facebook")
    case_id = await _commented(world, at=stamp() // 1000 - 7 * 86_400 - 60)
    with pytest.raises(PrivateReplyLate):
        await _take(world, case_id)


async def test_a_rule_takes_it_private_and_what_it_did_is_given_back(world: World, stand_in: Running) -> None:
    await open_page(world, "messenger", api_base=stand_in.url)
    await open_page(world, "facebook", api_base=stand_in.url)
    in_private = TakePrivate({"es": "Hola {{ contact.first_name }}, lo vemos por aquí"})
    await write(world, "En privado", TriggerKind.CASE_OPENED, in_private)
    case_id = await _commented(world)
    await drain(world)
    (step,) = await world.fetch("select run_id, action, outcome from automation.step")
    assert (step["action"], step["outcome"]) == ("take_private", "done")
    async with world.tx() as tx:
        assert (await giving_back.undo(tx, step["run_id"]))[1] == []
    (left,) = await world.fetch("select d.state, m.text from conversations.delivery d join conversations.message m "
                                "on m.id = d.message_id and m.workspace_id = d.workspace_id")  # fmt: skip
    assert left["state"] == "cancelled" and left["text"].endswith(", lo vemos por aquí")
    await _take(world, case_id)  # what was given back is not used up


async def test_of_a_private_conversation_a_rule_takes_nothing_private_and_says_why(world: World) -> None:
    await write(world, "En privado", TriggerKind.CASE_OPENED, TakePrivate({"es": "Hola"}))
    await world.whatsapp("Hola")
    await drain(world)
    (step,) = await world.fetch("select outcome, reason from automation.step")
    assert (step["outcome"], step["reason"]) == ("refused", "nothing_in_public")


async def test_where_the_channel_or_the_inbox_is_missing_it_says_so(world: World) -> None:
    await open_page(world, "facebook")
    case_id = await _commented(world)
    with pytest.raises(CannotTakePrivate):
        await _take(world, case_id)
    await world.whatsapp("Hola")
    (private,) = await world.fetch("select id from cases.\"case\" where surface = 'direct_message'")
    with pytest.raises(NothingInPublic):
        await _take(world, private["id"])


@pytest.mark.parametrize("text", ["Le llamamos al 987 310-214", "¿Es rosa@OTRA.example?"])
async def test_nothing_of_the_contact_s_own_is_said_in_public(world: World, text: str) -> None:
    await open_page(world, "facebook")
    await _commented(world)
    async with world.tx() as tx:
        contact = await tx.connection.fetchval("select id from contacts.contact")
        await contacts.state_address(tx, contact, Address(IdentityKind.EMAIL, "rosa@otra.example"), "agent")
        await contacts.state_address(tx, contact, Address(IdentityKind.PHONE, "+51987310214"), "agent")
    with pytest.raises(PersonalInPublic):
        await reply(world, text)
    assert await world.fetch("select 1 from conversations.delivery") == []
    await reply(world, "Escríbanos al 01 555 0101, por favor")
