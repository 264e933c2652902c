"""Running the simulator: an ASGI application, and a server of its own port within another process."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette

from trato.rooms.channels.simulators.whatsapp import api, phone
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number, Person

HOST = "127.0.0.1"


class _Quiet(uvicorn.Server):
    """A server that leaves Ctrl+C to the process it lives in."""

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        """Capture none."""
        return nullcontext()


@dataclass(frozen=True, slots=True)
class Config:
    """Where to listen (port 0 is any free one) and who there is at the start."""

    port: int = 0
    numbers: tuple[Number, ...] = ()
    people: tuple[Person, ...] = ()
    simulator: Simulator | None = None


@dataclass(slots=True)
class Running:
    """A simulator that listens. `url` is both the API's base and, with /phone/, the telephone."""

    url: str
    simulator: Simulator
    _server: uvicorn.Server
    _task: asyncio.Task[None] = field(repr=False)

    async def stop(self) -> None:
        """Stop listening and drop what is on its way."""
        self.simulator.world.close()  # event streams never end by themselves
        self._server.should_exit = True
        await self._task


def make_app(simulator: Simulator) -> Starlette:
    """Return the application: the provider's API, and the telephone under /phone/."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.courier.close()

    return Starlette(routes=[*phone.routes(simulator), *api.routes(simulator)], lifespan=lifespan)


async def serve(config: Config) -> Running:
    """Listen on loopback; return once connections are taken. Raises OSError when the port is."""
    simulator = config.simulator or Simulator()
    for number in config.numbers:
        simulator.add_number(number)
    for person in config.people:
        simulator.world.people[person.wa_id] = person
    listener = socket.create_server((HOST, config.port))
    settings = uvicorn.Config(
        make_app(simulator), log_level="warning", access_log=False, timeout_graceful_shutdown=1, ws="none"
    )
    server = _Quiet(settings)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        if task.done():
            await task
        await asyncio.sleep(0.01)
    return Running(f"http://{HOST}:{listener.getsockname()[1]}", simulator, server, task)
