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

from tests.rooms.channels.vk.known import (
    ACCOUNT,
    ADAPTER,
    CAPS,
    CODE,
    GROUP,
    PERSON_TOKEN,
    RECEIVED,
    SECRET,
    TOKEN,
    delivery,
)
from trato.rooms.channels.adapters.vk.connecting import arrange, examine
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import (
    AccountView,
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
from trato.rooms.channels.simulators.vk.server import make_app
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.world import KINDS, Group, Person, Post, Server
from trato.rooms.contacts.model import Address, IdentityKind

DOOR = "http://127.0.0.1/hooks/vk"
SERVER = "http://vk"
KEY = UUID(int=7)


@dataclass(slots=True)
class Product:
    """Takes calls as the real door would: the check, authenticate, parse, answer."""

    account: AccountView
    refused: int = 0
    events: list[InboundEvent] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one call."""
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), {}, dict(request.headers), raw)
        told = ADAPTER.verify(asked, self.account)
        if told is not None:
            return Response(told.body, told.status)
        if not ADAPTER.authenticate(asked, self.account):
            self.refused += 1
            return Response(status_code=401)
        self.bodies.append(raw)
        self.events += ADAPTER.parse(delivery(raw), self.account)
        told = ADAPTER.answer(asked, self.account)
        return Response(told.body, told.status)

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]


@dataclass(slots=True)
class Bench:
    """One community, one person, and the wire between."""

    simulator: Simulator
    product: Product
    group: Group
    person: Person
    post: Post
    wire: httpx.AsyncClient

    async def settle(self) -> None:
        """Wait until every event has been brought."""
        await self.simulator.courier.settled()

    async def send(self, *parts: Part, key: UUID = KEY, **more: Any) -> SendOutcome:
        """Send a message of ours as the worker would; return the outcome of its last call."""
        to = (Address(IdentityKind.ACCOUNT_USER, str(self.person.id), str(ACCOUNT.id)),)
        outcome: SendOutcome = ADAPTER.classify(TransportFailure("nothing sent", sent=False))
        for call in ADAPTER.render(OutboundMessage(key, to, parts, **more), self.product.account, CAPS):
            assert isinstance(call, HttpRequest)
            outcome = ADAPTER.classify(await self.perform(call))
        return outcome

    async def perform(self, call: HttpRequest) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        answer = await self.wire.request(call.method, call.url, data=dict(call.form) if call.form else None)
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
    """Set up a community, a person and a post; `connected` says that events go somewhere already."""
    settings = {"api_base": SERVER, "confirmation": CODE}
    product = Product(msgspec.structs.replace(ACCOUNT, settings=settings))
    product_app = Starlette(routes=[Route("/hooks/vk", product.door, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    simulator = Simulator(client=client, first_wait=0.0, clock=lambda: RECEIVED)
    group = simulator.add_group(Group(GROUP, "Ayuda", TOKEN, PERSON_TOKEN, CODE))
    if connected:
        group.servers[1] = Server(1, DOOR, "Trato", SECRET, "ok", set(KINDS))
    person = simulator.add_person(100_172, "Camila Rojas")
    post = simulator.wall.post(group, group.owner, "Llegaron las ollas", 10)
    app = make_app(simulator)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SERVER) as wire:
        yield Bench(simulator, product, group, person, post, wire)
    await simulator.courier.close()
