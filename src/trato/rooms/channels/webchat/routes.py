"""Every URL of the visitor's door."""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from trato.rooms.channels.webchat import files, posts
from trato.rooms.channels.webchat.door import Deed, Door, guard
from trato.rooms.channels.webchat.live import live
from trato.rooms.channels.webchat.model import Ports, PostKind

ROOT = "/chat/v1/{key}"


def routes(ports: Ports) -> list[BaseRoute]:
    """Return the routes; all are public, and check the visitor's token themselves."""
    door = Door(ports)
    told: dict[str, Deed] = {
        "session": door.session,
        "deliveries": door.deliver,
        "uploads": partial(files.upload, door),
        "resume": partial(posts.ask, door, PostKind.RESUME),
        "transcript": partial(posts.ask, door, PostKind.TRANSCRIPT),
        "resume/open": partial(posts.arrive, door),
    }
    gets: dict[str, Deed] = {"messages": door.messages, "files/{ticket}": partial(files.download, door)}

    async def socket(one: WebSocket) -> None:
        await live(door, one)

    return [
        *(
            Route(f"{ROOT}/{path}", guard(ports, deed, origin_required=True), methods=["POST", "OPTIONS"])
            for path, deed in told.items()
        ),
        *(
            Route(f"{ROOT}/{path}", guard(ports, deed, origin_required=False), methods=["GET", "OPTIONS"])
            for path, deed in gets.items()
        ),
        WebSocketRoute(f"{ROOT}/live", socket),
    ]
