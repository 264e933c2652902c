"""Files that people send: content-addressed, written so that a crash leaves a whole file or none.

A key is `<workspace>/<sha256>`: the same bytes in one workspace are kept once, and no workspace can name another's.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from trato.kit.errors import NotFound, TooLarge

CHUNK = 256 * 1024
KEY = re.compile(r"([0-9a-f-]{36})/([0-9a-f]{64})")

Inspect = Callable[[BinaryIO], None]
Scan = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file: its key, its size in bytes and the SHA-256 of its content in hexadecimal."""

    key: str
    size: int
    sha256: str


class Blobs:
    """The files under one directory, `<root>/<workspace>/<first two of the hash>/<hash>`. Disk work runs in threads."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(
        self,
        workspace: UUID,
        content: bytes | AsyncIterable[bytes],
        *,
        limit: int | None = None,
        inspect: Inspect | None = None,
        scan: Scan | None = None,
    ) -> Blob:
        """Store `content` and return once it would survive a power cut.

        More than `limit` bytes raise `TooLarge`; `scan` and `inspect` see the whole file before it counts as stored,
        and what they raise leaves nothing behind.
        """
        folder = self._root / str(workspace)
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        draft = await asyncio.to_thread(_Draft, folder)
        try:
            async for chunk in _chunks(content):
                if limit is not None and draft.size + len(chunk) > limit:
                    raise TooLarge(limit=limit)
                await asyncio.to_thread(draft.write, chunk)
            if scan is not None:
                await scan(await asyncio.to_thread(draft.content))
            return await asyncio.to_thread(draft.keep, workspace, inspect)
        finally:
            await asyncio.to_thread(draft.discard)

    async def open(self, key: str) -> bytes:
        """Return the content of `key`; raise `NotFound` when there is none, or when `key` is not a key."""
        return await asyncio.to_thread(self.path(key).read_bytes)

    def path(self, key: str) -> Path:
        """Return where the file of `key` lies; raise `NotFound` when there is none."""
        match = KEY.fullmatch(key)
        if match is None:
            raise NotFound(blob=key[:120])
        path = _place(self._root / match[1], match[2])
        if not path.is_file():
            raise NotFound(blob=key)
        return path

    async def quarantine(self, key: str) -> None:
        """Put the file of `key` where no key leads to: beside the files, for whoever runs the house to look at."""
        path = self.path(key)
        apart = self._root.parent / "quarantine" / Path(key).parent
        await asyncio.to_thread(_put_apart, path, apart / path.name)

    async def drop(self, key: str) -> None:
        """Delete the file of `key`, for ever; raise `NotFound` when there is none."""
        path = self.path(key)
        await asyncio.to_thread(path.unlink, missing_ok=True)


class _Draft:
    """A file that does not count yet."""

    def __init__(self, folder: Path) -> None:
        handle, name = tempfile.mkstemp(prefix=".draft-", dir=folder)
        self._folder = folder
        self._file = os.fdopen(handle, "w+b")
        self._path = Path(name)
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def content(self) -> bytes:
        self._file.seek(0)  # what was written goes to the file first
        return self._file.read()

    def keep(self, workspace: UUID, inspect: Inspect | None) -> Blob:
        self._file.flush()
        if inspect is not None:
            self._file.seek(0)
            inspect(self._file)
        os.fsync(self._file.fileno())
        digest = self._hash.hexdigest()
        final = _place(self._folder, digest)
        final.parent.mkdir(exist_ok=True)
        self._path.replace(final)
        for folder in (final.parent, self._folder):
            _sync(folder)
        return Blob(f"{workspace}/{digest}", self.size, digest)

    def discard(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def _put_apart(path: Path, apart: Path) -> None:
    apart.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.replace(apart)
    apart.chmod(0o400)


def _sync(folder: Path) -> None:
    """Make the names inside `folder` durable, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _chunks(content: bytes | AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(content, bytes):
        for start in range(0, len(content), CHUNK):
            yield content[start : start + CHUNK]
        return
    async for chunk in content:
        yield chunk
