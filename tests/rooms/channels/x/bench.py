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

from tests.rooms.channels.x.contract import faults, path_of
from tests.rooms.channels.x.known import ACCOUNT, LUCIA, RECEIVED, SPEC, X, business
from trato.rooms.channels.adapters.x.connecting import TOLD, arrange, examine
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import (
    AccountView,
    ConversationFacts,
    Delivery,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    OutboundMessage,
    Part,
    SendOutcome,
    Surface,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.channels.simulators.x.server import make_app
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business, Person
from trato.rooms.contacts.model import Address, IdentityKind

DOOR = "http://127.0.0.1/hooks/x"
SERVER = "http://x"
KEY = UUID(int=7)


@dataclass(slots=True)
class Product:
    """Takes events as the real door would: answer the challenge, authenticate, parse."""

    account: AccountView
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one delivery."""
        raw = await request.body()
        query = dict(request.query_params)
        asked = WebhookRequest(request.method, str(request.url), query, dict(request.headers), raw)
        if (told := X.verify(asked, self.account)) is not None:
            return Response(told.body, told.status, media_type=told.content_type)
        if not X.authenticate(asked, self.account):
            return Response(status_code=401)
        self.events += X.parse(Delivery(raw, {}, RECEIVED), self.account)
        return Response()

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]


@dataclass(slots=True)
class Bench:
    """One account, one person, and the wire between."""

    simulator: Simulator
    product: Product
    business: Business
    person: Person
    wire: httpx.AsyncClient

    async def settle(self) -> None:
        """Wait until every event has been brought."""
        await self.simulator.courier.settled()

    async def send(
        self,
        *parts: Part,
        surface: Surface = Surface.DIRECT_MESSAGE,
        blobs: dict[str, bytes] | None = None,
        **more: Any,
    ) -> SendOutcome:
        """Send a message of ours as the worker would; return the outcome of its last call."""
        to = (Address(IdentityKind.ACCOUNT_USER, self.person.id, str(ACCOUNT.id)),)
        account = self.product.account
        caps = X.capabilities(account, ConversationFacts(surface=surface), RECEIVED)
        answer: HttpAnswer | TransportFailure = TransportFailure("nothing sent", sent=False)
        media: dict[str, str] = {}
        for call in X.render(OutboundMessage(KEY, to, parts, surface=surface, **more), account, caps):
            assert isinstance(call, HttpRequest)
            answer = await self.perform(call, blobs, media)
            if call.yields_media:
                if not isinstance(answer, HttpAnswer) or answer.status >= 300:
                    break
                media[call.yields_media] = msgspec.json.decode(answer.body)["data"]["id"]
        return X.classify(answer)

    async def perform(
        self, call: HttpRequest, blobs: dict[str, bytes] | None = None, media: dict[str, str] | None = None
    ) -> HttpAnswer | TransportFailure:
        """Do one call over the wire, where its body is what X publishes."""
        body = call.json
        for place, identifier in (media or {}).items():
            body = msgspec.json.decode(msgspec.json.encode(body).replace(place.encode(), identifier.encode()))
        files = {one.field: (one.name, (blobs or {})[one.blob], one.mime) for one in call.uploads}
        if SPEC.exists() and call.method in ("POST", "PUT") and "oauth2" not in call.url and body is not None:
            assert faults(call.method.lower(), path_of(call.url), body) == []
        form = dict(call.form) if call.form else None
        answer = await self.wire.request(
            call.method, call.url, headers=dict(call.headers), json=body, data=form, files=files or None
        )
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
    product = Product(msgspec.structs.replace(ACCOUNT, settings={**ACCOUNT.settings, "api_base": SERVER}))
    listening = Starlette(routes=[Route("/hooks/x", product.door, methods=["GET", "POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(listening))
    simulator = Simulator(client=client, first_wait=0.0, clock=lambda: RECEIVED, base=SERVER)
    account = business()
    if connected:
        account.callback_url, account.valid, account.webhook_id = DOOR, True, "1"
        account.told = set(TOLD)
    simulator.add_business(account)
    person = simulator.add_person(LUCIA, "lucia_rojas", "Lucía Rojas")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator)), base_url=SERVER) as wire:
        yield Bench(simulator, product, account, person, wire)
    await simulator.courier.close()
