"""Facts that promises announce. The subject is the clock; order is kept by case."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from trato.kit.events import Event
from trato.rooms.cases.model import AskedKind, EscalationLevel
from trato.rooms.sla.model import ChangeCause, HelpTarget, PauseReason, Target, VoidReason


class StartedClock(Struct, frozen=True):
    id: UUID
    target: Target
    due_at: datetime


class ClockStarted(Event, frozen=True, kw_only=True):
    """Clocks started by one message; the subject is the one that is due first. One fact for all keeps a burst cheap."""

    kind: ClassVar[str] = "sla.clock_started"
    conversation_id: UUID
    clocks: tuple[StartedClock, ...]


class ClockStopped(Event, frozen=True, kw_only=True):
    """A promise was answered. `kept` when that was in time."""

    kind: ClassVar[str] = "sla.clock_stopped"
    target: Target
    message_id: UUID | None = None
    by: str
    kept: bool


class ClockApproaching(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.clock_approaching"
    target: Target
    due_at: datetime


class HolderShare(Struct, frozen=True, omit_defaults=True):
    holder_kind: str
    seconds: int
    holder_id: UUID | None = None


class ClockBreached(Event, frozen=True, kw_only=True):
    """A promise was broken by time, charged to each holder by what passed in their hands (records.md, rule 13)."""

    kind: ClassVar[str] = "sla.clock_breached"
    target: Target
    due_at: datetime
    queue_id: UUID | None = None
    shares: tuple[HolderShare, ...] = ()


class BreachWithdrawn(Event, frozen=True, kw_only=True):
    """The answer turned out to have been accepted in time."""

    kind: ClassVar[str] = "sla.breach_withdrawn"
    target: Target


class ClockVoided(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.clock_voided"
    target: Target
    reason: VoidReason


class ClockRestored(Event, frozen=True, kw_only=True):
    """A promise counts again, from its original start: voiding was undone, its answer failed, or the case reopened."""

    kind: ClassVar[str] = "sla.clock_restored"
    target: Target
    cause: ChangeCause
    due_at: datetime


class ClockPaused(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.clock_paused"
    target: Target
    reason: PauseReason


class ClockResumed(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.clock_resumed"
    target: Target
    due_at: datetime


class ClockRecomputed(Event, frozen=True, kw_only=True):
    """Hours or policy changed under a running promise."""

    kind: ClassVar[str] = "sla.clock_recomputed"
    target: Target
    cause: ChangeCause
    due_before: datetime
    due_at: datetime


class PromisesMerged(Event, frozen=True, kw_only=True):
    """Two promises became one; the subject is the one that ended, `into` the one that goes on."""

    kind: ClassVar[str] = "sla.promises_merged"
    target: Target
    into: UUID


class PolicyRevised(Event, frozen=True, kw_only=True):
    """The subject is the policy; `version` is now in force. Running clocks follow it."""

    kind: ClassVar[str] = "sla.policy_revised"
    version: int


class PolicyRetired(Event, frozen=True, kw_only=True):
    """The subject is the policy; clocks that run on it go on."""

    kind: ClassVar[str] = "sla.policy_retired"


class ExpectationStarted(Event, frozen=True, kw_only=True):
    """Help began to be waited for (again, after an undo). The subject is the clock, here as in all that follow."""

    kind: ClassVar[str] = "sla.expectation_started"
    escalation_id: UUID
    target: HelpTarget
    due_at: datetime
    team_id: UUID | None = None


class ExpectationMet(Event, frozen=True, kw_only=True):
    """Somebody came, or answered. `kept` when that was in time."""

    kind: ClassVar[str] = "sla.expectation_met"
    escalation_id: UUID
    target: HelpTarget
    kept: bool


class ExpectationTold(Event, frozen=True, kw_only=True):
    """What is told of help that was asked, with who asked it of whom: the base of the three facts that need no look."""

    escalation_id: UUID
    target: HelpTarget
    due_at: datetime
    team_id: UUID | None = None
    level: EscalationLevel
    asked_kind: AskedKind
    asked_id: UUID
    asked_by: UUID | None = None


class ExpectationApproaching(ExpectationTold, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.expectation_approaching"


class ExpectationBreached(ExpectationTold, frozen=True, kw_only=True):
    kind: ClassVar[str] = "sla.expectation_breached"


class ExpectationVoided(ExpectationTold, frozen=True, kw_only=True):
    """It is waited for no more: help was taken back, or its case ended."""

    kind: ClassVar[str] = "sla.expectation_voided"


class ExpectationRecomputed(Event, frozen=True, kw_only=True):
    """Hours or what is expected changed under it."""

    kind: ClassVar[str] = "sla.expectation_recomputed"
    escalation_id: UUID
    target: HelpTarget
    due_before: datetime
    due_at: datetime
