"""Asking ClamAV whether a file is harmful: clamd's INSTREAM command, over a Unix socket or TCP."""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass
from typing import Any

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
        except (OSError, TimeoutError) as error:
            raise ScannerAway(type(error).__name__) from error

    async def _ask(self, content: bytes) -> str:
        loop, place = asyncio.get_running_loop(), address(self.where)
        with await _connect(place) as line:
            await loop.sock_sendall(line, b"zINSTREAM\0")
            try:
                for start in range(0, len(content), CHUNK):
                    if _has_answered(line):  # clamd says in the middle of a file that it is too big, and hangs up
                        break
                    part = content[start : start + CHUNK]
                    await loop.sock_sendall(line, struct.pack("!I", len(part)) + part)
                else:
                    await loop.sock_sendall(line, struct.pack("!I", 0))
            except (BrokenPipeError, ConnectionResetError):
                if not _has_answered(line):
                    raise
            answer = b""
            while b"\0" not in answer and len(answer) < MOST_ANSWER:
                part = await loop.sock_recv(line, MOST_ANSWER)
                if not part:
                    break
                answer += part
            return answer.decode("utf-8", "replace")


async def _connect(place: str | tuple[str, int]) -> socket.socket:
    loop = asyncio.get_running_loop()
    if isinstance(place, str):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target: Any = place
    else:
        found = await loop.getaddrinfo(*place, type=socket.SOCK_STREAM)
        line = socket.socket(found[0][0], socket.SOCK_STREAM)
        target = found[0][4]
    line.setblocking(False)
    try:
        await loop.sock_connect(line, target)
    except BaseException:
        line.close()
        raise
    return line


def _has_answered(line: socket.socket) -> bool:
    try:
        return bool(line.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False


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
