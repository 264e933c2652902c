"""The web process's application: every door of the house, in one place."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.middleware import Middleware

from trato.app import logs, routes
from trato.app.headers import SecurityHeaders
from trato.app.wiring import open_house
from trato.kit.settings import read_settings
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.channels import api as channels


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the house, hang up the doors, and close it when the server stops."""
    settings = read_settings()
    logs.configure(settings.log)
    house = await open_house(settings, size=10)
    entrance = Entrance(house.db, house.keyring, house.passwords, settings.public_url)
    acceptor = channels.Acceptor(house.db)
    acceptor.start()
    async with routes.hang(house, entrance, acceptor) as doors:
        app.router.routes.extend(doors)
        yield
    await acceptor.stop()
    await house.db.close()


app = Starlette(lifespan=lifespan, middleware=[Middleware(SecurityHeaders)])
