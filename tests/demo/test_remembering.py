"""After a restart of the demo the stand-ins of Meta know who wrote before, what was said, and who answers them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.embedded import Urls
from tests.flow.pages import PAGE, SECRETS, inbox, item, open_page
from tests.flow.providers import carrier_of, reply
from tests.flow.world import World, make_world, open_test_house
from trato.app.demo.loading.inboxes import remember_inbox
from trato.flow.acts import handing_over
from trato.flow.acts.handing_over import NewHandover, Passer
from trato.flow.outbound import Sender
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import ThreadAct
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import OTHER_APP, Page


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        yield await make_world(house)


@pytest.fixture
async def fresh() -> AsyncIterator[Running]:
    """Start a Facebook that knows nobody."""
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    running.simulator.add_page(
        Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    )
    yield running
    await running.stop()


async def test_a_conversation_of_before_the_restart_is_taken_and_answered(world: World, fresh: Running) -> None:
    account = await open_page(world, "messenger", api_base=fresh.url)
    said = item("7001", message={"mid": "m_1", "text": "¿Y mi pedido?"})
    await world.accept("messenger", inbox(said).replace(b'"messaging"', b'"standby"'))
    await world.receive()
    page = fresh.simulator.world.numbers[PAGE]
    assert await remember_inbox(world.house, world.workspace, fresh.simulator, page, account) == 1
    assert fresh.simulator.world.owners == {(PAGE, "7001"): OTHER_APP}
    (bubble,) = fresh.simulator.world.thread(PAGE, "7001").bubbles.values()
    assert (bubble.id, bubble.mine, bubble.content["text"]) == ("m_1", True, "¿Y mi pedido?")
    (thread,) = await world.fetch("select id from conversations.conversation")
    async with world.house.db.transaction(world.workspace, Actor(ActorKind.USER, uuid7())) as tx:
        await handing_over.ask(tx, world.house.book, NewHandover(uuid7(), thread["id"], ThreadAct.TAKE))
    async with carrier_of(world) as carrier:
        await Passer(world.house.db, world.house.book, carrier).work(world.workspace)
        assert [row["state"] for row in await world.fetch("select state from conversations.thread_deed")] == ["done"]
        await reply(world, "Sale hoy")
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    assert [one.body["message"]["text"] for one in fresh.simulator.world.ledger] == ["Sale hoy"]
