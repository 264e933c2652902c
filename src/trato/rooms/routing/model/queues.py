"""Queues: where cases wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

QueueId = NewType("QueueId", UUID)
USUAL_STICKY = timedelta(minutes=2)


class Mode(StrEnum):
    """How a queue gives its cases: by the engine, taken by agents, or both."""

    PUSH = "push"
    PULL = "pull"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Overflow:
    """Where cases go that nobody could take `after` that time, or, if `closed`, outside the queue's hours."""

    queue_id: UUID | None = None
    after: timedelta | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """Where cases wait. Only members of its team are given its cases, by the engine when `automatic`.

    `accept_seconds` is how long an agent may think about a case that is offered, 0 when it is simply given. `sticky` is
    for how long a case waits for the agent who held its contact's last one.
    """

    id: QueueId
    name: str
    brand_id: UUID | None
    team_id: UUID | None
    automatic: bool
    position: int
    mode: Mode = Mode.BOTH
    accept_seconds: int = 0
    sticky: timedelta = USUAL_STICKY
    overflow: Overflow = Overflow()
