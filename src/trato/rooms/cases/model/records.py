"""What is known of cases: frozen values, as the stores read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.rooms.cases.model.words import (
    AssignReason,
    CaseId,
    CaseOrigin,
    CaseState,
    CountrySource,
    DispositionAuthor,
    DispositionId,
    EndReason,
    ExclusionId,
    Holder,
    MergeId,
    NoteId,
    NoteKind,
    ParticipantRole,
    Priority,
    PromiseId,
    PromiseKind,
    ResolutionId,
    ResolvedHow,
    SetAsideReason,
    SplitId,
    TagId,
    TransferId,
    WaitingOn,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The present of a case, as its state: what a deed may change and an undo gives back."""

    state: CaseState = CaseState.OPEN
    waiting_on: WaitingOn | None = None
    waiting_until: datetime | None = None
    set_aside: SetAsideReason | None = None
    end_reason: EndReason | None = None
    waiting_team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The present of one matter. Its past is in rows with a beginning and an end."""

    id: CaseId
    number: int
    brand_id: UUID
    unit_id: UUID
    account_id: UUID | None
    queue_id: UUID | None
    contact_id: UUID
    surface: str
    channel: str
    subject: str
    preview: str
    origin: CaseOrigin
    opened_at: datetime
    country: str
    country_source: CountrySource
    standing: Standing
    priority: Priority
    holder: Holder
    disposition_id: DispositionId | None
    previous_case_id: CaseId | None
    merged_into: CaseId | None
    last_inbound_at: datetime | None
    last_outbound_at: datetime | None
    last_message_at: datetime
    unanswered_since: datetime | None
    revision: int
    rating: int | None = None  # stars, 1 to 5, of what the contact said last with some

    @property
    def state(self) -> CaseState:
        return self.standing.state

    @property
    def waiting_on(self) -> WaitingOn | None:
        return self.standing.waiting_on


@dataclass(frozen=True, slots=True)
class Participant:
    """A contact who takes part in a case, and by what evidence."""

    contact_id: UUID
    role: ParticipantRole
    since: datetime
    until: datetime | None = None
    evidence: str = "message"


@dataclass(frozen=True, slots=True)
class Note:
    """Internal text on a case; it cannot leave. A deleted note keeps its place and loses its text."""

    id: NoteId
    case_id: CaseId
    author_id: UUID
    body: str
    at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    mentions: tuple[UUID, ...] = ()
    kind: NoteKind = NoteKind.NOTE


@dataclass(frozen=True, slots=True)
class Tag:
    id: TagId
    name: str
    retired_at: datetime | None = None
    merged_into: TagId | None = None  # the tag that is used instead


@dataclass(frozen=True, slots=True)
class TagMark:
    """One life of a tag on a case: who or what put it, and who took it away."""

    id: UUID
    case_id: CaseId
    tag_id: TagId
    by_kind: str
    by_id: UUID | None
    at: datetime
    message_id: UUID | None = None
    model: str | None = None
    score: float | None = None
    removed_at: datetime | None = None
    removed_by: UUID | None = None
    moved_by: UUID | None = None  # the joining or parting of tags that ended it: nobody called it wrong


@dataclass(frozen=True, slots=True)
class Disposition:
    """A node of the tree of official reasons; `name` holds its words by language ("es", "en", "pt")."""

    id: DispositionId
    parent_id: DispositionId | None
    position: int
    code: str
    name: dict[str, str]
    tree_version: int
    retired_at: datetime | None = None
    merged_into: DispositionId | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """That a case was thought done: by whom, how, by which message, for which reason of which version of the tree."""

    id: ResolutionId
    case_id: CaseId
    at: datetime
    by_kind: str
    by_id: UUID | None
    how: ResolvedHow
    message_id: UUID | None
    channel: str
    disposition_id: DispositionId | None
    tree_version: int | None
    disposition_author: DispositionAuthor
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateSegment:
    """An interval in which a case was in one state, for one reason; half-open, `to_at` None means still."""

    state: CaseState
    waiting_on: WaitingOn | None
    from_at: datetime
    to_at: datetime | None
    by_kind: str = ""
    by_id: UUID | None = None
    revision: int = 1
    waiting_team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class HoldingSegment:
    """An interval in which one holder held a case; half-open, `to_at` None means still."""

    holder: Holder
    from_at: datetime
    to_at: datetime | None
    reason: AssignReason | None = None
    by_kind: str = ""
    by_id: UUID | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Exclusion:
    """That a case, or one message of it, was judged not to need an answer."""

    id: ExclusionId
    case_id: CaseId
    reason: SetAsideReason
    message_id: UUID | None
    from_at: datetime
    by_kind: str
    by_id: UUID | None
    reversed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """That a case changed hands. `bounce` counts how often it has come back to a holder that had it before."""

    id: TransferId
    case_id: CaseId
    at: datetime
    giver: Holder
    taker: Holder
    warm: bool
    reason: str
    bounce: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Two cases were one matter. `moved` are the messages that went from the absorbed one to the survivor."""

    id: MergeId
    survivor_id: CaseId
    absorbed_id: CaseId
    at: datetime
    moved: tuple[UUID, ...] = ()
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """One case held two matters: from `from_message_id` on, its messages belong to `created_id`."""

    id: SplitId
    source_id: CaseId
    created_id: CaseId
    from_message_id: UUID
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something an agent promised a contact, due at an instant."""

    id: PromiseId
    case_id: CaseId
    contact_id: UUID
    body: str
    by_id: UUID
    made_at: datetime
    due_at: datetime
    note_id: NoteId | None = None
    kept_at: datetime | None = None
    broken_at: datetime | None = None
    kind: PromiseKind = PromiseKind.PROMISE
    cancelled_at: datetime | None = None
