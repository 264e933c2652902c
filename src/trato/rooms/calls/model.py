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


class SegmentKind(StrEnum):
    """A stretch of a call: of who called, but for `ring`, which is of one of us while who called waits."""

    MENU = "menu"
    QUEUE = "queue"
    RING = "ring"
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
    """One call as it is now."""

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

    @property
    def is_over(self) -> bool:
        return self.state is CallState.ENDED


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
    """Something that a provider is to be told. `order` names what, `attempts` counts the tries, this one too."""

    id: UUID
    call_id: CallId
    account_id: UUID
    order: CallOrder
    attempts: int = 0
