"""What an agent promised a contact: due, kept, broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit import timers
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue, PromiseNotFound
from trato.rooms.cases.events import (
    PromiseBroken,
    PromiseCancelled,
    PromiseDue,
    PromiseKept,
    PromiseLeft,
    PromiseMade,
    PromiseMoved,
)
from trato.rooms.cases.model import NoteId, Promise, PromiseId, PromiseKind
from trato.rooms.cases.service import states
from trato.rooms.cases.store import hands as store
from trato.rooms.cases.store import present

DUE = "cases.promise"  # the timer of a promise; its subject is the promise
BODY_LIMIT = 1_000  # characters
AHEAD = timedelta(minutes=10)  # before it falls due, whoever owes it is reminded


async def promise(
    tx: Tx,
    case_id: UUID,
    body: str,
    due_at: datetime,
    *,
    kind: PromiseKind = PromiseKind.PROMISE,
    contact_id: UUID | None = None,
    note_id: UUID | None = None,
    promise_id: UUID | None = None,
    by_id: UUID | None = None,
) -> Promise:
    """Keep that the actor promised something to a contact (the requester, unless named) by an instant.

    With the same `promise_id` again, the promise that is there is returned. `by_id` is the workspace where the house
    itself promised, by no person of ours. Raises CaseNotFound, BadValue.
    """
    body = clean(body, BODY_LIMIT).strip()
    if not body:
        raise BadValue(field="body", reason="empty")
    if promise_id is not None and (there := await store.lock_promise(tx, promise_id)) is not None:
        return there
    _check_ahead(tx, due_at)
    author = by_id or tx.actor.id
    if author is None:
        raise BadValue(field="author", reason="missing")
    case = await states.lock(tx, case_id)
    one = Promise(
        id=PromiseId(promise_id or uuid7()),
        case_id=case.id,
        contact_id=contact_id or case.contact_id,
        body=body,
        by_id=author,
        made_at=tx.now,
        due_at=due_at,
        note_id=NoteId(note_id) if note_id else None,
        kind=kind,
    )
    if not await store.add_promise(tx, one):
        return await _lock(tx, one.id)
    await present.touch(tx, case.id)
    await _wind(tx, one)
    tx.emit(PromiseMade(subject=case.id, case_id=case.id, promise_id=one.id, contact_id=one.contact_id, due_at=due_at))
    return one


async def keep_promise(tx: Tx, promise_id: UUID) -> Promise:
    """Note that a promise was kept, be it late. Raises PromiseNotFound."""
    one = await _lock(tx, promise_id)
    if one.kept_at is not None:
        return one
    kept = await _stand(tx, replace(one, kept_at=tx.now))
    tx.emit(PromiseKept(subject=one.case_id, case_id=one.case_id, promise_id=one.id))
    return kept


async def unkeep_promise(tx: Tx, promise_id: UUID) -> Promise:
    """Take back that a promise was kept: it is owed again. Raises PromiseNotFound."""
    one = await _lock(tx, promise_id)
    if one.kept_at is None:
        return one
    return await _stand(tx, replace(one, kept_at=None))


async def move_promise(tx: Tx, promise_id: UUID, due_at: datetime) -> Promise:
    """Agree upon another instant; a broken one is owed again. Raises PromiseNotFound, BadValue for one in the past."""
    one = await _lock(tx, promise_id)
    if one.due_at == due_at:
        return one
    _check_ahead(tx, due_at)
    moved = await _stand(tx, replace(one, due_at=due_at, broken_at=None))
    tx.emit(PromiseMoved(subject=one.case_id, case_id=one.case_id, promise_id=one.id, due_at=due_at))
    return moved


async def cancel_promise(tx: Tx, promise_id: UUID, *, back: bool = False) -> Promise:
    """Call a promise off: it is owed no more; with `back`, it is after all. Raises PromiseNotFound."""
    one = await _lock(tx, promise_id)
    if (one.cancelled_at is None) is back:
        return one
    off = await _stand(tx, replace(one, cancelled_at=None if back else tx.now))
    tx.emit(PromiseCancelled(subject=one.case_id, case_id=one.case_id, promise_id=one.id, back=back))
    return off


async def mind_promise(tx: Tx, promise_id: UUID) -> None:
    """Do what time does to a promise (the timer "cases.promise"): remind of it, then break it."""
    one = await _lock(tx, promise_id)
    if _is_owed(one) and one.due_at > tx.now:
        await timers.set_timer(tx, DUE, one.id, one.due_at)
        tx.emit(
            PromiseDue(
                subject=one.case_id, case_id=one.case_id, promise_id=one.id, user_id=one.by_id, due_at=one.due_at
            )
        )
    else:
        await break_promise(tx, promise_id)


async def break_promise(tx: Tx, promise_id: UUID) -> bool:
    """Note that a promise was not kept in time; False when it was, or is owed no more."""
    one = await _lock(tx, promise_id)
    if not _is_owed(one) or one.broken_at is not None or one.due_at > tx.now:
        return False
    await store.set_promise(tx, replace(one, broken_at=tx.now))
    tx.emit(PromiseBroken(subject=one.case_id, case_id=one.case_id, promise_id=one.id, user_id=one.by_id))
    return True


async def leave_promises(tx: Tx, leaver: UUID, before: datetime) -> int:
    """Say which promises somebody leaves behind that fall due before an instant; return how many."""
    left = await store.list_owed_by(tx, leaver, before)
    for one in left:
        tx.emit(
            PromiseLeft(subject=one.case_id, case_id=one.case_id, promise_id=one.id, user_id=leaver, due_at=one.due_at)
        )
    return len(left)


async def get_promise(tx: Tx, promise_id: UUID) -> Promise:
    """Return a promise, locked. Raises PromiseNotFound."""
    return await _lock(tx, promise_id)


async def promises_of(tx: Tx, case_ids: Sequence[UUID]) -> list[Promise]:
    """Return the promises of cases, the first due first."""
    return await store.list_promises(tx, case_ids)


def _is_owed(one: Promise) -> bool:
    return one.kept_at is None and one.cancelled_at is None


def _check_ahead(tx: Tx, due_at: datetime) -> None:
    if due_at <= tx.now:
        raise BadValue(field="due_at", reason="past")


async def _stand(tx: Tx, one: Promise) -> Promise:
    """Write how a promise stands now, and let time mind it if it is still owed."""
    await store.set_promise(tx, one)
    await present.touch(tx, one.case_id)
    await timers.cancel(tx, DUE, one.id)
    if _is_owed(one) and one.broken_at is None:
        await _wind(tx, one)
    return one


async def _wind(tx: Tx, one: Promise) -> None:
    """Set its timer: ten minutes ahead, or half way there when it is nearer."""
    ahead = min(AHEAD, (one.due_at - tx.now) / 2)
    await timers.set_timer(tx, DUE, one.id, max(tx.now, one.due_at - ahead))


async def _lock(tx: Tx, promise_id: UUID) -> Promise:
    one = await store.lock_promise(tx, promise_id)
    if one is None:
        raise PromiseNotFound(promise=promise_id)
    return one
