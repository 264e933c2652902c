"""Promises that run on cases: what starts, pauses and ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.brands.model import CalendarId
from trato.rooms.sla.model.policies import AnsweredBy, Matter, PauseReason, PolicyId, Target

ClockId = NewType("ClockId", UUID)


class VoidReason(StrEnum):
    """Why a promise does not count; voided ones leave every denominator and are printed beside it."""

    SPAM = "spam"
    TROLL = "troll"
    NO_ENGAGEMENT = "no_engagement"
    COURTESY = "courtesy"
    DUPLICATE = "duplicate"
    TEST = "test"
    BLOCKED = "blocked"
    OTHER_APP = "other_app"  # another application answers
    RESOLVED_UNANSWERED = "resolved_unanswered"  # resolved in time, without an answer
    NO_ANSWER = "no_answer"  # closed because its contact said no more: counted apart (records.md, rule 3)


class StartCause(StrEnum):
    """Why clocks start: the contact opened a case, or wrote again in one."""

    NEW_CASE = "new_case"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class ClockStart:
    """An inbound message that deserves an answer. `at` is when we received it, by the database's clock."""

    case_id: UUID
    conversation_id: UUID
    message_id: UUID | None  # None where nothing was written: the conversation was passed to us
    at: datetime
    cause: StartCause
    matter: Matter


@dataclass(frozen=True, slots=True)
class Answer:
    """An answering message that the provider accepted at `at`."""

    case_id: UUID
    conversation_id: UUID
    message_id: UUID
    at: datetime
    by: AnsweredBy


@dataclass(frozen=True, slots=True)
class FailedAnswer:
    """An accepted answer that failed or bounced afterwards. `since` is a later answer that did arrive, if any."""

    case_id: UUID
    message_id: UUID
    since: Answer | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A case began to wait on something."""

    case_id: UUID
    reason: PauseReason
    at: datetime


@dataclass(frozen=True, slots=True)
class Resume:
    """A case waits no longer."""

    case_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Void:
    """A case, or one message of it, was judged not to need an answer."""

    case_id: UUID
    reason: VoidReason
    message_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """That judgement was undone."""

    case_id: UUID
    message_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A case was resolved. `by` is the kind of actor; `silent` says that it ended because the contact said no more."""

    case_id: UUID
    at: datetime
    by: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Reopened:
    """A resolved case is open again; an `undo` says that it never was resolved."""

    case_id: UUID
    at: datetime
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """An interval that does not count; `to_at` None means that it lasts."""

    from_at: datetime
    to_at: datetime | None
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise on a case. Ask `rules.state_of` how it stands."""

    id: ClockId
    case_id: UUID
    conversation_id: UUID
    target: Target
    policy_id: PolicyId
    policy_version: int
    seconds: int
    approach: float
    bot_counts: bool
    public: bool
    calendar_id: CalendarId | None
    calendar_version: int | None
    calendar_of: str  # a HolderKind; "" for the wall clock, "never_open" where hours had to give way to it
    brand_id: UUID
    account_id: UUID | None
    queue_id: UUID | None
    surface: str
    channel: str
    country: str
    tier: int | None
    start_message_id: UUID | None
    started_at: datetime
    approach_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    stopped_at: datetime | None = None
    stopped_by_kind: str | None = None
    stopped_by_message_id: UUID | None = None
    voided_at: datetime | None = None
    void_reason: VoidReason | None = None
    merged_into: ClockId | None = None
    approached_at: datetime | None = None
    breached_at: datetime | None = None
    priority: int = 0
    team_id: UUID | None = None
    organisation_id: UUID | None = None
    flags: frozenset[str] = frozenset()

    @property
    def within(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    @property
    def is_running(self) -> bool:
        """Whether somebody still waits for this promise (it may be paused, or broken already)."""
        return self.stopped_at is None and self.voided_at is None and self.merged_into is None


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    BREACHED = "breached"  # broken, and still unanswered
    MET = "met"
    MET_LATE = "met_late"
    VOIDED = "voided"
    MERGED = "merged"


class ChangeCause(StrEnum):
    """What changed a clock, other than time and an answer."""

    PAUSED = "paused"
    RESUMED = "resumed"
    VOIDED = "voided"
    RESTORED = "restored"
    ANSWER_FAILED = "answer_failed"
    REOPENED = "reopened"
    MERGED = "merged"
    UNMERGED = "unmerged"
    CALENDAR = "calendar"
    POLICY = "policy"
    QUEUE = "queue"
    MATTER = "matter"  # its priority, team or customer, or where its contact writes


@dataclass(frozen=True, slots=True)
class Change:
    """A clock before and after; `what` of its case changed, where that is the cause; `at` when, once it is history."""

    before: Clock
    after: Clock
    cause: ChangeCause
    merge_id: UUID | None = None
    what: tuple[str, ...] = ()
    at: datetime | None = None
