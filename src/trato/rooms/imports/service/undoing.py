"""Taking an import out again, whole or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.imports.errors import ImportNotOver, ImportTouched
from trato.rooms.imports.events import ImportUndone
from trato.rooms.imports.model import Kind, Run, RunState
from trato.rooms.imports.service.asking import look
from trato.rooms.imports.service.matters import thread_of
from trato.rooms.imports.store import entries
from trato.rooms.imports.store import runs as store
from trato.rooms.knowledge import api as knowledge

A_TIME = 2_000
OVER = {RunState.DONE, RunState.CANCELLED, RunState.FAILED}


async def undo(tx: Tx, run_id: UUID) -> None:
    """Take out what a run brought: cases, messages, contacts, organisations, articles; saved texts are retired.

    Refused when somebody worked with any of it, or a later run built upon it. Opt-outs stay: a no is never forgotten.
    Raises ImportUnknown, ImportNotOver, ImportTouched.
    """
    run = await look(tx, run_id)
    if run.dry or run.state not in OVER:
        raise ImportNotOver(state=run.state.value)
    if await entries.count_later(tx, run.id, run.source, run.asked_at):
        raise ImportTouched(cases=0)
    try:
        async with tx.connection.transaction():
            await _take_out(tx, run)
    except asyncpg.ForeignKeyViolationError as error:
        raise ImportTouched(cases=0) from error
    await store.end(tx, run.id, RunState.UNDONE)
    tx.emit(ImportUndone(subject=run.id))
    tx.audit(AuditEntry("imports.undo", "import", run.id))


async def _take_out(tx: Tx, run: Run) -> None:
    async for ids in _brought(tx, run, Kind.CONVERSATION):
        touched = await cases.touched_of(tx, ids)
        if touched:
            raise ImportTouched(cases=touched)
    async for ids in _brought(tx, run, Kind.CONVERSATION):
        await conversations.drop_imported(tx, threads=[thread_of(one) for one in ids])
        await cases.drop_imported(tx, cases=ids)
    async for ids in _brought(tx, run, Kind.MESSAGE):  # those of cases that stay
        await conversations.drop_imported(tx, messages=ids)
    async for ids in _brought(tx, run, Kind.NOTE):
        await cases.drop_imported(tx, notes=ids)
    async for ids in _brought(tx, run, Kind.CONTACT):
        await entries.drop_evidence(tx, ids)
        if await contacts.drop_imported(tx, contacts=ids):
            raise ImportTouched(cases=0)
    async for ids in _brought(tx, run, Kind.ORGANISATION):
        await contacts.drop_imported(tx, organisations=ids)
    async for ids in _brought(tx, run, Kind.ARTICLE):
        await entries.drop_articles(tx, ids)
    async for ids in _brought(tx, run, Kind.CANNED):
        for one in ids:
            await knowledge.retire_canned(tx, one)
    await entries.drop_of_run(tx, run.id)


async def _brought(tx: Tx, run: Run, kind: Kind) -> AsyncIterator[list[UUID]]:
    after = ""
    while rows := await entries.list_of_run(tx, run.id, kind, after, A_TIME):
        yield [ours for ours, _ in rows]
        after = rows[-1][1]
