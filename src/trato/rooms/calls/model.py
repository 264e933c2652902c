"""Words of calls."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model import CallNews, CallOrder, CallWay

CallId = NewType("CallId", UUID)
LegId = NewType("LegId", UUID)


class CallState(StrEnum):
    """Where who called is."""

    MENU = "menu"
    QUEUED = "queued"
    CALLING = "calling"  # of one that we make: whom we call has not picked up
    TALKING = "talking"
    HELD = "held"
    ENDED = "ended"


class CallOutcome(StrEnum):
    """What came of a call that is over."""

    NONE = ""
    ANSWERED = "answered"
    MISSED = "missed"
    WORDS = "words"  # it was not answered, and they left words
    ASIDE = "aside"  # they went on in writing
    SHORT = "short"  # they hung up before they wanted anything of us
    UNREACHED = "unreached"  # we called, and nobody picked up


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class WrapUp(StrEnum):
    """What came of a call that we made, as who made it says."""

    NONE = ""
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    WRONG = "wrong"  # the number is somebody else's
    AGAIN = "again"  # to be called again, at a time that was agreed
    STOP = "stop"  # they want no calls


class SegmentKind(StrEnum):
    """A stretch of a call: of who called, but for `ring`, which is of one of us while who called waits."""

    MENU = "menu"
    QUEUE = "queue"
    RING = "ring"
    DIAL = "dial"  # of whom we call: their telephone rings
    TALK = "talk"
    HOLD = "hold"


class LegState(StrEnum):
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Happening(Struct, frozen=True):
    """One thing that happened in a call; `agent_id` is whose leg it was about, `queue_id` where who called waits."""

    key: str
    at: datetime
    news: CallNews
    agent_id: UUID | None = None
    queue_id: UUID | None = None


class Segment(Struct, frozen=True):
    kind: SegmentKind
    began_at: datetime
    ended_at: datetime | None = None
    agent_id: UUID | None = None
    queue_id: UUID | None = None


class Course(Struct, frozen=True):
    """What the happenings of a call amount to."""

    state: CallState
    outcome: CallOutcome
    segments: tuple[Segment, ...]
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    ended_at: datetime | None = None


class Call(Struct, frozen=True):
    """One call as it is now.

    `caller` is the number of who is not of us. Of one that we make, `provider_id` is a name that we gave to it, which
    where both talk is called by too, and `far_id` what the provider calls the other end.
    """

    id: CallId
    account_id: UUID
    provider_id: str
    caller: str
    state: CallState
    outcome: CallOutcome
    began_at: datetime
    conversation_id: UUID | None = None
    message_id: UUID | None = None
    case_id: UUID | None = None
    queue_id: UUID | None = None
    room: str = ""
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    ended_at: datetime | None = None
    direction: Direction = Direction.IN
    far_id: str = ""
    placed_by: UUID | None = None
    trouble: str = ""
    wrapped: WrapUp = WrapUp.NONE

    @property
    def is_over(self) -> bool:
        return self.state is CallState.ENDED

    @property
    def line(self) -> str:
        """What the provider calls the end that is not ours; "" while it is not known."""
        return self.provider_id if self.direction is Direction.IN else self.far_id

    @property
    def is_unreached(self) -> bool:
        """Whether we call, and nobody has picked up."""
        return self.direction is Direction.OUT and self.answered_at is None


class Leg(Struct, frozen=True):
    """One of us who is rung, or talks."""

    id: LegId
    call_id: CallId
    agent_id: UUID
    way: CallWay
    address: str
    state: LegState
    offered: bool
    began_at: datetime
    ends_at: datetime
    provider_id: str = ""
    muted: bool = False
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    why: str = ""


class Errand(Struct, frozen=True):
    """Something that a provider is to be told. `order` names what, `attempts` counts the tries, this one too.

    It is `doubtful` where a try before was never heard of again; without `call_id` it is of no call.
    """

    id: UUID
    call_id: CallId | None
    account_id: UUID
    order: CallOrder
    attempts: int = 0
    doubtful: bool = False


class Placing(Struct, frozen=True):
    """A call that somebody wants to make: `number` in international form, and where it stands."""

    id: UUID
    account_id: UUID
    number: str
    conversation_id: UUID
    message_id: UUID
    case_id: UUID
    by: UUID


class Proof(Struct, frozen=True):
    """A telephone that waits to be proven: what is kept of its code, and how often it was tried."""

    number: str
    digest: bytes
    tries: int
    made_at: datetime
    ends_at: datetime
