"""How a case rests, ends, comes back, joins another and parts: its room's deed, and what promises make of it.

Each function is one deed of a person or a rule, in the transaction of whoever does it; each has its undo.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never
from uuid import UUID

from trato.flow.acts import circumstances, due, expecting, hands
from trato.kit.errors import Invalid, NotFound
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, Exclusion, Merge, ReopenCause, ResolvedHow, SetAsideReason, Split, WaitingOn
from trato.rooms.channels.model import Surface
from trato.rooms.conversations import api as conversations
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import (
    ClockStart,
    Matter,
    PauseReason,
    Reopened,
    Resolved,
    Restore,
    Resume,
    StartCause,
    Void,
    VoidReason,
    Wait,
)


async def resolve(
    tx: Tx, case_id: UUID, disposition_id: UUID | None = None, how: ResolvedHow = ResolvedHow.AGENT
) -> None:
    """Note that a case is thought done; its promises stop, and those with time left that nobody kept are void."""
    said = await conversations.last_answer(tx, case_id)
    await cases.resolve(tx, case_id, disposition_id=disposition_id, how=how, message_id=said)
    await sla.stop_on_resolved(tx, [Resolved(case_id, tx.now, tx.actor.kind.value)])
    await expecting.end_with_case(tx, case_id)
    await hands.case_ended(tx, case_id)
    await due.refresh(tx, [case_id])


async def undo_resolve(tx: Tx, case_id: UUID) -> None:
    """Take a resolution back: the case and its promises are as if it had never been."""
    done = await cases.resolutions_of(tx, case_id)
    await cases.undo_resolve(tx, case_id)
    await sla.resume_on_reopened(tx, [Reopened(case_id, tx.now, undo=True)])
    await expecting.restore_with_case(tx, case_id, done[-1].at)
    await hands.person_took(tx, case_id)
    await due.refresh(tx, [case_id])


async def reopen(tx: Tx, case_id: UUID, cause: ReopenCause = ReopenCause.AGENT) -> None:
    """Open a resolved case again; the time between does not count against its resolution."""
    await cases.reopen(tx, case_id, cause)
    await sla.resume_on_reopened(tx, [Reopened(case_id, tx.now)])
    await due.refresh(tx, [case_id])


async def close(tx: Tx, case_id: UUID) -> None:
    """Make a resolved case final: a new message opens a new one."""
    await cases.close(tx, case_id)


async def wait(
    tx: Tx, case_id: UUID, on: WaitingOn | None, until: datetime | None = None, team_id: UUID | None = None
) -> None:
    """Let a case rest, and why; None ends the rest. Only the reason says which promises rest with it.

    `until` goes with UNTIL, `team_id` with TEAM, and neither with another reason: raises Invalid.
    """
    if until is not None and on is not WaitingOn.UNTIL:
        raise Invalid(field="until", reason="needs_on_until")
    if team_id is not None and on is not WaitingOn.TEAM:
        raise Invalid(field="team_id", reason="needs_on_team")
    match on:
        case None:
            await cases.resume(tx, case_id)
            await sla.resume(tx, [Resume(case_id, tx.now)])
        case WaitingOn.UNTIL:
            if until is None:
                raise Invalid(field="until", reason="needs_an_instant")
            await cases.snooze(tx, case_id, until)
            await sla.pause_on_waiting(tx, [Wait(case_id, PauseReason.UNTIL, tx.now)])
        case WaitingOn.CONTACT | WaitingOn.THIRD_PARTY | WaitingOn.TEAM:
            await cases.wait(tx, case_id, on, team_id)
            await sla.pause_on_waiting(tx, [Wait(case_id, PauseReason(on.value), tx.now)])
        case _:
            assert_never(on)
    await due.refresh(tx, [case_id])


async def set_aside(tx: Tx, case_id: UUID, reason: SetAsideReason) -> Exclusion:
    """Judge that a case needs no answer; its promises are void, reversibly. Returns the row behind it."""
    one = await cases.set_aside(tx, case_id, reason)
    await sla.void(tx, [Void(case_id, VoidReason(reason.value))])
    await expecting.end_with_case(tx, case_id)
    await due.refresh(tx, [case_id])
    return one


async def restore(tx: Tx, case_id: UUID) -> None:
    """Take that judgement back: promises count from their original start, already broken if so.

    A case that arrived set aside never had promises: they start with the message that opened it.
    """
    aside = [one.from_at for one in await cases.exclusions_of(tx, [case_id])]
    case = await cases.reverse_of_case(tx, case_id)
    restored = await sla.restore(tx, [Restore(case_id)])
    await expecting.restore_with_case(tx, case_id, aside[-1])
    if not restored:
        messages = await conversations.messages_of_case(tx, case_id)
        if messages:
            await _start(tx, case, await conversations.get_message(tx, messages[0]))
    await due.refresh(tx, [case_id])


async def undo_courtesy(tx: Tx, message_id: UUID) -> UUID:
    """Say that a message deserves an answer after all; returns its case, open again, the promise from its arrival."""
    message = await conversations.undo_courtesy(tx, message_id)
    case_id: UUID = message["case_id"]
    case = await cases.lock(tx, case_id)
    if case.standing.set_aside is SetAsideReason.COURTESY:
        case = await cases.reverse_of_case(tx, case_id)
    elif case.state.value == "resolved":
        case = await cases.reopen(tx, case_id, ReopenCause.CONTACT, message_id=message_id)
    await _start(tx, case, message)
    await due.refresh(tx, [case_id])
    return case_id


async def _start(tx: Tx, case: Case, message: dict[str, object]) -> None:
    at, conversation = message["received_at"], message["conversation_id"]
    assert isinstance(at, datetime) and isinstance(conversation, UUID)
    matter = Matter(
        Surface(str(message["surface"])), str(message["channel"]), case.brand_id, case.account_id,
        tier=await cases.tier_of(tx, case.id), country=case.country,
        queue_id=case.queue_id,
    )  # fmt: skip
    message_id = message["id"]
    assert isinstance(message_id, UUID)
    start = ClockStart(case.id, conversation, message_id, at, StartCause.NEW_CASE, matter)
    await sla.start_clocks(tx, await circumstances.known(tx, [start]))


async def merge(tx: Tx, absorbed: UUID, survivor: UUID) -> Merge:
    """Make two cases one: messages move, promises join, the absorbed case ends *merged*."""
    one = await cases.merge(tx, survivor, absorbed)
    moved = await conversations.move(tx, await conversations.messages_of_case(tx, absorbed), survivor, "merge")
    await cases.remember_moved(tx, one.id, moved)
    await sla.merge_cases(tx, one.id, survivor, [absorbed])
    await expecting.end_with_case(tx, absorbed)
    await due.refresh(tx, [absorbed, survivor])
    return one


async def undo_merge(tx: Tx, merge_id: UUID) -> Merge:
    """Part two merged cases exactly, also after new messages."""
    one = await cases.undo_merge(tx, merge_id)
    later = await conversations.messages_since(tx, one.survivor_id, one.at)
    await conversations.move(tx, list({*one.moved, *later}), one.absorbed_id, "undo")
    await sla.unmerge_cases(tx, merge_id)
    await expecting.restore_with_case(tx, one.absorbed_id, one.at)
    await due.refresh(tx, [one.absorbed_id, one.survivor_id])
    return one


async def split(
    tx: Tx, case_id: UUID, new_case_id: UUID, message_id: UUID, following: bool, subject: str = ""
) -> Split:
    """Start a second case from a message; `following` takes those after it in its conversation along."""
    message = await conversations.get_message(tx, message_id)
    if message["case_id"] != case_id:
        raise Invalid(field="message_id", reason="of_another_case")
    one = await cases.split(
        tx, case_id, message_id, since=message["received_at"], subject=subject, created_id=new_case_id,
        answered=message["direction"] == "out",
    )  # fmt: skip
    moving = await conversations.messages_from(tx, message_id) if following else [message_id]
    await conversations.move(tx, moving, new_case_id, "split")
    if message["direction"] == "in":
        await _start(tx, await cases.get(tx, new_case_id), message)
    await due.refresh(tx, [case_id, new_case_id])
    return one


async def undo_split(tx: Tx, created: UUID) -> Split:
    """Give a second case back to its first: its messages, new ones too, and what is promised for them.

    Raises NotFound when no split that stands opened the case, UndoTooLate (see `cases.undo_split`).
    """
    found = await cases.split_of(tx, created)
    if found is None:
        raise NotFound()
    one = await cases.undo_split(tx, found.id)
    await conversations.move(tx, await conversations.messages_of_case(tx, created), one.source_id, "undo")
    await sla.merge_cases(tx, one.id, one.source_id, [created])
    await due.refresh(tx, [one.source_id, created])
    return one


async def move_message(tx: Tx, message_id: UUID, case_id: UUID) -> None:
    """Say that a message belongs to another case of the same contact."""
    message = await conversations.get_message(tx, message_id)
    case = await cases.lock(tx, case_id)
    taking_part = (await cases.participants_of(tx, [case_id])).get(case_id, [])
    people = {one.contact_id for one in taking_part} | {case.contact_id}
    if message["contact_id"] not in people:
        raise Invalid(field="case_id", reason="of_another_contact")
    await conversations.move(tx, [message_id], case_id, "manual")
