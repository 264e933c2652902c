"""The simulator and a product that only listens, joined in memory: no sockets, no waiting."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.rooms.channels.messenger.known import ACCOUNT, MESSENGER, PSID, RECEIVED
from trato.rooms.channels.model import (
    AccountView,
    ChannelAdapter,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    OutboundMessage,
    SendOutcome,
    Surface,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.channels.simulators.facebook.server import make_app
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page, Person
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults

DOOR = "http://trato/hooks/messenger"
GRAPH = "http://graph"
AT_ONCE = Pace(echo=0.0, delivered=0.0, read=0.0)


@dataclass(slots=True)
class Product:
    """Takes deliveries as the real door would: authenticate, parse, answer."""

    account: AccountView
    adapter: ChannelAdapter = MESSENGER
    refused: int = 0
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one delivery."""
        raw = await request.body()
        asked = WebhookRequest("POST", str(request.url), {}, dict(request.headers), raw)
        if not self.adapter.authenticate(asked, self.account):
            self.refused += 1
            return Response(status_code=401)
        self.events += self.adapter.parse(Delivery(raw, {}, RECEIVED), self.account)
        return Response()

    def statuses(self) -> list[str]:
        """Return the words of the receipts that came."""
        return sorted(event.receipt.status.value for event in self.events if event.receipt is not None)


@dataclass(slots=True)
class Bench:
    """One Page, one person, and the wire between."""

    simulator: Simulator
    product: Product
    page: Page
    person: Person
    wire: httpx.AsyncClient
    now: list[datetime]

    async def settle(self) -> None:
        """Wait until every webhook has been brought."""
        await self.simulator.courier.settled()

    async def hello(self, text: str = "Hola, ¿están?") -> str:
        """Let the person write."""
        mid = self.simulator.say_text(self.page.id, self.person.wa_id, text)
        await self.settle()
        return mid

    async def send(
        self, files: dict[str, bytes] | None = None, surface: Surface = Surface.DIRECT_MESSAGE, **fields: Any
    ) -> SendOutcome:
        """Send a message of ours as the worker would; return the outcome of its last call."""
        account, adapter = self.product.account, self.product.adapter
        facts = ConversationFacts(RECEIVED, None, surface)
        caps = adapter.capabilities(account, facts, self.now[0])
        answer: HttpAnswer | TransportFailure = TransportFailure("nothing sent", sent=False)
        for call in adapter.render(OutboundMessage(**fields), account, caps):
            assert isinstance(call, HttpRequest)
            answer = await self.perform(call, files or {})
        return adapter.classify(answer)

    async def perform(self, call: HttpRequest, files: dict[str, bytes] | None = None) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        body: dict[str, Any] = {}
        headers = dict(call.headers)
        if call.json is not None:
            body["content"], headers["content-type"] = json.dumps(call.json), "application/json"
        elif call.uploads:
            body["data"] = call.form
            body["files"] = {one.field: (one.name, (files or {})[one.blob], one.mime) for one in call.uploads}
        try:
            answer = await self.wire.request(call.method, call.url, headers=headers, **body)
        except httpx.TimeoutException:
            return TransportFailure("timeout", sent=True)
        return HttpAnswer(answer.status_code, dict(answer.headers), answer.content)


@asynccontextmanager
async def bench(*, faults: Faults | None = None, timeout: float = 5.0) -> AsyncIterator[Bench]:
    """Set up one Page and one person."""
    product = Product(msgspec.structs.replace(ACCOUNT, settings={"api_base": GRAPH}))
    product_app = Starlette(routes=[Route("/hooks/messenger", product.door, methods=["POST"])])
    chosen, now = faults or Faults(), [RECEIVED]
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    courier: Courier[Page] = Courier(chosen, client, 0.0)
    simulator = Simulator(faults=chosen, courier=courier, pace=AT_ONCE, clock=lambda: now[0])
    simulator.base = GRAPH
    secrets = ACCOUNT.secrets
    page = simulator.add_page(Page(ACCOUNT.external_id, "Pirca", DOOR, secrets["access_token"], secrets["app_secret"]))
    person = simulator.add_person(PSID, "Lucía Ferreyra")
    app = make_app(simulator)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=GRAPH, timeout=timeout) as wire:
        yield Bench(simulator, product, page, person, wire, now)
    await simulator.courier.close()


def later(b: Bench, wait: timedelta) -> None:
    """Let time pass in the simulator and for us."""
    b.now[0] += wait
