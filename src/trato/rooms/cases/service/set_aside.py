"""Setting aside what needs no answer, with a reason and a way back. It leaves every denominator meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases.errors import ExclusionNotFound, UndoTooLate
from trato.rooms.cases.events import CaseSetAside, SetAsideReversed
from trato.rooms.cases.model import (
    NOBODY,
    AssignReason,
    Case,
    Exclusion,
    ExclusionId,
    SetAsideReason,
)
from trato.rooms.cases.rules import standing
from trato.rooms.cases.service import holding, states
from trato.rooms.cases.store import endings as store


async def set_aside(tx: Tx, case_id: UUID, reason: SetAsideReason) -> Exclusion:
    """Set a whole case aside: it closes (unless it was), nobody holds it, and a new message opens a new case.

    Set aside already, it keeps the first reason, whose row is returned. Raises StateChanged for a merged case.
    """
    case = await states.lock(tx, case_id)
    if case.merged_into is not None:
        raise await states.changed(tx, case)
    one = _exclusion(tx, case, reason, None)
    if case.standing.set_aside is not None or not await store.add_exclusion(tx, one, standing.snapshot(case)):
        present = await store.find_of_case(tx, case_id, by_message=True)
        assert present is not None
        return present
    case = await states.turn(tx, case, standing.aside(case.standing, reason))
    await holding.give(tx, case, NOBODY, AssignReason.RELEASED)
    tx.emit(CaseSetAside(subject=case.id, case_id=case.id, exclusion_id=one.id, reason=reason))
    tx.audit(AuditEntry("case.set_aside", "case", case.id, {"reason": reason, "number": case.number}))
    return one


async def set_message_aside(tx: Tx, case_id: UUID, message_id: UUID, reason: SetAsideReason) -> Exclusion:
    """Set one message of a case aside (a courtesy); the case stays as it is. Twice is once."""
    case = await states.lock(tx, case_id)
    one = _exclusion(tx, case, reason, message_id)
    if not await store.add_exclusion(tx, one, {}):
        present = await store.find_of_message(tx, message_id)
        assert present is not None
        return present
    tx.emit(CaseSetAside(subject=case.id, case_id=case.id, exclusion_id=one.id, reason=reason, message_id=message_id))
    return one


async def reverse(tx: Tx, exclusion_id: UUID) -> Case:
    """Take back that a case, or a message, was set aside: the case is exactly what it was, holder included.

    Whoever started clocks or opens cases follows `SetAsideReversed`. Raises ExclusionNotFound; UndoTooLate when it
    was taken back before.
    """
    found = await store.get_exclusion(tx, exclusion_id)
    if found is None:
        raise ExclusionNotFound(exclusion=exclusion_id)
    one, before = found
    case = await states.lock(tx, one.case_id)
    if not await store.reverse_exclusion(tx, exclusion_id):
        raise UndoTooLate(case=one.case_id)
    if await _was_whole_case(tx, case, one):
        to = standing.standing_of(before, tx.now) if before else replace(case.standing, set_aside=None)
        case = await states.turn(tx, case, to, merged_into=case.merged_into)
        if before:
            case = await holding.give(tx, case, standing.holder_of(before), AssignReason.RESTORED)
        tx.audit(AuditEntry("case.reverse_set_aside", "case", case.id, {"number": case.number}))
    tx.emit(
        SetAsideReversed(
            subject=case.id,
            case_id=case.id,
            exclusion_id=one.id,
            reason=one.reason,
            message_id=one.message_id,
        )
    )
    return case


async def reverse_of_case(tx: Tx, case_id: UUID) -> Case:
    """Take back that a case was set aside. Raises UndoTooLate when it is not."""
    case = await states.lock(tx, case_id)
    one = await store.find_of_case(tx, case_id, by_message=True) if case.standing.set_aside else None
    if one is None:
        raise UndoTooLate(case=case_id)
    return await reverse(tx, one.id)


async def exclusions_of(tx: Tx, case_ids: Sequence[UUID]) -> list[Exclusion]:
    """Return what was set aside in cases, reversed ones too, oldest first."""
    return await store.list_exclusions(tx, case_ids)


async def _was_whole_case(tx: Tx, case: Case, one: Exclusion) -> bool:
    """A case that arrived set aside names the message that it came with; any other row with a message is about that."""
    if one.message_id is None:
        return True
    if case.standing.set_aside is not one.reason:
        return False
    return await store.find_of_case(tx, case.id, by_message=False) is None


def _exclusion(tx: Tx, case: Case, reason: SetAsideReason, message_id: UUID | None) -> Exclusion:
    return Exclusion(ExclusionId(uuid7()), case.id, reason, message_id, tx.now, tx.actor.kind.value, tx.actor.id)
