"""What the addresses of the desk take: one struct from path, query and body together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from trato.rooms.cases.model import WaitingOn
from trato.rooms.console.model import CaseFilter, CaseSort
from trato.rooms.console.rules.filters import FIELDS, read_filter

Line = Annotated[str, Meta(max_length=500)]
Choices = Annotated[str, Meta(max_length=2_000)]  # ids, parted by commas
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]  # of a row, as the database counts
Priority = Literal["low", "normal", "high", "urgent"]
SetAside = Literal["spam", "troll", "no_engage", "courtesy", "duplicate", "test"]


class MyChange(Struct, frozen=True):
    alias: Line | None = None
    locale: Literal["es", "en", "pt"] | None = None
    time_zone: Line | None = None


class MyPresence(Struct, frozen=True):
    state: Literal["available", "busy", "break", "away", "offline"]
    reason: Line | None = None


class CaseQuery(Struct, frozen=True):
    """`view` is the id of a view, built-in or saved, or `all`. What narrows it is told field by field.

    The values of one field are parted by commas; `q` holds words of subject or contact, or a number.
    """

    view: Line
    sort: CaseSort | None = None
    state: Line = ""
    channel: Line = ""
    holder: Choices = ""
    team: Choices = ""
    queue: Choices = ""
    brand: Choices = ""
    priority: Line = ""
    tag: Choices = ""
    language: Line = ""
    sla: Line = ""
    waiting: Line = ""
    q: Line = ""
    cursor: Line = ""
    limit: int = 50

    @property
    def filter(self) -> CaseFilter:
        """What narrows the list. Raises FilterUnknown."""
        return read_filter({name: getattr(self, name) for name in FIELDS})


class PageQuery(Struct, frozen=True):
    id: UUID
    cursor: Line = ""
    limit: int = 50


class ThreadQuery(Struct, frozen=True):
    """A page before `cursor` (the newest without), after `later`, or around a message."""

    id: UUID
    cursor: Line = ""
    later: Line = ""
    around: UUID | None = None
    limit: int = 50


class ReadUpTo(Struct, frozen=True):
    id: UUID
    message_id: UUID


class ContactQuery(Struct, frozen=True, rename={"besides": "except"}):
    """`except` leaves the case on screen out of what went before."""

    id: UUID
    besides: UUID | None = None


class ContactSearch(Struct, frozen=True):
    q: Line
    limit: int = 20


class DispositionQuery(Struct, frozen=True):
    case_id: UUID | None = None


class TemplateQuery(Struct, frozen=True):
    account_id: UUID


class Segment(Struct, frozen=True):
    """An interval of attention. Counts and seconds only, idle time cut; never which key."""

    id: UUID
    kind: Literal["focus", "compose", "wrap_up", "screen"]
    started_at: datetime
    ended_at: datetime
    active_seconds: Annotated[float, Meta(ge=0, le=86_400)]
    case_id: UUID | None = None
    screen: Line | None = None
    device: Line = ""
    keys: Count = 0
    clicks: Count = 0
    scrolls: Count = 0
    first_key_at: datetime | None = None
    outcome: Literal["sent", "kept", "discarded"] | None = None
    message_id: UUID | None = None


class Segments(Struct, frozen=True):
    segments: Annotated[list[Segment], Meta(max_length=500)]


class Assign(Struct, frozen=True):
    """To a user, a team, a queue, or (none of them) back to its queue; `undo` gives it back to who held it before.

    `expected_holder_id` is the person who held it on the screen of whoever asks, if anybody: when it is another one
    by now, nothing happens, and they are told who. `note` is for whoever receives it: they are mentioned in it. An
    undo leaves it, for it was said.
    """

    id: UUID
    user_id: UUID | None = None
    team_id: UUID | None = None
    queue_id: UUID | None = None
    expected_holder_id: UUID | None | UnsetType = UNSET
    undo: bool = False
    note: Annotated[str, Meta(max_length=20_000)] = ""


class CaseChange(Struct, frozen=True):
    id: UUID
    subject: Line | None = None
    priority: Priority | None = None


class Wait(Struct, frozen=True):
    """`on: null` ends the wait; `until` goes with `on: "until"` alone, `team_id` with `on: "team"` alone."""

    id: UUID
    on: WaitingOn | None = None
    until: datetime | None = None
    team_id: UUID | None = None


class Resolve(Struct, frozen=True):
    """`values` is what is told of the contact with it, by key: kept together with the resolution, or neither."""

    id: UUID
    disposition_id: UUID | None = None
    values: Annotated[Mapping[str, Any], Meta(max_length=100)] = field(default_factory=dict)


class Reopen(Struct, frozen=True):
    """`undo` takes the resolution back: the case is as it was, and nothing was reopened."""

    id: UUID
    undo: bool = False


class SetAsideCase(Struct, frozen=True):
    id: UUID
    reason: SetAside


class NewTag(Struct, frozen=True):
    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=80)]


class OneTag(Struct, frozen=True):
    id: UUID
    tag_id: UUID


class Merge(Struct, frozen=True):
    """The case of the address is absorbed by `into`."""

    id: UUID
    into: UUID


class Split(Struct, frozen=True):
    """`case_id` is minted by the client; `following` takes along what follows the message in its conversation."""

    id: UUID
    case_id: UUID
    message_id: UUID
    following: bool = False
    subject: Line = ""


class Move(Struct, frozen=True):
    id: UUID
    case_id: UUID


class NewNote(Struct, frozen=True):
    """A note on the case of the address; `note_id` is minted by the client and sent as the body's `id`."""

    case_id: UUID
    id: UUID
    text: Annotated[str, Meta(max_length=20_000)]
    mentions: Annotated[list[UUID], Meta(max_length=50)] = []
    teams: Annotated[list[UUID], Meta(max_length=10)] = []  # everybody in them is mentioned


class MessageSource(Struct, frozen=True):
    """Where a text came from; `edit_share` is 0 (as it was) to 1 (rewritten)."""

    kind: Literal["typed", "canned", "template", "suggestion", "macro"]
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


class Block(Struct, frozen=True):
    id: UUID
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class AttentionQuery(Struct, frozen=True):
    before: Number | None = None


class OneDelivery(Struct, frozen=True):
    inbox_id: Number


class OneReaction(Struct, frozen=True):
    seq: Number
    reaction: Line
