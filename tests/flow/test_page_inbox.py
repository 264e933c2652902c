"""The inbox of a Page: whatever order its webhooks come in, however often and through whose address, one story."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.flow.pages import PAGE, SECRETS, inbox, item, open_page, stamp
from tests.flow.providers import carrier_of, provider_door, reply, signed
from tests.flow.world import World
from trato.flow.acts.seeing import Seer
from trato.flow.outbound import Sender
from trato.kit.ids import uuid7
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.conversations import api as conversations


@pytest.fixture
async def stand_in() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    page = Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


async def _state(world: World, person: str) -> list[tuple[Any, ...]]:
    rows = await world.fetch(
        """select m.text, m.edited_at is not null as edited, m.deleted_at is not null as deleted,
             (select array_agg(r.emoji) from conversations.reaction r where r.message_id = m.id) as felt
           from conversations.message m
           join conversations.conversation v on v.id = m.conversation_id
           join contacts.identity i on i.id = v.identity_id
           where i.kind = 'page_user' and i.address = $1 order by m.occurred_at""",
        person,
    )
    return [tuple(row.values()) for row in rows]


async def test_twice_shuffled_and_bundled_the_end_is_the_same(world: World) -> None:
    await open_page(world, "messenger")
    chance, start = random.Random(7), stamp() - 60_000
    ends = []
    for turn in range(6):
        who = f"80{turn}"
        one, two = f"m_{turn}_1", f"m_{turn}_2"
        items = [
            item(who, start, message={"mid": one, "text": "Uno"}),
            item(who, start + 1000, message={"mid": two, "text": "Dos"}),
            item(who, start + 2000, message_edit={"mid": one, "text": "Uno y medio", "num_edit": 1}),
            item(who, start + 3000, reaction={"mid": one, "action": "react", "emoji": "❤️"}),
            item(who, start + 4000, message={"mid": two, "is_deleted": True}),
        ]
        told = [*items, *items]
        if turn:
            chance.shuffle(told)
        while told:
            bundle = chance.randint(1, 3)
            await world.accept("messenger", inbox(*told[:bundle]))
            told = told[bundle:]
            if chance.random() < 0.5:
                await world.receive()
        await world.receive()
        ends.append(await _state(world, who))
    assert ends[0] == [("Uno y medio", True, False, ["❤️"]), ("Dos", False, True, None)]
    assert all(end == ends[0] for end in ends)


async def test_a_flipped_byte_stores_nothing(world: World) -> None:
    account = await open_page(world, "messenger")
    raw = inbox(item("7001", message={"mid": "m_1", "text": "Hola"}))
    async with provider_door(world.house) as door:
        for at in range(0, len(raw), 7):
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            assert (await door.post(f"/hooks/{account}", content=flipped, headers=signed(raw))).status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []
        assert (await door.post(f"/hooks/{account}", content=raw, headers=signed(raw))).status_code == 200


async def test_one_webhook_serves_every_page_of_the_app_and_no_page_of_another(world: World) -> None:
    first = await open_page(world, "messenger")
    second = await open_page(world, "messenger", page="204")
    for page in (PAGE, "204"):
        await world.accept("messenger", inbox(item("7001", message={"mid": f"m_{page}", "text": page}), page=page))
    await world.accept("messenger", inbox(item("7001", message={"mid": "m_x", "text": "x"}), page="999"))
    await world.receive()
    rows = await world.fetch("select account_id, text from conversations.message order by occurred_at")
    assert {(row["account_id"], row["text"]) for row in rows} == {(first, PAGE), (second, "204")}
    (dead,) = await world.fetch("select error from channels.inbox where status = 'dead'")
    assert "another account" in dead["error"]


async def test_what_another_application_answers_waits_for_nobody_here(world: World) -> None:
    await open_page(world, "messenger")
    body = inbox(item("7001", message={"mid": "m_1", "text": "Menú"})).replace(b'"messaging"', b'"standby"')
    await world.accept("messenger", body)
    await world.receive()
    assert await world.fetch("select 1 from sla.clock") == []
    (case,) = await world.fetch('select set_aside from cases."case"')
    assert case["set_aside"] is not None


async def test_an_answer_leaves_and_all_that_was_read_up_to_a_moment_is_read(world: World, stand_in: Running) -> None:
    account = await open_page(world, "messenger", api_base=stand_in.url)
    mid = stand_in.simulator.say_text(PAGE, "7001", "Hola")
    await world.accept("messenger", inbox(item("7001", message={"mid": mid, "text": "Hola"})))
    await world.receive()
    await reply(world, "¡Hola!")
    await reply(world, "¿En qué ayudamos?")
    async with carrier_of(world) as carrier:
        sender = Sender(world.house.db, world.house.book, carrier)
        await sender.send(world.workspace)
        await sender.send(world.workspace)
        async with world.tx() as tx:
            read = await tx.connection.fetchval("select id from conversations.message where direction = 'in'")
            await conversations.note_seen(tx, [read], [account])
        await Seer(world.house.db, world.house.book, carrier).work(world.workspace)
    taken = stand_in.simulator.world.ledger
    assert [one.body["message"]["text"] for one in taken] == ["¡Hola!", "¿En qué ayudamos?"]
    assert stand_in.simulator.world.thread(PAGE, "7001").bubbles[mid].tick.value == "read"
    early = inbox(item("7001", read={"watermark": stamp() - 3_600_000}))
    await world.accept("messenger", early)
    await world.receive()
    assert {row["state"] for row in await world.fetch("select state from conversations.delivery")} == {"sent"}
    await world.accept("messenger", inbox(item("7001", read={"watermark": stamp()})))
    await world.receive()
    assert {row["state"] for row in await world.fetch("select state from conversations.delivery")} == {"read"}


async def test_an_echo_finds_the_message_whose_answer_was_lost(world: World) -> None:
    await open_page(world, "messenger")
    await world.accept("messenger", inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    await world.receive()
    key = await reply(world, "¡Hola!", uuid7())
    async with world.tx() as tx:
        await tx.connection.execute("update conversations.delivery set state = 'uncertain', attempt = 1")
    echo = {"mid": "m_2", "is_echo": True, "text": "¡Hola!", "metadata": f"trato:{key}"}
    said = {"sender": {"id": PAGE}, "recipient": {"id": "7001"}, "timestamp": stamp(), "message": echo}
    await world.accept("messenger", inbox(said))
    await world.receive()
    rows = await world.fetch("select m.provider_id, d.state from conversations.message m join conversations.delivery d"
                             " on d.message_id = m.id")  # fmt: skip
    assert [(row["provider_id"], row["state"]) for row in rows] == [("m_2", "sent")]
