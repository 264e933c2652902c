"""Hiding, showing, deleting and liking what was said in public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.flow.acts import moderating
from trato.flow.acts.moderating import NewModeration
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Moderation
from trato.rooms.console.model import MessageView
from trato.rooms.console.service import thread
from trato.rooms.console.service.reach import case_of_message
from trato.rooms.conversations import api as conversations


class ToModerate(Struct, frozen=True):
    """`moderation_id` is minted by the client: asked again under it, nothing happens twice."""

    id: UUID
    moderation_id: UUID
    act: Moderation


class ToUndo(Struct, frozen=True):
    """`undo_id` is minted by the client: the deed that undoes, where one is needed."""

    id: UUID
    undo_id: UUID


@dataclass(frozen=True, slots=True)
class ModeratingDoor:
    """What may be done with a public message; the answer is the message as it stands then."""

    book: channels.AccountBook

    async def moderate(self, tx: Tx, who: Principal, given: ToModerate) -> MessageView:
        """Ask for a deed; a worker carries it, and what came of it is told as every change is."""
        await case_of_message(tx, who, given.id, _verb(given.act))
        await moderating.moderate(tx, self.book, NewModeration(given.moderation_id, given.id, given.act))
        return await thread.load_message(tx, given.id)

    async def undo(self, tx: Tx, who: Principal, given: ToUndo) -> MessageView:
        """Take a deed back, or ask for its opposite."""
        message_id = await conversations.message_of_moderation(tx, given.id)
        await case_of_message(tx, who, message_id, Verb.MESSAGES_MODERATE)
        await moderating.undo(tx, self.book, given.id, given.undo_id)
        return await thread.load_message(tx, message_id)

    async def retry(self, tx: Tx, who: Principal, given: OneId) -> MessageView:
        """Ask again for what failed."""
        message_id = await conversations.message_of_moderation(tx, given.id)
        await case_of_message(tx, who, message_id, Verb.MESSAGES_MODERATE)
        await conversations.retry_moderation(tx, given.id)
        return await thread.load_message(tx, message_id)


def _verb(act: Moderation) -> Verb:
    return Verb.MESSAGES_REMOVE if act is Moderation.DELETE else Verb.MESSAGES_MODERATE


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the addresses."""
    door, verb = ModeratingDoor(book), Verb.MESSAGES_MODERATE
    return (
        ("POST", "/api/v1/messages/{id}/moderate", verb, door.moderate, ToModerate),
        ("POST", "/api/v1/moderations/{id}/undo", verb, door.undo, ToUndo),
        ("POST", "/api/v1/moderations/{id}/retry", verb, door.retry, OneId),
    )
