"""Resolving, taking that back, reopening, closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit import timers
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.errors import DispositionRequired, UndoTooLate
from trato.rooms.cases.events import CaseClosed, CaseReopened, CaseResolved, DispositionSet, ResolutionUndone
from trato.rooms.cases.model import (
    Case,
    CaseState,
    DispositionAuthor,
    DispositionId,
    EndReason,
    ReopenCause,
    Resolution,
    ResolutionId,
    ResolvedHow,
    WaitingOn,
)
from trato.rooms.cases.rules import standing
from trato.rooms.cases.service import dispositions, states
from trato.rooms.cases.store import dispositions as tree
from trato.rooms.cases.store import endings as store
from trato.rooms.cases.store import present

AUTO_CLOSE = "cases.auto_close"  # the timer that closes a case which rests for too long; its subject is the case


async def resolve(
    tx: Tx,
    case_id: UUID,
    *,
    disposition_id: UUID | None = None,
    how: ResolvedHow = ResolvedHow.AGENT,
    message_id: UUID | None = None,
    author: DispositionAuthor = DispositionAuthor.PERSON,
    in_wrap_up: bool = False,
) -> Resolution:
    """Note that a case is thought done; `message_id` is the message that did it.

    An agent names the reason when the tree has any, now or (`in_wrap_up`) by `set_disposition` afterwards. Raises
    StateChanged unless open ("Diego resolved this case 4 s ago"), DispositionRequired, NotALeaf.
    """
    case = await states.lock_open(tx, case_id)
    before = standing.snapshot(case)
    if disposition_id is not None:
        case = await dispositions.put(tx, case, disposition_id, author)
    elif (
        case.disposition_id is None
        and how is ResolvedHow.AGENT
        and not in_wrap_up
        and await dispositions.is_required(tx, case.brand_id)
    ):
        raise DispositionRequired(case=case_id)
    one = await _write_resolution(tx, case, how, message_id, author, before)
    await states.turn(tx, case, standing.resolved())
    tx.emit(
        CaseResolved(
            subject=case.id,
            case_id=case.id,
            resolution_id=one.id,
            how=how,
            disposition_id=one.disposition_id,
            tree_version=one.tree_version,
            message_id=message_id,
        )
    )
    return one


async def _write_resolution(
    tx: Tx,
    case: Case,
    how: ResolvedHow,
    message_id: UUID | None,
    author: DispositionAuthor,
    before: dict[str, object],
) -> Resolution:
    one = Resolution(
        id=ResolutionId(uuid7()),
        case_id=case.id,
        at=tx.now,
        by_kind=tx.actor.kind.value,
        by_id=tx.actor.id,
        how=how,
        message_id=message_id,
        channel=case.channel,
        disposition_id=case.disposition_id,
        tree_version=await tree.get_version(tx) if case.disposition_id else None,
        disposition_author=author,
    )
    await store.add_resolution(tx, one, before)
    return one


async def undo_resolve(tx: Tx, case_id: UUID) -> Case:
    """Take back that a case was resolved: it is exactly what it was, waiting included.

    Raises StateChanged unless it is resolved still, UndoTooLate when nothing was resolved.
    """
    case = await states.lock(tx, case_id)
    if case.state is not CaseState.RESOLVED:
        raise await states.changed(tx, case)
    last = await store.last_resolution(tx, case_id)
    if last is None:
        raise UndoTooLate(case=case_id)
    one, before = last
    await store.undo_resolution(tx, one.id)
    await store.add_reopening(tx, case_id, ReopenCause.UNDO, _seconds(one.at, tx.now), None)
    disposition = DispositionId(UUID(before["disposition_id"])) if before.get("disposition_id") else None
    if disposition != case.disposition_id:
        await present.set_disposition(tx, case_id, disposition)
    to = standing.standing_of(before, tx.now) if before else standing.OPEN
    case = await states.turn(tx, replace(case, disposition_id=disposition), to)
    tx.emit(ResolutionUndone(subject=case.id, case_id=case.id, resolution_id=one.id))
    return case


async def reopen(tx: Tx, case_id: UUID, cause: ReopenCause, *, message_id: UUID | None = None) -> Case:
    """Open a resolved case again. Raises StateChanged unless it is resolved: what is closed is final.

    (A contact's message reopens by `continue_many`; an undo by `undo_resolve`.)
    """
    case = await states.lock(tx, case_id)
    if case.state is not CaseState.RESOLVED:
        raise await states.changed(tx, case)
    resolved_at = (await present.list_states(tx, case_id))[-1].from_at
    gap = _seconds(resolved_at, tx.now)
    await store.add_reopening(tx, case_id, cause, gap, message_id)
    case = await states.turn(tx, case, standing.OPEN)
    tx.emit(CaseReopened(subject=case.id, case_id=case.id, cause=cause, gap_seconds=gap, message_id=message_id))
    return case


async def close(tx: Tx, case_id: UUID) -> Case:
    """Make a resolved case final: a new message will open a new one. Raises StateChanged unless it is resolved."""
    case = await states.lock(tx, case_id)
    if case.state is not CaseState.RESOLVED:
        raise await states.changed(tx, case)
    return await _close(tx, case, EndReason.RESOLVED)


async def close_unanswered(tx: Tx, case_id: UUID) -> Case:
    """Close an open case because its contact did not answer: an outcome of its own, no resolution by an agent.

    Raises StateChanged unless it is open.
    """
    case = await states.lock_open(tx, case_id)
    await _write_resolution(tx, case, ResolvedHow.AUTO_CLOSE, None, DispositionAuthor.RULE, standing.snapshot(case))
    return await _close(tx, case, EndReason.NO_ANSWER)


async def _close(tx: Tx, case: Case, reason: EndReason) -> Case:
    case = await states.turn(tx, case, standing.closed(reason))
    await timers.cancel(tx, AUTO_CLOSE, case.id)
    tx.emit(CaseClosed(subject=case.id, case_id=case.id, end_reason=reason))
    return case


async def plan_auto_close(tx: Tx, case_id: UUID, due_at: datetime) -> None:
    """Set the timer that closes a case which rests on, in place of an earlier one."""
    await states.get(tx, case_id)
    await timers.cancel(tx, AUTO_CLOSE, case_id)
    await timers.set_timer(tx, AUTO_CLOSE, case_id, due_at, {"planned_at": tx.now.isoformat()})


async def auto_close(tx: Tx, case_id: UUID, planned_at: datetime) -> bool:
    """Close a case that has rested since `planned_at` (the timer's "planned_at"); False when it went on meanwhile.

    A resolved case ends *resolved*; an open one that waits for its contact ends *no answer*.
    """
    case = await states.lock(tx, case_id)
    last = (await present.list_states(tx, case_id))[-1]
    if last.from_at > planned_at or (case.last_inbound_at or planned_at) > planned_at:
        return False
    if case.state is CaseState.RESOLVED:
        await _close(tx, case, EndReason.RESOLVED)
        return True
    if case.state is CaseState.OPEN and case.waiting_on is WaitingOn.CONTACT:
        await close_unanswered(tx, case_id)
        return True
    return False


async def set_disposition(
    tx: Tx, case_id: UUID, disposition_id: UUID, author: DispositionAuthor = DispositionAuthor.PERSON
) -> Case:
    """Save or correct the reason of a case, also after it ended: wrap-up ends here. Raises NotALeaf, CaseNotFound."""
    case = await states.lock(tx, case_id)
    previous = case.disposition_id
    if previous == disposition_id:
        return case
    case = await dispositions.put(tx, case, disposition_id, author)
    version = await tree.get_version(tx)
    last = await store.last_resolution(tx, case_id)
    if last is not None and case.state is not CaseState.OPEN:
        await store.set_reason(tx, last[0].id, disposition_id, version, author)
    tx.emit(
        DispositionSet(
            subject=case.id,
            case_id=case.id,
            disposition_id=disposition_id,
            tree_version=version,
            previous_id=previous,
            author=author,
        )
    )
    return case


async def resolutions_of(tx: Tx, case_id: UUID) -> list[Resolution]:
    """Return when a case was thought done, undone ones too, oldest first."""
    return await store.list_resolutions(tx, case_id)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))
