"""What stands aside, as triage shows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class TriageRow(Struct, frozen=True, kw_only=True):
    """One thing that stands aside, or a case of the sample. `by`: understanding, rule, person, or arrival."""

    id: UUID  # of the row behind it; of a case that was served, the case's own
    case_id: UUID
    number: int
    message_id: UUID | None  # where only one message of the case stands aside
    contact: str
    brand_id: UUID
    channel: str
    surface: str
    reason: str  # '' of a case that was served
    by: str
    by_name: str
    at: datetime
    text: str
    score: float | None  # how probable it was that nobody need answer, where understanding said it
    answer: str  # what came of the brand's way with trolls
    sampled: bool  # waits to be looked at


class TriagePage(Struct, frozen=True):
    """Rows, the newest first, and where the next page begins."""

    items: tuple[TriageRow, ...]
    next: str | None


class ReasonStanding(Struct, frozen=True):
    """How one reason stands: so many aside now; of those by itself that were looked at, how many were right.

    `low` and `high` bound the share that is right, nineteen times of twenty (Wilson); None where none was looked at.
    """

    reason: str
    aside: int
    looked_at: int
    right: int
    low: float | None
    high: float | None


class TriageSummary(Struct, frozen=True):
    """What stands aside within reach, how well the sample says it was sorted, and what wrong ones cost."""

    reasons: tuple[ReasonStanding, ...]
    to_review: int
    waited: int  # seconds that cases stood aside wrongly in thirty days
    back: int  # cases that were brought back in thirty days


class TriageWayView(Struct, frozen=True, kw_only=True):
    """How a brand sorts what needs no answer; thresholds and shares are from 0 to 1."""

    brand_id: UUID
    brand: str
    active: bool
    spam: float
    troll: float
    no_engagement: float
    sample: float
    trolls: str
    reply: str
    reply_days: int
    team_id: UUID | None
