"""Facts of the log as rules hear them: what each sets off, about which case, and whether it may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.flow import greeting
from trato.flow.situations import Asked
from trato.kit.events import Event, Origin, Recorded, decode
from trato.rooms.automation.events import AnswerSlow, TeamAbsent, TimePassed
from trato.rooms.automation.model import Rule, TriggerKind
from trato.rooms.cases.events import (
    CaseAssigned,
    CaseOpened,
    CaseReopened,
    CaseResolved,
    CaseResumed,
    CaseWaiting,
    PriorityChanged,
    TagAdded,
    TagRemoved,
)
from trato.rooms.conversations.events import ContactLeft, MessageReceived
from trato.rooms.intelligence.events import CaseJudged, Corrected, MessageUnderstood
from trato.rooms.sla.events import ClockApproaching, ClockBreached

TRIGGERS: dict[str, tuple[TriggerKind, type[Event]]] = {
    MessageReceived.kind: (TriggerKind.MESSAGE_RECEIVED, MessageReceived),
    CaseOpened.kind: (TriggerKind.CASE_OPENED, CaseOpened),
    CaseReopened.kind: (TriggerKind.CASE_REOPENED, CaseReopened),
    CaseAssigned.kind: (TriggerKind.CASE_ASSIGNED, CaseAssigned),
    CaseWaiting.kind: (TriggerKind.CASE_WAITING, CaseWaiting),
    CaseResumed.kind: (TriggerKind.CASE_RESUMED, CaseResumed),
    CaseResolved.kind: (TriggerKind.CASE_RESOLVED, CaseResolved),
    TagAdded.kind: (TriggerKind.TAG_ADDED, TagAdded),
    TagRemoved.kind: (TriggerKind.TAG_REMOVED, TagRemoved),
    PriorityChanged.kind: (TriggerKind.PRIORITY_CHANGED, PriorityChanged),
    ClockApproaching.kind: (TriggerKind.PROMISE_APPROACHING, ClockApproaching),
    ClockBreached.kind: (TriggerKind.PROMISE_BROKEN, ClockBreached),
    ContactLeft.kind: (TriggerKind.CONTACT_LEFT, ContactLeft),
    TimePassed.kind: (TriggerKind.TIME_PASSED, TimePassed),
    MessageUnderstood.kind: (TriggerKind.MESSAGE_UNDERSTOOD, MessageUnderstood),
    Corrected.kind: (TriggerKind.MESSAGE_CORRECTED, Corrected),
    CaseJudged.kind: (TriggerKind.CASE_JUDGED, CaseJudged),
    TeamAbsent.kind: (TriggerKind.TEAM_ABSENT, TeamAbsent),
}
FOLLOWED = frozenset({*TRIGGERS, AnswerSlow.kind})


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact as rules hear it."""

    fact: Recorded
    trigger: TriggerKind
    asked: Asked
    tag_id: UUID | None = None
    rule_id: UUID | None = None  # of time: the rule that waited for it
    team_id: UUID | None = None  # that is absent


def hear(fact: Recorded) -> Heard | None:
    """Return a fact as rules hear it; None for what was imported or replayed, and for what is about no case."""
    if fact.origin is not Origin.LIVE or fact.case_id is None or fact.kind not in TRIGGERS:
        return None
    trigger, shape = TRIGGERS[fact.kind]
    told = decode(fact, shape)
    message = fact.subject if isinstance(told, MessageReceived | MessageUnderstood | Corrected) else None
    if isinstance(told, MessageReceived) and told.awaited:
        return None  # it answers a question of ours, and opens nothing
    if isinstance(told, ContactLeft) and told.back:
        return None
    return Heard(
        fact, trigger,
        Asked(fact.case_id, fact.recorded_at, message, getattr(told, "target", "") or ""),
        tag_id=getattr(told, "tag_id", None), rule_id=told.rule_id if isinstance(told, TimePassed) else None,
        team_id=told.team_id if isinstance(told, TeamAbsent) else None,
    )  # fmt: skip


def waits_for(rule: Rule, one: Heard) -> bool:
    """Say whether a rule waits for what was heard; what happened before it was on is not its matter."""
    when = rule.body.when
    if rule.on_since is not None and one.fact.recorded_at < rule.on_since:
        return False
    if when.kind is not one.trigger:
        return False
    if one.rule_id is not None and one.rule_id != rule.id:
        return False
    if when.team_id != one.team_id:
        return False
    return when.tag_id is None or when.tag_id == one.tag_id


def greeted(fact: Recorded) -> greeting.Heard | None:
    """Return a fact as something that may be answered by itself; None for all else."""
    if fact.origin is not Origin.LIVE or fact.case_id is None:
        return None
    if fact.kind == AnswerSlow.kind:
        return greeting.Heard(decode(fact, AnswerSlow).message_id, fact.case_id, slow=True)
    if fact.kind != MessageReceived.kind or decode(fact, MessageReceived).awaited:
        return None
    return greeting.Heard(fact.subject, fact.case_id)
