"""What follows when a provider takes a message of ours, or fails to deliver it after all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.flow.acts import due
from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState, ReopenCause
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Answered, DeliveryState, Purpose
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Answer, AnsweredBy, FailedAnswer, Reopened, Target

ANSWERING = frozenset({Purpose.REPLY, Purpose.BOT, Purpose.ECHO})


async def listen(tx: Tx, messages: Sequence[Answered]) -> None:
    """Stop the promises that an accepted answer keeps; run those again whose answer failed (records.md, rule 4)."""
    sent = [m for m in messages if m.state is DeliveryState.SENT and m.case_id]
    answers = [m for m in sent if m.purpose in ANSWERING]
    failed = [m for m in messages if m.state is DeliveryState.FAILED and m.case_id and m.purpose in ANSWERING]
    if answers:
        await sla.stop_on_accepted(
            tx,
            [_answer(m) for m in answers],
        )
    if failed:
        await _wait_again(tx, failed)
    await cases.note_outbound(
        tx, [(m.case_id, m.at, m.text, m.channel, m.purpose in ANSWERING) for m in sent if m.case_id is not None]
    )
    await due.refresh(tx, [m.case_id for m in (*sent, *failed) if m.case_id is not None])


async def _wait_again(tx: Tx, failed: Sequence[Answered]) -> None:
    """Let promises run from their original start when the answer that kept them did not arrive, nor a later one."""
    later = await conversations.answers_after(tx, [m.message_id for m in failed], ANSWERING)
    await _reopen(tx, {m.case_id: m.message_id for m in failed if m.case_id and m.message_id not in later})
    again = await sla.resume_on_failed(
        tx,
        [
            FailedAnswer(m.case_id, m.message_id, _answer(later[m.message_id]) if m.message_id in later else None)
            for m in failed
            if m.case_id is not None
        ],
    )
    since: dict[UUID, datetime] = {}
    for clock in again:
        if clock.is_running and clock.target is not Target.RESOLUTION:
            since[clock.case_id] = min(clock.started_at, since.get(clock.case_id, clock.started_at))
    await cases.note_unanswered(tx, list(since.items()))


async def _reopen(tx: Tx, lost: dict[UUID, UUID]) -> None:
    """Open the cases again that were thought done by a message which never arrived: (case, message)."""
    for case_id, case in (await cases.get_many(tx, list(lost))).items():
        if case.state is not CaseState.RESOLVED:
            continue
        standing = [one for one in await cases.resolutions_of(tx, case_id) if one.undone_at is None]
        if standing and standing[-1].message_id == lost[case_id]:
            await cases.reopen(tx, case_id, ReopenCause.DELIVERY_FAILED, message_id=lost[case_id])
            await sla.resume_on_reopened(tx, [Reopened(case_id, tx.now)])


def _answer(message: Answered) -> Answer:
    assert message.case_id is not None
    return Answer(message.case_id, message.conversation_id, message.message_id, message.at, _by(message))


def _by(message: Answered) -> AnsweredBy:
    return AnsweredBy.BOT if message.author_kind == ActorKind.BOT.value else AnsweredBy.USER
