"""A stand-in of each channel that is called over HTTP, with somebody who said something there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.chaos.providers import PROVIDERS, Registered
from tests.rooms.channels.calls import Call, Stand
from tests.rooms.channels.stores.known import APPLE_ID, PACKAGE, app, secrets_of
from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.registry import ADAPTERS, LINES
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent, Passing, Polled
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import OTHER_APP
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.meta.serving import listen
from trato.rooms.channels.simulators.stores.server import make_app as make_stores
from trato.rooms.channels.simulators.stores.world import Person
from trato.rooms.channels.simulators.stores.world import World as Stores
from trato.rooms.channels.simulators.whatsapp.server import make_app as make_whatsapp
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator as WhatsApp
from trato.rooms.channels.simulators.whatsapp.world import Number

BASE = "http://stand"
CROWDS = {make.channel: make for make in PROVIDERS}
# a widget is ours, mails leave by SMTP, and calls are answered by what we answer to Twilio
NO_API = {"webchat", "email", "voice"}
CALLED = [one for one in LINES if one not in NO_API]


def _view(channel: str, told: Registered) -> AccountView:
    return AccountView(
        ChannelAccountId(UUID(int=7)), UUID(int=1), channel, told.external_id, "p", "PE", settings=told.settings,
        secrets=told.secrets, hook="https://care.example/hooks/1",
    )  # fmt: skip


@asynccontextmanager
async def stand_of(channel: str) -> AsyncIterator[Stand]:
    """Open a channel's stand-in."""
    if channel in ("google_play", "app_store"):
        yield _stores(channel)
    elif channel == "whatsapp":
        async with _whatsapp() as stand:
            yield stand
    else:
        async with _crowd(channel) as stand:
            yield stand


def _stores(channel: str) -> Stand:
    world = Stores(wall_clock)
    world.apps.append(app())
    for stars in (1, 4):
        world.write(channel, world.apps[0], Person(f"Camila {stars}"), stars, "Mal", "No abre")
    number = PACKAGE if channel == "google_play" else APPLE_ID
    return Stand(_view(channel, Registered(number, secrets_of(channel), {"api_base": BASE})), make_stores(world), [])


@asynccontextmanager
async def _whatsapp() -> AsyncIterator[Stand]:
    simulator = WhatsApp()
    told = Registered(
        "109876543210987", {"app_secret": "s3cret", "access_token": "t0ken", "verify_token": "verifica"},
        {"base_url": BASE, "business_account_id": "100000000000001"},
    )  # fmt: skip
    async with _listening() as (url, came):
        simulator.add_number(Number(told.external_id, "+51 1 5550101", "Pirca", url, "t0ken", "s3cret"))
        simulator.add_person("51987310214", "Rosa")
        simulator.say_text(told.external_id, "51987310214", "¿Y mi pedido?")
        view = _view("whatsapp", told)
        events = await _said(came, view)
        yield Stand(view, make_whatsapp(simulator), events)
    simulator.world.close()
    await simulator.courier.close()


@asynccontextmanager
async def _crowd(channel: str) -> AsyncIterator[Stand]:
    crowd = CROWDS[channel]()
    told = await crowd.open(Faults())
    try:
        async with _listening() as (url, came):
            crowd.hook(url)
            crowd.say(0, "¿Y mi pedido?")
            view = _view(channel, told)
            simulator = getattr(crowd, "simulator", None)
            ready = None
            if isinstance(ADAPTERS[channel], Passing) and isinstance(simulator, Facebook):
                ready = _shared(simulator, told.external_id)
            polled = isinstance(ADAPTERS[channel], Polled) and channel == "youtube"
            events = [] if polled else await _said(came, view)
            yield Stand(view, crowd.app(), events, ready=ready)  # type: ignore[attr-defined]
    finally:
        await crowd.close()


def _shared(simulator: Facebook, page: str) -> Callable[[Call], None]:
    """Return what lets a conversation be whose a call needs it to be, and nothing of the profile stand."""

    def ready(call: Call) -> None:
        simulator.world.owners.clear()
        simulator.world.numbers[page].front = {}
        if call.endpoint.endswith("/request_thread_control"):
            simulator.world.owners |= {(page, one): OTHER_APP for one in simulator.world.people}

    return ready


async def _said(came: asyncio.Queue[tuple[bytes, dict[str, str]]], view: AccountView) -> list[InboundEvent]:
    raw, headers = await asyncio.wait_for(came.get(), 5)
    return ADAPTERS[view.channel].parse(Delivery(raw, headers, wall_clock()), view)


@asynccontextmanager
async def _listening() -> AsyncIterator[tuple[str, asyncio.Queue[tuple[bytes, dict[str, str]]]]]:
    """Listen for deliveries; give the address and what came."""
    came: asyncio.Queue[tuple[bytes, dict[str, str]]] = asyncio.Queue()

    async def take(request: Request) -> Response:
        came.put_nowait((await request.body(), {}))
        return Response("ok")

    ears = await listen(Starlette(routes=[Route("/", take, methods=["POST"])]), 0)
    try:
        yield f"{ears.url}/", came
    finally:
        await ears.stop()
