"""Telegram through the whole house: who may bring updates, and that their order and number change nothing."""

from __future__ import annotations

import json
import random
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.flow.providers import provider_door, reply, ring_nobody, take_mail
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.rooms.channels import api as channels
from trato.rooms.channels.simulators.telegram.server import make_app
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot

TOKEN, SECRET = "7000000001:llave", "s3creto"
HEADER = "x-telegram-bot-api-secret-token"
CAMILA = {"id": 8100200300, "is_bot": False, "first_name": "Camila", "username": "cami"}
CHAT = {"id": 8100200300, "type": "private", "first_name": "Camila"}


@pytest.fixture
async def account(world: World) -> UUID:
    """A bot of the brand's."""
    async with world.tx() as tx:
        world.accounts["telegram"] = await open_channel(
            world.house, tx, world.brand, "telegram", "ayudabot", "Bot", settings={"api_base": "http://telegram"},
            secrets={"bot_token": TOKEN, "secret_token": SECRET},
        )  # fmt: skip
    return world.accounts["telegram"]


def message(number: int, text: str, **more: Any) -> dict[str, Any]:
    at = int(wall_clock().timestamp()) - 60 + number
    return {"message_id": number, "from": CAMILA, "chat": CHAT, "date": at, "text": text, **more}


def update(number: int, **content: Any) -> bytes:
    return json.dumps({"update_id": number, **content}).encode()


def told() -> list[bytes]:
    """Return what a person did: three messages, one of them changed, one felt about, a button."""
    second = message(12, "¿y mi pedido 4521?")
    felt = {"chat": CHAT, "message_id": 11, "user": CAMILA, "date": second["date"], "old_reaction": []}
    return [
        update(1, message=message(11, "hola, mi pedido no llegó")),
        update(2, message=second),
        update(3, message=message(13, "este", reply_to_message=message(12, "¿y mi pedido 4521?"))),
        update(4, edited_message={**second, "text": "¿y mi pedido 4522?", "edit_date": second["date"] + 9}),
        update(5, message_reaction={**felt, "new_reaction": [{"type": "emoji", "emoji": "👍"}]}),
        update(6, callback_query={"id": "77", "from": CAMILA, "data": "si", "chat_instance": "1"}),
    ]


async def state_of(world: World) -> list[Any]:
    messages = await world.fetch(
        "select provider_id, text, edited_at is not null as edited, reply_to "
        "from conversations.message order by provider_id"
    )
    reactions = await world.fetch("select emoji from conversations.reaction where emoji <> ''")
    cases = await world.fetch('select state from cases."case"')
    contacts = await world.fetch("select kind, address from contacts.identity order by kind")
    return [messages, reactions, cases, contacts, await world.fetch("select 1 from conversations.parked")]


@pytest.mark.parametrize("seed", range(4))
async def test_told_twice_shuffled_and_in_batches_it_ends_as_told_once_in_order(
    world: World, account: UUID, seed: int
) -> None:
    chance = random.Random(seed)
    deliveries = [*told(), *(told() if seed else [])]
    if seed:
        chance.shuffle(deliveries)
    for raw in deliveries:
        await world.accept("telegram", raw)
        if not seed or chance.random() < 0.5:
            await world.receive()
    await world.receive()

    messages, reactions, cases, contacts, parked = await state_of(world)
    assert [(row["provider_id"], row["text"], row["edited"]) for row in messages] == [
        ("8100200300:11", "hola, mi pedido no llegó", False),
        ("8100200300:12", "¿y mi pedido 4522?", True),
        ("8100200300:13", "este", False),
        ("callback:77", "si", False),
    ]
    assert messages[2]["reply_to"] == "8100200300:12"
    assert [row["emoji"] for row in reactions] == ["👍"]
    assert [row["state"] for row in cases] == ["open"]
    assert [row["address"] for row in contacts] == ["@cami", "8100200300"]
    assert parked == []


async def test_only_the_secret_opens_the_door_and_a_button_rests_by_the_answer(world: World, account: UUID) -> None:
    raw = told()[5]
    async with provider_door(world.house) as door:
        flipped = chr(ord(SECRET[0]) ^ 1) + SECRET[1:]
        for headers in ({}, {HEADER: ""}, {HEADER: flipped}, {HEADER: SECRET + "o"}):
            refused = await door.post(f"/hooks/{account}", content=raw, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (401, "signature_refused")
        assert await world.fetch("select 1 from channels.inbox") == []
        answers = [await door.post(f"/hooks/{account}", content=raw, headers={HEADER: SECRET}) for _ in range(2)]

    assert [one.json()["method"] for one in answers] == ["answerCallbackQuery", "answerCallbackQuery"]
    assert len(await world.fetch("select 1 from channels.inbox")) == 1


async def test_who_stops_the_bot_is_written_to_no_more_and_a_group_opens_no_case(world: World, account: UUID) -> None:
    member = {"status": "kicked", "user": {"id": 1, "is_bot": True, "first_name": "Bot"}, "until_date": 0}
    stopped = {"chat": CHAT, "from": CAMILA, "date": 1763700300, "old_chat_member": {}, "new_chat_member": member}
    group = {**message(40, "@ayudabot ¿horario?"), "chat": {"id": -100, "type": "supergroup", "title": "G"}}
    for raw in (update(1, message=message(11, "hola")), update(2, my_chat_member=stopped), update(3, message=group)):
        await world.accept("telegram", raw)
        await world.receive()

    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert [row["kind"] for row in await world.fetch("select kind from channels.account_alert")] == ["unsupported"]
    holds = await world.fetch("select distinct writer, purpose from compliance.send_hold where released_at is null")
    assert holds == [{"writer": "opt_out", "purpose": ""}]


async def test_an_answer_goes_out_to_the_chat_and_its_receipt_is_sent(world: World, account: UUID) -> None:
    simulator = Simulator()
    simulator.add_bot(Bot(TOKEN, "ayudabot", "Bot"))
    person = simulator.add_person(8100200300, "Camila")
    simulator.say(simulator.world.bots[TOKEN], person, "text", "hola")
    await world.accept("telegram", told()[0])
    await world.receive()
    key = await reply(world, "*Va* en camino")
    wire = httpx.ASGITransport(make_app(simulator))
    async with httpx.AsyncClient(transport=wire) as http:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    await simulator.courier.close()

    ours = list(simulator.world.chat(simulator.world.bots[TOKEN], person.id).lines.values())[-1]
    assert (ours.text, ours.mine) == ("Va en camino", False)
    (row,) = await world.fetch(
        "select d.state, m.provider_id from conversations.delivery d join conversations.message m "
        "on m.id = d.message_id where d.message_id = '" + str(key) + "'"
    )
    assert (row["state"], row["provider_id"]) == ("sent", f"8100200300:{ours.id}")
