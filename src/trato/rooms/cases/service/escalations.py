"""Help that is asked for a case: asked, accepted, given and given back; refused, taken back, or needed no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.events import ActorKind
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.cases.errors import BadValue, EscalationNotFound, HelpAsked, HelpEnded
from trato.rooms.cases.events import CaseEscalated, EscalationAccepted, EscalationEnded, EscalationRestored
from trato.rooms.cases.model import (
    AskedKind,
    Escalation,
    EscalationId,
    EscalationLevel,
    EscalationMode,
    EscalationOutcome,
    NoteId,
)
from trato.rooms.cases.service import notes, states
from trato.rooms.cases.store import escalations as store
from trato.rooms.cases.store import present

WORDS_LIMIT = 2_000  # characters


async def escalate(
    tx: Tx,
    case_id: UUID,
    level: EscalationLevel,
    target_kind: AskedKind,
    target_id: UUID,
    mode: EscalationMode,
    *,
    why: str = "",
    hands_over: bool = False,
    rests: bool = False,
    id: UUID | None = None,
    need_marked_at: datetime | None = None,
) -> Escalation:
    """Ask for help with an open case; its holder stays. The same `id` twice is asked once.

    `why` becomes a note of the person who asks; a rule, who cannot write notes, has it kept beside.
    Raises CaseNotFound, StateChanged unless open, HelpAsked when the same help is asked already.
    """
    case = await states.lock_open(tx, case_id)
    known = await store.get(tx, id) if id else None
    if known is not None and (known.case_id, known.by_id) == (case.id, tx.actor.id):
        return known
    same = await store.find_open(tx, case_id, level, target_kind, target_id)
    if same is not None or known is not None:
        raise HelpAsked(escalation=same.id if same else None)
    marked = min(need_marked_at or tx.now, tx.now)
    words, note = await _say(tx, case.id, id or uuid7(), why)
    one = Escalation(
        id=EscalationId(id or uuid7()),
        case_id=case.id,
        level=level,
        target_kind=target_kind,
        target_id=target_id,
        mode=mode,
        by_kind=tx.actor.kind.value,
        by_id=tx.actor.id,
        why=words,
        note_id=note,
        hands_over=hands_over,
        rests=rests,
        need_marked_at=max(marked, case.opened_at),
        sent_at=tx.now,
    )
    await store.add(tx, one)
    await present.touch(tx, case.id)
    tx.emit(
        CaseEscalated(
            subject=case.id,
            case_id=case.id,
            escalation_id=one.id,
            level=level,
            target_kind=target_kind,
            target_id=target_id,
            hands_over=hands_over,
            mode=mode,
        )
    )
    return one


async def accept_escalation(tx: Tx, escalation_id: UUID) -> Escalation:
    """Keep that help came: the actor's. Accepting again what one accepted changes nothing.

    Raises EscalationNotFound, and HelpEnded when somebody else was first or it is asked no more.
    """
    one = await _lock(tx, escalation_id)
    if one.is_open and one.accepted_at is not None and one.accepted_by == _user(tx):
        return one
    if not one.is_open or one.accepted_at is not None:
        raise HelpEnded(outcome=one.outcome or "", by=one.ended_by or one.accepted_by)
    one = replace(one, accepted_at=tx.now, accepted_by=_user(tx))
    await _save(tx, one)
    tx.emit(
        EscalationAccepted(
            subject=one.case_id,
            case_id=one.case_id,
            escalation_id=one.id,
            level=one.level,
            user_id=one.accepted_by,
            asked_by=_asker(one),
        )
    )
    return one


async def end_escalation(tx: Tx, escalation_id: UUID, outcome: EscalationOutcome, answer: str = "") -> Escalation:
    """Keep how asking for help ended; what is answered is a note that calls who asked. The same again changes nothing.

    Help is given by who accepted, declined by who was asked, and withdrawn only while nobody has come. Raises
    EscalationNotFound; HelpEnded when it ended otherwise, or somebody came before it was withdrawn; BadValue for an
    answer before acceptance.
    """
    one = await _lock(tx, escalation_id)
    if one.outcome is outcome and one.ended_by == _user(tx):
        return one
    came = one.accepted_at is not None
    too_late = outcome is EscalationOutcome.WITHDRAWN or one.accepted_by != _user(tx)
    if not one.is_open or (came and outcome is not EscalationOutcome.ANSWERED and too_late):
        raise HelpEnded(outcome=one.outcome or "", by=one.ended_by or one.accepted_by)
    if outcome in (EscalationOutcome.ANSWERED, EscalationOutcome.HANDED_OVER) and not came:
        raise BadValue(field="outcome", reason="not_accepted")
    note = None
    if answer.strip() and one.by_kind == ActorKind.USER.value and one.by_id is not None:
        note = (await notes.add_note(tx, one.case_id, answer, mentions=[one.by_id])).id
    elif answer.strip():
        note = (await notes.add_note(tx, one.case_id, answer)).id
    return await _end(tx, one, outcome, note)


async def end_help(tx: Tx, case_id: UUID) -> list[Escalation]:
    """Let all help that is asked for a case end, because the case did; return what ended."""
    open_ones = [one for one in await store.list_of_cases(tx, [case_id]) if one.is_open]
    return [await _end(tx, one, EscalationOutcome.CASE_ENDED, None) for one in open_ones]


async def restore_help(tx: Tx, case_id: UUID, at: datetime) -> list[Escalation]:
    """Wait again for the help that ended with the case `at` an instant: that end was undone. Return what came back.

    What was asked anew meanwhile is asked once.
    """
    again: list[Escalation] = []
    for one in await store.list_of_cases(tx, [case_id]):
        if one.outcome is not EscalationOutcome.CASE_ENDED or one.ended_at != at:
            continue
        if await store.find_open(tx, case_id, one.level, one.target_kind, one.target_id):
            continue
        restored = replace(one, ended_at=None, outcome=None, ended_by=None)
        await store.save(tx, restored)
        tx.emit(EscalationRestored(subject=case_id, case_id=case_id, escalation_id=one.id, level=one.level))
        again.append(restored)
    return again


async def _end(tx: Tx, one: Escalation, outcome: EscalationOutcome, note: NoteId | None) -> Escalation:
    ended = replace(one, ended_at=tx.now, outcome=outcome, ended_by=_user(tx), answer_note_id=note)
    await _save(tx, ended)
    tx.emit(
        EscalationEnded(
            subject=one.case_id,
            case_id=one.case_id,
            escalation_id=one.id,
            level=one.level,
            outcome=outcome,
            asked_by=_asker(one),
        )
    )
    return ended


async def _say(tx: Tx, case_id: UUID, note_id: UUID, why: str) -> tuple[str, NoteId | None]:
    words = clean(why, WORDS_LIMIT).strip()
    if not words or tx.actor.kind is not ActorKind.USER:
        return words, None
    return "", (await notes.add_note(tx, case_id, words, note_id=note_id)).id


async def escalation(tx: Tx, escalation_id: UUID) -> Escalation:
    """Return help that was asked. Raises EscalationNotFound."""
    one = await store.get(tx, escalation_id)
    if one is None:
        raise EscalationNotFound(escalation=escalation_id)
    return one


async def escalations_of(tx: Tx, case_ids: Sequence[UUID]) -> list[Escalation]:
    """Return the help that was asked for cases, oldest first."""
    return await store.list_of_cases(tx, case_ids)


async def _lock(tx: Tx, escalation_id: UUID) -> Escalation:
    """Lock the case, then what is asked for it: the order in which everybody locks."""
    await states.lock(tx, (await escalation(tx, escalation_id)).case_id)
    one = await store.lock(tx, escalation_id)
    if one is None:
        raise EscalationNotFound(escalation=escalation_id)
    return one


async def _save(tx: Tx, one: Escalation) -> None:
    await store.save(tx, one)
    await present.touch(tx, one.case_id)


def _asker(one: Escalation) -> UUID | None:
    return one.by_id if one.by_kind == ActorKind.USER.value else None


def _user(tx: Tx) -> UUID | None:
    return tx.actor.id if tx.actor.kind is ActorKind.USER else None
