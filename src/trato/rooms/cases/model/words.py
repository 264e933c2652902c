"""Words of cases: matters from open to closed, who holds them, and why they rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NewType
from uuid import UUID

CaseId = NewType("CaseId", UUID)
NoteId = NewType("NoteId", UUID)
TagId = NewType("TagId", UUID)
DispositionId = NewType("DispositionId", UUID)
ResolutionId = NewType("ResolutionId", UUID)
ExclusionId = NewType("ExclusionId", UUID)
MergeId = NewType("MergeId", UUID)
SplitId = NewType("SplitId", UUID)
PromiseId = NewType("PromiseId", UUID)
EscalationId = NewType("EscalationId", UUID)
TransferId = NewType("TransferId", UUID)


class CaseState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"  # we think it is done
    CLOSED = "closed"  # final: a new message opens a new case


class NoteKind(StrEnum):
    """A whisper is for whoever holds the case, from somebody who looks over their shoulder."""

    NOTE = "note"
    WHISPER = "whisper"


class WaitingOn(StrEnum):
    """Why an open case rests; only the reason says whether a clock pauses."""

    CONTACT = "contact"
    THIRD_PARTY = "third_party"
    TEAM = "team"
    UNTIL = "until"  # snoozed, until an instant


class HolderKind(StrEnum):
    NOBODY = "nobody"
    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a case rests with. `id` is a user's, queue's, team's or bot's; nobody has none."""

    kind: HolderKind = HolderKind.NOBODY
    id: UUID | None = None


NOBODY = Holder()


class AssignReason(StrEnum):
    """Why a case came to its holder (records.md, facts 23 and 24)."""

    OPENED = "opened"
    AVAILABLE = "available"  # the engine chose by availability and capacity
    SKILL = "skill"
    STICKY = "sticky"
    PULL = "pull"  # taken by the agent
    MANUAL = "manual"  # given by another person
    RULE = "rule"
    TRANSFER = "transfer"
    HANDOVER = "handover"  # between a bot and a person
    OVERFLOW = "overflow"
    REASSIGNED = "reassigned"  # the holder left, or the shift ended
    RELEASED = "released"
    RESTORED = "restored"  # by an undo


class SetAsideReason(StrEnum):
    """Why a case, or a message, was judged not to need an answer."""

    SPAM = "spam"
    TROLL = "troll"
    NO_ENGAGEMENT = "no_engagement"
    COURTESY = "courtesy"
    DUPLICATE = "duplicate"
    TEST = "test"
    BLOCKED = "blocked"
    OTHER_APP = "other_app"  # another application of the business answers its contact


class PromiseKind(StrEnum):
    """What was promised: something, or to call back."""

    PROMISE = "promise"
    CALL_BACK = "call_back"


class CaseOrigin(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    PROACTIVE = "proactive"
    CAMPAIGN = "campaign"
    MENTION = "mention"
    COMMUNITY = "community"
    CALL = "call"
    IMPORT = "import"
    SPLIT = "split"


class CountrySource(StrEnum):
    """What says in which country a case is."""

    UNKNOWN = ""
    DECLARED = "declared"
    ACCOUNT = "account"
    PREFIX = "prefix"
    PROFILE = "profile"


class EndReason(StrEnum):
    """How a case ended; only `resolved` counts among the resolved."""

    RESOLVED = "resolved"
    MERGED = "merged"
    NO_ANSWER = "no_answer"
    SET_ASIDE = "set_aside"
    SPLIT_UNDONE = "split_undone"


class Priority(IntEnum):
    LOW = -1
    NORMAL = 0
    HIGH = 1
    URGENT = 2


class ParticipantRole(StrEnum):
    """Who takes part in a case; never a link between profiles."""

    REQUESTER = "requester"
    PARTICIPANT = "participant"
    AUTHOR = "author"  # of the public post
    COPIED = "copied"


class ResolvedHow(StrEnum):
    AGENT = "agent"
    BOT = "bot"
    AUTO_CLOSE = "auto_close"
    CONTACT = "contact"
    RULE = "rule"


class ReopenCause(StrEnum):
    CONTACT = "contact"
    AGENT = "agent"
    DELIVERY_FAILED = "delivery_failed"
    SURVEY = "survey"
    UNDO = "undo"


class DispositionAuthor(StrEnum):
    PERSON = "person"
    MODEL = "model"
    RULE = "rule"


class AttemptCause(StrEnum):
    SILENCE = "silence"
    SECOND_CHANNEL = "second_channel"


class AbandonmentVariant(StrEnum):
    NO_DIALOGUE = "no_dialogue"
    LEFT_QUEUE = "left_queue"
    IN_BOT = "in_bot"
    SHORT = "short"
    ASYNCHRONOUS = "asynchronous"


class EscalationMode(StrEnum):
    MACRO = "macro"
    RULE = "rule"
    MANUAL = "manual"
