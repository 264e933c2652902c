"""Fetching the files that contacts sent: from the delivery itself, or from the provider."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from trato.kit.blobs import Blobs
from trato.kit.db import Database
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.kit.file_types import sniff
from trato.kit.virus import Scanner, ScannerAway, TooBigToScan
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import FetchedMedia, HttpAnswer, NoFile, TransportFailure
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import WantedFile

MOST = 20
MOST_CALLS = 5  # for one file
LARGEST = 100 * 1024 * 1024  # bytes: the largest document that WhatsApp takes
log = structlog.get_logger()


class FileLost(Exception):
    """The file cannot be had; `final` when it never will."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass(frozen=True, slots=True)
class Home:
    """A file that came home: where it lies, its type by content, its name, its size in bytes."""

    key: str
    mime: str
    name: str
    size: int
    infected: str = ""  # what was found in it
    waits: str = ""  # why nobody could look at it yet


@dataclass(slots=True)
class Fetcher:
    """Brings files home, workspace by workspace."""

    db: Database
    book: channels.AccountBook
    carrier: channels.Carrier
    blobs: Blobs
    scanner: Scanner = field(default_factory=Scanner)

    async def look(self) -> list[UUID]:
        """Return the workspaces that wait for files."""
        async with self.db.at_door() as door:
            now = await self.db.clock(door)
            return await conversations.waiting_for_files(door, now)

    async def work(self, workspace: UUID) -> int:
        """Fetch a few files of a workspace; return how many were in hand."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            wanted = await conversations.claim_files(tx, MOST)
            accounts = await self.book.of_workspace(tx)
            raws = {file.id: await channels.get_raw(tx, file.inbox_id) for file in wanted if file.inbox_id}
        results = await asyncio.gather(
            *(self._fetch(workspace, accounts[file.account_id], file, raws.get(file.id)) for file in wanted)
        )
        async with self.db.transaction(workspace, SYSTEM) as tx:
            for file, result in zip(wanted, results, strict=True):
                if isinstance(result, FileLost):
                    await conversations.miss_file(tx, file, result.reason, final=result.final)
                elif result.waits:
                    await conversations.hold_file(tx, file, result.key, result.waits)
                elif result.infected:
                    log.warning("fetch.infected", attachment=str(file.id), found=result.infected)
                    await conversations.quarantine_file(
                        tx, file, result.key, result.mime, result.name, result.size, result.infected
                    )
                else:
                    await conversations.keep_file(tx, file, result.key, result.mime, result.name, result.size)
        return len(wanted)

    async def _fetch(
        self, workspace: UUID, account: channels.Account, file: WantedFile, delivery: channels.Waiting | None
    ) -> Home | FileLost:
        try:
            found = None if file.held else await self._find(account, file, delivery)
            if found is None:  # it is ours already: uploaded through our own door, or held until it is looked at
                key = file.held or file.ref
                content = await self.blobs.open(key)
            else:
                content = found.content
                key = ""
            name = file.name or (found.name if found else "")
            kind = sniff(content, name)  # before it is kept: what is made to harm whoever opens it is not
            infected, waits = await self._look_into(content)
            key = key or (await self.blobs.put(workspace, content, limit=LARGEST)).key
            if infected:
                await self.blobs.quarantine(key)
            return Home(key, kind.mime, name, len(content), infected, waits)
        except FileLost as lost:
            return lost
        except TratoError as refusal:
            return FileLost(refusal.code, final=True)
        except Exception as error:  # whatever it was, the other files in hand go on, and this one is tried again
            log.exception("fetch.file_failed", attachment=str(file.id))
            return FileLost(type(error).__name__, final=False)

    async def _look_into(self, content: bytes) -> tuple[str, str]:
        """Return what a scanner found in a file, and why nobody could look into it. Raises FileLost."""
        try:
            return await self.scanner.scan(content), ""
        except ScannerAway as away:
            log.warning("fetch.scanner_away", error=str(away))
            return "", "scanner_away"
        except TooBigToScan as big:
            raise FileLost("too_big_to_scan", final=True) from big

    async def _find(
        self, account: channels.Account, file: WantedFile, delivery: channels.Waiting | None
    ) -> FetchedMedia | None:
        adapter = self.book.adapter(account.row.channel)
        if delivery is not None:
            inside = adapter.embedded(delivery.raw, file.ref)
            if inside is not None:
                return inside
        call = adapter.media(file.ref, account.view, None)
        if call is None:
            return None
        answer: HttpAnswer | None = None
        calls = 0
        while call is not None:
            if (calls := calls + 1) > MOST_CALLS:
                raise FileLost("sent_on_for_ever", final=True)
            got = await self.carrier.call(call)
            if isinstance(got, TransportFailure):
                raise FileLost(got.error, final=False)
            if got.status == 202:  # the provider has it, and still prepares it
                raise FileLost("http_202", final=False)
            if got.status >= 400:
                raise FileLost(f"http_{got.status}", final=got.status in {400, 403, 404, 410})
            answer = got
            try:
                call = adapter.media(file.ref, account.view, answer)
            except NoFile as none:
                raise FileLost(none.code, final=none.final) from none
        assert answer is not None
        return FetchedMedia(answer.body, answer.headers.get("content-type", ""), file.name)
