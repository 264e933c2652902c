"""The simulator and a product that only listens, joined in memory: no sockets, no waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.rooms.channels.wechat.known import (
    ACCOUNT,
    AES_KEY,
    APP_ID,
    APP_SECRET,
    CAPS,
    ORIGINAL_ID,
    PERSON,
    RECEIVED,
    TOKEN,
    WECHAT,
)
from trato.kit.blobs import Blobs
from trato.rooms.channels.adapters.wechat.connecting import CONNECTION
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
    ProviderAnswer,
    SendOutcome,
    TransportFailure,
    WebhookRequest,
)
from trato.rooms.channels.service.carrying import Carrier
from trato.rooms.channels.service.examining import Examiner
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.wechat.server import make_app
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.world import Account, Chat, Person
from trato.rooms.contacts.model import Address, IdentityKind

DOOR = "http://127.0.0.1/hooks/wechat"
SERVER = "http://wechat"
KEY = UUID("018f6b1e-0000-7000-8000-0000000000ff")


@dataclass(slots=True)
class Product:
    """Takes deliveries as the real door would: check, authenticate, parse, answer."""

    account: AccountView
    refused: int = 0
    says: str = "success"
    raws: list[bytes] = field(default_factory=list)
    events: list[InboundEvent] = field(default_factory=list)

    async def door(self, request: Request) -> Response:
        """Take one delivery."""
        raw = await request.body()
        query = dict(request.query_params)
        told = WebhookRequest(request.method, str(request.url), query, dict(request.headers), raw)
        if not WECHAT.authenticate(told, self.account):
            self.refused += 1
            return Response(status_code=401)
        self.raws.append(raw)
        self.events += WECHAT.parse(Delivery(raw, {}, RECEIVED), self.account)
        return Response(WECHAT.answer(told, self.account).body if self.says == "success" else self.says)

    def kinds(self) -> list[InboundKind]:
        """Return the kinds of what came, in order."""
        return [event.kind for event in self.events]


class _Files:
    """Files of ours, in memory."""

    async def open(self, key: str) -> bytes:
        return f"contents of {key}".encode()


@dataclass(slots=True)
class Bench:
    """One account, one person, and the wire between."""

    simulator: Simulator
    product: Product
    account: Account
    person: Person
    carrier: Carrier
    wire: httpx.AsyncClient

    @property
    def chat(self) -> Chat:
        """Return what they said to each other."""
        return self.simulator.world.chat(self.account, self.person)

    @property
    def ours(self) -> list[str]:
        """Return what stands in the person's chat of us."""
        return [line.text or line.kind for line in self.chat.lines.values() if not line.mine]

    async def settle(self) -> None:
        """Wait until everything has been brought."""
        await self.simulator.courier.settled()

    async def hello(self) -> None:
        """Let the person follow and write."""
        self.simulator.say(self.account, self.person, "text", "Hola")
        await self.settle()

    async def hello_refused(self) -> None:
        """Let the person write what the product does not take, and WeChat gives up."""
        before, self.simulator.courier.waits = self.product.refused, [0.0]
        await self.hello()
        assert self.product.refused > before

    async def send(self, *parts: Part, key: UUID = KEY, to: str = "", **more: Any) -> SendOutcome:
        """Send a message of ours as the worker does."""
        address = (Address(IdentityKind.ACCOUNT_USER, to or self.person.id, str(ACCOUNT.id)),)
        account = self.product.account
        calls = WECHAT.render(OutboundMessage(key, address, parts, **more), account, CAPS)
        return await self.carrier.carry(key, calls, account, WECHAT)

    async def perform(self, call: HttpRequest) -> HttpAnswer | TransportFailure:
        """Do one call over the wire."""
        return await self.carrier.call(call)

    async def findings(self, hook: str = DOOR, **changes: Any) -> list[Finding]:
        """Look at the account as the screen does."""
        account = msgspec.structs.replace(self.product.account, **changes)
        return list((await Examiner(self.wire).examine(CONNECTION, account, hook)).findings)


async def _no_mail(*_: Any) -> ProviderAnswer:
    raise AssertionError("no mail leaves here")


async def _nothing(*_: Any) -> None:
    return None


@asynccontextmanager
async def bench(*, sealed: bool = True, connected: bool = True, faults: Faults | None = None) -> AsyncIterator[Bench]:
    """Set up one account and one person; `connected` says that messages go somewhere already."""
    secrets = {**ACCOUNT.secrets, **({"aes_key": AES_KEY} if sealed else {})}
    product = Product(msgspec.structs.replace(ACCOUNT, settings={"api_base": SERVER}, secrets=secrets))
    product_app = Starlette(routes=[Route("/hooks/wechat", product.door, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(product_app))
    clock: list[datetime] = [RECEIVED]
    simulator = Simulator(faults=faults, client=client, first_wait=0.0, clock=lambda: clock[0])
    simulator.base = SERVER
    account = Account(APP_ID, ORIGINAL_ID, "Pirca", APP_SECRET, TOKEN, AES_KEY if sealed else "")
    account.callback_url = DOOR if connected else ""
    simulator.add_account(account)
    person = simulator.add_person(PERSON, "Camila Rojas")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator)), base_url=SERVER) as wire:
        carrier = Carrier(wire, cast(Blobs, _Files()), _no_mail, _nothing)
        yield Bench(simulator, product, account, person, carrier, wire)
    await simulator.courier.close()
