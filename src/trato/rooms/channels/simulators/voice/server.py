"""Running the simulator: an ASGI application, which stands alone in tests and under a path in the demo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from trato.rooms.channels.simulators.voice import api, phone
from trato.rooms.channels.simulators.voice.simulator import Simulator


def make_app(simulator: Simulator) -> Starlette:
    """Return the application: Twilio's API, and a telephone under /phone/."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.close()

    return Starlette(routes=[*phone.routes(simulator), *api.routes(simulator)], lifespan=lifespan)
