"""Resources of the desk, as screens and programs read them. Fields are those of the API; instants are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.rooms.access.model import Place
from trato.rooms.channels.model import Part


class Person(Struct, frozen=True):
    """An actor with the name that people read. `alias` is the face that the contact saw, where it differs."""

    kind: str
    id: UUID | None
    name: str
    alias: str | None = None


class ViewKind(StrEnum):
    MINE = "mine"
    DUE = "due"
    MENTIONS = "mentions"
    SNOOZED = "snoozed"
    UNASSIGNED = "unassigned"
    TEAM = "team"
    BREACHED = "breached"
    UNCERTAIN = "uncertain"
    SET_ASIDE = "set_aside"
    RESOLVED = "resolved"
    ALL = "all"  # every case in reach, whatever its state


class CaseSort(StrEnum):
    """`SLACK`: least time left first, cases at rest last, then the oldest first."""

    SLACK = "slack"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class ViewKey:
    """Which list: its kind, and of which team where it is one team's."""

    kind: ViewKind
    team_id: UUID | None = None

    @property
    def is_personal(self) -> bool:
        """Whether what is in it depends on who looks, beyond their reach."""
        return self.kind in (ViewKind.MINE, ViewKind.DUE, ViewKind.MENTIONS, ViewKind.SNOOZED)

    def __str__(self) -> str:
        return f"{self.kind}.{self.team_id}" if self.team_id else self.kind.value


class View(Struct, frozen=True):
    """A list of cases and how many are in it. `id` stands in URLs and topics."""

    id: str
    kind: ViewKind
    name: str | None
    team_id: UUID | None
    count: int
    unread: int


class Waiting(Struct, frozen=True):
    on: str
    until: datetime | None
    team_id: UUID | None
    since: datetime


class ClockView(Struct, frozen=True):
    """One promise: `within_seconds` in open time, `due_at` in real time, null while paused."""

    id: UUID
    target: str
    state: str
    started_at: datetime
    due_at: datetime | None
    approaching_at: datetime | None
    within_seconds: int
    remaining_seconds: int | None
    satisfied_at: datetime | None


class TagView(Struct, frozen=True):
    id: UUID
    name: str


class ContactRef(Struct, frozen=True):
    id: UUID
    name: str


class CaseRow(Struct, frozen=True, kw_only=True):
    """A case as the list shows it. `unread` is by user: it is filled for whoever asks."""

    id: UUID
    number: int
    revision: int
    subject: str
    preview: str
    preview_by: str
    contact: ContactRef
    brand_id: UUID
    team_id: UUID | None
    channel: str
    surface: str
    state: str
    waiting: Waiting | None
    set_aside: str | None
    holder: Person | None
    priority: str
    unread: int
    uncertain: int
    failed: int
    clock: ClockView | None
    tags: tuple[TagView, ...]
    opened_at: datetime
    last_message_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A case row with what decides in which lists it stands, the same for everybody who looks.

    `row.unread` counts what nobody has seen: of whoever asks it is filled in later.
    """

    row: CaseRow
    place: Place
    holder_kind: str
    holder_id: UUID | None
    due_from: datetime | None
    due_at: datetime | None
    breached: bool
    mentioned: frozenset[UUID]
    merged: bool


class ParticipantView(Struct, frozen=True):
    contact_id: UUID
    name: str
    role: str
    address: str | None


class AccountRef(Struct, frozen=True):
    id: UUID
    name: str


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
    media: Mapping[str, int]
    mime: tuple[str, ...]
    buttons: int
    templates: bool
    subject: bool
    rich_text: bool
    reactions: bool
    typing_in: bool
    typing_out: bool
    charged: bool


class ConversationView(Struct, frozen=True):
    """`capabilities` is what may be done in it now."""

    id: UUID
    channel: str
    surface: str
    account: AccountRef
    identity: IdentityRef
    subject: str | None
    capabilities: CapabilitiesView
    last_message_at: datetime


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
    viewers: tuple[Viewer, ...] = ()
    contact_typing: tuple[ContactTyping, ...] = ()
    may: tuple[str, ...] = ()


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
    """The life of an outbound message; `deeds` are those possible now."""

    state: str
    reason_code: str | None
    provider_code: str | None
    at: datetime
    attempts: int
    retry_at: datetime | None
    deeds: tuple[str, ...]


class Envelope(Struct, frozen=True):
    subject: str
    to: tuple[str, ...]
    copied: tuple[str, ...]
    automatic: str


class ReactionView(Struct, frozen=True):
    emoji: str
    by: Person


class TemplateRef(Struct, frozen=True):
    name: str
    language: str


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


class NoteView(Struct, frozen=True):
    id: UUID
    case_id: UUID
    author: Person
    text: str
    mentions: tuple[UUID, ...]
    at: datetime
    sort_at: datetime
    seq: int


class ThreadItem(Struct, frozen=True, omit_defaults=True):
    """One of the two, as `kind` says."""

    kind: str
    message: MessageView | None = None
    note: NoteView | None = None


class TimelineEntry(Struct, frozen=True):
    """One thing that happened to a case; `kind` names the sentence, `values` fill it."""

    id: str
    kind: str
    occurred_at: datetime
    actor: Person
    values: Mapping[str, Any]


class IdentityView(Struct, frozen=True):
    id: UUID
    kind: str
    channel: str
    value: str
    scope: str
    verified: bool
    likelihood: float | None = None


class ConsentView(Struct, frozen=True):
    purpose: str
    given: bool
    at: datetime
    text_version: str


class ActivityView(Struct, frozen=True):
    id: UUID
    kind: str
    at: datetime
    title: str
    amount: str | None
    currency: str | None
    source: str


class BlockView(Struct, frozen=True):
    reason: str
    at: datetime
    by: Person


class AttributeView(Struct, frozen=True):
    """Something that a site told of its visitor, and for which purpose it may be read."""

    name: str
    value: str
    purpose: str


class ContactPanel(Struct, frozen=True):
    id: UUID
    name: str
    language: str | None
    country: str | None
    time_zone: str | None
    organisation: str | None
    since: datetime
    blocked: BlockView | None
    identities: tuple[IdentityView, ...]
    consents: tuple[ConsentView, ...]
    attributes: tuple[AttributeView, ...]
    previous_cases: tuple[CaseRow, ...]
    activity: tuple[ActivityView, ...]


class ContactRow(Struct, frozen=True):
    id: UUID
    name: str
    identities: tuple[IdentityView, ...]
    blocked: bool


class CasePage(Struct, frozen=True):
    """A page of a list; `next` goes on, null at the end."""

    items: tuple[CaseRow, ...]
    next: str | None


class ThreadPage(Struct, frozen=True):
    """Newest page first; oldest first within it; `next` goes back in time."""

    items: tuple[ThreadItem, ...]
    next: str | None


class TimelinePage(Struct, frozen=True):
    """Newest first."""

    items: tuple[TimelineEntry, ...]
    next: str | None


class ContactPage(Struct, frozen=True):
    items: tuple[ContactRow, ...]
    next: str | None


class PresenceView(Struct, frozen=True):
    state: str
    reason: str | None
    since: datetime


class Load(Struct, frozen=True):
    now: int
    limit: int


class UserRef(Struct, frozen=True):
    id: UUID
    name: str
    email: str
    alias: str | None


class WorkspaceRef(Struct, frozen=True):
    id: UUID
    slug: str
    name: str


class BrandRef(Struct, frozen=True):
    id: UUID
    name: str
    country: str


class TeamRef(Struct, frozen=True):
    id: UUID
    name: str
    brand_id: UUID | None


class Me(Struct, frozen=True):
    user: UserRef
    workspace: WorkspaceRef
    brands: tuple[BrandRef, ...]
    teams: tuple[TeamRef, ...]
    permissions: tuple[str, ...]
    locale: str
    time_zone: str
    presence: PresenceView
    presence_reasons: tuple[str, ...]
    load: Load
    now: datetime


class Assignee(Struct, frozen=True):
    id: UUID
    name: str
    presence: str
    load: Load
    team_ids: tuple[UUID, ...]


class DispositionView(Struct, frozen=True):
    id: UUID
    parent_id: UUID | None
    name: str
    retired: bool
    leaf: bool


class AccountView(Struct, frozen=True):
    """A channel account that one may write first with."""

    id: UUID
    channel: str
    name: str
    brand_id: UUID
    surface: str
    starts_conversations: bool
    templates: bool
    subject: bool
    identity_kinds: tuple[str, ...]


class TemplateView(Struct, frozen=True):
    id: UUID
    account_id: UUID
    name: str
    language: str
    category: str
    body: str
    parameters: int


class DeadDelivery(Struct, frozen=True):
    """A delivery that could not be read; its raw bytes are kept. `size` in bytes."""

    id: int
    account_id: UUID
    account: str
    channel: str
    received_at: datetime
    attempts: int
    error: str
    size: int


class FailedReaction(Struct, frozen=True):
    """Something that follows from a fact and did not succeed; it is tried again unless it `gave_up`."""

    seq: int
    reaction: str
    case_id: UUID | None
    kind: str
    occurred_at: datetime | None
    attempts: int
    error: str
    gave_up: bool


class BrokenAccount(Struct, frozen=True):
    """A channel account whose credentials the provider refused; `reason` is its code."""

    id: UUID
    channel: str
    name: str
    reason: str


class Attention(Struct, frozen=True):
    """What stands still until a person looks."""

    deliveries: tuple[DeadDelivery, ...]
    reactions: tuple[FailedReaction, ...]
    accounts: tuple[BrokenAccount, ...]


class Started(Struct, frozen=True):
    """What writing first made."""

    case: CaseDetail
    conversation_id: UUID
    message: MessageView
