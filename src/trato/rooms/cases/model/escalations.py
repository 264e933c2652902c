"""Help that is asked for a case: of a supervisor or of another team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from trato.rooms.cases.model.words import CaseId, EscalationId, EscalationMode, NoteId


class EscalationLevel(StrEnum):
    """Whom help is asked of: those who lead a team (S60), or another team (S61)."""

    SUPERVISOR = "supervisor"
    TEAM = "team"


class EscalationOutcome(StrEnum):
    """How asking for help ended."""

    ANSWERED = "answered"  # helped, and the case given back to who asked
    HANDED_OVER = "handed_over"  # whoever accepted has the case
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by who asked, before anybody came
    CASE_ENDED = "case_ended"


class AskedKind(StrEnum):
    """Of what kind the one is who is asked. A team at the level of supervisors is its leaders."""

    TEAM = "team"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Escalation:
    """Help that was asked for a case; the holder stays unless it `hands_over`, which acceptance does.

    `need_marked_at` is when it was seen to be needed, `sent_at` when it was asked (S59). `rests` says that the case
    waits on the team meanwhile. What a person says of it is a note; a rule has no hand to write one, and says `why`.
    """

    id: EscalationId
    case_id: CaseId
    level: EscalationLevel
    target_kind: AskedKind
    target_id: UUID
    mode: EscalationMode
    by_kind: str
    by_id: UUID | None
    why: str
    note_id: NoteId | None
    hands_over: bool
    rests: bool
    need_marked_at: datetime
    sent_at: datetime
    accepted_at: datetime | None = None
    accepted_by: UUID | None = None
    ended_at: datetime | None = None
    outcome: EscalationOutcome | None = None
    ended_by: UUID | None = None
    answer_note_id: NoteId | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for help, or gives it."""
        return self.ended_at is None
