"""Every URL of the house with what it needs. No entry, no door."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.routing import BaseRoute

from trato.app import doors, health, hooks, screens, signing
from trato.app.chat import Chat
from trato.app.wiring import House
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.routes import ROUTES as ACCESS
from trato.rooms.channels import api as channels
from trato.rooms.channels.webchat import assets
from trato.rooms.channels.webchat.routes import routes as chat_routes

STATIC = Path(__file__).parent / "static"
TABLE = (*ACCESS,)


@contextlib.asynccontextmanager
async def hang(house: House, entrance: Entrance, acceptor: channels.Acceptor) -> AsyncIterator[list[BaseRoute]]:
    """Give all routes; what they keep open is closed at the end."""
    async with Chat(house, acceptor) as chat:
        yield [
            *hooks.routes(house, acceptor),
            *health.routes(house),
            *signing.routes(entrance),
            *doors.routes(house, entrance, TABLE),
            *chat_routes(chat.ports()),
            *assets.routes(STATIC / "widget"),
            *screens.routes(STATIC / "console"),
        ]
