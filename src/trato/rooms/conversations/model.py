"""Words of conversations: threads, messages, and the life of what we send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

from trato.kit.events import Actor, ActorKind
from trato.rooms.channels.model import ConversationFacts, MailEnvelope, OutboundMail, Part, Referral, Surface, Template
from trato.rooms.contacts.model import Address

ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
AttachmentId = NewType("AttachmentId", UUID)


class Purpose(StrEnum):
    """Why a message was written (records.md, fact 3); automatic ones never stop a clock."""

    CONTACT = "contact"
    REPLY = "reply"
    PROACTIVE = "proactive"
    CAMPAIGN = "campaign"
    AUTO = "auto"
    SURVEY = "survey"
    AUTHENTICATION = "authentication"
    CONSENT_REQUEST = "consent_request"
    BOT = "bot"
    WINDOW_FALLBACK = "window_fallback"
    ECHO = "echo"
    CALL = "call"  # nothing is written: somebody was called


class DeliveryState(StrEnum):
    """The life of one outbound message (guarantees.md, outbox)."""

    QUEUED = "queued"
    HELD = "held"
    CLEARED = "cleared"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"


class SourceKind(StrEnum):
    TYPED = "typed"
    CANNED = "canned"
    TEMPLATE = "template"
    SUGGESTION = "suggestion"
    MACRO = "macro"
    RULE = "rule"
    FLOW = "flow"
    MODEL = "model"


class AwaitedKind(StrEnum):
    SURVEY = "survey"
    CODE = "code"
    OPT_IN = "opt_in"
    CONSENT = "consent"


class ThreadHolder(StrEnum):
    """Who answers in a conversation: what writes by itself, a person of ours, or another application."""

    AUTOMATION = "automation"
    PERSON = "person"
    OTHER_APP = "other_app"


class HoldCause(StrEnum):
    """Why a conversation came to who holds it."""

    WROTE = "wrote"  # a person of ours wrote to the contact
    CASE_TAKEN = "case_taken"  # a person took its case, or was given it by another
    GIVEN_BACK = "given_back"  # a person gave it back to automation
    CASE_ENDED = "case_ended"
    TOLD = "told"  # the channel said so
    HEARD = "heard"  # what came, and where, says so
    REFUSED = "refused"  # the provider refused our answer, because another application holds it
    ASKED = "asked"  # the provider did what we asked


class Source(Struct, frozen=True, omit_defaults=True):
    """Where a text came from; `edit_share` is 0 (as it was) to 1 (rewritten)."""

    kind: SourceKind
    ref_id: UUID | None = None
    version: int | None = None
    language: str = ""
    edit_share: float | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread on one channel account. `case_id` is the case it serves at present."""

    id: UUID
    account_id: UUID
    brand_id: UUID
    identity_id: UUID
    contact_id: UUID
    channel: str
    surface: str
    thread_key: str
    subject: str
    case_id: UUID | None
    last_sort_at: datetime
    last_inbound_at: datetime | None
    last_provider_id: str
    window_until: datetime | None
    typing_observable: bool = False  # whether the channel says when the contact types; written once, as it begins
    holder: str = "automation"  # a ThreadHolder
    holder_app: str = ""
    holder_told_at: datetime | None = None
    holder_told_key: str = ""

    @property
    def facts(self) -> ConversationFacts:
        """What the channel's capabilities depend on."""
        return ConversationFacts(self.last_inbound_at, self.window_until, Surface(self.surface))


@dataclass(frozen=True, slots=True)
class Said:
    """A contact's message as whoever judges it needs it. `machine` when an automatic mail wrote it."""

    id: UUID
    case_id: UUID | None
    conversation_id: UUID
    contact_id: UUID | None
    text: str
    at: datetime
    language: str
    public: bool
    courtesy: bool
    machine: bool
    files: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn of a case: what a contact (`inward`), one of us or a machine of ours said."""

    id: UUID
    inward: bool
    by: ActorKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to append. `sort` is (when, inbox id, item): its place in the thread for ever."""

    id: UUID
    conversation_id: UUID
    case_id: UUID | None
    account_id: UUID
    provider_id: str | None
    direction: str
    author: Actor
    alias: str
    purpose: Purpose
    parts: tuple[Part, ...]
    text: str
    occurred_at: datetime
    received_at: datetime
    sort: tuple[datetime, int, int]
    late: bool = False
    courtesy: bool = False
    awaited: str = ""
    reply_to: str = ""
    forwarded: bool = False
    public: bool = False
    rating: int | None = None
    facts: Mapping[str, str] | None = None  # of who wrote with what, as the channel tells
    language: str = ""
    mail: MailEnvelope | OutboundMail | None = None
    template: Template | None = None
    referral: Referral | None = None
    on_behalf_of: UUID | None = None
    private_reply: bool = False  # it answers in private what `reply_to` said in public


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """An outbound message that waits for its verdict; it rests for so many seconds, in which it can be taken back."""

    message_id: UUID
    account_id: UUID
    conversation_id: UUID
    case_id: UUID | None
    rests: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery in hand, with all that rendering needs. `attempt` fences its write-back."""

    message_id: UUID
    attempt: int
    account_id: UUID
    conversation_id: UUID
    case_id: UUID | None
    contact_id: UUID
    case_number: int
    thread_key: str
    subject: str
    author_kind: str
    alias: str
    purpose: Purpose
    parts: tuple[Part, ...]
    template: Template | None
    mail: OutboundMail | None
    reply_to: str
    text: str
    channel: str
    to: tuple[Address, ...]
    last_inbound_at: datetime | None
    window_until: datetime | None
    private_reply: bool = False
    surface: Surface = Surface.DIRECT_MESSAGE
    holder: str = "automation"  # of the conversation, as it was claimed
    answers: str = ""  # the provider's id of what the contact said last, where everybody reads it
    voiced: bool = False  # another account answers than the one that was written to

    @property
    def facts(self) -> ConversationFacts:
        """What the channel's capabilities depend on."""
        return ConversationFacts(self.last_inbound_at, self.window_until, self.surface)


@dataclass(frozen=True, slots=True)
class SendResult:
    """What came of one attempt: a state, the provider's id when it took it, and how long to wait before another."""

    message_id: UUID
    attempt: int
    state: DeliveryState
    provider_id: str | None = None
    reason: str = ""
    wait: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Answered:
    """A message of ours that a provider accepted, or that failed after it had been: what clocks listen to."""

    message_id: UUID
    case_id: UUID | None
    conversation_id: UUID
    author_kind: str
    purpose: Purpose
    state: DeliveryState
    at: datetime
    text: str
    channel: str


RANK = {
    DeliveryState.SENT: 1,
    DeliveryState.DELIVERED: 2,
    DeliveryState.READ: 3,
}
