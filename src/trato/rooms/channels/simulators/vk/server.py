"""VK as an application: the API, and under /telefono/ the page on which somebody plays a person."""

from __future__ import annotations

from starlette.applications import Starlette

from trato.rooms.channels.simulators.talk.routes import routes as talk_routes
from trato.rooms.channels.simulators.vk import api
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.stage import VKStage

PAGE = "/telefono"


def make_app(simulator: Simulator) -> Starlette:
    """Return the application; who runs it closes `simulator.courier` and `simulator.bell` at the end."""
    return Starlette(routes=[*talk_routes(VKStage(simulator), PAGE), *api.routes(simulator)])
