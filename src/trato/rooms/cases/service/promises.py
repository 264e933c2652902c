"""What an agent promised a contact: due, kept, broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit import timers
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue, PromiseNotFound
from trato.rooms.cases.events import PromiseBroken, PromiseKept, PromiseMade
from trato.rooms.cases.model import NoteId, Promise, PromiseId
from trato.rooms.cases.service import states
from trato.rooms.cases.store import hands as store
from trato.rooms.cases.store import present

DUE = "cases.promise"  # the timer of a promise; its subject is the promise
BODY_LIMIT = 1_000  # characters


async def promise(
    tx: Tx,
    case_id: UUID,
    body: str,
    due_at: datetime,
    *,
    contact_id: UUID | None = None,
    note_id: UUID | None = None,
    promise_id: UUID | None = None,
) -> Promise:
    """Keep that the actor promised something to a contact (the requester, unless named) by an instant.

    Raises CaseNotFound, BadValue.
    """
    body = clean(body, BODY_LIMIT).strip()
    if not body:
        raise BadValue(field="body", reason="empty")
    if due_at <= tx.now:
        raise BadValue(field="due_at", reason="past")
    if tx.actor.id is None:
        raise BadValue(field="author", reason="missing")
    case = await states.lock(tx, case_id)
    one = Promise(
        id=PromiseId(promise_id or uuid7()),
        case_id=case.id,
        contact_id=contact_id or case.contact_id,
        body=body,
        by_id=tx.actor.id,
        made_at=tx.now,
        due_at=due_at,
        note_id=NoteId(note_id) if note_id else None,
    )
    await store.add_promise(tx, one)
    await present.touch(tx, case.id)
    await timers.set_timer(tx, DUE, one.id, due_at)
    tx.emit(PromiseMade(subject=case.id, case_id=case.id, promise_id=one.id, contact_id=one.contact_id, due_at=due_at))
    return one


async def keep_promise(tx: Tx, promise_id: UUID) -> Promise:
    """Note that a promise was kept, be it late. Raises PromiseNotFound."""
    one = await _lock(tx, promise_id)
    if one.kept_at is not None:
        return one
    await store.set_promise(tx, promise_id, tx.now, one.broken_at)
    await timers.cancel(tx, DUE, promise_id)
    tx.emit(PromiseKept(subject=one.case_id, case_id=one.case_id, promise_id=one.id))
    return replace(one, kept_at=tx.now)


async def unkeep_promise(tx: Tx, promise_id: UUID) -> Promise:
    """Take back that a promise was kept: it is owed again. Raises PromiseNotFound."""
    one = await _lock(tx, promise_id)
    if one.kept_at is None:
        return one
    await store.set_promise(tx, promise_id, None, one.broken_at)
    if one.broken_at is None:
        await timers.set_timer(tx, DUE, promise_id, one.due_at)
    return replace(one, kept_at=None)


async def break_promise(tx: Tx, promise_id: UUID) -> bool:
    """Note that a promise was not kept in time (the timer "cases.promise"); False when it was."""
    one = await _lock(tx, promise_id)
    if one.kept_at is not None or one.broken_at is not None or one.due_at > tx.now:
        return False
    await store.set_promise(tx, promise_id, None, tx.now)
    tx.emit(PromiseBroken(subject=one.case_id, case_id=one.case_id, promise_id=one.id))
    return True


async def promises_of(tx: Tx, case_ids: Sequence[UUID]) -> list[Promise]:
    """Return the promises of cases, the first due first."""
    return await store.list_promises(tx, case_ids)


async def _lock(tx: Tx, promise_id: UUID) -> Promise:
    one = await store.lock_promise(tx, promise_id)
    if one is None:
        raise PromiseNotFound(promise=promise_id)
    return one
