"""A receiver on this machine that keeps what it was told and answers as it is asked to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Told = dict[str, Any]


@dataclass(slots=True)
class Receiver:
    """`answer` gets the number of the call (from 0) and gives status and headers."""

    answer: Callable[[int], tuple[int, dict[str, str]]] = lambda _: (204, {})
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def ids(self) -> list[str]:
        return [head["webhook-id"] for head, _ in self.calls]

    @property
    def told(self) -> list[Told]:
        return [json.loads(body) for _, body in self.calls]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
            head = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            body = await reader.readexactly(int(head.get("content-length", "0")))
            status, extra = self.answer(len(self.calls))
            self.calls.append((head, body))
            named = "".join(f"{name}: {value}\r\n" for name, value in extra.items())
            writer.write(f"HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n{named}\r\n".encode())
            await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Run a receiver on a free port."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        await server.wait_closed()
