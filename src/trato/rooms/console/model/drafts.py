"""What somebody is writing on a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Words = Annotated[str, Meta(max_length=600_000)]
Line = Annotated[str, Meta(max_length=2_000)]
Addresses = Annotated[str, Meta(max_length=40_000)]  # as they were typed or pasted, right or wrong


class DraftFile(Struct, frozen=True):
    """A file that is up and goes with the reply."""

    id: UUID
    name: Line
    mime: Line
    size: int
    media: Line


class DraftSource(Struct, frozen=True):
    kind: Line
    id: UUID | None = None
    version: int | None = None
    edit_share: float = 0.0


class DraftTemplate(Struct, frozen=True):
    id: UUID
    parameters: Annotated[list[Line], Meta(max_length=50)] = []


class DraftMention(Struct, frozen=True):
    kind: Literal["user", "team"]
    id: UUID
    words: Line


class DraftBody(Struct, frozen=True):
    """A reply and a note, side by side. A field that a client does not know yet is empty."""

    mode: Literal["reply", "note"] = "reply"
    reply: Words = ""
    note: Words = ""
    subject: Line = ""
    to: Addresses = ""
    copied: Addresses = ""
    blind: Addresses = ""
    conversation_id: UUID | None = None
    attachments: Annotated[list[DraftFile], Meta(max_length=50)] = []
    sources: Annotated[list[DraftSource], Meta(max_length=50)] = []
    origin: Words = ""
    template: DraftTemplate | None = None
    mentions: Annotated[list[DraftMention], Meta(max_length=100)] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing is lost with it."""
        return not (self.reply.strip() or self.note.strip() or self.attachments or self.template)


class DraftView(Struct, frozen=True):
    """A draft as the server has it. `revision` counts its changes: who writes says on which one it builds."""

    case_id: UUID
    revision: int
    body: DraftBody
    at: datetime


class DraftRef(Struct, frozen=True):
    """That there is a draft on a case."""

    case_id: UUID
    revision: int
    at: datetime
