"""Words of knowledge: canned replies, and what was used while working on a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

CannedId = NewType("CannedId", UUID)


class Canned(Struct, frozen=True):
    """A saved text in its languages. It is for a unit and all below it, or only for a team."""

    id: CannedId
    unit_id: UUID
    team_id: UUID | None
    shortcut: str
    title: str
    version: int
    texts: Mapping[str, str]
    folder: str = ""


class Outcome(StrEnum):
    """What one row of an import does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class ImportRow(Struct, frozen=True):
    """One line of a file of saved texts, understood as far as it goes; `refused` is a code when it cannot be."""

    line: int
    shortcut: str
    title: str
    folder: str
    texts: Mapping[str, str]
    unit_id: UUID | None
    team_id: UUID | None
    refused: str = ""


class Imported(Struct, frozen=True):
    """What became, or would become, of a line."""

    line: int
    shortcut: str
    outcome: Outcome
    reason: str


class CannedUse(Struct, frozen=True):
    """A saved text as people administer it: how often it was inserted (10,000 at most), and when last."""

    canned: Canned
    uses: int
    used_at: datetime | None
    retired_at: datetime | None


class Rendered(Struct, frozen=True):
    """A text with its variables filled in; `missing` are those that nobody could fill."""

    canned_id: CannedId
    version: int
    language: str
    text: str
    missing: tuple[str, ...] = ()


class Habit(Struct, frozen=True):
    """How much somebody used a text on a channel: `weight` is a count of uses that fades, as it was at `at`."""

    canned_id: UUID
    channel: str
    weight: float
    at: datetime


class TouchKind(StrEnum):
    CANNED = "canned"
    ARTICLE = "article"


class TouchAct(StrEnum):
    OPENED = "opened"
    INSERTED = "inserted"


class TouchWhy(StrEnum):
    HELP = "help"
    COMPLIANCE = "compliance"


class Touch(Struct, frozen=True):
    """One use of a text on a case (records.md, fact 54)."""

    case_id: UUID
    kind: TouchKind
    ref_id: UUID
    version: int
    act: TouchAct
    message_id: UUID | None = None
    why: TouchWhy = TouchWhy.HELP
    seconds: float | None = None
    user_id: UUID | None = None
    at: datetime | None = None
    channel: str = ""  # where it was used: habits are learned for each channel
