"""Running an import: page by page, each with its cursor in one transaction, so that a kill loses nothing."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import structlog

from trato.kit.db import Database
from trato.kit.errors import TratoError, Unavailable
from trato.kit.events import SYSTEM, Origin
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.imports.errors import ImportRunning, ImportStopped
from trato.rooms.imports.events import ImportFinished
from trato.rooms.imports.model import Cursor, File, Kind, Message, Page, Record, Run, RunState, Source
from trato.rooms.imports.service import matters, people, texts
from trato.rooms.imports.service.files import Kept, Porter
from trato.rooms.imports.service.work import UNFINISHED, Seen, Tally, Work
from trato.rooms.imports.store import entries
from trato.rooms.imports.store import runs as store

BEAT = 5.0  # seconds between signs of life
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, for whoever watches: records read of how many, and the problems so far."""

    done: int
    of: int | None
    problems: int


class CalledOff(Exception):
    """Somebody called the run off, or took it up elsewhere."""


@dataclass(slots=True)
class Importer:
    """Brings records in."""

    db: Database
    porter: Porter

    async def run(
        self, workspace: UUID, run: Run, source: Source, told: Callable[[Progress], None] = lambda _: None
    ) -> Run:
        """Do a run to its end, from where it stopped; return it as it ended.

        Raises ImportRunning when another one of the workspace is at work, and what a source refuses, kept with the run.
        """
        of = await source.count()
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await store.begin(tx, run.id, of):
                raise ImportRunning()
        try:
            async with self._beating(workspace, run):
                after = await self._pages(workspace, run, source, of, told)
        except CalledOff:
            return await self._read(workspace, run)
        except TratoError as refusal:
            await self._end(workspace, run, RunState.FAILED, refusal.code, dict(refusal.data))
            raise
        except Exception:  # a bug: who asked is told that it stopped, the log what it was
            await self._end(workspace, run, RunState.FAILED, ImportStopped.code, {})
            raise
        await self._end(workspace, run, RunState.DONE, next_cursor=after)
        return await self._read(workspace, run)

    async def _pages(
        self, workspace: UUID, run: Run, source: Source, of: int | None, told: Callable[[Progress], None]
    ) -> Cursor:
        cursor, done, problems = run.cursor, run.done, run.problems
        counts = defaultdict(lambda: defaultdict(int), {k: defaultdict(int, v) for k, v in run.counts.items()})
        seen = Seen()
        async for page in source.pages(cursor):
            files = await self._carry(workspace, run, source, page)
            tally = Tally(counts)
            async with self.db.transaction(workspace, SYSTEM, origin=Origin.IMPORT) as tx:
                await bring(tx, run, page.records, tally, seen, files)
                found = [*page.problems, *tally.problems]
                for one in page.problems:
                    counts[one.kind.value]["refused"] += one.refused
                await store.add_problems(tx, run.id, problems, found)
                problems += len(found)
                done += len(page.records) + len(page.problems)
                plain = {kind: dict(many) for kind, many in counts.items()}
                if not await store.reach(tx, run.id, cursor, page.after, plain, problems, done):
                    raise CalledOff
            failpoint("imports.after_commit")
            cursor = page.after
            told(Progress(done, of, problems))
        return cursor

    async def _carry(self, workspace: UUID, run: Run, source: Source, page: Page) -> dict[File, Kept]:
        """Fetch the files of messages that are not here yet, outside of any transaction."""
        with_files = [one for one, _ in page.records if isinstance(one, Message) and one.files and not one.private]
        if run.dry or not with_files:
            return {}
        async with self.db.transaction(workspace, SYSTEM) as tx:
            known = await entries.find(tx, run.source, [(Kind.MESSAGE, one.key) for one in with_files])
        here = {key for (_, key), entry in known.items() if entry.fingerprint != UNFINISHED}
        wanted = [file for one in with_files if one.key not in here for file in one.files]
        return await self.porter.carry(workspace, source, wanted)

    async def _read(self, workspace: UUID, run: Run) -> Run:
        async with self.db.transaction(workspace, SYSTEM) as tx:
            return await store.get(tx, run.id) or run

    async def _end(
        self, workspace: UUID, run: Run, state: RunState, refusal: str = "", detail: dict[str, object] | None = None,
        next_cursor: Cursor | None = None,
    ) -> None:  # fmt: skip
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await store.end(tx, run.id, state, refusal, detail, next_cursor)
            tx.emit(ImportFinished(subject=run.id, state=state.value, dry=run.dry))

    @asynccontextmanager
    async def _beating(self, workspace: UUID, run: Run) -> AsyncIterator[None]:
        """Give signs of life while a page with many files is on its way."""

        async def beat() -> None:
            while True:
                await asyncio.sleep(BEAT)
                with suppress(Unavailable):  # the next beat finds the database again
                    async with self.db.transaction(workspace, SYSTEM) as tx:
                        await store.beat(tx, run.id)

        task = asyncio.create_task(beat())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def bring(
    tx: Tx, run: Run, records: Sequence[tuple[Record, str]], tally: Tally, seen: Seen, files: dict[File, Kept]
) -> None:
    """Bring one page of records: a fixed number of statements, whatever its length. Twice changes nothing."""
    work = Work(tx, run, tally, seen)
    await work.look_up(records)
    await people.bring_organisations(work)
    await people.bring_contacts(work)
    await texts.bring_tags(work)
    await texts.bring_canned(work)
    await texts.bring_articles(work)
    await matters.bring_cases(work)
    await matters.bring_messages(work, files)
    await work.keep()
    if not run.dry:
        cases.tell_imported(tx, sorted(work.touched), run.id)
