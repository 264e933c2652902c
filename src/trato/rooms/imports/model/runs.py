"""What a run was asked, how far it is, and what it has to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.rooms.imports.model.records import Kind


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What becomes of a record."""

    CREATED = "created"
    JOINED = "joined"  # it was here already, by an address or a name: completed, not doubled
    UPDATED = "updated"  # it was brought before, and has changed since
    SAME = "same"  # it was brought before
    REFUSED = "refused"  # it stays out; a problem says why


class Plan(Struct, frozen=True, omit_defaults=True):
    """Where what comes goes: the brand, the queue that open cases are of, the country that telephone numbers lack."""

    brand_id: UUID
    unit_id: UUID
    controller_id: UUID
    queue_id: UUID | None = None
    country: str = ""
    locale: str = "es"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should know of one record. `code` has a sentence and a remedy in the catalogue."""

    code: str
    kind: Kind
    their_id: str = ""
    place: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    refused: bool = True


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem as a run keeps it."""

    n: int
    problem: Problem


Counts = dict[str, dict[str, int]]  # kind -> outcome -> how many


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an import, dry or in earnest."""

    id: UUID
    source: str
    kind: str
    dry: bool
    plan: Plan
    origin: Mapping[str, Any]
    state: RunState
    refusal: str
    detail: Mapping[str, Any]
    cursor: Mapping[str, Any]
    next_cursor: Mapping[str, Any] | None
    counts: Counts
    problems: int
    done: int
    of: int | None
    asked_at: datetime
    asked_by: UUID | None
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A run with the first of its problems."""

    run: Run
    problems: tuple[ProblemRow, ...]
