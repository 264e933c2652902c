"""A clamd for tests: it speaks INSTREAM over a Unix socket or TCP, and knows one virus, which harms nobody."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

# the test file that every scanner knows (eicar.org), written so that no scanner finds it in this file
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"


@asynccontextmanager
async def clamd(socket: Path | None = None, *, longest: int = 1_000_000) -> AsyncIterator[str]:
    """Serve until the end; give what `TRATO_CLAMAV` would be. More than `longest` bytes are refused."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            command = await reader.readuntil(b"\0")
            if command != b"zINSTREAM\0":
                writer.write(b"UNKNOWN COMMAND\0")
                return
            content = b""
            while (size := struct.unpack("!I", await reader.readexactly(4))[0]) != 0:
                content += await reader.readexactly(size)
                if len(content) > longest:
                    writer.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
            writer.write(b"stream: " + found + b"\0")
        finally:
            await writer.drain()
            writer.close()

    server = await (asyncio.start_unix_server(talk, socket) if socket else asyncio.start_server(talk, "127.0.0.1", 0))
    async with server:
        yield f"unix:{socket}" if socket else "tcp://{}:{}".format(*server.sockets[0].getsockname()[:2])
