"""What is taken to write to somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.console.http.asks.words import Count, Line

Share = Annotated[float, Meta(ge=0, le=1)]


class MessageSource(Struct, frozen=True):
    """Where a text came from; `edit_share` is 0 (as it was) to 1 (rewritten)."""

    kind: Literal["typed", "canned", "template", "suggestion", "macro", "model"]
    id: UUID | None = None
    version: int | None = None
    edit_share: Share = 0.0


class Compose(Struct, frozen=True):
    """How long writing took: seconds and counts, never keystrokes."""

    active_seconds: Annotated[float, Meta(ge=0, le=86_400)]
    focused_at: datetime | None = None
    first_key_at: datetime | None = None
    discarded: Count = 0


class TemplateChoice(Struct, frozen=True):
    id: UUID
    parameters: Annotated[list[Line], Meta(max_length=50)] = []


class Written(Struct, frozen=True, kw_only=True):
    """What is written. `id` is minted by the browser: the same again answers the same message."""

    id: UUID
    text: str = ""
    attachments: Annotated[list[UUID], Meta(max_length=20)] = []
    template: TemplateChoice | None = None
    subject: Line | None = None
    to: Annotated[list[Line], Meta(max_length=1_000)] = []  # of mail: besides the contact
    copied: Annotated[list[Line], Meta(max_length=1_000)] = []
    blind: Annotated[list[Line], Meta(max_length=1_000)] = []
    sources: Annotated[list[MessageSource], Meta(max_length=20)] = []
    compose: Compose | None = None


class NewMessage(Written, frozen=True, kw_only=True):
    """A message in the conversation of the address. It leaves after `undo_seconds`, until when it can be cancelled."""

    conversation_id: UUID
    case_id: UUID
    purpose: Literal["reply", "proactive"] = "reply"
    reply_to: UUID | None = None
    undo_seconds: Annotated[int, Meta(ge=0, le=30)] = 0


class NewConversation(Struct, frozen=True):
    """Writing first: to a known contact's identity, or to an address. `case_id` is minted by the browser too."""

    case_id: UUID
    account_id: UUID
    message: Written
    purpose: Literal["service", "marketing"] = "service"
    contact_id: UUID | None = None
    identity_id: UUID | None = None
    address: Line | None = None
    name: Line | None = None
    case_subject: Line = ""


class Resend(Struct, frozen=True):
    """The message of the address again, under the new key `new_id` (the body's `id`)."""

    message_id: UUID
    id: UUID
