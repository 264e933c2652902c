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
from tests.flow.world import World, make_world, open_test_house, whatsapp_body
from trato.flow import writing
from trato.flow.composing import NewReply
from trato.kit.clock import wall_clock
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


async def offer(world: World, text: str = OFFER) -> UUID:
    """Let an agent offer choices in the newest conversation."""
    (row,) = await world.fetch("select id, case_id from conversations.conversation order by created_at desc limit 1")
    key = uuid7()
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("outbox",)) as tx:
        await writing.reply(tx, world.house.book, NewReply(key, row["id"], row["case_id"], text))
    return key


async def press(world: World, payload: str, title: str, phone: str = "51987310214") -> None:
    """Let a contact press a button on WhatsApp."""
    world.said += 1
    interactive = {"type": "button_reply", "button_reply": {"id": payload, "title": title}}
    stamp = str(int(wall_clock().timestamp()))
    message: dict[str, Any] = {"from": phone, "id": f"wamid.{world.workspace.hex}.{world.said}", "timestamp": stamp}
    message |= {"type": "interactive", "interactive": interactive}
    await world.accept("whatsapp", whatsapp_body(message, phone, "Rosa Huamán"))
    await world.receive()


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


CARDS = """Hay dos:
# Zapatilla Andina | Negro o arena
[La quiero]
# Zapatilla Puna | Solo en gris
[La quiero]"""


async def test_what_is_pressed_on_a_card_says_which_card_and_answers_the_message_that_offered_it(world: World) -> None:
    await world.whatsapp("Hola")
    key = await offer(world, CARDS)
    await world.fetch("update conversations.message set provider_id = 'wamid.CARDS' where id = $1 returning id", key)
    await press(world, f"{key}:2", "cualquier cosa")
    assert (await parts(world, "in"))[-1] == [
        {"type": "choice", "payload": f"{key}:2", "title": "La quiero", "description": "Zapatilla Puna"}
    ]
    (row,) = await world.fetch(
        "select reply_to, text from conversations.message where direction = 'in' order by sort_at desc limit 1"
    )
    assert (row["reply_to"], row["text"]) == ("wamid.CARDS", "La quiero")
    await world.whatsapp("1")
    assert (await parts(world, "in"))[-1][-1] == {
        "type": "choice", "payload": f"{key}:1", "title": "La quiero", "description": "Zapatilla Andina"
    }  # fmt: skip


async def test_nobody_chooses_what_was_offered_to_somebody_else(world: World) -> None:
    await world.whatsapp("Hola")
    key = await offer(world, CARDS)
    await press(world, f"{key}:2", "Otra cosa", "51955555555")
    assert (await parts(world, "in"))[-1] == [{"type": "choice", "payload": f"{key}:2", "title": "Otra cosa"}]
