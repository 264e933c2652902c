"""The web process: uvicorn over the socket that the supervisor listens on, or over one of its own."""

from __future__ import annotations

import os
import socket

import uvicorn

from trato.app.told import LISTEN_FD
from trato.kit.settings import read_settings

WS_LARGEST_FRAME = 1_000_000  # what a browser may send us at once; files go by HTTP


def main() -> None:
    """Serve `trato.app.asgi:app` until SIGTERM; open requests get ten seconds to end."""
    settings = read_settings()
    config = uvicorn.Config(
        "trato.app.asgi:app",
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        log_level=settings.log.value,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_per_message_deflate=False,  # a frame goes to hundreds of desks: packing each copy would cost a core
        ws_max_size=WS_LARGEST_FRAME,
        timeout_graceful_shutdown=10,
    )
    inherited = os.environ.get(LISTEN_FD)
    sockets = [socket.socket(fileno=int(inherited))] if inherited else None
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main()
