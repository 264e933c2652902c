"""The simulator and a product that only listens, joined in memory: no sockets, no waiting."""

from __future__ import annotations

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

from tests.rooms.channels.line.known import ACCOUNT, CAPS, DESTINATION, LINE, PERSON, RECEIVED, SECRET, TOKEN
from trato.rooms.channels.adapters.line.connecting import arrange, examine
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
    Unknown,
    WebhookRequest,
)
from trato.rooms.channels.service.carrying import _lending
from trato.rooms.channels.simulators.line.server import make_app
from trato.rooms.channels.simulators.line.simulator import Simulator
from trato.rooms.channels.simulators.line.world import Account, Chat, Person
from trato.rooms.contacts.model import Address, IdentityKind

DOOR = "http://127.0.0.1/hooks/line"
SERVER = "http://line"
KEY = UUID("018f6b1e-0000-7000-8000-0000000000ff")


@dataclass(slots=True)
class Product:
    """Takes webhooks as the real door would: authenticate, parse, answer."""

    account: AccountView
    refused: int = 0
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one webhook."""
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), {}, dict(request.headers), raw)
        if not LINE.authenticate(asked, self.account):
            self.refused += 1
            return Response(status_code=401)
        self.events += LINE.parse(Delivery(raw, {}, RECEIVED), self.account)
        return Response(status_code=200)

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]


@dataclass(slots=True)
class Bench:
    """One account, one person, and the wire between."""

    simulator: Simulator
    product: Product
    account: Account
    person: Person
    wire: httpx.AsyncClient

    @property
    def chat(self) -> Chat:
        """Return what they said to each other."""
        return self.simulator.world.chat(self.account, self.person)

    async def settle(self) -> None:
        """Wait until every webhook has been brought."""
        await self.simulator.courier.settled()

    async def hello(self) -> None:
        """Let the person write."""
        self.simulator.say(self.account, self.person, "text", "Hola")
        await self.settle()

    async def send(self, *parts: Part, key: UUID = KEY, to: str = "", **more: Any) -> SendOutcome:
        """Send a message of ours as the worker would; return the outcome of its first call."""
        address = (Address(IdentityKind.ACCOUNT_USER, to or self.person.id, str(ACCOUNT.id)),)
        outcomes: list[SendOutcome] = []
        for call in LINE.render(OutboundMessage(key, address, parts, **more), self.product.account, CAPS):
            assert isinstance(call, HttpRequest)
            lent = _lending(call, [f"https://care.example/lent/{one.ref}" for one in call.lends])
            outcomes.append(LINE.classify(await self.perform(lent)))
        return outcomes[0] if outcomes else Unknown("nothing sent")

    async def perform(self, call: HttpRequest) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        try:
            answer = await self.wire.request(call.method, call.url, headers=dict(call.headers), json=call.json)
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
    """Set up one account and one person; `connected` says that events go somewhere already."""
    product = Product(msgspec.structs.replace(ACCOUNT, settings={"api_base": SERVER}))
    product_app = Starlette(routes=[Route("/hooks/line", product.door, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    simulator = Simulator(client=client, first_wait=0.0, clock=lambda: RECEIVED)
    account = Account(DESTINATION, "@pirca", "Pirca", TOKEN, SECRET, DOOR if connected else "")
    simulator.add_account(account)
    person = simulator.add_person(PERSON, "Camila Rojas")
    app = make_app(simulator)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SERVER) as wire:
        yield Bench(simulator, product, account, person, wire)
    await simulator.courier.close()
