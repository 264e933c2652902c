"""The generic channel against the real door: the published example, and what comes twice, shuffled or changed."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import random
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from tests.flow.providers import provider_door, reply, ring_nobody, take_mail
from tests.flow.world import World
from trato.app import hooks
from trato.app.founding import open_channel
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.http import OutsideClient
from trato.kit.standard_webhooks import show_secret, signature_headers
from trato.rooms.channels import api as channels

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "api_channel.py"
SECRET = show_secret(b"secreto de firma de treinta y dos")
ANA = {"id": "ana-77", "name": "Ana Paz"}


async def connect(world: World, url: str = "http://127.0.0.1:9/") -> UUID:
    async with world.tx() as tx:
        world.accounts["api"] = await open_channel(
            world.house, tx, world.brand, "api", "kioscos", "Kioscos", settings={"url": url},
            secrets={"signing_secret": SECRET},
        )  # fmt: skip
    return world.accounts["api"]


def told() -> list[dict[str, Any]]:
    return [
        {"type": "message", "id": "m-1", "contact": ANA, "text": "hola, mi pedido no llegó"},
        {"type": "message", "id": "m-2", "contact": ANA, "text": "¿y el 4521?"},
        {"type": "message.edited", "id": "m-2", "contact": ANA, "text": "¿y el 4522?"},
        {"type": "message", "id": "m-3", "contact": ANA, "text": "nada"},
        {"type": "message.deleted", "id": "m-3", "contact": ANA},
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_told_twice_shuffled_and_in_batches_it_ends_as_told_once_in_order(world: World, seed: int) -> None:
    account, chance = await connect(world), random.Random(seed)
    calls: list[Any] = [*told(), *(told() if seed else [])]
    if seed:
        chance.shuffle(calls)
        calls = [{"events": calls[:4]}, *calls[4:]]
    async with provider_door(world.house) as door:
        for number, body in enumerate(calls):
            raw = json.dumps(body).encode()
            headers = signature_headers([SECRET], f"call-{number}", wall_clock(), raw)
            for _ in range(2):
                answer = await door.post(f"/hooks/{account}", content=raw, headers=headers)
                assert answer.json() == {"accepted": True, "id": f"call-{number}"}
            await world.receive()

    rows = await world.fetch(
        "select provider_id, text, deleted_at is not null as gone from conversations.message order by provider_id"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("m-1", "hola, mi pedido no llegó", False), ("m-2", "¿y el 4522?", False), ("m-3", "nada", True),
    ]  # fmt: skip
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert await world.fetch("select 1 from conversations.parked") == []


async def test_a_flipped_byte_an_old_call_and_a_wrong_one_store_nothing(world: World) -> None:
    account = await connect(world)
    raw = json.dumps(told()[0]).encode()
    good = signature_headers([SECRET], "call-1", wall_clock(), raw)
    wrong = b'{"type": "telepathy"}'
    calls = [
        (raw[:-2] + b"x}", good, 401),
        (raw, {**good, "webhook-timestamp": str(int(good["webhook-timestamp"]) - 900)}, 401),
        (raw, {}, 401),
        (wrong, signature_headers([SECRET], "call-1", wall_clock(), wrong), 422),
    ]
    async with provider_door(world.house) as door:
        for body, headers, status in calls:
            answer = await door.post(f"/hooks/{account}", content=body, headers=headers)
            assert (answer.status_code, set(answer.json())) == (status, {"code", "status", "detail"})
    assert await world.fetch("select 1 from channels.inbox") == []


@asynccontextmanager
async def listening(world: World) -> AsyncIterator[int]:
    """Let the providers' door listen at a port of this machine."""
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    config = uvicorn.Config(Starlette(routes=hooks.routes(world.house, acceptor)), port=0, log_level="warning")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn tells it in no other way)
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task
        await acceptor.stop()


def example(hook: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the published example, set up as its page says."""
    monkeypatch.setenv("TRATO_HOOK", hook)
    monkeypatch.setenv("TRATO_SECRET", SECRET)
    spec = importlib.util.spec_from_file_location("api_channel", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def test_the_published_example_brings_a_message_and_takes_the_answer_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(world) as port:
        other = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        account = await connect(world, f"http://127.0.0.1:{other.server_port}/")
        system = example(f"http://127.0.0.1:{port}/hooks/{account}", monkeypatch)
        other.RequestHandlerClass = system.Door
        threading.Thread(target=other.serve_forever, daemon=True).start()
        for _ in range(2):
            answer = await asyncio.to_thread(system.tell, told()[0], "call-1")
            assert answer == {"accepted": True, "id": "call-1"}
        await world.receive()
        key = await reply(world, "Va en camino")
        async with httpx.AsyncClient() as http, OutsideClient(loopback=True) as outside:
            carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody, None, outside)
            await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
        receipt = {"type": "receipt", "message": str(key), "status": "read"}
        await asyncio.to_thread(system.tell, receipt)
        await world.receive()
        await asyncio.to_thread(other.shutdown)
        other.server_close()

    [taken] = system.ANSWERS.values()
    assert (taken["text"], taken["contact"]) == ("Va en camino", {"id": "ana-77"})
    assert [row["state"] for row in await world.fetch("select state from conversations.delivery")] == ["read"]


async def test_without_a_way_outside_or_to_a_private_address_nothing_leaves(world: World) -> None:
    account = await connect(world)
    async with provider_door(world.house) as door:
        raw = json.dumps(told()[0]).encode()
        headers = signature_headers([SECRET], "call-1", wall_clock(), raw)
        await door.post(f"/hooks/{account}", content=raw, headers=headers)
    await world.receive()
    await reply(world, "Va en camino")
    async with httpx.AsyncClient() as http, OutsideClient() as outside:
        carrier = channels.Carrier(http, world.house.blobs, take_mail, ring_nobody, None, outside)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)

    [row] = await world.fetch("select state, reason from conversations.delivery")
    assert (row["state"], row["reason"]) == ("cleared", "AddressForbidden")
