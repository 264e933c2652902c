"""What happened to the contact or around the holder, kept for those who count: attempts, abandonment, escalations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases.errors import EscalationNotFound
from trato.rooms.cases.events import (
    AbandonmentRetracted,
    AttemptNoted,
    CaseAbandoned,
    CaseEscalated,
    EscalationAccepted,
)
from trato.rooms.cases.model import (
    AbandonmentVariant,
    AttemptCause,
    Escalation,
    EscalationId,
    EscalationMode,
    Holder,
)
from trato.rooms.cases.service import states
from trato.rooms.cases.store import hands as store
from trato.rooms.cases.store import present


async def note_attempt(
    tx: Tx, case_id: UUID, message_id: UUID, contact_id: UUID, cause: AttemptCause, silence_seconds: int
) -> bool:
    """Keep that a contact tried again: after silence, or on a second channel. False when the message is one already."""
    if not await store.add_attempt(tx, case_id, message_id, contact_id, cause, tx.now, silence_seconds):
        return False
    tx.emit(AttemptNoted(subject=case_id, case_id=case_id, message_id=message_id, cause=cause))
    return True


async def abandon(
    tx: Tx,
    case_id: UUID,
    variant: AbandonmentVariant,
    evidence: str,
    *,
    at: datetime | None = None,
    holder: Holder | None = None,
) -> bool:
    """Keep that the contact left, by what evidence ("widget_gone", "silence"…), and who held the case (else of now).

    False when that is known and stands. Raises CaseNotFound.
    """
    case = await states.lock(tx, case_id)
    if not await store.add_abandonment(tx, case_id, variant, evidence, at or tx.now, holder or case.holder):
        return False
    tx.emit(CaseAbandoned(subject=case.id, case_id=case.id, variant=variant, evidence=evidence, occurred_at=at))
    return True


async def retract_abandonment(tx: Tx, case_id: UUID) -> list[AbandonmentVariant]:
    """Keep that the contact came back: what was said of its leaving stands no more. Returns which variants stood."""
    return [variant for _, variant in await came_back(tx, [case_id])]


async def came_back(tx: Tx, case_ids: Sequence[UUID]) -> list[tuple[UUID, AbandonmentVariant]]:
    """Keep that the contacts of these cases came back, in one statement; returns what stood: (case, variant)."""
    retracted = await store.retract_abandonments(tx, case_ids) if case_ids else []
    for case_id, variant in retracted:
        tx.emit(AbandonmentRetracted(subject=case_id, case_id=case_id, variant=variant))
    return retracted


async def escalate(
    tx: Tx, case_id: UUID, level: str, target_kind: str, target_id: UUID | None, mode: EscalationMode
) -> Escalation:
    """Ask for help with a case; its holder stays. Raises CaseNotFound."""
    case = await states.lock(tx, case_id)
    one = Escalation(EscalationId(uuid7()), case.id, level, target_kind, target_id, tx.now, tx.now, None, mode)
    await store.add_escalation(tx, one)
    await present.touch(tx, case.id)
    tx.emit(CaseEscalated(subject=case.id, case_id=case.id, escalation_id=one.id, level=level))
    return one


async def accept_escalation(tx: Tx, escalation_id: UUID) -> None:
    """Keep that help came. Raises EscalationNotFound when it is unknown or came before."""
    case_id = await store.accept_escalation(tx, escalation_id)
    if case_id is None:
        raise EscalationNotFound(escalation=escalation_id)
    tx.emit(EscalationAccepted(subject=case_id, case_id=case_id, escalation_id=escalation_id))


async def escalations_of(tx: Tx, case_id: UUID) -> list[Escalation]:
    """Return the help that was asked for a case, oldest first."""
    return await store.list_escalations(tx, case_id)
