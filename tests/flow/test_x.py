"""X through the whole house: who may bring events, two surfaces, and that order and number change nothing."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.flow.providers import provider_door, reply, ring_nobody, take_mail
from tests.flow.world import World
from tests.rooms.channels.x.known import LUCIA, OURS, SECRETS, TOMAS, activity, business
from trato.app.founding import open_channel
from trato.flow.acts.privately import CannotTakePrivate, NewPrivate, take_private
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.adapters.x.door import HEADER, proof_of
from trato.rooms.channels.simulators.x.server import make_app
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.conversations.api import TextTooLong

ROOT = "2090000000000000100"


@pytest.fixture
async def account(world: World) -> UUID:
    """An account of the brand's."""
    async with world.tx() as tx:
        world.accounts["x"] = await open_channel(
            world.house,
            tx,
            world.brand,
            "x",
            OURS,
            "Pirca",
            settings={"api_base": "http://x", "client_id": "cliente"},
            secrets=SECRETS,
        )
    return world.accounts["x"]


@pytest.fixture
async def stand_in(world: World) -> AsyncIterator[Simulator]:
    """An X that knows the account and two people, and keeps what it would bring."""
    simulator = Simulator()
    account = business()
    account.callback_url, account.webhook_id, account.valid = "http://nowhere", "1", True
    account.told = set(TOLD)
    simulator.add_business(account)
    simulator.add_person(LUCIA, "lucia_rojas", "Lucía")
    simulator.add_person(TOMAS, "tomas_v", "Tomás")
    yield simulator
    await simulator.courier.close()


def at(seconds: int) -> str:
    """Return an instant of the last minutes as X writes it."""
    return f"{wall_clock().isoformat(timespec='seconds').partition('+')[0][:-2]}{seconds:02d}.000Z"


def post(n: int, author: str, text: str, above: str = "", to: str = "", **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": f"{int(ROOT) + n}", "author_id": author, "text": text, "conversation_id": ROOT, "created_at": at(n),
        "edit_history_tweet_ids": [f"{int(ROOT) + n}"], "lang": "es", **more,
    }  # fmt: skip
    if above:
        told |= {"referenced_tweets": [{"type": "replied_to", "id": above}], "in_reply_to_user_id": to}
    return told


def message(n: int, text: str) -> dict[str, Any]:
    stamp = str(int(wall_clock().timestamp() * 1000) - 60_000 + n * 1000)
    made = {"target": {"recipient_id": OURS}, "sender_id": LUCIA, "message_data": {"text": text}}
    told = {"type": "message_create", "id": f"{int(ROOT) + n}", "created_timestamp": stamp, "message_create": made}
    return {"direct_message_events": [told]}


async def send(world: World, simulator: Simulator) -> None:
    """Let the sender make one round with this X."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as http:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)


async def tell(world: World, kind: str, payload: dict[str, Any]) -> None:
    await world.accept("x", json.dumps(activity(kind, payload)).encode())
    await world.receive()


MESSAGES = """
select m.provider_id, m.text, m.direction, m.public, m.edited_at is not null as edited,
  m.deleted_at is not null as deleted, v.surface, v.thread_key
from conversations.message m join conversations.conversation v on v.id = m.conversation_id
order by m.provider_id, m.direction
"""


async def test_only_what_x_signed_is_stored_and_its_challenge_is_answered(world: World, account: UUID) -> None:
    raw = json.dumps(activity("dm.received", message(1, "hola"))).encode()
    good = proof_of(raw, SECRETS["consumer_secret"])
    async with provider_door(world.house) as door:
        asked = await door.get(f"/hooks/{account}", params={"crc_token": "challenge_string"})
        assert asked.json() == {"response_token": "sha256=S/mG8E9n5SjoGuCqHguvP8K8uuu5ogCPF0dOpIdyZlk="}
        flipped = raw[:40] + bytes([raw[40] ^ 1]) + raw[41:]
        answers = [
            (await door.post(f"/hooks/{account}", content=body, headers=headers)).status_code
            for body, headers in ((flipped, {HEADER: good}), (raw, {}), (raw, {HEADER: "sha256=no"}))
        ]
        assert answers == [401, 401, 401]
        assert await world.fetch("select 1 from channels.inbox") == []
        assert (await door.post(f"/hooks/{account}", content=raw, headers={HEADER: good})).status_code == 200


async def test_told_twice_shuffled_and_in_batches_it_ends_as_told_once_in_order(world: World, account: UUID) -> None:
    first = post(1, LUCIA, "¿La de 30 cm sirve en inducción?", above=ROOT, to=OURS)
    ours = post(2, OURS, "Sí, sirve.", above=f"{int(ROOT) + 1}", to=LUCIA)
    edited = {**post(4, LUCIA, "gracias!!", above=f"{int(ROOT) + 2}", to=OURS)}
    edited["edit_history_tweet_ids"] = [f"{int(ROOT) + 3}", f"{int(ROOT) + 4}"]
    told = [
        ("post.reply.create", first), ("post.mention.create", first), ("post.create", ours),
        ("post.reply.create", post(3, LUCIA, "gracias", above=f"{int(ROOT) + 2}", to=OURS)),
        ("post.reply.create", edited),
        ("post.mention.create", post(5, TOMAS, "@PircaCocina y a mí?", above=ROOT, to=OURS)),
        ("post.delete", {"id": f"{int(ROOT) + 5}", "author_id": TOMAS}),
        ("dm.received", message(6, "mi pedido es 4471")),
    ]  # fmt: skip
    ends = []
    for turn in range(4):
        chance = random.Random(turn)
        # each turn tells the same of other posts
        shift = str(int(ROOT) + 1000 * turn)
        bodies = [json.dumps(activity(kind, what)).replace(ROOT[:15], shift[:15]) for kind, what in told]
        bodies = [body.replace(f'"{ROOT}"', f'"{shift}"') for body in bodies]
        for n in range(7):
            bodies = [body.replace(f'"{int(ROOT) + n}"', f'"{int(shift) + n}"') for body in bodies]
        if turn:
            bodies += bodies
            chance.shuffle(bodies)
        for body in bodies:
            await world.accept("x", body.encode())
            if chance.random() < 0.5:
                await world.receive()
        await world.receive()
        rows = [row for row in await world.fetch(MESSAGES) if int(shift) <= int(row["provider_id"]) < int(shift) + 10]
        ends.append([
            (int(row["provider_id"]) - int(shift), row["text"], row["direction"], row["edited"], row["deleted"],
             row["surface"], row["thread_key"].partition(":")[2] if row["public"] else "")
            for row in rows
        ])  # fmt: skip
    comment = "public_comment"
    assert ends[0] == [
        (1, "¿La de 30 cm sirve en inducción?", "in", False, False, comment, LUCIA),
        (2, "Sí, sirve.", "out", False, False, comment, LUCIA),
        (3, "gracias!!", "in", True, False, comment, LUCIA),
        (5, "@PircaCocina y a mí?", "in", False, True, comment, TOMAS),
        (6, "mi pedido es 4471", "in", False, False, "direct_message", ""),
    ]
    assert all(end == ends[0] for end in ends)
    assert await world.fetch("select 1 from conversations.parked") == []


async def test_an_answer_goes_below_what_was_said_last_and_comes_back_as_no_second_message(
    world: World, account: UUID, stand_in: Simulator
) -> None:
    told = stand_in.say(stand_in.world.people[LUCIA], "@PircaCocina ¿envían a Cusco?")
    await tell(world, "post.mention.create", post(0, LUCIA, told.text) | {"id": told.id, "conversation_id": told.id,
               "edit_history_tweet_ids": [told.id]})  # fmt: skip
    with pytest.raises(TextTooLong):
        await reply(world, "👍" * 141)
    await reply(world, "Sí, a todo el país 👍")
    await send(world, stand_in)
    (ours,) = [one for one in stand_in.world.posts.values() if one.author == OURS]
    assert (ours.above, ours.text) == (told.id, "Sí, a todo el país 👍")
    echo = post(0, OURS, "Sí, a todo el país 👍", above=told.id, to=LUCIA)
    await tell(world, "post.create", echo | {"id": ours.id, "conversation_id": told.id,
               "edit_history_tweet_ids": [ours.id]})  # fmt: skip
    out = [row for row in await world.fetch(MESSAGES) if row["direction"] == "out"]
    assert [row["provider_id"] for row in out] == [ours.id]


async def test_a_message_is_answered_in_private_and_its_reading_is_seen(
    world: World, account: UUID, stand_in: Simulator
) -> None:
    await tell(world, "dm.received", message(6, "mi pedido es 4471"))
    await reply(world, "x" * 281)
    await send(world, stand_in)
    (ours,) = stand_in.world.chat(OURS, LUCIA)
    assert len(ours.text) == 281
    stamp = str(int(wall_clock().timestamp() * 1000) + 1000)
    seen = {"created_timestamp": stamp, "sender_id": LUCIA, "target": {"recipient_id": OURS}}
    await tell(world, "dm.read", {"direct_message_mark_read_events": [{**seen, "last_read_event_id": ours.id}]})
    assert [row["state"] for row in await world.fetch("select state from conversations.delivery")] == ["read"]


async def test_an_encrypted_chat_opens_a_case_that_says_so(world: World, account: UUID) -> None:
    chat = {"id": "e4f4", "created_at_msec": str(int(wall_clock().timestamp() * 1000)), "sender_id": LUCIA,
            "conversation_id": f"{LUCIA}:{OURS}", "encoded_event": "CwAB"}  # fmt: skip
    await tell(world, "chat.received", chat)
    (row,) = await world.fetch("select parts from conversations.message")
    assert row["parts"] == [{"type": "unsupported", "what": "encrypted_chat"}]
    assert len(await world.fetch('select 1 from cases."case"')) == 1


async def _secrets(world: World, account: UUID) -> dict[str, str]:
    async with world.tx() as tx:
        world.house.book.forget(world.workspace)
        return dict((await world.house.book.of_workspace(tx))[account].view.secrets)


async def _renew(world: World, simulator: Simulator, times: int = 1) -> int:
    """Let workers look for tokens that end, at once; return how many were asked for."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as http:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
        renewer = channels.Renewer(world.house.db, world.house.book, carrier, world.house.seal)
        return sum(await asyncio.gather(*(renewer.work(world.workspace) for _ in range(times))))


async def _end_soon(world: World, account: UUID) -> None:
    soon = {**SECRETS, "access_ends": str(int(wall_clock().timestamp()) + 300)}
    async with world.tx() as tx:
        await channels.change_secrets(tx, account, soon, world.house.seal)
    world.house.book.forget(world.workspace)


async def test_a_token_that_ends_soon_is_renewed_by_one_worker_and_what_leaves_then_has_the_new_one(
    world: World, account: UUID, stand_in: Simulator
) -> None:
    await _end_soon(world, account)
    await tell(world, "dm.received", message(6, "mi pedido es 4471"))
    assert await _renew(world, stand_in, times=3) == 1
    kept = await _secrets(world, account)
    known = stand_in.world.businesses[OURS]
    assert (kept["access_token"], kept["refresh_token"]) == (known.access_token, known.refresh_token)
    assert kept["access_token"] != SECRETS["access_token"]
    await reply(world, "Lo vemos")
    await send(world, stand_in)
    assert [one.text for one in stand_in.world.chat(OURS, LUCIA)] == ["Lo vemos"]


async def test_a_refused_renewal_says_that_the_account_needs_attention(
    world: World, account: UUID, stand_in: Simulator
) -> None:
    await _end_soon(world, account)
    stand_in.world.businesses[OURS].revoked = True
    assert await _renew(world, stand_in) == 1
    (row,) = await world.fetch("select state, state_reason from channels.account where channel = 'x'")
    assert (row["state"], row["state_reason"]) == ("broken", "invalid_request")
    assert await _renew(world, stand_in) == 0


async def _take(world: World, case_id: UUID, key: UUID, pointer: str, text: str = "") -> UUID:
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("events", "outbox")) as tx:
        return await take_private(tx, world.house.book, NewPrivate(key, case_id, text, alias="Camila", pointer=pointer))


async def test_what_is_taken_private_says_where_to_write_and_what_is_written_there_is_of_the_same_case(
    world: World, account: UUID, stand_in: Simulator
) -> None:
    told = stand_in.say(stand_in.world.people[LUCIA], "@PircaCocina mi pedido no llega")
    mention = post(0, LUCIA, told.text) | {"id": told.id, "conversation_id": told.id}
    await tell(world, "post.mention.create", mention | {"edit_history_tweet_ids": [told.id]})
    (case,) = await world.fetch('select id from cases."case"')
    with pytest.raises(CannotTakePrivate):  # what was written for one person is said to nobody else
        await _take(world, case["id"], uuid7(), "", text="¿Cuál es el número de pedido?")
    with pytest.raises(TextTooLong):
        await _take(world, case["id"], uuid7(), "x" * 257)
    key = uuid7()
    for _ in range(2):
        await _take(world, case["id"], key, "Seguimos por mensaje directo:")
    await send(world, stand_in)
    (ours,) = [one for one in stand_in.world.posts.values() if one.author == OURS]
    link = f"https://x.com/messages/compose?recipient_id={OURS}"
    assert (ours.above, ours.text) == (told.id, f"Seguimos por mensaje directo:\n{link}")
    await tell(world, "dm.received", message(6, "es el 4471"))
    rows = await world.fetch(
        "select m.text, m.case_id from conversations.message m where m.direction = 'in' and not m.public"
    )
    assert [(row["text"], row["case_id"]) for row in rows] == [("es el 4471", case["id"])]


async def test_a_message_of_ours_that_comes_back_too_early_is_no_second_one(world: World, account: UUID) -> None:
    await tell(world, "dm.received", message(6, "mi pedido es 4471"))
    await reply(world, "Lo vemos")
    async with world.tx() as tx:
        await tx.connection.execute("update conversations.delivery set state = 'uncertain', attempt = 1")
    echo = message(7, "Lo vemos")
    echo["direct_message_events"][0]["message_create"] |= {"sender_id": OURS, "target": {"recipient_id": LUCIA}}
    await tell(world, "dm.sent", echo)
    out = await world.fetch("select provider_id from conversations.message where direction = 'out'")
    assert [row["provider_id"] for row in out] == [f"{int(ROOT) + 7}"]
    assert [row["state"] for row in await world.fetch("select state from conversations.delivery")] == ["sent"]
