"""Small deeds: priority, subject, participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue
from trato.rooms.cases.events import ParticipantAdded, ParticipantRemoved, PriorityChanged, SubjectChanged
from trato.rooms.cases.model import Case, Participant, ParticipantRole, Priority
from trato.rooms.cases.service import states
from trato.rooms.cases.store import joining
from trato.rooms.cases.store import present as store

SUBJECT_LIMIT = 300  # characters


async def set_priority(tx: Tx, case_id: UUID, priority: Priority) -> Case:
    """Say how soon a case should be seen to. Raises CaseNotFound."""
    case = await states.lock(tx, case_id)
    if case.priority is priority:
        return case
    revision = await store.set_priority(tx, case_id, priority)
    tx.emit(PriorityChanged(subject=case.id, case_id=case.id, priority=int(priority), previous=int(case.priority)))
    return replace(case, priority=priority, revision=revision)


async def set_subject(tx: Tx, case_id: UUID, subject: str) -> Case:
    """Say what a case is about; the empty text forgets it. Raises CaseNotFound."""
    subject = " ".join(clean(subject, SUBJECT_LIMIT).split())
    case = await states.lock(tx, case_id)
    if case.subject == subject:
        return case
    revision = await store.set_subject(tx, case_id, subject)
    tx.emit(SubjectChanged(subject=case.id, case_id=case.id))
    return replace(case, subject=subject, revision=revision)


async def add_participant(tx: Tx, case_id: UUID, contact_id: UUID, role: ParticipantRole, evidence: str) -> bool:
    """Note that a contact takes part in a case, and by what evidence ("message", "copied", "signed_link"…).

    It links no profiles. False when the contact takes part already. Raises CaseNotFound.
    """
    case = await states.lock(tx, case_id)
    if not await joining.add_participant(tx, case.id, contact_id, role, evidence):
        return False
    await store.touch(tx, case.id)
    tx.emit(ParticipantAdded(subject=case.id, case_id=case.id, contact_id=contact_id, role=role.value))
    return True


async def remove_participant(tx: Tx, case_id: UUID, contact_id: UUID) -> bool:
    """Note that a contact takes part no more; False when it did not. Raises BadValue for the requester."""
    case = await states.lock(tx, case_id)
    if contact_id == case.contact_id:
        raise BadValue(field="contact", reason="is_the_requester")
    if not await joining.end_participants(tx, case.id, [contact_id]):
        return False
    await store.touch(tx, case.id)
    tx.emit(ParticipantRemoved(subject=case.id, case_id=case.id, contact_id=contact_id))
    return True


async def participants_of(tx: Tx, case_ids: Sequence[UUID], *, former: bool = False) -> dict[UUID, list[Participant]]:
    """Return who takes part in cases, requesters first by time; with `former`, also who did."""
    of: dict[UUID, list[Participant]] = defaultdict(list)
    for case_id, one in await joining.list_participants(tx, case_ids, former=former):
        of[case_id].append(one)
    return dict(of)
