"""What is taken to look at things: lists, threads, people; and what somebody says of themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.console.http.asks.words import Count, Line
from trato.rooms.console.model import CaseFilter, CaseSort
from trato.rooms.console.rules.filters import FIELDS, read_filter

Choices = Annotated[str, Meta(max_length=2_000)]  # ids, parted by commas
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]  # of a row, as the database counts


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


class AttentionQuery(Struct, frozen=True):
    before: Number | None = None


class OneDelivery(Struct, frozen=True):
    inbox_id: Number


class OneReaction(Struct, frozen=True):
    seq: Number
    reaction: Line
