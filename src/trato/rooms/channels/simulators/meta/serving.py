"""Listening within another process: a server of its own port, on loopback."""

from __future__ import annotations

import asyncio
import socket
from contextlib import nullcontext
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

HOST = "127.0.0.1"


class _Quiet(uvicorn.Server):
    """A server that leaves Ctrl+C to the process it lives in."""

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        """Capture none."""
        return nullcontext()


@dataclass(slots=True)
class Listening:
    """An application that is reached at `url`."""

    url: str
    _server: uvicorn.Server
    _task: asyncio.Task[None] = field(repr=False)

    async def stop(self) -> None:
        """Stop listening."""
        self._server.should_exit = True
        await self._task


async def listen(app: Starlette, port: int) -> Listening:
    """Listen at `port` (0 is any free one); return once connections are taken. Raises OSError when it is taken."""
    app.add_exception_handler(ClientDisconnect, _unheard)
    listener = socket.create_server((HOST, port))
    settings = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1, ws="none")
    server = _Quiet(settings)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        if task.done():
            await task
        await asyncio.sleep(0.01)
    return Listening(f"http://{HOST}:{listener.getsockname()[1]}", server, task)


def _unheard(request: Request, error: Exception) -> Response:
    """Answer who died in the middle of a call: nobody hears it, and the call was none."""
    return Response(status_code=400)
