"""The other system as an application: /llamadas takes Trato's calls, under /pantalla/ somebody plays a person."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.talk.routes import routes as talk_routes

PAGE, CALLS = "/pantalla", "/llamadas"


def make_app(system: System) -> Starlette:
    """Return the application; who runs it closes `system.courier` and `system.bell` at the end."""
    return Starlette(routes=[Route(CALLS, system.take, methods=["POST"]), *talk_routes(system, PAGE)])
