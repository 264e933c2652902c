"""YouTube as an application: the Data API, and under /video/ the page on which somebody comments."""

from __future__ import annotations

from starlette.applications import Starlette

from trato.rooms.channels.simulators.youtube import api, screen
from trato.rooms.channels.simulators.youtube.world import World


def make_app(world: World) -> Starlette:
    """Return the application."""
    return Starlette(routes=[*api.routes(world), *screen.routes(world)])
