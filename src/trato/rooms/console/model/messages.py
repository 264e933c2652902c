"""Messages and notes as threads show them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from trato.rooms.cases.model import NoteKind
from trato.rooms.channels.model import Part
from trato.rooms.console.model.cases import CaseDetail
from trato.rooms.console.model.lists import Person


class AttachmentView(Struct, frozen=True):
    id: UUID
    state: str
    url: str | None
    mime: str
    name: str
    size: int
    media: str
    reason_code: str | None


class DeliveryView(Struct, frozen=True):
    """The life of an outbound message; `deeds` are those possible now.

    `waits` says why it has not left though it may: the provider asked the account for a rest (paused), is not reached
    (unreached), or did not take it (retry). It goes by itself, at `retry_at` or soon after.
    """

    state: str
    reason_code: str | None
    provider_code: str | None
    at: datetime
    attempts: int
    retry_at: datetime | None
    waits: str | None
    deeds: tuple[str, ...]


class Envelope(Struct, frozen=True):
    subject: str
    to: tuple[str, ...]
    copied: tuple[str, ...]
    blind: tuple[str, ...]
    automatic: str


class ReactionView(Struct, frozen=True):
    emoji: str
    by: Person


class ModerationView(Struct, frozen=True):
    """What was done last with something said in public, or is being done; `act` names it."""

    id: UUID
    act: str
    state: str
    reason_code: str | None
    provider_code: str | None
    by: Person
    at: datetime


class TemplateRef(Struct, frozen=True):
    name: str
    language: str


class UnderstoodView(Struct, frozen=True, kw_only=True):
    """What was understood of a message: predictions, with how probable each is (0 to 1), and what people say instead.

    `corrected` gives the word meant by the name of its aspect: kind, engageable, sentiment, urgency, needs_human...
    """

    kind: str
    kind_score: float
    engageable: bool
    engageable_score: float
    why: str
    sentiment: str
    sentiment_score: float
    urgency: int
    needs_human: bool
    offensive: bool
    lang: str
    corrected: dict[str, str]


class MessageView(Struct, frozen=True, kw_only=True):
    """A message in its thread: the order is (sort_at, seq, id), the same for every client."""

    id: UUID
    conversation_id: UUID
    case_id: UUID | None
    sort_at: datetime
    seq: int
    direction: str
    author: Person
    purpose: str
    parts: tuple[Part, ...]
    attachments: tuple[AttachmentView, ...]
    mail: Envelope | None
    template: TemplateRef | None
    delivery: DeliveryView | None
    reply_to: UUID | None
    occurred_at: datetime
    received_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    reactions: tuple[ReactionView, ...]
    late: bool
    courtesy: bool
    public: bool
    forwarded: bool
    hidden: bool
    liked: bool
    moderation: ModerationView | None
    rating: int | None  # stars of a review
    rating_before: int | None  # those that the same person gave before, where they changed their mind
    facts: dict[str, str]  # what the channel tells of who wrote with what
    understood: UnderstoodView | None = None  # of what a contact wrote, once it was read
    worded_by: str = ""  # the model outside whose wording the sender took


class NoteView(Struct, frozen=True):
    id: UUID
    case_id: UUID
    author: Person
    text: str
    mentions: tuple[UUID, ...]
    at: datetime
    sort_at: datetime
    seq: int
    kind: NoteKind = NoteKind.NOTE


class ThreadItem(Struct, frozen=True, omit_defaults=True):
    """One of the two, as `kind` says."""

    kind: str
    message: MessageView | None = None
    note: NoteView | None = None


class ThreadPage(Struct, frozen=True):
    """Newest page first; oldest first within it; `next` goes back in time, `later` towards now."""

    items: tuple[ThreadItem, ...]
    next: str | None
    later: str | None = None


class Started(Struct, frozen=True):
    """What writing first made."""

    case: CaseDetail
    conversation_id: UUID
    message: MessageView


class TemplateView(Struct, frozen=True):
    """A text of a channel's library; only one whose `state` is approved can be sent."""

    id: UUID
    account_id: UUID
    name: str
    language: str
    category: str
    body: str
    parameters: int
    state: str
    reason: str
    header: str
    footer: str
    buttons: list[dict[str, str]]
