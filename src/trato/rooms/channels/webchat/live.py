"""The live line to one widget: first the whole view, then only what changed, numbered so that a gap is seen.

A frame is `{prev, seq, …}`. Whoever sees a `prev` that is not the last `seq` connects again and gets the whole view:
there is no second way to recover. What the visitor does never comes in here, except that they are typing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import Struct
from starlette.websockets import WebSocket, WebSocketDisconnect

from trato.kit.errors import TooMany, TratoError
from trato.kit.ids import uuid7
from trato.rooms.channels.adapters.webchat.adapter import delivery_key_of
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender
from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat import origins, tokens
from trato.rooms.channels.webchat.door import PAGE, Door, account_of
from trato.rooms.channels.webchat.model import AgentTyping, ChatView, Ring, VisitorTyping
from trato.rooms.channels.webchat.view import ChatAnswer, face_of

HELLO_WITHIN = 5.0  # seconds
LOOK_EVERY = 30.0  # seconds: a lost ring loses nothing
LOOK_WAITING = 10.0  # seconds, for who waits in a queue: what others do in it moves them, and rings nobody
ALIVE_EVERY = 300.0  # seconds between two signs that a widget is still there
REST = 0.05  # seconds between two reads of one line
LARGEST_FRAME = 4_096
FRAMES_PER_SECOND = 20.0

BAD_FRAME, UNKNOWN, REFUSED, TOO_MANY = 4400, 4401, 4403, 4429


class Hello(Struct, frozen=True):
    token: str


class Frame(Struct, frozen=True):
    """What a widget may say: `ping`, or that its visitor is typing in `thread`."""

    ping: int = 0
    typing: bool | None = None
    thread: str = ""


async def live(door: Door, socket: WebSocket) -> None:
    """Serve one widget until it goes, its token runs out, or this server stops."""
    try:
        account = await account_of(door.ports, socket.path_params["key"])
        origins.check(account, socket.headers.get("origin", ""), required=True)
        address = socket.client.host if socket.client else "unknown"
        door.limits.spend(f"socket:{address}", door.ports.allowances.sockets)
    except TooMany:
        return await socket.close(TOO_MANY)
    except TratoError:
        return await socket.close(REFUSED)
    await socket.accept()
    try:
        async with asyncio.timeout(HELLO_WITHIN):
            text = await socket.receive_text()
        token = msgspec.json.decode(text, type=Hello).token
        claims = tokens.read_visitor(account, token, door.ports.clock())
    except WebSocketDisconnect:
        return None
    except (TimeoutError, ValueError, KeyError, TratoError):
        return await socket.close(UNKNOWN)
    return await Line(door, socket, account, claims).serve()


class Line:
    """One connected widget. `name` tells its presence apart from that of the visitor's other tabs."""

    def __init__(self, door: Door, socket: WebSocket, account: AccountView, claims: tokens.VisitorClaims) -> None:
        self._door = door
        self._socket = socket
        self._account = account
        self._claims = claims
        self._name = str(uuid7())
        self._seq = 0
        self._shown: dict[str, bytes] = {}
        self._top = b""
        self._dirty = asyncio.Event()
        self._sending = asyncio.Lock()
        self._announced = False
        self._beats = 0
        self._alive_at = 0.0

    async def serve(self) -> None:
        """Run the three halves of the line until one ends, then say that the visitor has gone."""
        ports = self._door.ports
        try:
            async with ports.bell(self._account, self._claims.visitor) as rings:
                halves = [asyncio.create_task(half) for half in (self._show(), self._hear(), self._ring(rings))]
                try:
                    done, _ = await asyncio.wait(halves, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for half in halves:
                        half.cancel()
                    await asyncio.gather(*halves, return_exceptions=True)
                for half in done:
                    half.result()
        except WebSocketDisconnect:
            pass
        finally:
            if self._announced:
                await asyncio.shield(self._presence("gone"))

    async def _show(self) -> None:
        """Read at each ring, and send what changed since the last reading."""
        self._dirty.set()
        look = LOOK_EVERY
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(look):  # wait_for of 3.11 may swallow the cancellation
                    await self._dirty.wait()
            self._dirty.clear()
            now = self._door.ports.clock()
            if self._claims.exp <= now.timestamp():
                return await self._socket.close(UNKNOWN)
            view = await self._door.ports.read(self._account, self._claims.visitor, "", PAGE)
            await self._send_view(ChatAnswer(self._account, now), view)
            look = LOOK_WAITING if any(one.queue for one in view.conversations) else LOOK_EVERY
            if view.conversations:
                await self._stay_alive()
            await asyncio.sleep(REST)

    async def _stay_alive(self) -> None:
        """Say that the visitor is here, and again now and then: who falls silent died with the process."""
        now = asyncio.get_running_loop().time()
        if not self._announced or now - self._alive_at >= ALIVE_EVERY:
            self._announced, self._alive_at = True, now
            await self._presence("here")

    async def _send_view(self, answer: ChatAnswer, view: ChatView) -> None:
        written = {one.id: msgspec.json.encode(answer.message(one)) for one in view.messages}
        changed = [msgspec.Raw(raw) for name, raw in written.items() if self._shown.get(name) != raw]
        top = answer.top(view)
        raw_top = msgspec.json.encode(top)
        first = self._seq == 0
        if first or changed or raw_top != self._top:
            await self._send({"whole": first, **top, "messages": changed})
        self._shown, self._top = written, raw_top

    async def _ring(self, rings: AsyncIterator[Ring]) -> None:
        async for ring in rings:
            if isinstance(ring, AgentTyping):
                await self._send({"typing": {"thread": ring.thread, "by": face_of(ring.by), "on": ring.on}})
            else:
                self._dirty.set()

    async def _hear(self) -> None:
        allowance = FRAMES_PER_SECOND
        then = asyncio.get_running_loop().time()
        while True:
            text = await self._socket.receive_text()
            now = asyncio.get_running_loop().time()
            allowance, then = min(FRAMES_PER_SECOND, allowance + (now - then) * FRAMES_PER_SECOND) - 1, now
            if allowance < 0:
                return await self._socket.close(TOO_MANY)
            try:
                frame = msgspec.json.decode(text[:LARGEST_FRAME], type=Frame)
            except (ValueError, RecursionError):
                return await self._socket.close(BAD_FRAME)
            if frame.typing is not None:
                typing = VisitorTyping(frame.thread, frame.typing)
                await self._door.ports.signal(self._account, self._claims.visitor, typing)
            if frame.ping:
                async with self._sending:
                    await self._socket.send_text('{"pong":1}')

    async def _send(self, facts: dict[str, Any]) -> None:
        async with self._sending:
            frame = {"prev": self._seq, "seq": self._seq + 1, **facts}
            self._seq += 1
            await self._socket.send_text(msgspec.json.encode(frame).decode())

    async def _presence(self, state: str) -> None:
        """Put the visitor's coming or going into the inbox: it is evidence for abandonment."""
        visitor = self._claims.visitor
        at = int(self._door.ports.clock().timestamp() * 1000)
        item = {"type": "presence", "state": state, "socket": self._name, "at": at}
        name = f"{self._name}-{state}-{self._beats}" if self._beats else f"{self._name}-{state}"
        self._beats += state == "here"
        body = {"id": name, "items": [item], "sent_at": at}
        sender = Sender(visitor.id, visitor.sub, visitor.name, visitor.email)
        raw = msgspec.json.encode(Envelope(sender, msgspec.Raw(msgspec.json.encode(body))))
        key = delivery_key_of(visitor.id, name)
        await self._door.ports.accept(self._account.workspace_id, self._account.id, key, raw, {})
