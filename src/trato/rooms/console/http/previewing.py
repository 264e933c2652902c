"""How an answer will look where it arrives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts.previewing import preview
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import ShownPiece
from trato.rooms.console.service.reach import check_conversation

Text = Annotated[str, Meta(max_length=20_000)]


class ToPreview(Struct, frozen=True):
    """A text that is being written in a conversation of a case; its last lines may offer choices."""

    conversation_id: UUID
    case_id: UUID
    text: Text
    reply_to: UUID | None = None


class PreviewView(Struct, frozen=True):
    """The pieces as they arrive; `length` and `limit` as the channel counts. `sender` says them, where not who was
    written to."""

    pieces: tuple[ShownPiece, ...]
    length: int
    limit: int
    sender: str


@dataclass(frozen=True, slots=True)
class PreviewDoor:
    """Renders and does not send."""

    book: channels.AccountBook

    async def show(self, tx: Tx, who: Principal, given: ToPreview) -> PreviewView:
        """Return what the channel's own calls would show."""
        await check_conversation(tx, who, given.conversation_id, given.case_id, Verb.CASES_REPLY)
        found = await preview(tx, self.book, given.conversation_id, given.case_id, given.text, given.reply_to)
        return PreviewView(found.pieces, found.length, found.limit, found.sender)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the address."""
    door = PreviewDoor(book)
    return (("POST", "/api/v1/conversations/{conversation_id}/preview", Verb.CASES_REPLY, door.show, ToPreview),)
