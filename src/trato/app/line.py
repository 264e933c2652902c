"""One console's live line: what it watches, and the frames that wait to leave."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from starlette.websockets import WebSocket

from trato.rooms.access.model import Principal

MOST_WAITING = 256  # frames of one socket


@dataclass(eq=False, slots=True)
class Line:
    """A socket. One that reads too slowly loses frames, and is told so as soon as it reads again."""

    name: str
    socket: WebSocket
    principal: Principal
    headers: dict[str, str]
    teams: tuple[UUID, ...] = ()
    led: tuple[UUID, ...] = ()
    topics: set[str] = field(default_factory=set)
    viewing: UUID | None = None
    touched: bool = False  # since it was last told who is at work
    acted_at: float = -1e9  # of the loop's clock
    waiting: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    lost: set[str] = field(default_factory=set)
    closing: asyncio.Future[int] | None = None

    def send(self, topic: str, text: str) -> None:
        """Let a frame wait to leave; beyond the bound it is dropped, and its topic noted as broken."""
        if self.waiting.full():
            self.lost.add(topic)
        else:
            self.waiting.put_nowait(text)

    def hang_up(self, code: int) -> None:
        """Ask whoever serves this line to close it with `code`."""
        if self.closing is not None and not self.closing.done():
            self.closing.set_result(code)
