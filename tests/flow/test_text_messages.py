"""A text message's journey through a real house: the door, the case, the answer, its receipts and its doubts."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette

from tests.embedded import Urls
from tests.flow.providers import provider_door, ring_nobody, take_mail
from tests.flow.test_outbound import answer
from tests.flow.texting import NUMBER, ROSA, SID, bring, connect, hook, texted, told, twilio
from tests.flow.world import World, make_world, open_test_house
from trato.app.lending import Lender, routes
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.model import (
    ConversationFacts,
    Media,
    MediaKind,
    OutboundMessage,
    Rejected,
    RejectReason,
    Text,
)
from trato.rooms.channels.simulators.sms.server import make_app
from trato.rooms.contacts.model import Address, IdentityKind


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        yield world


async def test_a_text_opens_a_case_and_its_answer_is_delivered_and_charged(world: World) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (simulator, send):
        simulator.say(NUMBER, ROSA, "¿Dónde está mi pedido?")
        await simulator.settled()
        await world.receive()
        key = await answer(world, "Va en camino, Rosa. Llega mañana.")
        await send()
        (delivery,) = await world.fetch("select state, provider_id from conversations.delivery")
        assert delivery["state"] == "delivered"
        assert [one.key for one in simulator.world.ledger] == [str(key)]
        assert [one.status for one in simulator.world.thread(NUMBER, ROSA)] == ["delivered", "delivered"]
        (cost,) = await world.fetch("select category, segments from conversations.delivery_cost")
        assert (cost["category"], cost["segments"]) == ("sms", 1)


async def test_a_send_whose_answer_was_lost_is_found_again_by_its_receipt_and_not_repeated(world: World) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (simulator, send):
        await bring(world, door, texted("SM1", "Hola"))
        await world.receive()
        await answer(world, "Hola, Rosa")
        simulator.troubles.append("error_after")
        await send()
        await send()
        (delivery,) = await world.fetch("select state from conversations.delivery")
        assert delivery["state"] == "delivered" and len(simulator.world.ledger) == 1


async def test_a_flipped_byte_stores_nothing(world: World) -> None:
    async with provider_door(world.house) as door:
        raw = texted("SM1", "Hola ñ")
        given = signature("t0ken", hook(world), parse_qsl(raw.decode(), keep_blank_values=True))
        for at in range(0, len(raw), 9):
            flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
            assert (await bring(world, door, flipped, given)).status_code == 401
        assert (await bring(world, door, raw, given, "?x=1")).status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []
        assert (await bring(world, door, raw, given)).status_code == 200


async def _state(world: World) -> list[Any]:
    messages = await world.fetch("select provider_id, text from conversations.message order by provider_id")
    deliveries = await world.fetch("select provider_id, state, rank, reason from conversations.delivery order by 1")
    holds = await world.fetch("select distinct reason from compliance.send_hold where released_at is null")
    cases = await world.fetch('select count(*) n from cases."case"')
    return [messages, deliveries, holds, cases]


@pytest.mark.parametrize("seed", [1, 2])
async def test_twice_shuffled_and_batched_it_ends_alike(world: World, seed: int) -> None:
    async with provider_door(world.house) as door, twilio(world, door) as (_, send):
        await bring(world, door, texted("SM0", "Hola"))
        await world.receive()
        await answer(world, "uno")
        await send()
        (sent,) = await world.fetch("select provider_id from conversations.delivery")
        rest = [
            *[told(sent["provider_id"], status) for status in ("queued", "sent", "delivered")],
            texted("SM1", "Otra cosa"), texted("SM2", "BAJA"), told("SMdesconocido", "undelivered", "30005"),
        ]  # fmt: skip
        many = [one for one in rest for _ in range(2)]
        random.Random(seed).shuffle(many)
        for n, raw in enumerate(many):
            assert (await bring(world, door, raw)).status_code == 200
            if n % (seed + 1) == 0:
                await world.receive()
        await world.receive()
        first = await _state(world)
        for raw in reversed(rest):
            await bring(world, door, raw)
            await world.receive()
        assert await _state(world) == first
        assert {one["text"] for one in first[0]} == {"Hola", "Otra cosa", "BAJA", "uno"} and len(first[0]) == 4
        assert [(one["state"], one["rank"]) for one in first[1]] == [("delivered", 2)]
        assert [one["reason"] for one in first[2]] == ["opted_out"] and first[3][0]["n"] == 1


async def test_what_is_for_another_account_of_twilios_needs_attention(world: World) -> None:
    async with provider_door(world.house) as door:
        raw = texted("SM1", "Hola").replace(SID.encode(), b"AC" + b"9" * 32)
        assert (await bring(world, door, raw)).status_code == 200
        await world.receive()
        assert await world.fetch('select 1 from cases."case"') == []
        (dead,) = await world.fetch("select status from channels.inbox")
        assert dead["status"] == "dead"


async def test_a_lent_file_is_given_to_who_has_its_address_and_for_an_hour(world: World) -> None:
    house = world.house
    blob = await house.blobs.put(world.workspace, b"\x89PNG", limit=100)
    account = (await _accounts(world))[world.accounts["sms"]].view
    url = Lender(house).lend(account, Media(MediaKind.IMAGE, blob.key, mime="image/png"))
    app = httpx.ASGITransport(Starlette(routes=routes(house)))
    async with httpx.AsyncClient(transport=app, base_url="http://casa") as http:
        path = url.removeprefix(house.settings.public_url)
        got = await http.get(path)
        assert (got.status_code, got.content, got.headers["content-type"]) == (200, b"\x89PNG", "image/png")
        assert "sandbox" in got.headers["content-security-policy"]
        for wrong in (path[:-1] + ("0" if path[-1] != "0" else "1"), path[:8] + path[9:], "/lent/x", "/lent/x.é"):
            assert (await http.get(wrong)).status_code == 404


async def _accounts(world: World) -> dict[UUID, channels.Account]:
    async with world.tx() as tx:
        return await world.house.book.of_workspace(tx)


async def test_a_picture_leaves_by_an_address_of_ours(world: World) -> None:
    blob = await world.house.blobs.put(world.workspace, b"\x89PNG", limit=100)
    photo = Media(MediaKind.IMAGE, blob.key, mime="image/png")
    message = OutboundMessage(uuid7(), (Address(IdentityKind.PHONE, ROSA, raw=ROSA),), (Text("Mire"), photo))
    account, adapter = (await _accounts(world))[world.accounts["sms"]], world.house.book.adapter("sms")
    calls = adapter.render(message, account.view, adapter.capabilities(account.view, ConversationFacts(), wall_clock()))
    async with provider_door(world.house) as door, twilio(world, door) as (simulator, _):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as wire:
            carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody, Lender(world.house).lend)
            await carrier.carry(message.key, calls, account.view, adapter)
            without = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody)
            refused = await without.carry(message.key, calls, account.view, adapter)
        (taken,) = simulator.world.ledger
        assert taken.form["MediaUrl"][0].startswith(f"{world.house.settings.public_url}/lent/")
        assert refused == Rejected(RejectReason.PERMANENT, "cannot_lend")
