"""Running the simulator: an ASGI application, and a server of its own port within another process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette

from trato.rooms.channels.simulators.facebook import api, board
from trato.rooms.channels.simulators.facebook.simulator import Simulator
from trato.rooms.channels.simulators.meta import phone
from trato.rooms.channels.simulators.meta.serving import Listening, listen


@dataclass(slots=True)
class Running:
    """A simulator that listens. `url` is both the API's base and, with /phone/, the telephone."""

    url: str
    simulator: Simulator
    _listening: Listening

    async def stop(self) -> None:
        """Stop listening and drop what is on its way."""
        self.simulator.world.close()  # event streams never end by themselves
        await self._listening.stop()


def make_app(simulator: Simulator) -> Starlette:
    """Return the application: the provider's API, and the telephone under /phone/."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.courier.close()

    page = phone.routes(simulator, "Messenger", by_phone=False, other_app=simulator.threads.play)
    return Starlette(routes=[*page, *board.routes(simulator), *api.routes(simulator)], lifespan=lifespan)


async def serve(simulator: Simulator, port: int = 0) -> Running:
    """Listen on loopback; return once connections are taken. Raises OSError when the port is."""
    listening = await listen(make_app(simulator), port)
    simulator.base = listening.url
    return Running(listening.url, simulator, listening)
