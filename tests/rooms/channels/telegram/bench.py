"""The simulator and a product that only listens, joined in memory: no sockets, no waiting."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.rooms.channels.telegram.known import BOT, CAPS, RECEIVED, SECRET, TELEGRAM, TOKEN
from trato.rooms.channels.adapters.telegram.connecting import arrange, examine
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    OutboundMessage,
    Part,
    SendOutcome,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.channels.simulators.telegram.server import make_app
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot, Person
from trato.rooms.contacts.model import Address, IdentityKind

DOOR = "http://127.0.0.1/hooks/telegram"
SERVER = "http://telegram"
KEY = UUID(int=7)


@dataclass(slots=True)
class Product:
    """Takes updates as the real door would: authenticate, parse, answer."""

    account: AccountView
    refused: int = 0
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one update."""
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), {}, dict(request.headers), raw)
        if not TELEGRAM.authenticate(asked, self.account):
            self.refused += 1
            return Response(status_code=401)
        self.events += TELEGRAM.parse(Delivery(raw, {}, RECEIVED), self.account)
        told = TELEGRAM.answer(asked, self.account)
        return Response(told.body, told.status, media_type=told.content_type)

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]


@dataclass(slots=True)
class Bench:
    """One bot, one person, and the wire between."""

    simulator: Simulator
    product: Product
    bot: Bot
    person: Person
    wire: httpx.AsyncClient

    async def settle(self) -> None:
        """Wait until every update has been brought."""
        await self.simulator.courier.settled()

    async def send(self, *parts: Part, blobs: dict[str, bytes] | None = None, **more: Any) -> SendOutcome:
        """Send a message of ours as the worker would; return the outcome of its last call."""
        to = (Address(IdentityKind.ACCOUNT_USER, str(self.person.id), str(BOT.id)),)
        answer: HttpAnswer | TransportFailure = TransportFailure("nothing sent", sent=False)
        for call in TELEGRAM.render(OutboundMessage(KEY, to, parts, **more), self.product.account, CAPS):
            assert isinstance(call, HttpRequest)
            answer = await self.perform(call, blobs or {})
        return TELEGRAM.classify(answer)

    async def perform(self, call: HttpRequest, blobs: dict[str, bytes] | None = None) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        files = {one.field: (one.name, (blobs or {})[one.blob], one.mime) for one in call.uploads}
        try:
            answer = await self.wire.request(
                call.method, call.url, headers=dict(call.headers), json=call.json,
                data=dict(call.form) if call.form else None, files=files or None,
            )  # fmt: skip
        except httpx.TimeoutException:
            return TransportFailure("timeout", sent=True)
        return HttpAnswer(answer.status_code, dict(answer.headers), answer.content)

    async def findings(self, hook: str = DOOR, *, arranged: bool = True, **changes: Any) -> list[Finding]:
        """Look at the account as the screen does."""
        account = msgspec.structs.replace(self.product.account, **changes)
        found: list[Finding] = []
        for steps in (arrange(account, hook), examine(account, hook))[0 if arranged else 1 :]:
            answer: Any = None
            try:
                while True:
                    step = steps.send(answer)
                    answer = None
                    if isinstance(step, Finding):
                        found.append(step)
                    else:
                        assert isinstance(step, HttpRequest)
                        answer = await self.perform(step)
            except StopIteration:
                continue
        return found


@asynccontextmanager
async def bench(*, connected: bool = True) -> AsyncIterator[Bench]:
    """Set up one bot and one person; `connected` says that updates go somewhere already."""
    product = Product(msgspec.structs.replace(BOT, settings={"api_base": SERVER}))
    product_app = Starlette(routes=[Route("/hooks/telegram", product.door, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    simulator = Simulator(client=client, first_wait=0.0, clock=lambda: RECEIVED)
    bot = Bot(TOKEN, "ayudabot", "Ayuda", DOOR if connected else "", SECRET if connected else "")
    simulator.add_bot(bot)
    person = simulator.add_person(8_100_200_300, "Camila Rojas", "camirojas")
    app = make_app(simulator)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SERVER) as wire:
        yield Bench(simulator, product, bot, person, wire)
    await simulator.courier.close()


def told(answer: HttpAnswer | TransportFailure) -> dict[str, Any]:
    """Return the JSON of an answer."""
    assert isinstance(answer, HttpAnswer)
    body: dict[str, Any] = json.loads(answer.body)
    return body
