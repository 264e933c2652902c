"""Words of promises: policies, their targets, and the clocks that run on cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from trato.rooms.brands.model import CalendarId
from trato.rooms.channels.model import Surface

PolicyId = NewType("PolicyId", UUID)
ClockId = NewType("ClockId", UUID)


class Target(StrEnum):
    """What is promised. Only people keep `FIRST_HUMAN_RESPONSE`; `CEILING` is wall-clock and above all policies."""

    FIRST_RESPONSE = "first_response"
    FIRST_HUMAN_RESPONSE = "first_human_response"
    NEXT_RESPONSE = "next_response"
    CEILING = "ceiling"
    RESOLUTION = "resolution"


class PauseReason(StrEnum):
    """Why time does not count: what a case waits on, or that it was thought done before it reopened."""

    CONTACT = "contact"
    THIRD_PARTY = "third_party"
    TEAM = "team"
    UNTIL = "until"
    RESOLVED = "resolved"


class VoidReason(StrEnum):
    """Why a promise does not count; voided ones leave every denominator and are printed beside it."""

    SPAM = "spam"
    TROLL = "troll"
    NO_ENGAGEMENT = "no_engagement"
    COURTESY = "courtesy"
    DUPLICATE = "duplicate"
    TEST = "test"
    BLOCKED = "blocked"
    RESOLVED_UNANSWERED = "resolved_unanswered"  # resolved in time, without an answer


class AnsweredBy(StrEnum):
    """Whose message was accepted; automatic replies are no answers and never come here."""

    USER = "user"
    BOT = "bot"


PUBLIC_SURFACES = frozenset({Surface.PUBLIC_COMMENT, Surface.MENTION, Surface.REVIEW})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a promise may depend on. `account_id` is the channel account, `tier` 1 to 3."""

    surface: Surface
    channel: str
    brand_id: UUID
    account_id: UUID | None = None
    tier: int | None = None
    country: str = ""
    priority: int = 0
    queue_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PolicyScope:
    """Which matters a policy is for; what is None fits everything."""

    surface: Surface | None = None
    channel: str | None = None
    brand_id: UUID | None = None
    account_id: UUID | None = None
    tier: int | None = None
    country: str | None = None
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """One duration of a policy, and the reasons of waiting that stop its time."""

    target: Target
    within: timedelta
    pause_on: frozenset[PauseReason] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What a policy says; a change makes the next version.

    `factors` multiply the durations by country (S111); `approach` is the share of the time after which a promise
    is said to approach; a `locked` policy may be made stricter by narrower ones, never laxer.
    """

    scope: PolicyScope
    promises: tuple[Promised, ...]
    wall_clock: bool = False
    bot_counts: bool = True
    approach: float = 0.8
    factors: tuple[tuple[str, float], ...] = ()
    locked: bool = False

    def promised(self, target: Target) -> Promised | None:
        """Return what is promised for `target`, if anything."""
        return next((one for one in self.promises if one.target is target), None)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in one version. `source` names the manual's row that it comes from."""

    id: PolicyId
    version: int
    name: str
    source: str
    terms: PolicyTerms
    code: str = ""  # lasts when the name changes


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """What a policy said from `from_at` on, and who made it so."""

    version: int
    from_at: datetime
    by_kind: str
    by_id: UUID | None
    terms: PolicyTerms


class FindingKind(StrEnum):
    """How another policy takes matters from one."""

    REPLACED = "replaced"  # it is for the same matters and younger: this one is never chosen for these targets
    LOCKED = "locked"  # it is wider, stricter and locked: its time counts instead
    MEETS = "meets"  # some matters fit both, and it goes first


@dataclass(frozen=True, slots=True)
class Finding:
    """What the policy `by` does to another, and for which targets."""

    kind: FindingKind
    by: PolicyId
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do to running promises; `sooner` and `later` are those that get another due time.

    `overdue` of them would be late at once. It is not `complete` when there are more than were looked at.
    """

    looked: int
    sooner: int
    later: int
    overdue: int
    complete: bool


class StartCause(StrEnum):
    """Why clocks start: the contact opened a case, or wrote again in one."""

    NEW_CASE = "new_case"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class ClockStart:
    """An inbound message that deserves an answer. `at` is when we received it, by the database's clock."""

    case_id: UUID
    conversation_id: UUID
    message_id: UUID
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
    """A case was resolved. `by` is the kind of actor."""

    case_id: UUID
    at: datetime
    by: str


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


@dataclass(frozen=True, slots=True)
class Change:
    """A clock before and after."""

    before: Clock
    after: Clock
    cause: ChangeCause
    merge_id: UUID | None = None


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


@dataclass(frozen=True, slots=True)
class Considered:
    """A policy that was looked at for a target: `why` is fits, overruled, locked, filter or silent."""

    policy: Policy
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy chosen for a target, if any, and every one that was looked at."""

    target: Target
    policy: Policy | None
    considered: tuple[Considered, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: a code for the catalogue of translations, and its values."""

    code: str
    values: Mapping[str, object]
