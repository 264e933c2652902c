"""Facts of cases, told in ids, numbers and codes. The case is the subject, unless a line says otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event
from trato.rooms.cases.model import (
    AbandonmentVariant,
    AskedKind,
    AssignReason,
    AttemptCause,
    CaseOrigin,
    CaseState,
    DispositionAuthor,
    EndReason,
    EscalationLevel,
    EscalationMode,
    EscalationOutcome,
    HolderKind,
    ReopenCause,
    ResolvedHow,
    SetAsideReason,
    WaitingOn,
)


class CaseOpened(Event, frozen=True, kw_only=True):
    """A matter began. It carries the dimensions of its moment."""

    kind: ClassVar[str] = "cases.opened"
    number: int
    brand_id: UUID
    unit_id: UUID
    contact_id: UUID
    surface: str
    channel: str
    account_id: UUID | None = None
    queue_id: UUID | None = None
    origin: CaseOrigin = CaseOrigin.INBOUND
    previous_case_id: UUID | None = None
    team_id: UUID | None = None
    tier: int | None = None
    country: str = ""


class CaseImported(Event, frozen=True, kw_only=True):
    """A case came from another system, or more of it did. It happened elsewhere: nothing begins by it here."""

    kind: ClassVar[str] = "cases.imported"
    run_id: UUID


class CaseContinued(Event, frozen=True, kw_only=True):
    """A contact's message came to a case that was already open."""

    kind: ClassVar[str] = "cases.continued"
    message_id: UUID | None = None


class CaseAssigned(Event, frozen=True, kw_only=True):
    """The holder changed. `in_queue_id` is the queue that the case was of before: nobody's hands change that."""

    kind: ClassVar[str] = "cases.assigned"
    holder_kind: HolderKind
    holder_id: UUID | None = None
    previous_kind: HolderKind = HolderKind.NOBODY
    previous_id: UUID | None = None
    reason: AssignReason = AssignReason.MANUAL
    in_queue_id: UUID | None = None


class CaseTransferred(Event, frozen=True, kw_only=True):
    """A holder gave the case to another; `CaseAssigned` says the same change without its why."""

    kind: ClassVar[str] = "cases.transferred"
    transfer_id: UUID
    from_kind: HolderKind
    to_kind: HolderKind
    from_id: UUID | None = None
    to_id: UUID | None = None
    warm: bool = False
    bounce: int = 0


class CaseResolved(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.resolved"
    resolution_id: UUID
    how: ResolvedHow
    disposition_id: UUID | None = None
    tree_version: int | None = None
    message_id: UUID | None = None


class ResolutionUndone(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.resolution_undone"
    resolution_id: UUID


class CaseReopened(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.reopened"
    cause: ReopenCause
    gap_seconds: int
    message_id: UUID | None = None


class CaseClosed(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.closed"
    end_reason: EndReason


class CaseSetAside(Event, frozen=True, kw_only=True):
    """A case (or only `message_id` of it) was judged not to need an answer."""

    kind: ClassVar[str] = "cases.set_aside"
    exclusion_id: UUID
    reason: SetAsideReason
    message_id: UUID | None = None


class SetAsideReversed(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.set_aside_reversed"
    exclusion_id: UUID
    reason: SetAsideReason
    message_id: UUID | None = None


class CaseWaiting(Event, frozen=True, kw_only=True):
    """An open case began to rest, or rests for another reason."""

    kind: ClassVar[str] = "cases.waiting"
    waiting_on: WaitingOn
    until: datetime | None = None
    team_id: UUID | None = None


class CaseResumed(Event, frozen=True, kw_only=True):
    """An open case rests no more. `waited_on` is why it did."""

    kind: ClassVar[str] = "cases.resumed"
    waited_on: WaitingOn


class NoteAdded(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.note_added"
    note_id: UUID


class NoteEdited(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.note_edited"
    note_id: UUID


class NoteDeleted(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.note_deleted"
    note_id: UUID


class UserMentioned(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.user_mentioned"
    note_id: UUID
    user_id: UUID


class TagAdded(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.tag_added"
    tag_id: UUID
    mark_id: UUID


class TagsMerged(Event, frozen=True, kw_only=True):
    """The subject is the tag that is used no more; `undone` when its cases got it back."""

    kind: ClassVar[str] = "cases.tags_merged"
    into: UUID
    cases: int
    undone: bool = False


class TagSplit(Event, frozen=True, kw_only=True):
    """Some cases of the subject have another tag instead; `undone` when they got it back."""

    kind: ClassVar[str] = "cases.tag_split"
    into: UUID
    cases: int
    undone: bool = False


class TagRemoved(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.tag_removed"
    tag_id: UUID
    mark_id: UUID


class DispositionSet(Event, frozen=True, kw_only=True):
    """The reason of a case was saved or corrected; wrap-up ends here."""

    kind: ClassVar[str] = "cases.disposition_set"
    disposition_id: UUID
    tree_version: int
    previous_id: UUID | None = None
    author: DispositionAuthor = DispositionAuthor.PERSON


class CasesMerged(Event, frozen=True, kw_only=True):
    """The subject is the survivor; the absorbed case ends `merged`."""

    kind: ClassVar[str] = "cases.merged"
    merge_id: UUID
    absorbed_id: UUID


class MergeUndone(Event, frozen=True, kw_only=True):
    """The subject is the survivor; the absorbed case is back as it was."""

    kind: ClassVar[str] = "cases.merge_undone"
    merge_id: UUID
    absorbed_id: UUID
    state: CaseState


class CaseSplit(Event, frozen=True, kw_only=True):
    """The subject is the source; `created_id` is the second matter."""

    kind: ClassVar[str] = "cases.split"
    split_id: UUID
    created_id: UUID
    from_message_id: UUID


class SplitUndone(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.split_undone"
    split_id: UUID
    created_id: UUID


class PromiseMade(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.promise_made"
    promise_id: UUID
    contact_id: UUID
    due_at: datetime


class PromiseKept(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.promise_kept"
    promise_id: UUID


class PromiseMoved(Event, frozen=True, kw_only=True):
    """Another instant was agreed upon."""

    kind: ClassVar[str] = "cases.promise_moved"
    promise_id: UUID
    due_at: datetime


class PromiseCancelled(Event, frozen=True, kw_only=True):
    """It is owed no more; with `back`, it is after all."""

    kind: ClassVar[str] = "cases.promise_cancelled"
    promise_id: UUID
    back: bool = False


class PromiseDue(Event, frozen=True, kw_only=True):
    """It falls due in a moment; `user_id` is who owes it."""

    kind: ClassVar[str] = "cases.promise_due"
    promise_id: UUID
    user_id: UUID
    due_at: datetime


class PromiseBroken(Event, frozen=True, kw_only=True):
    """Time passed its due instant, or an agent said so; `user_id` is who owes it."""

    kind: ClassVar[str] = "cases.promise_broken"
    promise_id: UUID
    user_id: UUID | None = None


class PromiseLeft(Event, frozen=True, kw_only=True):
    """Who owes it left before it was kept; the team of the case is told. `user_id` is who left."""

    kind: ClassVar[str] = "cases.promise_left"
    promise_id: UUID
    user_id: UUID
    due_at: datetime


class PriorityChanged(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.priority_changed"
    priority: int
    previous: int


class SubjectChanged(Event, frozen=True, kw_only=True):
    """The subject's words changed; the words themselves stay in the case."""

    kind: ClassVar[str] = "cases.subject_changed"


class ParticipantAdded(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.participant_added"
    contact_id: UUID
    role: str


class ParticipantRemoved(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.participant_removed"
    contact_id: UUID


class CaseEscalated(Event, frozen=True, kw_only=True):
    """Help was asked: of who leads a team, a team, or somebody. Ownership stays unless it `hands_over`."""

    kind: ClassVar[str] = "cases.escalated"
    escalation_id: UUID
    level: EscalationLevel
    target_kind: AskedKind
    target_id: UUID
    hands_over: bool = False
    mode: EscalationMode = EscalationMode.MANUAL


class EscalationAccepted(Event, frozen=True, kw_only=True):
    """Somebody came to help."""

    kind: ClassVar[str] = "cases.escalation_accepted"
    escalation_id: UUID
    level: EscalationLevel
    user_id: UUID | None = None
    asked_by: UUID | None = None


class EscalationEnded(Event, frozen=True, kw_only=True):
    """Help was given and the case given back, refused, taken back, or needed no more."""

    kind: ClassVar[str] = "cases.escalation_ended"
    escalation_id: UUID
    level: EscalationLevel
    outcome: EscalationOutcome
    asked_by: UUID | None = None


class EscalationRestored(Event, frozen=True, kw_only=True):
    """Help is waited for again: the case that ended it had not ended."""

    kind: ClassVar[str] = "cases.escalation_restored"
    escalation_id: UUID
    level: EscalationLevel


class CaseAbandoned(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.abandoned"
    variant: AbandonmentVariant
    evidence: str


class AbandonmentRetracted(Event, frozen=True, kw_only=True):
    """The contact came back."""

    kind: ClassVar[str] = "cases.abandonment_retracted"
    variant: AbandonmentVariant


class AttemptNoted(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "cases.attempt_noted"
    message_id: UUID
    cause: AttemptCause


class TreeChanged(Event, frozen=True, kw_only=True):
    """The tree of dispositions has a new version. The subject is the node that changed."""

    kind: ClassVar[str] = "cases.tree_changed"
    tree_version: int
