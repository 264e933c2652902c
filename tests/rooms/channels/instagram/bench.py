"""Instagram's stand-in and a product that only listens, joined in memory: no sockets, no waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.routing import Route

from tests.rooms.channels.instagram.known import ACCOUNT, IGSID, INSTAGRAM, ME
from tests.rooms.channels.messenger.bench import AT_ONCE, GRAPH, Bench, Product
from tests.rooms.channels.messenger.known import RECEIVED
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.instagram.server import make_app
from trato.rooms.channels.simulators.instagram.simulator import Simulator
from trato.rooms.channels.simulators.instagram.world import account
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults

DOOR = "http://trato/hooks/instagram"


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Bench, Simulator]]:
    """Set up one account and one person."""
    product = Product(msgspec.structs.replace(ACCOUNT, settings={"api_base": GRAPH}), INSTAGRAM)
    door = Starlette(routes=[Route("/hooks/instagram", product.door, methods=["POST"])])
    faults, now = Faults(), [RECEIVED]
    courier: Courier[Page] = Courier(faults, httpx.AsyncClient(transport=httpx.ASGITransport(door)), 0.0)
    simulator = Simulator(faults=faults, courier=courier, pace=AT_ONCE, clock=lambda: now[0])
    simulator.base = GRAPH
    secrets = ACCOUNT.secrets
    one = account(ME, "Pirca", "pirca.cocina", DOOR, secrets["access_token"], secrets["app_secret"])
    page = simulator.add_page(one)
    person = simulator.add_person(IGSID, "Lucía Ferreyra", username="lucia.ferreyra")
    over = httpx.ASGITransport(make_app(simulator))
    async with httpx.AsyncClient(transport=over, base_url=GRAPH, timeout=5.0) as wire:
        yield Bench(simulator, product, page, person, wire, now), simulator
    await simulator.courier.close()
