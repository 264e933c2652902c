"""Promises that time broke, and who held the case meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.rooms.sla.model.clocks import Clock


@dataclass(frozen=True, slots=True)
class HoldingSpan:
    """Who held a case, from when to when; `to_at` None means still."""

    case_id: UUID
    holder_kind: str
    holder_id: UUID | None
    from_at: datetime
    to_at: datetime | None


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the promised time one holder let pass."""

    holder_kind: str
    holder_id: UUID | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise broken by time, and whose it was. `queue_at_due` is the queue that the case had last been in."""

    clock: Clock
    shares: tuple[Share, ...]
    holder_at_due: Share
    queue_at_due: UUID | None
