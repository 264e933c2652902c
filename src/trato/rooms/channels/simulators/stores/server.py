"""Both stores as an application: their APIs, and under /tienda/ the page on which somebody reviews."""

from __future__ import annotations

from starlette.applications import Starlette

from trato.rooms.channels.simulators.stores import apple, google, shop
from trato.rooms.channels.simulators.stores.world import World


def make_app(world: World) -> Starlette:
    """Return the application."""
    return Starlette(routes=[*google.routes(world), *apple.routes(world), *shop.routes(world)])
