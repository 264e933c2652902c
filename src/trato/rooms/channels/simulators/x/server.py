"""The application: the X API, and the page on which a person is played."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from trato.rooms.channels.simulators.x import api, authorising, page
from trato.rooms.channels.simulators.x.simulator import Simulator


def make_app(simulator: Simulator) -> Starlette:
    """Return the application."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.courier.close()

    return Starlette(
        routes=[*page.routes(simulator), *authorising.routes(simulator), *api.routes(simulator)], lifespan=lifespan
    )
