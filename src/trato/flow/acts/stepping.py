"""What rules and macros do with what was said in public, and with who answers: asked as people ask it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trato.flow.acts import handing_over, hands, moderating
from trato.flow.acts.handing_over import NewHandover
from trato.flow.acts.moderating import NewModeration
from trato.flow.acts.privately import NothingInPublic
from trato.flow.acts.saying import NothingToAnswer
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.automation.model import HandOver, ModerateSaid
from trato.rooms.cases.model import Case
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Moderation, ThreadAct
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said, ThreadHolder


async def moderate(
    tx: Tx, book: channels.AccountBook, case: Case, action: ModerateSaid, said: Said | None
) -> Mapping[str, Any]:
    """Hide or delete what the step is about, else what the contact said last in public. Raises NothingInPublic."""
    about = await conversations.said_in_public(tx, case.id, said.id if said is not None and said.public else None)
    if about is None:
        raise NothingInPublic(case=str(case.id))
    id = uuid7()
    await moderating.moderate(tx, book, NewModeration(id, about.id, Moderation(action.act)))
    return {"moderation_id": id}


async def undo_moderation(tx: Tx, id: UUID) -> None:
    """Take it back, or ask for the opposite. Raises AlreadyLeft, CannotUndoModeration."""
    undo_id = uuid7()
    message_id, other_way = await conversations.undo_moderation(tx, id, undo_id)
    if other_way is not None:
        await conversations.moderate(tx, undo_id, message_id, other_way, undoes=id)


async def hand_over(
    tx: Tx, book: channels.AccountBook, case: Case, action: HandOver, said: Said | None
) -> Mapping[str, Any]:
    """Take the conversation, pass it on, or give it back to automation. Raises NothingToAnswer, CannotHandOver."""
    about = said or (await conversations.last_said(tx, [case.id])).get(case.id)
    if about is None:
        raise NothingToAnswer(case=case.id)
    thread = await conversations.get_conversation(tx, about.conversation_id)
    if action.act == "automation":
        await hands.give_back(tx, thread.id)
        return {"conversation_id": thread.id, "holder": thread.holder}
    id = uuid7()
    await handing_over.ask(tx, book, NewHandover(id, thread.id, ThreadAct(action.act), action.app))
    return {"deed_id": id}


async def undo_hand_over(tx: Tx, back: Mapping[str, Any]) -> None:
    """Take it back, or ask for the other way round. Raises AlreadyLeft."""
    if "deed_id" in back:
        id, undo_id = UUID(str(back["deed_id"])), uuid7()
        conversation_id, other_way, app = await conversations.undo_thread(tx, id, undo_id)
        if other_way is not None:
            await conversations.ask_thread(tx, undo_id, conversation_id, other_way, app, undoes=id)
    elif back["holder"] == ThreadHolder.PERSON:
        await hands.person_wrote(tx, UUID(str(back["conversation_id"])))
