"""Decisions that can be explained: who was considered, with what, and what spoke for and against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

AssignmentId = NewType("AssignmentId", UUID)


class Author(StrEnum):
    """Who decided."""

    ENGINE = "engine"
    PERSON = "person"
    RULE = "rule"
    SELF = "self"


class Why(StrEnum):
    """What spoke against a candidate. The chosen one has `CHOSEN`."""

    CHOSEN = ""
    OFFLINE = "offline"
    AWAY = "away"
    BREAK = "break"
    BUSY = "busy"
    SKILL = "skill"  # `skill_id` is missing, or its level is too low
    NO_ROOM = "no_room"
    CHANNEL_LIMIT = "channel_limit"
    NOT_IDLE = "not_idle"  # the case takes all of a person
    PASSED = "passed"  # they declined it, or let it pass
    TAKES_ANOTHER = "takes_another"  # they are given another case now
    LESS_FIT = "less_fit"
    NOT_CHOSEN = "not_chosen"  # a person chose another


class Considered(Struct, frozen=True, omit_defaults=True):
    """What a decision knew of one candidate: units of room, cases held, points, and what spoke against them."""

    agent_id: UUID
    free: int
    cases: int
    why: str = ""
    points: float = 0.0
    skill_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sticky:
    """Who held the contact's previous case, whether this one went to them too, and why not (a code)."""

    candidate: UUID | None = None
    honoured: bool | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which agent takes a case, and what was considered; no agent when nobody could.

    `factors` are the points that made the case come now and the agent be chosen, by name; `others` counts by what
    spoke against them the candidates that are not listed.
    """

    case_id: UUID
    queue_id: UUID | None
    agent_id: UUID | None
    considered: tuple[Considered, ...]
    queued_at: datetime
    reason: str = "available"
    factors: Mapping[str, float] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
