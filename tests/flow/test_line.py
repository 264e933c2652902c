"""LINE through the whole house: who may bring events, their order and number, and that nothing leaves twice."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.flow.providers import provider_door, reply, ring_nobody, take_mail
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.flow.acts.fetching import Fetcher
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.line.door import HEADER, signature
from trato.rooms.channels.simulators.line.server import make_app
from trato.rooms.channels.simulators.line.simulator import Simulator
from trato.rooms.channels.simulators.line.world import Account
from trato.rooms.channels.simulators.meta.faults import Fault

ACCOUNT, TOKEN, SECRET = f"U{'a' * 32}", "llave", "s3creto"
CAMILA = f"U{'c' * 32}"


@pytest.fixture
async def account(world: World) -> UUID:
    """An official account of the brand's."""
    async with world.tx() as tx:
        world.accounts["line"] = await open_channel(
            world.house, tx, world.brand, "line", ACCOUNT, "Pirca", settings={"api_base": "http://line"},
            secrets={"access_token": TOKEN, "channel_secret": SECRET},
        )  # fmt: skip
    return world.accounts["line"]


def event(number: int, kind: str, source: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": int(wall_clock().timestamp() * 1000) // 60_000 * 60_000 - 60_000 + number * 10,
        "source": source or {"type": "user", "userId": CAMILA},
        "webhookEventId": f"01KAHQ8N7W{number:016d}",
        "deliveryContext": {"isRedelivery": False},
        **content,
    }


def text(identifier: str, words: str, **more: Any) -> dict[str, Any]:
    return {"message": {"id": identifier, "type": "text", "text": words, "quoteToken": "q", **more}}


def webhook(*events: dict[str, Any]) -> bytes:
    return json.dumps({"destination": ACCOUNT, "events": list(events)}).encode()


def told() -> list[dict[str, Any]]:
    """Return what a person did: three messages, one of them changed, one unsent, a button."""
    return [
        event(1, "follow", follow={"isUnblocked": False}),
        event(2, "message", **text("11", "hola, mi olla no llegó")),
        event(3, "message", **text("12", "¿y mi pedido 4521?")),
        event(4, "message", **text("13", "este", quotedMessageId="12")),
        event(5, "messageEdited", **text("12", "¿y mi pedido 4522?")),
        event(6, "unsend", unsend={"messageId": "11"}),
        event(7, "postback", postback={"data": "trato=si&title=S%C3%AD"}),
    ]


async def state_of(world: World) -> list[Any]:
    messages = await world.fetch(
        "select provider_id, text, edited_at is not null as edited, deleted_at is not null as deleted, reply_to "
        "from conversations.message order by provider_id"
    )
    cases = await world.fetch('select state from cases."case"')
    contacts = await world.fetch("select kind, address from contacts.identity order by kind")
    return [messages, cases, contacts, await world.fetch("select 1 from conversations.parked")]


@pytest.mark.parametrize("seed", range(4))
async def test_told_twice_shuffled_split_or_in_batches_it_ends_as_told_once_in_order(
    world: World, account: UUID, seed: int
) -> None:
    chance = random.Random(seed)
    events = told()
    if seed:
        events += [{**one, "deliveryContext": {"isRedelivery": True}} for one in told()]
        chance.shuffle(events)
    while events:
        size = chance.randint(1, 4) if seed else len(events)
        raw, events = webhook(*events[:size]), events[size:]
        await world.accept("line", raw)
        if chance.random() < 0.5:
            await world.receive()
    await world.receive()

    messages, cases, contacts, parked = await state_of(world)
    assert [(row["provider_id"], row["edited"], row["deleted"]) for row in messages][:3] == [
        ("11", False, True), ("12", True, False), ("13", False, False),
    ]  # fmt: skip
    assert [row["text"] for row in messages][1:3] == ["¿y mi pedido 4522?", "este"]
    assert (messages[2]["reply_to"], len(messages)) == ("12", 4)
    assert [row["state"] for row in cases] == ["open"]
    assert [row["address"] for row in contacts] == [CAMILA]
    assert parked == []


async def test_only_lines_signature_opens_the_door_and_a_flipped_byte_stores_nothing(
    world: World, account: UUID
) -> None:
    raw = webhook(told()[1])
    async with provider_door(world.house) as door:
        for at in (0, len(raw) // 2, len(raw) - 1):
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            refused = await door.post(f"/hooks/{account}", content=flipped, headers={HEADER: signature(SECRET, raw)})
            assert (refused.status_code, refused.json()["code"]) == (401, "signature_refused")
        assert (await door.post(f"/hooks/{account}", content=raw)).status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []
        taken = await door.post(f"/hooks/{account}", content=raw, headers={HEADER: signature(SECRET, raw)})
        tried = webhook()  # by which LINE sees whether our address answers
        empty = await door.post(f"/hooks/{account}", content=tried, headers={HEADER: signature(SECRET, tried)})
    assert (taken.status_code, empty.status_code) == (200, 200)
    await world.receive()
    assert [row["text"] for row in await world.fetch("select text from conversations.message")] == [
        "hola, mi olla no llegó"
    ]


async def test_a_group_opens_no_case_and_who_blocks_is_written_to_no_more(world: World, account: UUID) -> None:
    group = {"type": "group", "groupId": "C1", "userId": CAMILA}
    for raw in (
        webhook(event(1, "message", **text("11", "hola")), event(2, "unfollow")),
        webhook(event(3, "message", source=group, **text("12", "¿horario?")), event(4, "join", source=group)),
    ):
        await world.accept("line", raw)
        await world.receive()

    assert len(await world.fetch('select 1 from cases."case"')) == 1
    alerts = await world.fetch("select kind from channels.account_alert order by kind")
    assert "unsupported" in [row["kind"] for row in alerts]
    holds = await world.fetch("select distinct writer, purpose from compliance.send_hold where released_at is null")
    assert holds == [{"writer": "opt_out", "purpose": ""}]


async def test_what_another_application_answers_is_shown_and_waits_for_nobody_here(world: World, account: UUID) -> None:
    await world.accept("line", webhook({**event(1, "message", **text("11", "hola")), "mode": "standby"}))
    await world.receive()
    assert [row["text"] for row in await world.fetch("select text from conversations.message")] == ["hola"]
    assert await world.fetch("select 1 from sla.clock") == []


@asynccontextmanager
async def carried(world: World, simulator: Simulator) -> AsyncIterator[channels.Carrier]:
    """Give a carrier whose wire ends at a LINE of this test."""
    wire = httpx.ASGITransport(make_app(simulator))
    async with httpx.AsyncClient(transport=wire) as http:
        yield channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
    await simulator.courier.close()


def played() -> tuple[Simulator, Account]:
    """Return a LINE on which Camila wrote to the account."""
    simulator = Simulator()
    official = simulator.add_account(Account(ACCOUNT, "@pirca", "Pirca", TOKEN, SECRET))
    simulator.say(official, simulator.add_person(CAMILA, "Camila Rojas"), "text", "hola")
    return simulator, official


async def test_an_answer_whose_result_was_lost_goes_again_and_stands_there_once(world: World, account: UUID) -> None:
    simulator, official = played()
    await world.accept("line", webhook(told()[1]))
    await world.receive()
    key = await reply(world, "Va en camino")
    simulator.faults.order(Fault.ERROR_AFTER)
    async with carried(world, simulator) as carrier:
        sender = Sender(world.house.db, world.house.book, carrier)
        await sender.send(world.workspace)
        query = f"select state, provider_id from conversations.delivery where message_id = '{key}'"
        (row,) = await world.fetch(query)
        assert row["state"] == "cleared"  # neither sent nor in doubt: it goes again
        await world.fetch("update conversations.delivery set next_at = now() - interval '1 second' returning 1")
        await sender.send(world.workspace)
        (row,) = await world.fetch(query)

    lines = simulator.world.chat(official, simulator.world.people[CAMILA]).lines.values()
    ours = [line for line in lines if not line.mine]
    assert [line.text for line in ours] == ["Va en camino"]
    assert (row["state"], row["provider_id"]) == ("sent", ours[0].id)


async def test_the_name_of_who_wrote_is_asked_for_once(world: World, account: UUID) -> None:
    simulator, _ = played()
    await world.accept("line", webhook(told()[1], told()[2]))
    await world.receive()
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    async with carried(world, simulator) as carrier:
        asker = channels.Asker(world.house.db, world.house.book, carrier, acceptor)
        assert await asker.work(world.workspace) == 1
        assert await asker.work(world.workspace) == 0
    await acceptor.stop()
    assert [row["name"] for row in await world.fetch("select name from contacts.contact")] == ["Camila Rojas"]


async def test_a_file_that_line_still_prepares_is_fetched_later_and_not_lost(world: World, account: UUID) -> None:
    simulator, _ = played()
    simulator.world.contents["21"] = simulator.world.keep(b"%PDF-1.7 una boleta", "application/pdf", "boleta.pdf")
    simulator.world.preparing["21"] = 1
    message = {"id": "21", "type": "file", "fileName": "boleta.pdf", "fileSize": 19}
    await world.accept("line", webhook(event(1, "message", message=message)))
    await world.receive()
    async with carried(world, simulator) as carrier:
        fetcher = Fetcher(world.house.db, world.house.book, carrier, world.house.blobs)
        states = []
        for _ in range(2):
            await fetcher.work(world.workspace)
            (row,) = await world.fetch("select state from conversations.attachment")
            states.append(row["state"])
            await world.fetch("update conversations.attachment set next_at = now() - interval '1 second' returning 1")
    assert states == ["pending", "ready"]
    (file,) = await world.fetch("select state, name, size from conversations.attachment")
    assert (file["state"], file["name"], file["size"]) == ("ready", "boleta.pdf", 19)
