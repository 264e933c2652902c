"""An offer of choices: native where the channel has it, numbered elsewhere, and the number that comes back chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.embedded import Urls
from tests.flow.providers import provider_door
from tests.flow.texting import bring, connect, texted, twilio
from tests.flow.world import World, make_world, open_test_house
from trato.flow import writing
from trato.flow.composing import NewReply
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import ConversationFacts, OutboundMessage, Part
from trato.rooms.contacts.model import Address, IdentityKind

OFFER = "¿Qué prefiere?\n[Cambio]\n[Devolución | en 5 días]"


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        yield world


async def offer(world: World) -> UUID:
    """Let an agent offer choices in the newest conversation."""
    (row,) = await world.fetch("select id, case_id from conversations.conversation order by created_at desc limit 1")
    key = uuid7()
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("outbox",)) as tx:
        await writing.reply(tx, world.house.book, NewReply(key, row["id"], row["case_id"], OFFER))
    return key


async def parts(world: World, direction: str) -> list[list[dict[str, Any]]]:
    rows = await world.fetch("select parts from conversations.message where direction = $1 order by sort_at", direction)
    return [row["parts"] for row in rows]


async def test_where_there_are_no_buttons_the_choices_are_numbered_and_the_number_is_understood(world: World) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (simulator, send):
        await bring(world, door, texted("SM1", "2"))  # nothing was offered yet: only a text
        await world.receive()
        key = await offer(world)
        await send()
        (sent,) = simulator.world.ledger
        (body,) = sent.form["Body"]
        assert body == "¿Qué prefiere?\n1. Cambio\n2. Devolución"
        await bring(world, door, texted("SM2", "2."))
        await bring(world, door, texted("SM3", "3"))
        await world.receive()
    assert await parts(world, "in") == [
        [{"type": "text", "text": "2"}],
        [{"type": "text", "text": "2."},
         {"type": "choice", "payload": f"{key}:2", "title": "Devolución", "description": "en 5 días"}],
        [{"type": "text", "text": "3"}],
    ]  # fmt: skip
    texts = await world.fetch("select text from conversations.message where provider_id = 'SM2'")
    assert texts == [{"text": "2.\nDevolución"}]


async def test_where_there_are_buttons_or_lists_the_same_text_is_one(world: World) -> None:
    await world.whatsapp("Hola")
    key = await offer(world)
    (said,) = await parts(world, "out")
    assert [one["type"] for one in said] == ["text", "options"]
    book = world.house.book
    async with world.tx() as tx:
        account = (await book.of_workspace(tx))[world.accounts["whatsapp"]]
        adapter = book.adapter(account.row.channel)
        caps = adapter.capabilities(account.view, ConversationFacts(last_inbound_at=tx.now), tx.now)
    to = (Address(IdentityKind.PHONE, "+51987310214"),)
    spoken = msgspec.convert(said, tuple[Part, ...])
    (call,) = adapter.render(OutboundMessage(key, to, spoken), account.view, caps)
    interactive = call.json["interactive"]  # type: ignore[union-attr]
    assert (interactive["type"], interactive["body"]["text"]) == ("list", "¿Qué prefiere?")
    await world.whatsapp("1")
    assert (await parts(world, "in"))[-1][-1]["payload"] == f"{key}:1"
