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

from tests.rooms.channels.whatsapp.known import DIALOG_360, META, RECEIVED, WHATSAPP
from trato.rooms.channels.model import (
    AccountView,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    OutboundMessage,
    SendOutcome,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.whatsapp.server import make_app
from trato.rooms.channels.simulators.whatsapp.simulator import Pace, Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number, Person, TemplateText

DOOR = "http://trato/in/whatsapp"
GRAPH = "http://graph"
AT_ONCE = Pace(sent=0.0, delivered=0.0, read=0.0)
TEMPLATES = (
    TemplateText("aviso_de_entrega", "es_AR", "Hola {{1}}, tu pedido llega {{2}}."),
    TemplateText("promo", "pt_BR", "Oi {{1}}!", category="marketing", header="image", buttons=("Quero",)),
    TemplateText("codigo", "es", "Tu código es {{1}}", category="authentication"),
)


@dataclass(slots=True)
class Product:
    """Takes deliveries as the real door would: authenticate, answer, parse. `status` is what it answers."""

    account: AccountView
    status: list[int] = field(default_factory=list)
    refused: int = 0
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one delivery."""
        raw = await request.body()
        query = dict(request.query_params)
        asked = WebhookRequest("POST", str(request.url), query, dict(request.headers), raw)
        if not WHATSAPP.authenticate(asked, self.account):
            self.refused += 1
            return Response(status_code=401)
        if self.status and (status := self.status.pop(0)) != 200:
            return Response(status_code=status)
        self.events += WHATSAPP.parse(Delivery(raw, {}, RECEIVED), self.account)
        return Response()

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]

    def statuses(self) -> list[str]:
        """Return the words of the receipts that came, in order."""
        return [event.receipt.status.value for event in self.events if event.receipt is not None]


@dataclass(slots=True)
class Bench:
    """One business, one person, and the wire between."""

    simulator: Simulator
    product: Product
    number: Number
    person: Person
    wire: httpx.AsyncClient
    now: list[datetime]

    def pass_time(self, wait: timedelta) -> None:
        """Let time pass in the simulator."""
        self.now[0] += wait

    async def settle(self) -> None:
        """Wait until every webhook has been brought."""
        await self.simulator.courier.settled()

    async def send(self, files: dict[str, bytes] | None = None, **fields: Any) -> SendOutcome:
        """Send a message of ours as the worker would, uploads first; return the outcome of its last call."""
        account = self.product.account
        caps = WHATSAPP.capabilities(account, ConversationFacts(last_inbound_at=RECEIVED), RECEIVED)
        answer: HttpAnswer | TransportFailure = TransportFailure("nothing sent", sent=False)
        media: dict[str, str] = {}
        for call in WHATSAPP.render(OutboundMessage(**fields), account, caps):
            assert isinstance(call, HttpRequest)
            answer = await self.perform(call, files or {}, media)
            if isinstance(answer, HttpAnswer) and call.yields_media and answer.status == 200:
                media[call.yields_media] = json.loads(answer.body)["id"]
        return WHATSAPP.classify(answer)

    async def perform(
        self, call: HttpRequest, files: dict[str, bytes] | None = None, media: dict[str, str] | None = None
    ) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        body: dict[str, Any] = {}
        headers = dict(call.headers)
        if call.json is not None:
            text = json.dumps(call.json)
            for placeholder, identifier in (media or {}).items():
                text = text.replace(placeholder, identifier)
            body["content"] = text
            headers["content-type"] = "application/json"
        elif call.upload:
            body["data"] = call.form
            body["files"] = {
                "file": ("archivo", (files or {})[call.upload], (call.form or {}).get("type", "image/jpeg"))
            }
        try:
            answer = await self.wire.request(call.method, call.url, headers=headers, **body)
        except httpx.TimeoutException:
            return TransportFailure("timeout", sent=True)
        return HttpAnswer(answer.status_code, dict(answer.headers), answer.content)


@asynccontextmanager
async def bench(
    *, through_360dialog: bool = False, faults: Faults | None = None, hides_phone: bool = False, timeout: float = 5.0
) -> AsyncIterator[Bench]:
    """Set up one business and one person."""
    base = DIALOG_360 if through_360dialog else META
    product = Product(msgspec.structs.replace(base, settings={**base.settings, "api_base": GRAPH}))
    product_app = Starlette(routes=[Route("/in/whatsapp", product.door, methods=["POST"])])
    chosen, now = faults or Faults(), [RECEIVED]
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    simulator = Simulator(faults=chosen, courier=Courier(chosen, client, 0.0), pace=AT_ONCE, clock=lambda: now[0])
    secrets = base.secrets
    number = simulator.add_number(
        Number(
            base.external_id,
            "5491150001111",
            "Pirca",
            DOOR,
            secrets["api_key"] if through_360dialog else secrets["access_token"],
            secrets["webhook_secret"] if through_360dialog else secrets["app_secret"],
            provider="360dialog" if through_360dialog else "meta",
        )
    )
    for template in TEMPLATES:
        number.add_template(template)
    person = simulator.add_person("5491123456789", "Lucía Ferreyra", username="lu.ferreyra", hides_phone=hides_phone)
    app = make_app(simulator)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=GRAPH, timeout=timeout) as wire:
        yield Bench(simulator, product, number, person, wire, now)
    await simulator.courier.close()
