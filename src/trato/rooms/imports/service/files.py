"""Attachments on their way in: fetched before their page's transaction, looked at, and kept by their content."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from trato.kit.blobs import Blobs
from trato.kit.errors import TratoError
from trato.kit.file_types import sniff
from trato.kit.virus import Scanner, ScannerAway, TooBigToScan
from trato.rooms.imports.errors import FileGone
from trato.rooms.imports.model import File, Source

AT_ONCE = 6
LARGEST = 100 * 1024 * 1024
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it came: `state` as attachments have it, `blob_key` where it lies, `reason` of what is not ready."""

    state: str
    blob_key: str | None
    mime: str
    name: str
    size: int
    reason: str = ""


@dataclass(slots=True)
class Porter:
    """Brings files home and has them looked at."""

    blobs: Blobs
    scanner: Scanner

    async def carry(self, workspace: UUID, source: Source, files: Sequence[File]) -> dict[File, Kept]:
        """Return what became of each file; one that cannot be had keeps no other back."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(file: File) -> Kept:
            async with turn:
                return await self._one(workspace, source, file)

        wanted = list(dict.fromkeys(files))
        return dict(zip(wanted, await asyncio.gather(*(one(file) for file in wanted)), strict=True))

    async def _one(self, workspace: UUID, source: Source, file: File) -> Kept:
        try:
            content = await source.open(file)
            mime = sniff(content, file.name).mime
        except FileGone as gone:
            return Kept("failed", None, file.mime, file.name, file.size, str(gone))
        except TratoError as refusal:
            return Kept("failed", None, file.mime, file.name, file.size, refusal.code)
        state, reason = "ready", ""
        try:
            reason = await self.scanner.scan(content)
            state = "quarantined" if reason else state
        except ScannerAway:
            state, reason = "pending", "scanner_away"  # the worker asks again
        except TooBigToScan:
            return Kept("failed", None, mime, file.name, len(content), "too_big_to_scan")
        blob = await self.blobs.put(workspace, content, limit=LARGEST)
        if state == "quarantined":
            await self.blobs.quarantine(blob.key)
        return Kept(state, blob.key, mime, file.name, blob.size, reason)
