"""Merging two cases that are one matter, and the exact way back.

Messages belong to conversations, the room above: a merge says which case's messages move, the caller moves them and
tells which they were, and the undo says which go back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases.errors import BadValue, MergeNotFound, OtherBrand, UndoTooLate
from trato.rooms.cases.events import CasesMerged, MergeUndone, ParticipantAdded, ParticipantRemoved
from trato.rooms.cases.model import (
    NOBODY,
    AssignReason,
    Case,
    CaseState,
    EndReason,
    Merge,
    MergeId,
    ParticipantRole,
)
from trato.rooms.cases.rules import moments, standing
from trato.rooms.cases.service import holding, states
from trato.rooms.cases.store import joining as store
from trato.rooms.cases.store import present


async def merge(tx: Tx, survivor_id: UUID, absorbed_id: UUID) -> Merge:
    """End `absorbed_id` as *merged*: its matter goes on in `survivor_id`, which must be open.

    Its participants take part in the survivor (never a link between profiles). The caller moves every message of the
    absorbed case to the survivor and calls `remember_moved`. Raises StateChanged (the survivor is not open, the
    absorbed one is closed), OtherBrand, CaseNotFound, BadValue.
    """
    if survivor_id == absorbed_id:
        raise BadValue(field="absorbed", reason="same_case")
    both = await states.lock_many(tx, [survivor_id, absorbed_id])
    survivor, absorbed = both[survivor_id], both[absorbed_id]
    if survivor.state is not CaseState.OPEN:
        raise await states.changed(tx, survivor)
    if absorbed.state is CaseState.CLOSED:
        raise await states.changed(tx, absorbed)
    if survivor.brand_id != absorbed.brand_id:
        raise OtherBrand(survivor=survivor_id, absorbed=absorbed_id)
    one = Merge(MergeId(uuid7()), survivor.id, absorbed.id, tx.now)
    joined = moments.join(survivor, absorbed)
    before = {
        "absorbed": standing.snapshot(absorbed),
        "survivor": moments.of(survivor),
        "joined": joined.as_json(),
        "participants": [str(contact) for contact in await _join_participants(tx, survivor, absorbed)],
        "moved": [],
    }
    await store.add_merge(tx, one, before)
    await _set_moments(tx, survivor, joined)
    ended = await states.turn(tx, absorbed, standing.closed(EndReason.MERGED), merged_into=survivor.id)
    await holding.give(tx, ended, NOBODY, AssignReason.RELEASED)
    tx.emit(CasesMerged(subject=survivor.id, case_id=survivor.id, merge_id=one.id, absorbed_id=absorbed.id))
    tx.audit(AuditEntry("case.merge", "case", survivor.id, {"absorbed": absorbed.number, "merge": str(one.id)}))
    return one


async def remember_moved(tx: Tx, merge_id: UUID, message_ids: Sequence[UUID]) -> None:
    """Note which messages went from the absorbed case to the survivor."""
    await store.set_moved(tx, merge_id, message_ids)


async def undo_merge(tx: Tx, merge_id: UUID) -> Merge:
    """Give the absorbed case back exactly what it was: state, waiting, holder, participants of both.

    Also after new messages: the caller moves the merge's `moved` messages back to the absorbed case, and with them
    whatever came since (`at`) in conversations that hold no message of the survivor from before; the rest stays.
    Raises MergeNotFound; UndoTooLate when it was undone, or the survivor has been merged itself.
    """
    found = await store.get_merge(tx, merge_id)
    if found is None:
        raise MergeNotFound(merge=merge_id)
    one, _ = found
    both = await states.lock_many(tx, [one.survivor_id, one.absorbed_id])
    one, before = await _again(tx, merge_id)
    survivor, absorbed = both[one.survivor_id], both[one.absorbed_id]
    if one.undone_at is not None or absorbed.merged_into != survivor.id or survivor.merged_into is not None:
        raise UndoTooLate(case=one.absorbed_id)
    await store.undo_merge(tx, merge_id)
    await _set_moments(tx, survivor, moments.part(survivor, before["survivor"], before["joined"]))
    await _leave_participants(tx, survivor, before["participants"])
    back = await states.turn(tx, absorbed, standing.standing_of(before["absorbed"], tx.now))
    back = await holding.give(tx, back, standing.holder_of(before["absorbed"]), AssignReason.RESTORED)
    tx.emit(
        MergeUndone(
            subject=survivor.id, case_id=survivor.id, merge_id=one.id, absorbed_id=absorbed.id, state=back.state
        )
    )
    tx.audit(AuditEntry("case.undo_merge", "case", survivor.id, {"absorbed": absorbed.number, "merge": str(one.id)}))
    return replace(one, undone_at=tx.now)


async def merge_of(tx: Tx, absorbed_id: UUID) -> Merge | None:
    """Return the standing merge that ended a case."""
    return await store.find_merge(tx, absorbed_id)


async def merges_into(tx: Tx, survivor_ids: Sequence[UUID]) -> list[Merge]:
    """Return the standing merges into cases, oldest first."""
    return await store.list_merges(tx, survivor_ids)


async def _again(tx: Tx, merge_id: UUID) -> tuple[Merge, Mapping[str, Any]]:
    """Read the merge once more, now that its cases are locked."""
    found = await store.get_merge(tx, merge_id)
    assert found is not None
    return found


async def _join_participants(tx: Tx, survivor: Case, absorbed: Case) -> list[UUID]:
    joined = []
    for _, one in await store.list_participants(tx, [absorbed.id]):
        role = ParticipantRole.PARTICIPANT if one.role is ParticipantRole.REQUESTER else one.role
        if await store.add_participant(tx, survivor.id, one.contact_id, role, "merge"):
            joined.append(one.contact_id)
            tx.emit(
                ParticipantAdded(subject=survivor.id, case_id=survivor.id, contact_id=one.contact_id, role=role.value)
            )
    return joined


async def _leave_participants(tx: Tx, survivor: Case, contacts: Sequence[str]) -> None:
    for contact in await store.end_participants(tx, survivor.id, [UUID(one) for one in contacts]):
        tx.emit(ParticipantRemoved(subject=survivor.id, case_id=survivor.id, contact_id=contact))


async def _set_moments(tx: Tx, case: Case, to: moments.Moments) -> None:
    await present.set_moments(
        tx, case.id, to.last_inbound_at, to.last_outbound_at, to.last_message_at, to.unanswered_since
    )
