"""WeChat through the whole house: who may bring messages, their order and number, and what leaves."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
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
from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.wechat.parcel import Parcel, packed
from trato.rooms.channels.simulators.wechat.server import make_app
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.world import Account

APP_ID, SECRET, TOKEN, KEY = f"wx{'a' * 16}", "s3creto", "T0ken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
CAMILA = f"o{'c' * 27}"
OFFICIAL = Account(APP_ID, "gh_pirca", "Pirca", SECRET, TOKEN, KEY)


@pytest.fixture
async def account(world: World) -> UUID:
    """An Official Account of the brand's, to which messages come sealed."""
    async with world.tx() as tx:
        world.accounts["wechat"] = await open_channel(
            world.house, tx, world.brand, "wechat", APP_ID, "Pirca", settings={"api_base": "http://wechat"},
            secrets={"app_secret": SECRET, "token": TOKEN, "aes_key": KEY},
        )  # fmt: skip
    return world.accounts["wechat"]


def sealed(number: int, kind: str = "event", **told: Any) -> tuple[Parcel, bytes]:
    """Return one delivery; it is sealed anew each time, so that its bytes are never the same."""
    at = wall_clock().replace(second=0, microsecond=0) - timedelta(minutes=1) + timedelta(seconds=number)
    return packed(OFFICIAL, CAMILA, {"MsgType": kind, **told}, at)


def text(number: int, words: str, **more: Any) -> tuple[Parcel, bytes]:
    return sealed(number, "text", Content=words, MsgId=24_000_000_000_000_000 + number, **more)


def told() -> list[bytes]:
    """Return what a person did: following, three messages, a choice in our menu and one in the account's."""
    return [
        raw
        for _, raw in (
            sealed(1, Event="subscribe", EventKey="qrscene_caja_3"),
            text(2, "hola, mi olla no llegó"),
            text(3, "¿y mi pedido 4521?"),
            text(4, "este"),
            text(5, "Sí, claro", bizmsgmenuid="si"),
            sealed(6, Event="CLICK", EventKey="HORARIOS"),
            sealed(7, Event="VIEW", EventKey="https://pirca.example"),
        )
    ]


async def state_of(world: World) -> list[Any]:
    messages = await world.fetch("select provider_id, text from conversations.message order by text")
    cases = await world.fetch('select state from cases."case"')
    contacts = await world.fetch("select kind, address from contacts.identity order by kind")
    return [messages, cases, contacts, await world.fetch("select 1 from conversations.parked")]


@pytest.mark.parametrize("seed", range(4))
async def test_told_twice_shuffled_or_in_batches_it_ends_as_told_once_in_order(
    world: World, account: UUID, seed: int
) -> None:
    chance = random.Random(seed)
    events = told()
    if seed:
        events += told()
        chance.shuffle(events)
    for raw in events:
        await world.accept("wechat", raw)
        if chance.random() < 0.5:
            await world.receive()
    await world.receive()

    messages, cases, contacts, parked = await state_of(world)
    assert [row["text"] for row in messages] == [
        "HORARIOS", "Sí, claro", "este", "hola, mi olla no llegó", "¿y mi pedido 4521?",
    ]  # fmt: skip
    assert [row["state"] for row in cases] == ["open"]
    assert [row["address"] for row in contacts] == [CAMILA]
    assert parked == []


async def test_only_what_is_signed_and_sealed_opens_the_door_and_a_flipped_byte_stores_nothing(
    world: World, account: UUID
) -> None:
    parcel, raw = text(1, "hola, mi olla no llegó")
    query = parcel.callback_url
    async with provider_door(world.house) as door:
        inside = raw.index(b"<Encrypt>") + len(b"<Encrypt><![CDATA[")
        for at in (inside, (inside + len(raw)) // 2, raw.index(b"]]></Encrypt>") - 1):
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            refused = await door.post(f"/hooks/{account}{query}", content=flipped)
            assert (refused.status_code, refused.json()["code"]) == (401, "signature_refused")
        assert (await door.post(f"/hooks/{account}", content=raw)).status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []
        taken = await door.post(f"/hooks/{account}{query}", content=raw)
        checked = await door.get(f"/hooks/{account}{query}&echostr=5837397520665436492")
        strange = await door.get(f"/hooks/{account}?signature=0&timestamp=1&nonce=2&echostr=1")
    assert (taken.status_code, taken.text) == (200, "success")
    assert (checked.status_code, checked.text) == (200, "5837397520665436492")
    assert strange.status_code == 401
    await world.receive()
    assert [row["text"] for row in await world.fetch("select text from conversations.message")] == [
        "hola, mi olla no llegó"
    ]


async def test_who_leaves_is_written_to_no_more_and_what_is_unknown_is_kept(world: World, account: UUID) -> None:
    for _, raw in (text(1, "hola"), sealed(2, Event="unsubscribe", EventKey=""), sealed(3, Event="telequinesis")):
        await world.accept("wechat", raw)
        await world.receive()
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert [row["kind"] for row in await world.fetch("select kind from channels.account_alert")] == ["unsupported"]
    holds = await world.fetch("select distinct writer, purpose from compliance.send_hold where released_at is null")
    assert holds == [{"writer": "opt_out", "purpose": ""}]


@asynccontextmanager
async def carried(world: World, simulator: Simulator) -> AsyncIterator[channels.Carrier]:
    """Give a carrier whose wire ends at a WeChat of this test."""
    wire = httpx.ASGITransport(make_app(simulator))
    async with httpx.AsyncClient(transport=wire) as http:
        yield channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)
    await simulator.courier.close()


def played(most: int = 5) -> tuple[Simulator, Account]:
    """Return a WeChat on which Camila wrote to the account."""
    simulator = Simulator()
    simulator.base = "http://wechat"
    official = simulator.add_account(Account(APP_ID, "gh_pirca", "Pirca", SECRET, TOKEN, KEY, most=most))
    simulator.say(official, simulator.add_person(CAMILA, "Camila Rojas"), "text", "hola")
    simulator.world.chat(official, simulator.world.people[CAMILA]).did = None
    return simulator, official


def ours(simulator: Simulator, official: Account) -> list[str]:
    lines = simulator.world.chat(official, simulator.world.people[CAMILA]).lines.values()
    return [line.text for line in lines if not line.mine]


async def test_an_answer_whose_result_was_lost_is_in_doubt_and_never_sent_again_by_itself(
    world: World, account: UUID
) -> None:
    simulator, official = played()
    await world.accept("wechat", told()[1])
    await world.receive()
    key = await reply(world, "Va en camino")
    simulator.faults.order(Fault.ERROR_AFTER)
    async with carried(world, simulator) as carrier:
        sender = Sender(world.house.db, world.house.book, carrier)
        for _ in range(3):
            await sender.send(world.workspace)
            await world.fetch("update conversations.delivery set next_at = now() - interval '1 second' returning 1")
    (row,) = await world.fetch(f"select state from conversations.delivery where message_id = '{key}'")
    assert (row["state"], ours(simulator, official)) == ("uncertain", ["Va en camino"])


async def test_a_token_that_ended_stops_nothing_and_one_answer_too_many_waits_for_the_person(
    world: World, account: UUID
) -> None:
    simulator, official = played(most=1)
    await world.accept("wechat", told()[1])
    await world.receive()
    async with carried(world, simulator) as carrier:
        sender = Sender(world.house.db, world.house.book, carrier)
        simulator.give_token(APP_ID, SECRET, anew=True)
        first = await reply(world, "Va en camino")
        simulator.end_token(official)
        await sender.send(world.workspace)
        second = await reply(world, "¿Algo más?")
        await sender.send(world.workspace)
    states = {}
    for key in (first, second):
        (row,) = await world.fetch(f"select state, reason from conversations.delivery where message_id = '{key}'")
        states[key] = (row["state"], row["reason"] or "")
    assert states == {first: ("sent", ""), second: ("failed", "answers_spent")}
    assert ours(simulator, official) == ["Va en camino"]
    (state,) = await world.fetch("select state from channels.account where channel = 'wechat'")
    assert state["state"] == "active"


async def test_a_refusal_where_a_file_should_be_is_no_file(world: World, account: UUID) -> None:
    simulator, _ = played()
    kept = simulator.world.keep(b"\x89PNG una foto", "image/png")
    for number, media in ((1, kept), (2, "de-hace-una-semana")):
        _, raw = sealed(number, "image", MediaId=media, MsgId=24_000_000_000_000_100 + number)
        await world.accept("wechat", raw)
    await world.receive()
    async with carried(world, simulator) as carrier:
        await Fetcher(world.house.db, world.house.book, carrier, world.house.blobs).work(world.workspace)
    files = await world.fetch("select state, size from conversations.attachment order by state")
    assert [(row["state"], row["size"]) for row in files] == [("failed", 0), ("ready", 13)]
