"""Boards on screens where nobody signs in: `/api/v1/tv/live`. A screen says its link's secret, and only listens."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from trato.app.line import Line
from trato.app.live import Hub
from trato.kit.errors import TratoError, Unavailable
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.console.model import Selection
from trato.rooms.console.service import wall_links
from trato.rooms.console.service.wall_links import Shown

LINK_ENDED, TRY_AGAIN = 4404, 1013
SAY_WITHIN = 10.0  # seconds
LONGEST_SECRET = 200  # characters
ASK_EVERY = 60.0  # seconds: a link that ends, or whose maker may no more, is found at the latest then


@dataclass(frozen=True, slots=True)
class Screens:
    """The door of screens: the same floor as the consoles', one topic, nothing to say."""

    hub: Hub

    def route(self) -> WebSocketRoute:
        """Return the door."""
        return WebSocketRoute("/api/v1/tv/live", self.serve)

    async def serve(self, socket: WebSocket) -> None:
        """Show one board until its link ends or the screen goes."""
        headers = {name.lower(): value for name, value in socket.headers.items()}
        try:
            self.hub.entrance.check_origin("SOCKET", headers)
        except TratoError:
            return await socket.close(LINK_ENDED)
        await socket.accept()
        try:
            secret = (await asyncio.wait_for(socket.receive_text(), SAY_WITHIN))[:LONGEST_SECRET]
            shown = await self._open(secret)
        except (TimeoutError, WebSocketDisconnect, KeyError):
            return None
        except Unavailable:
            return await socket.close(TRY_AGAIN)
        except TratoError:
            return await socket.close(LINK_ENDED)
        line = Line(str(uuid7()), socket, shown.principal, {})
        line.closing = asyncio.get_running_loop().create_future()
        async with self.hub.on_floor(line) as floor:
            await floor.subscribe(line, f"wall:{_name(shown.part)}")
            await self._show(line, secret)
        return None

    async def _open(self, secret: str) -> Shown:
        workspace = wall_links.workspace_of(secret)
        if workspace is None:
            raise TratoError()
        async with self.hub.house.db.transaction(workspace, SYSTEM) as tx:
            return await wall_links.open_link(tx, secret)

    async def _show(self, line: Line, secret: str) -> None:
        """Send frames until the screen goes; what changes its rights closes the line, and the screen asks again."""
        assert line.closing is not None
        halves = [asyncio.create_task(one) for one in (_listen(line), _write(line), self._ask_again(line, secret))]
        waiting: list[asyncio.Future[object]] = [*halves, line.closing]  # type: ignore[list-item]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for half in halves:
                half.cancel()
            results = await asyncio.gather(*halves, return_exceptions=True)
        if line.closing.done():
            with suppress(RuntimeError, WebSocketDisconnect):
                await line.socket.close(line.closing.result())
        for result in results:
            gone = (WebSocketDisconnect, asyncio.CancelledError, RuntimeError)
            if isinstance(result, BaseException) and not isinstance(result, gone):
                raise result

    async def _ask_again(self, line: Line, secret: str) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY)
            try:
                shown = await self._open(secret)
            except Unavailable:
                continue
            except TratoError:
                return line.hang_up(LINK_ENDED)
            if shown.principal.rights != line.principal.rights:
                return line.hang_up(TRY_AGAIN)


async def _listen(line: Line) -> None:
    while True:
        await line.socket.receive_text()  # a screen has nothing to say: what it says is not read


async def _write(line: Line) -> None:
    while True:
        await line.socket.send({"type": "websocket.send", "text": await line.waiting.get()})
        line.lost.clear()  # the next snapshot is whole


def _name(part: Selection) -> str:
    fields = (("brand", part.brand), ("queue", part.queue), ("team", part.team))
    return "&".join(f"{name}={','.join(map(str, ids))}" for name, ids in fields if ids)
