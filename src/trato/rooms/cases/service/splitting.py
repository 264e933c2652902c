"""Splitting a case that holds two matters, and the exact way back. The caller moves the messages (see merging)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases.errors import SplitNotFound, UndoTooLate
from trato.rooms.cases.events import CaseOpened, CaseSplit, SplitUndone
from trato.rooms.cases.model import (
    NOBODY,
    AssignReason,
    Case,
    CaseId,
    CaseOrigin,
    CaseState,
    EndReason,
    ParticipantRole,
    Split,
    SplitId,
)
from trato.rooms.cases.rules import standing
from trato.rooms.cases.service import holding, states
from trato.rooms.cases.store import joining as store
from trato.rooms.cases.store import present

SUBJECT_LIMIT = 300  # characters


async def split(
    tx: Tx,
    source_id: UUID,
    from_message_id: UUID,
    *,
    since: datetime,
    contact_id: UUID | None = None,
    subject: str = "",
    answered: bool = False,
    created_id: UUID | None = None,
) -> Split:
    """Open a second case from a message on: the same brand, queue and holder, its own number.

    `since` is when that message came: the second matter, and what is owed for it (unless `answered`), begin there.
    `contact_id` is whose matter it is, when not the requester's of the first. The caller moves the message and those
    that follow it. Raises StateChanged unless the source is open, CaseNotFound.
    """
    source = await states.lock_open(tx, source_id)
    contact = contact_id or source.contact_id
    created = CaseId(created_id or uuid7())
    one = Split(SplitId(uuid7()), source.id, created, from_message_id, tx.now)
    number = await store.take_number(tx)
    opened_at = min(since, tx.now)
    subject = clean(subject, SUBJECT_LIMIT).strip()
    await store.copy_case(tx, source, created, number, contact, subject, opened_at, None if answered else opened_at)
    await store.add_participant(tx, created, contact, ParticipantRole.REQUESTER, "split", opened_at)
    await present.begin_intervals(tx, created, opened_at, source.holder)
    await store.add_split(tx, one)
    await present.touch(tx, source.id)
    _announce(tx, source, one, number, contact)
    return one


def _announce(tx: Tx, source: Case, one: Split, number: int, contact_id: UUID) -> None:
    tx.emit(
        CaseOpened(
            subject=one.created_id,
            case_id=one.created_id,
            number=number,
            brand_id=source.brand_id,
            unit_id=source.unit_id,
            contact_id=contact_id,
            surface=source.surface,
            channel=source.channel,
            account_id=source.account_id,
            queue_id=source.queue_id,
            origin=CaseOrigin.SPLIT,
        )
    )
    tx.emit(
        CaseSplit(
            subject=source.id,
            case_id=source.id,
            split_id=one.id,
            created_id=one.created_id,
            from_message_id=one.from_message_id,
        )
    )
    tx.audit(AuditEntry("case.split", "case", source.id, {"created": number, "split": str(one.id)}))


async def undo_split(tx: Tx, split_id: UUID) -> Split:
    """End the second case as *split undone*; the caller moves all its messages, new ones too, back to the source.

    Raises SplitNotFound; UndoTooLate when it was undone, the second case was merged, or the first is no longer open.
    """
    found = await store.get_split(tx, split_id)
    if found is None:
        raise SplitNotFound(split=split_id)
    both = await states.lock_many(tx, [found.source_id, found.created_id])
    one = await store.get_split(tx, split_id)
    assert one is not None
    created = both[one.created_id]
    gone_on = created.merged_into is not None or both[one.source_id].standing.state is not CaseState.OPEN
    if one.undone_at is not None or gone_on:
        raise UndoTooLate(case=one.created_id)
    await store.undo_split(tx, split_id)
    ended = await states.turn(tx, created, standing.closed(EndReason.SPLIT_UNDONE))
    await holding.give(tx, ended, NOBODY, AssignReason.RELEASED)
    await present.touch(tx, one.source_id)
    tx.emit(SplitUndone(subject=one.source_id, case_id=one.source_id, split_id=one.id, created_id=created.id))
    tx.audit(AuditEntry("case.undo_split", "case", one.source_id, {"created": created.number, "split": str(one.id)}))
    return replace(one, undone_at=tx.now)


async def split_of(tx: Tx, created_id: UUID) -> Split | None:
    """Return the standing split that opened a case."""
    return await store.find_split(tx, created_id)
