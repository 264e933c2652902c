"""The visitor's door on a loopback port, for tests that need real sockets: live lines and browsers."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from tests.rooms.channels.webchat.house import House
from trato.rooms.channels.webchat.routes import routes


class Served:
    """A running server; `call` runs a function of the house inside its loop."""

    def __init__(self, house: House, more: list[BaseRoute]) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        app = Starlette(routes=[*routes(house.ports()), *more])
        config = uvicorn.Config(app, log_config=None, loop="asyncio", ws="websockets-sansio", lifespan="off")
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="served-door")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        async def inside() -> Any:
            return function(*arguments)

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result(10)

    def cut(self) -> None:
        """Cut every open connection, as a network that fails does."""
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve(sockets=[self._socket]))
        self._loop.close()

    def __enter__(self) -> Served:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@contextmanager
def served(house: House, more: list[BaseRoute] | None = None) -> Iterator[Served]:
    """Serve `house` for the length of a test."""
    with Served(house, more or []) as running:
        yield running
