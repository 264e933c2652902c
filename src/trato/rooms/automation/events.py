"""Facts that automation announces, told in ids, numbers and codes. The case is the subject, unless a line says so."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event
from trato.rooms.automation.model import Outcome, Since, SourceKind


class AutomationRan(Event, frozen=True, kw_only=True):
    """A rule matched, or somebody used a macro; `steps` counts what it did."""

    kind: ClassVar[str] = "automation.ran"
    run_id: UUID
    source: SourceKind
    source_id: UUID
    version: int
    outcome: Outcome
    steps: int


class RunUndone(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "automation.undone"
    run_id: UUID
    source: SourceKind
    source_id: UUID


class TimePassed(Event, frozen=True, kw_only=True):
    """As long as a rule waits for has passed, and the case is still so."""

    kind: ClassVar[str] = "automation.time_passed"
    rule_id: UUID
    since: Since


class TeamAbsent(Event, frozen=True, kw_only=True):
    """Nobody of the team is present any more whose case this is; told where a rule waits for it."""

    kind: ClassVar[str] = "automation.team_absent"
    team_id: UUID


class Called(Event, frozen=True, kw_only=True):
    """A rule or a macro calls other systems, with a code of its own."""

    kind: ClassVar[str] = "automation.called"
    code: str
    source: SourceKind
    source_id: UUID


class AnswerSlow(Event, frozen=True, kw_only=True):
    """Nobody has answered for as long as the reply for that waits; `message_id` is what was not answered."""

    kind: ClassVar[str] = "automation.answer_slow"
    conversation_id: UUID
    message_id: UUID


class AutoReplied(Event, frozen=True, kw_only=True):
    """An automatic reply was written; `replies` are the kinds joined in it."""

    kind: ClassVar[str] = "automation.replied"
    conversation_id: UUID
    message_id: UUID
    replies: tuple[str, ...]
