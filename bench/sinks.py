"""Consoles of the load generator: they take frames off the wire, and a few look at them."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

import msgspec

from bench.stand import Stand
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind

TOPICS = ("views", "cases:unassigned")
NUMBER = re.compile(rb'"preview":"[^"]*\((\d+)\)')


@dataclass(slots=True)
class Seen:
    """When each message was first seen by each reader (monotonic seconds)."""

    at: dict[int, list[float]] = field(default_factory=dict)
    size: int = 0  # bytes

    def read(self, frame: bytes) -> None:
        now = time.monotonic()
        self.size += len(frame)
        for found in NUMBER.findall(frame):
            self.at.setdefault(int(found), []).append(now)


class Sink(asyncio.Protocol):
    """A console that takes frames off the wire and looks at none, unless `hear` wants the bytes."""

    def __init__(
        self,
        port: int,
        cookie: str,
        counted: Seen,
        topics: Sequence[str] = TOPICS,
        hear: Callable[[bytes], None] | None = None,
    ) -> None:
        self.port, self.cookie, self.counted, self.topics, self.hear = port, cookie, counted, topics, hear
        self.ready = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(
            f"GET /api/v1/live HTTP/1.1\r\nHost: localhost:{self.port}\r\nOrigin: http://localhost:{self.port}\r\n"
            f"Cookie: trato={self.cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.counted.size += len(data)
        if not self.ready.done():
            self.ready.set_result(data.startswith(b"HTTP/1.1 101"))
            assert self.transport
            for topic in self.topics:
                self.transport.write(_masked(msgspec.json.encode({"subscribe": topic})))
        elif self.hear is not None:
            self.hear(data)


def _masked(text: bytes) -> bytes:
    mask = os.urandom(4)
    body = bytes(byte ^ mask[n % 4] for n, byte in enumerate(text))
    return bytes([0x81, 0x80 | len(text)]) + mask + body


async def cookies(one: Stand, count: int, called: str = "agente", role: str = "agent") -> list[str]:
    """Make people who see everything of their workspace, each signed in."""
    workspace: UUID = one.spaces[0].workspace
    made = []
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        for n in range(count):
            user = await access.add_user(tx, f"{called}{n}@pirca.example", f"{called.title()} {n}")
            await access.grant(tx, None, user.id, role, ScopeKind.WORKSPACE)
            made.append((await access.start_session(tx, user.id, "bench")).token)
    return made
