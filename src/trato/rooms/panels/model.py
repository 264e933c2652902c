"""Words of panels: a system to ask, what it is told, and what it answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, NewType
from uuid import UUID

from msgspec import Meta, Struct

PanelId = NewType("PanelId", UUID)


class Tell(StrEnum):
    """What of a contact a system is told. Nothing else leaves."""

    NAME = "name"
    EMAILS = "emails"
    PHONES = "phones"
    SITE_IDS = "site_ids"  # ids that the brand's own site vouched for
    CASE = "case"  # number and id of the case on screen


class PanelState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"


class Panel(Struct, frozen=True):
    """A system that answers about contacts, of one brand or of all, under the name that people read above its facts."""

    id: PanelId
    name: str
    url: str
    tells: tuple[Tell, ...]
    state: PanelState
    created_at: datetime
    brand_id: UUID | None = None


class Tone(StrEnum):
    """How a fact stands: plain, or of something owed that comes near or is late."""

    PLAIN = "plain"
    APPROACHING = "approaching"
    BREACHED = "breached"


class FactKind(StrEnum):
    """How a value is written: as it is, or by the reader's own customs."""

    TEXT = "text"
    MONEY = "money"  # decimal text, with `currency`
    DATE = "date"  # 2026-11-24
    MOMENT = "moment"  # 2026-11-24T15:00:00Z


Label = Annotated[str, Meta(min_length=1, max_length=60)]
Value = Annotated[str, Meta(max_length=300)]
Link = Annotated[str, Meta(max_length=2000)]


class Fact(Struct, frozen=True, omit_defaults=True):
    label: Label
    value: Value
    kind: FactKind = FactKind.TEXT
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] | None = None
    tone: Tone = Tone.PLAIN


class Group(Struct, frozen=True, omit_defaults=True):
    """Facts about one thing: an order, a plan. `url` opens it in its own system."""

    title: Label
    facts: Annotated[tuple[Fact, ...], Meta(max_length=12)] = ()
    url: Link | None = None


class Said(Struct, frozen=True):
    """What a system answers: groups, the one that matters most first."""

    groups: Annotated[tuple[Group, ...], Meta(max_length=20)] = ()


class Answer(Struct, frozen=True):
    """What a system said last of a contact. `error` is of the last asking; the groups are then older than it."""

    panel_id: PanelId
    name: str
    groups: tuple[Group, ...]
    asked_at: datetime | None
    answered_at: datetime | None
    error: str


class Asking(Struct, frozen=True):
    """All that a call needs, so that it needs no transaction."""

    panel: Panel
    secret: bytes
    id: str
    at: datetime
    body: bytes
