"""What teams expect of each other (SLE): help is accepted, and answered, within a time; and each as it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.brands.model import CalendarId
from trato.rooms.cases.model import AskedKind, EscalationLevel

ExpectationId = NewType("ExpectationId", UUID)
ExpectationClockId = NewType("ExpectationClockId", UUID)


class HelpTarget(StrEnum):
    """What is expected of who was asked for help: that somebody comes, and that somebody who came answers."""

    ACCEPTANCE = "acceptance"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class ExpectationTerms:
    """What is expected, and of whom; a filter that is None fits everything.

    `calendar_id` are the hours of the team; None counts by those of the case's brand.
    """

    level: EscalationLevel | None = None
    team_id: UUID | None = None
    priority: int | None = None
    accept: timedelta | None = None
    answer: timedelta | None = None
    calendar_id: CalendarId | None = None
    wall_clock: bool = False
    approach: float = 0.8

    def within(self, target: HelpTarget) -> timedelta | None:
        """Return the time for `target`, if any is said."""
        return self.accept if target is HelpTarget.ACCEPTANCE else self.answer


@dataclass(frozen=True, slots=True)
class Expectation:
    """An expectation in force, in one version."""

    id: ExpectationId
    code: str
    name: str
    version: int
    terms: ExpectationTerms


@dataclass(frozen=True, slots=True)
class HelpStart:
    """Help begins to be waited for: it was asked, or somebody accepted, `at`.

    `team_id` is the team whose expectation and hours count; `asked_id` of whom it is asked, `asked_by` who waits.
    """

    escalation_id: UUID
    case_id: UUID
    target: HelpTarget
    at: datetime
    level: EscalationLevel
    team_id: UUID | None
    priority: int
    brand_id: UUID
    asked_kind: AskedKind
    asked_id: UUID
    asked_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExpectationClock:
    """One expectation running on one escalation."""

    id: ExpectationClockId
    escalation_id: UUID
    case_id: UUID
    target: HelpTarget
    expectation_id: ExpectationId
    expectation_version: int
    seconds: int
    approach: float
    brand_id: UUID
    team_id: UUID | None
    level: EscalationLevel
    asked_kind: AskedKind
    asked_id: UUID
    asked_by: UUID | None
    calendar_id: CalendarId | None
    calendar_version: int | None
    calendar_of: str
    started_at: datetime
    approach_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    voided_at: datetime | None = None
    approached_at: datetime | None = None
    breached_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is still waited for; it may be late already."""
        return self.stopped_at is None and self.voided_at is None
