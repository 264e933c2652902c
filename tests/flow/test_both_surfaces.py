"""One account, in public and in private: whatever comes in whatever order, and from a comment to a message."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.flow.pages import SECRETS, open_page, stamp
from tests.flow.providers import provider_door, reply, send, signed
from tests.flow.world import World
from trato.flow.acts.privately import NewPrivate, take_private
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.simulators.facebook.simulator import Pace
from trato.rooms.channels.simulators.instagram.server import make_app
from trato.rooms.channels.simulators.instagram.simulator import Simulator
from trato.rooms.channels.simulators.instagram.world import account
from trato.rooms.channels.simulators.meta.serving import listen

ME, PERSON, CHANNEL = "17841405822304914", "9012345678901234", "instagram"


@pytest.fixture
async def stand_in() -> AsyncIterator[Simulator]:
    simulator = Simulator(pace=Pace(0.0, 0.0, 0.0))
    simulator.add_page(
        account(ME, "Pirca", "pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    )
    simulator.add_person(PERSON, "Lucía", username="lucia")
    listening = await listen(make_app(simulator), 0)
    simulator.base = listening.url
    yield simulator
    simulator.world.close()
    await listening.stop()


def _webhook(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"object": "instagram", "entry": [{"id": ME, **one} for one in entries]}).encode()


def _comment(identifier: str, text: str, above: str = "", person: str = PERSON, at: int = 0) -> dict[str, Any]:
    who = {"id": person, "username": "pirca" if person == ME else "lucia"}
    value = {"id": identifier, "from": who, "media": {"id": "900"}, "text": text}
    value |= {"parent_id": above} if above else {}
    return {"time": at or stamp() // 1000, "changes": [{"field": "comments", "value": value}]}


def told_of(person: str = PERSON, at: int = 0, **what: Any) -> dict[str, Any]:
    """Return an entry in which a person did something in the inbox."""
    told = {"sender": {"id": person}, "recipient": {"id": ME}, "timestamp": at or stamp(), **what}
    return {"time": stamp(), "messaging": [told]}


async def tell(world: World, *entries: dict[str, Any]) -> None:
    """Let entries come, and be received."""
    await world.accept(CHANNEL, _webhook(*entries))
    await world.receive()


async def test_a_comment_goes_on_in_private_in_the_same_account_and_case(world: World, stand_in: Simulator) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    said = stand_in.media.comment(PERSON, stand_in.media.publish(ME, "Llegaron las ollas"), "Mi pedido no llega")
    await tell(world, _comment(said, "Mi pedido no llega"))
    (case,) = await world.fetch('select id, surface from cases."case"')
    assert case["surface"] == "public_comment"
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("events", "outbox")) as tx:
        new = NewPrivate(uuid7(), case["id"], "Hola, le escribimos por aquí", pointer="Le escribimos en privado.")
        thread = await take_private(tx, world.house.book, new)
    for _ in range(2):
        await send(world)
    (taken,) = stand_in.world.ledger
    assert taken.body["recipient"] == {"comment_id": said}
    assert [one.text for one in stand_in.world.posts.values() if one.author == ME and one.post] == [
        "Le escribimos en privado."
    ]
    assert {row["state"] for row in await world.fetch("select state from conversations.delivery")} == {"sent"}
    await tell(world, told_of(message={"mid": "ig_1", "text": "Gracias, es el 4512"}))
    rows = await world.fetch("select conversation_id, case_id, public from conversations.message order by received_at")
    assert {row["case_id"] for row in rows} == {case["id"]}
    assert (rows[-1]["conversation_id"], rows[-1]["public"]) == (thread, False)
    assert len(await world.fetch("select 1 from contacts.contact")) == 1


async def test_each_surface_is_answered_where_it_was_said(world: World, stand_in: Simulator) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    said = stand_in.media.comment(PERSON, stand_in.media.publish(ME, "Llegaron las ollas"), "¿Precio?")
    await tell(world, _comment(said, "¿Precio?"))
    await reply(world, "Desde 89 soles")
    await send(world)
    (ours,) = [one for one in stand_in.world.posts.values() if one.author == ME and one.post]
    assert (ours.text, ours.above) == ("Desde 89 soles", said)
    await tell(world, _comment(ours.id, ours.text, said, ME))  # it comes back, and is no second message
    assert len(await world.fetch("select 1 from conversations.message where direction = 'out'")) == 1
    assert not stand_in.world.ledger


async def _ends(world: World, who: str) -> list[tuple[Any, ...]]:
    rows = await world.fetch(
        """select m.text, m.edited_at is not null as edited, m.deleted_at is not null as deleted, m.public,
             (select array_agg(r.emoji) from conversations.reaction r where r.message_id = m.id) as felt
           from conversations.message m join contacts.identity i on i.contact_id = m.author_id
           where i.kind = 'page_user' and i.address = $1 order by m.text""",
        who,
    )
    return [tuple(row.values()) for row in rows]


async def test_twice_shuffled_and_bundled_the_end_is_the_same(world: World) -> None:
    await open_page(world, CHANNEL, page=ME)
    chance, start = random.Random(5), stamp() - 60_000
    ends = []
    for turn in range(5):
        who, n = f"90{turn}", f"{turn}"
        entries = [
            told_of(who, start, message={"mid": f"a{n}", "text": "Uno"}),
            told_of(who, start + 1000, message={"mid": f"b{n}", "text": "Dos"}),
            told_of(who, start + 2000, message_edit={"mid": f"a{n}", "text": "Uno y medio", "num_edit": 1}),
            told_of(who, start + 3000, reaction={"mid": f"a{n}", "action": "react", "emoji": "❤️"}),
            told_of(who, start + 4000, message={"mid": f"b{n}", "is_deleted": True}),
            _comment(f"17{n}1", "¿Precio?", person=who, at=start // 1000),
            _comment(f"17{n}2", "¿Hay?", f"17{n}1", who, at=start // 1000 + 1),
        ]
        told = [*entries, *entries]
        if turn:
            chance.shuffle(told)
        while told:
            bundle = chance.randint(1, 4)
            await world.accept(CHANNEL, _webhook(*told[:bundle]))
            told = told[bundle:]
            if chance.random() < 0.4:
                await world.receive()
        await world.receive()
        ends.append(await _ends(world, who))
    assert ends[0] == [
        ("Dos", False, True, False, None),
        ("Uno y medio", True, False, False, ["❤️"]),
        ("¿Hay?", False, False, True, None),
        ("¿Precio?", False, False, True, None),
    ]
    assert all(end == ends[0] for end in ends)


async def test_a_flipped_byte_stores_nothing(world: World) -> None:
    one: UUID = await open_page(world, CHANNEL, page=ME)
    raw = _webhook(told_of(message={"mid": "ig_1", "text": "Hola"}))
    async with provider_door(world.house) as door:
        for at in range(0, len(raw), 11):
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            assert (await door.post(f"/hooks/{one}", content=flipped, headers=signed(raw))).status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []
        assert (await door.post(f"/hooks/{one}", content=raw, headers=signed(raw))).status_code == 200
