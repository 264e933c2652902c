"""Words of routing: queues, and decisions that can be explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

QueueId = NewType("QueueId", UUID)
AssignmentId = NewType("AssignmentId", UUID)


class Author(StrEnum):
    """Who decided."""

    ENGINE = "engine"
    PERSON = "person"
    RULE = "rule"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Queue:
    """Where cases wait. Only members of its team are given its cases, by the engine when `automatic`."""

    id: QueueId
    name: str
    brand_id: UUID | None
    team_id: UUID | None
    automatic: bool
    position: int


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits in a queue, as the choice sees it. `due_at` is its first promise."""

    case_id: UUID
    queue_id: UUID
    team_id: UUID
    channel: str
    priority: int
    queued_at: datetime
    due_at: datetime | None


class Candidate(Struct, frozen=True):
    """An agent who could take a case: units of capacity, of load, and of the case."""

    agent_id: UUID
    free: int
    cases: int
    last_given: datetime | None = None


class Considered(Struct, frozen=True):
    """What a decision knew of one candidate, kept with it; `why` says what spoke against them ("" for the chosen)."""

    agent_id: UUID
    free: int
    cases: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sticky:
    """Who held the contact's previous case, whether this one went to them too, and why not (a code)."""

    candidate: UUID | None = None
    honoured: bool | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which agent takes a case, and what was considered; no agent when nobody could."""

    case_id: UUID
    queue_id: UUID | None
    agent_id: UUID | None
    considered: tuple[Considered, ...]
    queued_at: datetime
