"""A case on screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.rooms.console.model.lists import CaseRow, ClockView, Person
from trato.rooms.console.model.threads import ThreadHolderView


class ParticipantView(Struct, frozen=True):
    contact_id: UUID
    name: str
    role: str
    address: str | None


class AccountRef(Struct, frozen=True):
    """`address` is what people write to, where that is an address."""

    id: UUID
    name: str
    address: str = ""


class IdentityRef(Struct, frozen=True):
    id: UUID
    value: str
    contact_id: UUID
    name: str


class CapabilitiesView(Struct, frozen=True):
    """What may be done in one conversation now. Screens ask these and never the channel's name."""

    live: bool
    window: str
    open_until: datetime | None
    text_limit: int
    text_unit: str
    segmented: bool
    replaces: bool
    media: Mapping[str, int]
    mime: tuple[str, ...]
    files: int
    buttons: int
    list_rows: int
    templates: bool
    subject: bool
    recipients: int
    rich_text: bool
    light_marks: bool
    reactions: bool
    typing_in: bool
    typing_out: bool
    public: bool
    private_reply: bool
    private_link: str
    moderation: tuple[str, ...]
    own_moderation: tuple[str, ...]
    charged: bool
    opt_out: str


class OptedOutView(Struct, frozen=True):
    """That the contact said no: `everything` in this conversation, or what we begin, of `purposes` ("" is all)."""

    at: datetime
    everything: bool
    purposes: tuple[str, ...]


class PostView(Struct, frozen=True):
    """What a public conversation is below."""

    text: str
    author: str
    url: str
    at: datetime | None


class VoiceView(Struct, frozen=True):
    """The account of care beside one of marketing or sales: whether it can answer here, and whether it does (S134).

    `why` says what keeps it from that where it cannot: its provider's approval (unapproved), that nobody named it
    (named), or its channel (never).
    """

    name: str
    can: bool
    speaks: bool
    why: str = ""


class ConversationView(Struct, frozen=True):
    """`capabilities` is what may be done in it now; `opted_out` what its contact asked us not to do.

    `thread` is who answers in it.
    """

    id: UUID
    channel: str
    surface: str
    account: AccountRef
    identity: IdentityRef
    subject: str | None
    capabilities: CapabilitiesView
    last_message_at: datetime
    opted_out: OptedOutView | None = None
    post: PostView | None = None
    voice: VoiceView | None = None
    thread: ThreadHolderView | None = None


class ResolutionView(Struct, frozen=True):
    by: Person
    at: datetime
    disposition_id: UUID | None


class CaseRef(Struct, frozen=True):
    id: UUID
    number: int


class MergeRef(Struct, frozen=True):
    id: UUID
    number: int
    at: datetime


class ReferralView(Struct, frozen=True):
    """What brought the contact: an advertisement (`advert`) or a link; `source` is the channel's own word for it."""

    advert: bool
    source: str
    source_id: str
    headline: str
    url: str


class OutlookView(Struct, frozen=True):
    """How a case goes, as it is predicted: satisfaction 0 to 100, probabilities, and reasons with their points."""

    csat: int
    dissatisfied: float
    escalation: float
    churn: float
    lead: float
    reasons: tuple[tuple[str, float], ...]


class Viewer(Struct, frozen=True):
    """Who else has a case on screen."""

    user_id: UUID
    name: str
    typing: bool


class ContactTyping(Struct, frozen=True):
    conversation_id: UUID
    until: datetime


class CaseDetail(CaseRow, frozen=True, kw_only=True):
    """A case on screen. `may` are the deeds that whoever asks may do to it."""

    participants: tuple[ParticipantView, ...]
    conversations: tuple[ConversationView, ...]
    clocks: tuple[ClockView, ...]
    resolution: ResolutionView | None
    previous_case: CaseRef | None
    merged_into: CaseRef | None
    merges: tuple[MergeRef, ...]
    referral: ReferralView | None = None
    outlook: OutlookView | None = None
    viewers: tuple[Viewer, ...] = ()
    contact_typing: tuple[ContactTyping, ...] = ()
    may: tuple[str, ...] = ()


class TimelineEntry(Struct, frozen=True):
    """One thing that happened to a case; `kind` names the sentence, `values` fill it."""

    id: str
    kind: str
    occurred_at: datetime
    actor: Person
    values: Mapping[str, Any]


class TimelinePage(Struct, frozen=True):
    """Newest first."""

    items: tuple[TimelineEntry, ...]
    next: str | None


class DispositionView(Struct, frozen=True):
    id: UUID
    parent_id: UUID | None
    name: str
    retired: bool
    leaf: bool
