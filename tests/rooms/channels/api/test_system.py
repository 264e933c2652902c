"""The system that the demo plays: as strict towards us as our contract, and what people do there comes in."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.rooms.channels.api.known import ACCOUNT, API, CAPS, SECRET
from trato.kit.clock import wall_clock
from trato.kit.standard_webhooks import show_secret, signature_headers
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    OutboundMessage,
    Text,
    Unknown,
    WebhookRequest,
)
from trato.rooms.channels.service.carrying import written
from trato.rooms.channels.simulators.api.server import make_app
from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.contacts.model import Address, IdentityKind

pytestmark = pytest.mark.anyio
KEY = UUID(int=3)
FILE = Media(MediaKind.IMAGE, "https://lent.example/a.png", mime="image/png", name="a.png")


class Bench:
    """A system, what came of it, and the wire to it."""

    def __init__(self, system: System, wire: httpx.AsyncClient, events: list[InboundEvent]) -> None:
        self.system, self.wire, self.events = system, wire, events
        self.person = system.add_person("Ana Paz")

    async def send(self, *parts: Any, **more: Any) -> Any:
        """Send a message of ours; return its outcome."""
        to = (Address(IdentityKind.ACCOUNT_USER, self.person, ""),)
        [call] = API.render(OutboundMessage(KEY, to, parts, **more), ACCOUNT, CAPS)
        assert isinstance(call, HttpRequest)
        text = json.dumps(call.json).replace("{lent:0}", FILE.ref)
        headers, body = written(msgspec.structs.replace(call, json=json.loads(text)))
        answer = await self.wire.post("/llamadas", headers=headers, content=body)
        return API.classify(HttpAnswer(answer.status_code, dict(answer.headers), answer.content))

    async def post(self, body: Any, secret: str = SECRET, identifier: str = str(KEY)) -> int:
        """Make a call as Trato would; return the status."""
        raw = json.dumps(body).encode()
        headers = signature_headers([secret], identifier, wall_clock(), raw)
        return (await self.wire.post("/llamadas", headers=headers, content=raw)).status_code


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    """Set up a system whose calls are taken as our door takes them."""
    events: list[InboundEvent] = []

    async def door(request: Request) -> Response:
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), {}, dict(request.headers), raw, wall_clock())
        refusal = API.verify(asked, ACCOUNT)
        if refusal is not None:
            return Response(refusal.body, refusal.status)
        events.extend(API.parse(Delivery(raw, {}, wall_clock()), ACCOUNT))
        return Response(API.answer(asked, ACCOUNT).body)

    client = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=[Route("/in", door, methods=["POST"])])))
    system = System("Pirca", "http://trato/in", SECRET, client=client, first_wait=0.0)
    transport = httpx.ASGITransport(make_app(system))
    async with httpx.AsyncClient(transport=transport, base_url="http://sistema") as wire:
        yield Bench(system, wire, events)
    await system.courier.close()


async def test_what_people_do_there_comes_in_signed() -> None:
    async with bench() as one:
        media = one.system.keep(b"\x89PNG", "image/png", "caja.png")
        one.system.say("trato", one.person, "text", "Hola", "", "")
        one.system.say("trato", one.person, "image", "así", media, "")
        await one.system.courier.settled()
        first, second = one.events
        assert (first.parts, first.author_name) == ((Text("Hola"),), "Ana Paz")
        assert isinstance(second.parts[1], Media)
        lines = list(one.system.chats[one.person].values())
        assert [line.tick for line in lines] == ["sent", "sent"]
        one.system.edit("trato", one.person, lines[0].id, "Hola, buenas")
        await one.system.courier.settled()
        assert one.events[-1].kind is InboundKind.MESSAGE_EDITED


async def test_our_message_stands_on_the_screen_once_and_its_choice_comes_back() -> None:
    async with bench() as one:
        offer = Options((Choice("si", "Sí"), Choice("no", "No")))
        for _ in range(2):
            assert await one.send(Text("¿Seguro?"), FILE, offer) == Accepted(str(KEY))
        shown = list(one.system.chats[one.person].values())
        assert [(line.text, line.link) for line in shown] == [("¿Seguro?", ""), ("", FILE.ref)]
        one.system.press("trato", one.person, str(KEY), "si")
        await one.system.courier.settled()
        receipt, choice = sorted(one.events, key=lambda event: event.kind is not InboundKind.RECEIPT)
        assert receipt.receipt is not None
        assert receipt.receipt.target == str(KEY)
        assert (choice.parts, choice.reply_to) == ((Choice("si", "Sí"),), str(KEY))


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [(Fault.RATE_LIMIT, NotAccepted), (Fault.UNAVAILABLE, NotAccepted), (Fault.ERROR_AFTER, Unknown)],
)
async def test_a_bad_day_of_the_system_is_sorted(fault: Fault, outcome: type) -> None:
    async with bench() as one:
        one.system.faults.order(fault)
        assert isinstance(await one.send(Text("Hola")), outcome)


GOOD: dict[str, Any] = {
    "type": "message", "id": str(KEY), "contact": {"id": "k-1"}, "conversation": "", "text": "Hola", "reply_to": "",
    "files": [{"url": "https://x.example/a", "name": "a", "type": "image/png"}], "case": 1, "sender": "Camila",
    "automatic": False, "choices": [{"id": "si", "title": "Sí"}],
}  # fmt: skip
GONE = object()
MUTATIONS: list[tuple[tuple[str | int, ...], Any]] = [
    (("type",), "letter"), (("type",), GONE), (("id",), "1"), (("id",), GONE), (("contact",), {}),
    (("contact", "phone"), "1"), (("text",), None), (("text",), 5), (("files", 0, "url"), "blob-1"),
    (("files", 0, "size"), 5), (("files",), [GOOD["files"][0]] * 11), (("case",), -1), (("case",), "1"),
    (("automatic",), "no"), (("choices", 0, "title"), ""), (("choices",), GOOD["choices"] * 11), (("sorpresa",), 1),
    (("sender",), GONE), (("conversation",), GONE),
]  # fmt: skip


async def test_a_call_that_is_not_as_the_contract_says_is_refused() -> None:
    async with bench() as one:
        one.system.names["k-1"] = "Ana"
        assert await one.post(GOOD) == 200
        assert await one.post({"type": "ping"}, identifier="ping-1") == 200
        assert await one.post(GOOD, secret=show_secret(b"otro secreto")) == 401
        assert await one.post(GOOD, identifier="otra") == 422
        taken = []
        for where, value in MUTATIONS:
            mutant = copy.deepcopy(GOOD)
            target: Any = mutant
            for step in where[:-1]:
                target = target[step]
            if value is GONE:
                del target[where[-1]]
            else:
                target[where[-1]] = value
            if await one.post(mutant) != 422:
                taken.append((where, value))
        assert taken == []
