"""Running the simulator: an ASGI application, which stands alone in tests and under a path in the demo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from trato.rooms.channels.simulators.sms import api
from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.stage import SmsStage
from trato.rooms.channels.simulators.talk.routes import routes as talk_routes


def make_app(simulator: Simulator) -> Starlette:
    """Return the application: Twilio's API, and the telephone under /phone/."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.close()

    return Starlette(routes=[*talk_routes(SmsStage(simulator), "/phone"), *api.routes(simulator)], lifespan=lifespan)
