"""Asking ClamAV whether a file is harmful: clamd's INSTREAM command, over a Unix socket or TCP."""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass

CHUNK = 64 * 1024
SECONDS = 60.0  # for one file; clamd's own limit for a scan is two minutes
MOST_ANSWER = 4096


class ScannerAway(Exception):
    """Nobody answers, or not sensibly: ask again later."""


class TooBigToScan(Exception):
    """clamd takes no file of this size (`StreamMaxLength`): nobody can say what is in it."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd at `where`: a path (`/run/clamav/clamd.ctl`, with or without `unix:`) or `host:port`, `tcp://` before it.

    An empty `where` is no scanner: everything passes.
    """

    where: str = ""

    @property
    def is_set(self) -> bool:
        """Whether files are scanned at all."""
        return bool(self.where)

    async def scan(self, content: bytes) -> str:
        """Return the name of what was found in `content`, "" for nothing. Raises ScannerAway, TooBigToScan."""
        if not self.where:
            return ""
        try:
            async with asyncio.timeout(SECONDS):
                return _read(await self._ask(content))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise ScannerAway(type(error).__name__) from error

    async def _ask(self, content: bytes) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            try:
                for start in range(0, len(content), CHUNK):
                    part = content[start : start + CHUNK]
                    writer.write(struct.pack("!I", len(part)) + part)
                    await writer.drain()
                writer.write(struct.pack("!I", 0))
                await writer.drain()
            except ConnectionError:  # clamd answers and hangs up in the middle of a file that is too big
                answer = await reader.read(MOST_ANSWER)
                if not answer:
                    raise
                return answer.decode("utf-8", "replace")
            return (await reader.readuntil(b"\0")).decode("utf-8", "replace")
        finally:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        place = address(self.where)
        if isinstance(place, str):
            return await asyncio.open_unix_connection(place)
        return await asyncio.open_connection(*place)


def address(where: str) -> str | tuple[str, int]:
    """Return the path of a Unix socket, or host and port. Raises ValueError for anything else."""
    plain = where.removeprefix("unix://").removeprefix("unix:").removeprefix("tcp://")
    if plain.startswith("/"):
        return plain
    host, colon, port = plain.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise ValueError(where)
    return host.strip("[]"), int(port)


def _read(answer: str) -> str:
    told = answer.rstrip("\0\r\n")
    if "size limit exceeded" in told:
        raise TooBigToScan(told)
    what = told.partition(": ")[2]
    if what == "OK":
        return ""
    if what.endswith(" FOUND"):
        return what.removesuffix(" FOUND")[:200]
    raise ScannerAway(told[:200])
