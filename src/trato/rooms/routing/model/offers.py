"""Offers: cases that an agent is asked to accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """What came of a decision. Only one that is `OFFERED` is still open."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"
    WITHDRAWN = "withdrawn"  # the case or the agent went elsewhere
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that an agent may take until `ends_at`; it takes room of theirs meanwhile."""

    case_id: UUID
    assignment_id: UUID
    agent_id: UUID
    queue_id: UUID
    reason: str
    offered_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Where a case stands in its queue, 1 being the next, and how long it may wait; None when nobody knows.

    `opens_at` is when the queue is served again, outside its hours, which are told in `zone` (IANA).
    """

    place: int
    time: timedelta | None
    opens_at: datetime | None
    zone: str = ""
