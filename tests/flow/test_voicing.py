"""What asks for care on the account of marketing is answered as the account of care, in the same case (S134)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.flow.conftest import house as house
from tests.flow.conftest import world as world
from tests.flow.providers import reply
from tests.flow.test_x import post, send
from tests.flow.world import World
from tests.rooms.channels.x.known import LUCIA, OURS, SECRETS, business
from trato.app.founding import open_channel
from trato.flow.acts import voicing
from trato.flow.acts.previewing import preview
from trato.kit.clock import wall_clock
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business

CARE = "1111111111111111222"
CARE_SECRETS = SECRETS | {"access_token": "de-atencion", "refresh_token": "otra-vez"}
X_BASE = {"api_base": "http://x", "client_id": "cliente"}


@pytest.fixture
async def stand_in(world: World) -> AsyncIterator[Simulator]:
    """An X with the account of marketing and that of care, which is where what asks for care goes."""
    async with world.tx() as tx:
        for name, ident, said, secrets in (
            ("x", OURS, "@PircaCocina", SECRETS), ("care", CARE, "@PircaAyuda", CARE_SECRETS)
        ):  # fmt: skip
            world.accounts[name] = await open_channel(
                world.house, tx, world.brand, "x", ident, said, settings=X_BASE, secrets=secrets
            )
        accounts = await world.house.book.of_workspace(tx, list(world.accounts.values()))
        marketing, care = (accounts[world.accounts[one]].row for one in ("x", "care"))
        await channels.change_account(tx, marketing, name=marketing.name, purpose="marketing", owner_id=None,
                                      queue_id=marketing.queue_id)  # fmt: skip
        await channels.route_to_care(tx, marketing, care, "words", [])
    world.house.book.forget(world.workspace)
    simulator = Simulator()
    for one in (business(), Business(CARE, "PircaAyuda", "Pirca Ayuda", SECRETS["consumer_secret"],
                                     SECRETS["bearer_token"], "de-atencion", "otra-vez")):  # fmt: skip
        one.callback_url, one.webhook_id, one.valid, one.told = "http://nowhere", "1", True, set(TOLD)
        simulator.add_business(one)
    simulator.add_person(LUCIA, "lucia_rojas", "Lucía")
    yield simulator
    await simulator.courier.close()


async def tell(world: World, account: str, ident: str, kind: str, payload: dict[str, Any]) -> None:
    """Bring an event to one of the two accounts."""
    body = {"data": {"filter": {"user_id": ident}, "event_uuid": uuid7().hex, "event_type": kind, "payload": payload}}
    await world.accept(account, json.dumps(body).encode())
    await world.receive()


async def mention(world: World, simulator: Simulator, text: str) -> tuple[UUID, UUID, str]:
    """Let Lucía mention the account of marketing; returns the conversation, its case and the post."""
    told = simulator.say(simulator.world.people[LUCIA], text)
    said = post(0, LUCIA, text) | {"id": told.id, "conversation_id": told.id, "edit_history_tweet_ids": [told.id]}
    await tell(world, "x", OURS, "post.mention.create", said)
    (row,) = await world.fetch("select id, case_id from conversations.conversation order by created_at desc limit 1")
    return row["id"], row["case_id"], told.id


def further(root: str, ident: str, author: str, text: str, above: str, to: str) -> dict[str, Any]:
    """Return a further post of a talk, as it is told."""
    of = {"id": ident, "conversation_id": root, "edit_history_tweet_ids": [ident]}
    return post(0, author, text, above=above, to=to) | of


async def test_a_question_of_care_is_answered_as_care_in_the_same_case_and_goes_on_there(
    world: World, stand_in: Simulator
) -> None:
    thread, case, root = await mention(world, stand_in, "@PircaCocina mi pedido no llegó")
    async with world.tx() as tx:
        shown = await preview(tx, world.house.book, thread, case, "Lo vemos", None)
    assert (shown.sender, [one.text for one in shown.pieces]) == ("@PircaAyuda", ["Lo vemos"])
    await reply(world, "Lo vemos, Lucía")
    await send(world, stand_in)
    (ours,) = [one for one in stand_in.world.posts.values() if one.author in (OURS, CARE)]
    assert (ours.author, ours.above, ours.text) == (CARE, root, "Lo vemos, Lucía")
    kept = await world.fetch("select stopped_at is not null as kept from sla.clock where target = 'first_response'")
    assert [row["kept"] for row in kept] == [True]
    # the account of care is told of its own answer, that of marketing is mentioned by it: nobody asked for anything
    echo = further(root, ours.id, CARE, ours.text, root, LUCIA)
    await tell(world, "care", CARE, "post.create", echo)
    await tell(world, "x", OURS, "post.mention.create", echo)
    # Lucía answers care, and both accounts are told of it, in whatever order
    again = further(root, stand_in.world.new_id(), LUCIA, "es el 4471", ours.id, CARE)
    await tell(world, "care", CARE, "post.reply.create", again)
    await tell(world, "x", OURS, "post.mention.create", again)
    await tell(world, "care", CARE, "post.mention.create", again)
    rows = await world.fetch("select text, direction, case_id, conversation_id from conversations.message")
    assert {(row["text"], row["direction"]) for row in rows} == {
        ("@PircaCocina mi pedido no llegó", "in"), ("Lo vemos, Lucía", "out"), ("es el 4471", "in"),
    }  # fmt: skip
    assert len(rows) == 3 and {(row["case_id"], row["conversation_id"]) for row in rows} == {(case, thread)}
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    (fact,) = await world.fetch("select body, case_id from kit.event where kind = 'conversations.voice_changed'")
    assert fact["case_id"] == case and fact["body"]["account_id"] == str(world.accounts["care"])


async def test_one_command_switches_back_and_forth_and_praise_is_answered_as_marketing(
    world: World, stand_in: Simulator
) -> None:
    thread, case, _ = await mention(world, stand_in, "@PircaCocina qué lindas ollas")
    await reply(world, "¡Gracias!")
    await send(world, stand_in)
    async with world.tx(Actor(ActorKind.USER, uuid7())) as tx:
        await voicing.answer_as_care(tx, world.house.book, thread, case)
        await voicing.answer_as_care(tx, world.house.book, thread, case)
    await reply(world, "Y si hace falta ayuda, aquí estamos")
    await send(world, stand_in)
    async with world.tx(Actor(ActorKind.USER, uuid7())) as tx:
        await voicing.answer_as_itself(tx, thread, case)
    await reply(world, "¡Hasta pronto!")
    await send(world, stand_in)
    said = [one.author for one in stand_in.world.posts.values() if one.author in (OURS, CARE)]
    assert said == [OURS, CARE, OURS]
    facts = await world.fetch("select body from kit.event where kind = 'conversations.voice_changed' order by seq")
    assert [row["body"]["own"] for row in facts] == [False, True]


async def test_where_no_account_may_answer_for_another_it_is_refused(world: World, stand_in: Simulator) -> None:
    stamp = str(int(wall_clock().timestamp() * 1000))
    made = {"target": {"recipient_id": OURS}, "sender_id": LUCIA, "message_data": {"text": "mi pedido no llegó"}}
    told = {"type": "message_create", "id": "2090000000000000901", "created_timestamp": stamp, "message_create": made}
    await tell(world, "x", OURS, "dm.received", {"direct_message_events": [told]})
    await world.whatsapp("hola, mi pedido")
    rows = await world.fetch("select id, case_id from conversations.conversation")
    assert len(rows) == 2
    for row in rows:
        async with world.tx() as tx:
            with pytest.raises(voicing.CannotAnswerAs):
                await voicing.answer_as_care(tx, world.house.book, row["id"], row["case_id"])
    assert await world.fetch("select 1 from conversations.voice") == []
