"""VK through the whole house: who may bring events, and that their order and number change nothing."""

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
from trato.rooms.channels.simulators.vk.server import make_app
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.world import Group

NUMBER, SECRET, CODE, TOKEN = 123456, "s3cr3t", "c0d1g0", "vk1.a.llave"


@pytest.fixture
async def account(world: World) -> UUID:
    """A community of the brand's."""
    async with world.tx() as tx:
        world.accounts["vk"] = await open_channel(
            world.house, tx, world.brand, "vk", str(NUMBER), "Comunidad",
            settings={"api_base": "http://vk", "confirmation": CODE},
            secrets={"access_token": TOKEN, "secret": SECRET},
        )  # fmt: skip
    return world.accounts["vk"]


def event(number: int, kind: str, **told: Any) -> bytes:
    body = {"type": kind, "group_id": NUMBER, "event_id": f"e{number}", "v": "5.199", "secret": SECRET, "object": told}
    return json.dumps(body).encode()


def message(number: int, text: str, **more: Any) -> dict[str, Any]:
    at = int(wall_clock().timestamp()) - 60 + number
    who = {"from_id": 100172, "peer_id": 100172, "id": 1000 + number, "conversation_message_id": number}
    return {**who, "date": at, "out": 0, "version": 1, "text": text, "attachments": [], **more}


def comment(number: int, text: str, **more: Any) -> dict[str, Any]:
    at = int(wall_clock().timestamp()) - 60 + number
    where = {"post_id": 10, "owner_id": -NUMBER, "post_owner_id": -NUMBER}
    return {"id": number, "from_id": 100172, "date": at, "text": text, **where, **more}


def told() -> list[bytes]:
    """Return what a person did: two messages, one of them changed, a button, a comment and one in its thread."""
    second = message(12, "¿y mi pedido 4521?")
    edited = {**second, "text": "¿y mi pedido 4522?", "update_time": second["date"] + 9}
    pressed = {"user_id": 100172, "peer_id": 100172, "event_id": "ab", "payload": {"trato_choice": "si"}}
    return [
        event(1, "message_new", message=message(11, "hola, mi pedido no llegó"), client_info={}),
        event(2, "message_new", message=second, client_info={}),
        event(3, "message_edit", **edited),
        event(4, "message_event", **pressed, conversation_message_id=11),
        event(5, "wall_reply_new", **comment(56, "pésimo servicio")),
        event(6, "wall_reply_new", **comment(57, "nadie contesta", parents_stack=[56], reply_to_comment=56)),
        event(7, "wall_reply_edit", **comment(56, "mal servicio")),
        event(8, "wall_reply_delete", owner_id=-NUMBER, id=57, user_id=100172, post_id=10),
    ]


async def state_of(world: World) -> list[Any]:
    messages = await world.fetch(
        "select m.provider_id, m.text, m.edited_at is not null as edited, m.deleted_at is not null as gone, "
        "m.public from conversations.message m order by m.public, m.provider_id"
    )
    cases = await world.fetch('select state from cases."case"')
    return [messages, cases, await world.fetch("select 1 from conversations.parked")]


@pytest.mark.parametrize("seed", range(4))
async def test_told_twice_shuffled_and_in_batches_it_ends_as_told_once_in_order(
    world: World, account: UUID, seed: int
) -> None:
    chance = random.Random(seed)
    deliveries = [*told(), *(told() if seed else [])]
    if seed:
        chance.shuffle(deliveries)
    for raw in deliveries:
        await world.accept("vk", raw)
        if not seed or chance.random() < 0.5:
            await world.receive()
    await world.receive()

    messages, cases, parked = await state_of(world)
    assert [(row["provider_id"], row["edited"], row["gone"], row["public"]) for row in messages] == [
        ("100172:11", False, False, False),
        ("100172:12", True, False, False),
        ("event:e4", False, False, False),
        ("wall-123456_10:56", True, False, True),
        ("wall-123456_10:57", False, True, True),
    ]
    assert [messages[1]["text"], messages[3]["text"]] == ["¿y mi pedido 4522?", "mal servicio"]
    assert [row["state"] for row in cases] == ["open", "open"]
    assert parked == []


async def test_only_the_secret_opens_the_door_the_check_is_answered_and_an_event_is_stored_once(
    world: World, account: UUID
) -> None:
    good = json.loads(told()[0])
    async with provider_door(world.house) as door:
        for secret in ("", "s3cr3u", SECRET + "o", None):
            refused = await door.post(f"/hooks/{account}", json={**good, "secret": secret})
            assert (refused.status_code, refused.json()["code"]) == (401, "signature_refused")
        check = await door.post(f"/hooks/{account}", json={"type": "confirmation", "group_id": NUMBER})
        assert check.text == CODE
        assert await world.fetch("select 1 from channels.inbox") == []
        answers = [await door.post(f"/hooks/{account}", json={**good, "v": v}) for v in ("5.199", "5.200")]

    assert [one.text for one in answers] == ["ok", "ok"]
    assert len(await world.fetch("select 1 from channels.inbox")) == 1


async def test_who_forbids_messages_is_written_to_no_more_and_a_conversation_of_several_opens_no_case(
    world: World, account: UUID
) -> None:
    for raw in (
        event(1, "message_new", message=message(11, "hola"), client_info={}),
        event(2, "message_deny", user_id=100172),
        event(3, "message_new", message=message(1, "@ayuda ¿horario?", peer_id=2_000_000_001), client_info={}),
    ):
        await world.accept("vk", raw)
    await world.receive()
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert [row["kind"] for row in await world.fetch("select kind from channels.account_alert")] == ["unsupported"]
    holds = await world.fetch("select distinct writer, purpose from compliance.send_hold where released_at is null")
    assert holds == [{"writer": "opt_out", "purpose": ""}]


async def test_an_answer_leaves_and_its_echo_is_no_second_message(world: World, account: UUID) -> None:
    simulator = Simulator()
    group = simulator.add_group(Group(NUMBER, "Comunidad", TOKEN, "", CODE))
    simulator.world.chat(group, simulator.add_person(100172, "Camila Rojas").id).allowed = True
    await world.accept("vk", event(1, "message_new", message=message(11, "¿a qué hora abren?"), client_info={}))
    await world.receive()
    await reply(world, "A las nueve.")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as http:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    (line,) = simulator.world.chat(group, 100172).lines.values()
    (left,) = await world.fetch("select state, provider_id, message_id from conversations.delivery")
    assert (line.text, left["state"], left["provider_id"]) == ("A las nueve.", "sent", f"100172:{line.id}")

    mark = json.dumps({"trato_choice": f"trato:{left['message_id']}"})
    echo = message(int(line.id), "A las nueve.", from_id=-NUMBER, out=1, payload=mark)
    for raw in (event(2, "message_reply", **echo), event(3, "message_reply", **{**echo, "payload": ""})):
        await world.accept("vk", raw)
    await world.receive()
    texts = [row["text"] for row in await world.fetch("select text from conversations.message order by sort_at")]
    assert texts == ["¿a qué hora abren?", "A las nueve."]
    await simulator.courier.close()
