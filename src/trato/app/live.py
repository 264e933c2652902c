"""The desk's live line: `/api/v1/live`. A socket is known before it is accepted, and asked again when rights change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
import structlog
from msgspec import UNSET, Struct, UnsetType
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from trato.app import chat
from trato.app.attendance import Attendance
from trato.app.feed import Feed
from trato.app.floor import Floor
from trato.app.line import Line
from trato.app.onlookers import AGAIN, look_ring
from trato.app.wiring import House
from trato.kit.errors import NotFound, TratoError, Unavailable
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Verb
from trato.rooms.console.service.reach import check_case, check_conversation

SESSION_ENDED, RIGHTS_CHANGED, BAD_FRAME, TOO_MANY = 4401, 4403, 4400, 4429
LARGEST_FRAME = 4_096  # characters that a console may say at once
MOST_TOPICS = 40
ASK_EVERY = 30.0  # seconds: rights that changed are facts and asked at once; this finds sessions that grew old
FRAMES_PER_SECOND = 30.0
log = structlog.get_logger()


class Typing(Struct, frozen=True):
    case_id: UUID
    conversation_id: UUID
    on: bool


class Said(Struct, frozen=True):
    """What a console says: one of these."""

    subscribe: str | None = None
    unsubscribe: str | None = None
    viewing: UUID | None | UnsetType = UNSET
    typing: Typing | None = None
    active: bool = False  # somebody touched this desk


@dataclass(slots=True)
class Hub:
    """The live desks of this process, one floor for each workspace in which somebody is connected."""

    house: House
    entrance: Entrance
    feed: Feed
    _floors: dict[UUID, tuple[Floor, AsyncExitStack]] = field(default_factory=dict)
    attendance: Attendance = field(init=False)
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asking: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.attendance = Attendance(self.house, self._lines)

    def _lines(self) -> list[Line]:
        return [line for floor, _ in self._floors.values() for line in floor.lines]

    def route(self) -> WebSocketRoute:
        """Return the door."""
        return WebSocketRoute("/api/v1/live", self.serve)

    async def serve(self, socket: WebSocket) -> None:
        """Serve one console until it goes, its session ends, or its rights change."""
        headers = {name.lower(): value for name, value in socket.headers.items()}
        try:
            self.entrance.check_origin("SOCKET", headers)
            principal = await self.entrance.principal(headers)
        except Unavailable:
            return await socket.close(1013)
        except TratoError:
            return await socket.close(RIGHTS_CHANGED)  # before it is accepted: the browser sees a refused handshake
        await socket.accept()
        if principal is None:
            return await socket.close(SESSION_ENDED)
        line = Line(str(uuid7()), socket, principal, headers)
        async with self.house.db.transaction(principal.workspace_id, SYSTEM) as tx:
            line.teams = tuple(await access.memberships_of(tx, principal.user.id))
            leaders = await access.leaders_of(tx, line.teams)
            line.led = tuple(team for team, users in leaders.items() if principal.user.id in users)
        line.closing = asyncio.get_running_loop().create_future()
        async with self.on_floor(line) as floor:
            await self._attend(floor, line)
        return None

    async def _attend(self, floor: Floor, line: Line) -> None:
        assert line.closing is not None
        halves = [
            asyncio.create_task(one)
            for one in (self._listen(floor, line), self._write(floor, line), self._ask_again(line))
        ]
        waiting: list[asyncio.Future[object]] = [*halves, line.closing]  # type: ignore[list-item]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for half in halves:
                half.cancel()
            results = await asyncio.gather(*halves, return_exceptions=True)
            self._look(floor, line, None)
        if line.closing.done():
            with suppress(RuntimeError, WebSocketDisconnect):
                await line.socket.close(line.closing.result())
        for result in results:
            gone = (WebSocketDisconnect, asyncio.CancelledError, RuntimeError)
            if isinstance(result, BaseException) and not isinstance(result, gone):
                raise result

    @asynccontextmanager
    async def on_floor(self, line: Line) -> AsyncIterator[Floor]:
        """Let a line in among those of its workspace, until it goes."""
        workspace = line.principal.workspace_id
        async with self._opening:
            if workspace not in self._floors:
                self._floors[workspace] = await self._open(workspace)
            floor, stack = self._floors[workspace]
            floor.enter(line)
        try:
            yield floor
        finally:
            floor.leave(line)
            if floor.is_empty and self._floors.get(workspace, (None,))[0] is floor:
                del self._floors[workspace]
                await stack.aclose()

    async def _open(self, workspace: UUID) -> tuple[Floor, AsyncExitStack]:
        stack = AsyncExitStack()
        floor = Floor(self.house, workspace, self._ask_soon)
        floor.seq = await stack.enter_async_context(self.feed.watch(workspace, floor.hear))
        await stack.enter_async_context(self.feed.hear(f"desk:{workspace.hex}", floor.ring))
        task = asyncio.create_task(floor.run(), name=f"floor-{workspace}")
        stack.callback(task.cancel)
        return floor, stack

    # ---- what a console says -----------------------------------------------------------------------------------

    async def _listen(self, floor: Floor, line: Line) -> None:
        allowance, then = FRAMES_PER_SECOND, asyncio.get_running_loop().time()
        while True:
            text = await line.socket.receive_text()
            now = asyncio.get_running_loop().time()
            allowance, then = min(FRAMES_PER_SECOND, allowance + (now - then) * FRAMES_PER_SECOND) - 1, now
            if allowance < -MOST_TOPICS:
                return line.hang_up(TOO_MANY)
            try:
                said = msgspec.json.decode(text[:LARGEST_FRAME], type=Said)
            except (ValueError, RecursionError):
                return line.hang_up(BAD_FRAME)
            await self._take(floor, line, said)

    async def _take(self, floor: Floor, line: Line, said: Said) -> None:
        if said.subscribe is not None:
            if len(line.topics) >= MOST_TOPICS:
                return line.hang_up(TOO_MANY)
            await floor.subscribe(line, said.subscribe[:100])
        if said.unsubscribe is not None:
            floor.unsubscribe(line, said.unsubscribe)
        if said.viewing is not UNSET:
            await self._view(floor, line, said.viewing)
        if said.typing is not None:
            await self._type(line, said.typing)
        if said.active:
            await self._touch(line)
        return None

    async def _view(self, floor: Floor, line: Line, case_id: UUID | None) -> None:
        if case_id is not None:
            try:
                async with self.house.db.transaction(floor.workspace, SYSTEM) as tx:
                    await check_case(tx, line.principal, case_id)
            except NotFound:
                case_id = None
        self._look(floor, line, case_id)

    def _look(self, floor: Floor, line: Line, case_id: UUID | None) -> None:
        if line.viewing is not None and line.viewing != case_id:
            self._ring(line, line.viewing, "gone")
        line.viewing = case_id
        if case_id is not None:
            self._ring(line, case_id, "here")

    def _ring(self, line: Line, case_id: UUID, state: str) -> None:
        user = line.principal.user
        workspace = line.principal.workspace_id
        self.house.db.bell.ring(look_ring(workspace, case_id, line.name, user.id, user.name, state), workspace)

    async def _touch(self, line: Line) -> None:
        try:
            await self.attendance.touch(line)
        except Unavailable:
            log.warning("live.touch_lost", workspace=str(line.principal.workspace_id))

    async def _type(self, line: Line, typing: Typing) -> None:
        try:
            async with self.house.db.transaction(line.principal.workspace_id, SYSTEM) as tx:
                await check_conversation(tx, line.principal, typing.conversation_id, typing.case_id, Verb.CASES_REPLY)
        except TratoError:
            return
        self._ring(line, typing.case_id, "types" if typing.on else "here")
        user = line.principal.user
        face = user.alias or user.name.partition(" ")[0]
        await chat.tell_visitor(self.house, line.principal.workspace_id, typing.conversation_id, face, typing.on)

    # ---- what a console hears ----------------------------------------------------------------------------------

    async def _write(self, floor: Floor, line: Line) -> None:
        while True:
            text = await line.waiting.get()
            await line.socket.send({"type": "websocket.send", "text": text})
            if line.lost and line.waiting.empty():
                lost, line.lost = line.lost, set()
                floor.recover(line, lost)

    # ---- whether it still may ----------------------------------------------------------------------------------

    async def _ask_again(self, line: Line) -> None:
        elapsed = 0.0
        while True:
            await asyncio.sleep(AGAIN)
            elapsed += AGAIN
            if line.viewing is not None:
                self._ring(line, line.viewing, "here")
            if elapsed >= ASK_EVERY:
                elapsed = 0.0
                await self._ask(line)

    def _ask_soon(self, line: Line) -> None:
        self.entrance.forget()
        task = asyncio.create_task(self._ask(line), name="live-ask")
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, line: Line) -> None:
        try:
            principal = await self.entrance.principal(line.headers)
        except Unavailable:
            return
        if principal is None:
            line.hang_up(SESSION_ENDED)
        elif principal.rights != line.principal.rights:
            line.hang_up(RIGHTS_CHANGED)
