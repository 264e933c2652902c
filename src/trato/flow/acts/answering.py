"""What follows when a provider takes a message of ours, or fails to deliver it after all."""

from __future__ import annotations

from collections.abc import Sequence

from trato.flow.acts import due
from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.conversations.model import Answered, DeliveryState, Purpose
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Answer, AnsweredBy, FailedAnswer

ANSWERING = frozenset({Purpose.REPLY, Purpose.BOT, Purpose.ECHO})


async def listen(tx: Tx, messages: Sequence[Answered]) -> None:
    """Stop the promises that an accepted answer keeps; run those again whose answer failed (records.md, rule 4)."""
    sent = [m for m in messages if m.state is DeliveryState.SENT and m.case_id]
    answers = [m for m in sent if m.purpose in ANSWERING]
    failed = [m for m in messages if m.state is DeliveryState.FAILED and m.case_id and m.purpose in ANSWERING]
    if answers:
        await sla.stop_on_accepted(
            tx,
            [
                Answer(m.case_id, m.conversation_id, m.message_id, m.at, _by(m))
                for m in answers
                if m.case_id is not None
            ],
        )
    if failed:
        await sla.resume_on_failed(tx, [FailedAnswer(m.case_id, m.message_id) for m in failed if m.case_id is not None])
    await cases.note_outbound(
        tx, [(m.case_id, m.at, m.text, m.channel, m.purpose in ANSWERING) for m in sent if m.case_id is not None]
    )
    await due.refresh(tx, [m.case_id for m in (*sent, *failed) if m.case_id is not None])


def _by(message: Answered) -> AnsweredBy:
    return AnsweredBy.BOT if message.author_kind == ActorKind.BOT.value else AnsweredBy.USER
