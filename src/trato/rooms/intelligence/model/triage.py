"""Words of triage: what needs no answer, and people who say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from trato.rooms.intelligence.model.understanding import MessageKind, Mood


class Aspect(StrEnum):
    """What of an understanding a person may correct."""

    KIND = "kind"
    ENGAGEABLE = "engageable"
    SENTIMENT = "sentiment"
    URGENCY = "urgency"
    NEEDS_HUMAN = "needs_human"
    OFFENSIVE = "offensive"
    LANGUAGE = "language"


class NoAnswer(StrEnum):
    """Why nobody need answer, as understanding may say it; the same codes as `cases.SetAsideReason`."""

    SPAM = "spam"
    TROLL = "troll"
    NO_ENGAGEMENT = "no_engagement"


YES, NO = "yes", "no"
MEANT: dict[Aspect, tuple[str, ...]] = {  # what each may be corrected to
    Aspect.KIND: tuple(one.value for one in MessageKind),
    Aspect.ENGAGEABLE: (YES, *(one.value for one in NoAnswer)),
    Aspect.SENTIMENT: tuple(one.value for one in Mood),
    Aspect.URGENCY: ("0", "1", "2"),
    Aspect.NEEDS_HUMAN: (YES, NO),
    Aspect.OFFENSIVE: (YES, NO),
    Aspect.LANGUAGE: ("es", "pt", "en", "und"),
}


class TrollWay(StrEnum):
    """What a brand does with trolls, besides taking them out of every promise."""

    SILENCE = "silence"
    HIDE = "hide"  # where the channel can
    REPLY = "reply"  # once, then silence
    ESCALATE = "escalate"  # a team has it, with no promise running


@dataclass(frozen=True, slots=True)
class TriageWay:
    """How a brand sorts what needs no answer. Thresholds are probabilities; from 1 on nothing is set aside."""

    brand_id: UUID
    active: bool = True
    spam: float = 0.97
    troll: float = 0.97
    no_engagement: float = 0.97
    sample: float = 0.05
    trolls: TrollWay = TrollWay.SILENCE
    reply: str = ""
    reply_days: int = 30
    team_id: UUID | None = None

    def threshold(self, reason: NoAnswer) -> float:
        """Return from which probability a case is set aside by itself."""
        return {NoAnswer.SPAM: self.spam, NoAnswer.TROLL: self.troll, NoAnswer.NO_ENGAGEMENT: self.no_engagement}[
            reason
        ]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What triage makes of a case: why nobody need answer, and how probable that is (1 is certain)."""

    reason: NoAnswer
    score: float


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said instead of what was understood. `waited` are seconds that a case stood aside for it."""

    message_id: UUID
    aspect: Aspect
    said: str
    meant: str
    at: datetime
    by_id: UUID | None
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One message of a contact in a case. `kind` is None where nothing was understood; `score` that nobody need answer.

    `corrected` is what a person said of whether it needs an answer: a reason, *yes*, or nothing.
    """

    id: UUID
    kind: str | None
    why: str
    engageable: bool
    score: float
    needs_human: bool
    urgency: int
    files: bool
    stars: bool
    courtesy: bool
    public: bool
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A case as triage sees it. `touched` by one of us; `busy` with another open case; `known` as a customer."""

    id: UUID
    brand_id: UUID
    contact_id: UUID
    channel: str
    surface: str
    origin: str
    open: bool
    aside: str
    touched: bool
    busy: bool
    known: bool
    exclusion_id: UUID | None  # that stands, and is understanding's own
    handed: bool  # to a team as a troll, with its promises void
    words: tuple[Word, ...] = ()
