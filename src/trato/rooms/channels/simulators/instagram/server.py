"""The simulator as an ASGI application: the Graph, the telephone under /phone/, posts and comments under /wall/."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from trato.rooms.channels.simulators.facebook import board
from trato.rooms.channels.simulators.instagram import api
from trato.rooms.channels.simulators.instagram.simulator import Simulator
from trato.rooms.channels.simulators.meta import phone

LOOK = "instagram"


def make_app(simulator: Simulator) -> Starlette:
    """Return the application."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.courier.close()

    telephone = phone.routes(simulator, "Instagram", by_phone=False, look=LOOK, other_app=simulator.threads.play)
    wall = board.routes(simulator, "Instagram", look=LOOK, edits=False)
    return Starlette(routes=[*telephone, *wall, *api.routes(simulator)], lifespan=lifespan)
