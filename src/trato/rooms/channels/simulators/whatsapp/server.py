"""Running the simulator: an ASGI application, and a server of its own port within another process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette

from trato.rooms.channels.simulators.meta import phone
from trato.rooms.channels.simulators.meta.serving import Listening, listen
from trato.rooms.channels.simulators.whatsapp import api
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number, Person


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

    return Starlette(
        routes=[*phone.routes(simulator, "WhatsApp", by_phone=True), *api.routes(simulator)], lifespan=lifespan
    )


async def serve(config: Config) -> Running:
    """Listen on loopback; return once connections are taken. Raises OSError when the port is."""
    simulator = config.simulator or Simulator()
    for number in config.numbers:
        simulator.add_number(number)
    for person in config.people:
        simulator.world.people[person.wa_id] = person
    listening = await listen(make_app(simulator), config.port)
    return Running(listening.url, simulator, listening)
