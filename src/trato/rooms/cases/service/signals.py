"""What happened to the contact or around the holder, kept for those who count: attempts, abandonment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.events import (
    AbandonmentRetracted,
    AttemptNoted,
    CaseAbandoned,
)
from trato.rooms.cases.model import (
    AbandonmentVariant,
    AttemptCause,
    Holder,
)
from trato.rooms.cases.service import states
from trato.rooms.cases.store import hands as store


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
    return [variant for _, variant in await came_back(tx, {case_id: tx.now})]


async def came_back(tx: Tx, back: Mapping[UUID, datetime]) -> list[tuple[UUID, AbandonmentVariant]]:
    """Keep when the contacts of these cases came back, in one statement; returns what stood: (case, variant).

    Who was there before leaving has not come back: what is told late takes nothing back.
    """
    retracted = await store.retract_abandonments(tx, back) if back else []
    for case_id, variant in retracted:
        tx.emit(AbandonmentRetracted(subject=case_id, case_id=case_id, variant=variant))
    return retracted
