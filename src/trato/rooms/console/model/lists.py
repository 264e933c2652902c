"""Words of lists: views, and cases as they show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from trato.rooms.access.model import Place


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
    """`SLACK`: least time left first, then the unpromised, cases at rest last; then the oldest first."""

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
    rating: int | None = None
    at_risk: bool = False
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
    language: str = ""


class CasePage(Struct, frozen=True):
    """A page of a list; `next` goes on, null at the end."""

    items: tuple[CaseRow, ...]
    next: str | None
