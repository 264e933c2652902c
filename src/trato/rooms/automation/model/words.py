"""Rules and macros as they are written, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, NewType
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.automation.model.actions import Action
from trato.rooms.automation.model.conditions import AllOf, Condition

RuleId = NewType("RuleId", UUID)
MacroId = NewType("MacroId", UUID)
RunId = NewType("RunId", UUID)


class TriggerKind(StrEnum):
    """What a rule waits for."""

    MESSAGE_RECEIVED = "message_received"
    CASE_OPENED = "case_opened"
    CASE_REOPENED = "case_reopened"
    CASE_ASSIGNED = "case_assigned"
    CASE_WAITING = "case_waiting"
    CASE_RESUMED = "case_resumed"
    CASE_RESOLVED = "case_resolved"
    TAG_ADDED = "tag_added"
    TAG_REMOVED = "tag_removed"
    PRIORITY_CHANGED = "priority_changed"
    PROMISE_APPROACHING = "promise_approaching"
    PROMISE_BROKEN = "promise_broken"
    CONTACT_LEFT = "contact_left"
    TIME_PASSED = "time_passed"
    MESSAGE_UNDERSTOOD = "message_understood"  # a moment after it was received
    MESSAGE_CORRECTED = "message_corrected"  # a person said what a message is instead of what was understood
    CASE_JUDGED = "case_judged"  # how the case goes was judged anew, after a turn or a correction
    TEAM_ABSENT = "team_absent"  # nobody of a team is present any more: asked of every open case that is theirs


class Since(StrEnum):
    """From when time is counted. Each ends when the case is no more so."""

    OPENED = "opened"  # and still open
    UNANSWERED = "unanswered"  # the contact waits for an answer
    WAITING = "waiting"  # the case rests
    ASSIGNED = "assigned"  # the same holder has it
    RESOLVED = "resolved"  # and not come back


class Trigger(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`tag_id` narrows a tag's triggers; `since` and `minutes` go with TIME_PASSED, `team_id` with TEAM_ABSENT."""

    kind: TriggerKind
    tag_id: UUID | None = None
    since: Since | None = None
    minutes: Annotated[int, Meta(ge=1, le=129_600)] | None = None
    team_id: UUID | None = None


class RuleBody(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """When, if, then. `stop` keeps later rules from looking at the same event once this one matched."""

    when: Trigger
    then: Annotated[tuple[Action, ...], Meta(min_length=1, max_length=20)]
    given: Condition = AllOf(())
    stop: bool = False


class RuleState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    OFF = "off"


class Rule(Struct, frozen=True):
    id: RuleId
    name: str
    position: int
    state: RuleState
    version: int
    body: RuleBody
    changed_at: datetime
    looked: int = 0  # how often an event asked it
    matched: int = 0
    last_at: datetime | None = None
    on_since: datetime | None = None


class Macro(Struct, frozen=True):
    """Steps in one click: of one person, of a team, or of everybody."""

    id: MacroId
    name: str
    owner_id: UUID | None
    team_id: UUID | None
    version: int
    then: tuple[Action, ...]
    changed_at: datetime
    retired_at: datetime | None = None


class SourceKind(StrEnum):
    RULE = "rule"
    MACRO = "macro"


class Outcome(StrEnum):
    """What came of a run, or of a step of it."""

    DONE = "done"
    NOTHING = "nothing"  # it was so already
    REFUSED = "refused"
    STOPPED = "stopped"  # by the guard against loops


class Cause(Struct, frozen=True):
    """Where a chain of events began, and the rules that it went through: the last is the one that caused this."""

    root: int
    chain: tuple[UUID, ...] = ()


class Step(Struct, frozen=True, omit_defaults=True):
    """What one action did; `back` says how it is given back, None where it cannot be."""

    action: str
    outcome: Outcome
    reason: str = ""
    back: Mapping[str, Any] | None = None


class Run(Struct, frozen=True):
    """One time that a rule matched, or a macro was used: ids and codes only."""

    id: RunId
    source: SourceKind
    source_id: UUID
    version: int
    case_id: UUID
    at: datetime
    outcome: Outcome
    reason: str
    event: str
    seq: int | None
    cause: Cause
    steps: tuple[Step, ...]
    by_id: UUID | None = None
    undone_at: datetime | None = None
    undone_by: UUID | None = None


class Doer(Struct, frozen=True):
    """In whose name actions are done: a version of a rule or of a macro. `name` and `alias` are the person's."""

    source: SourceKind
    source_id: UUID
    version: int
    name: str = ""
    alias: str = ""
    rests: int = 0  # seconds in which an answer can be taken back
