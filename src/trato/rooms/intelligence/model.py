"""The words of understanding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class MessageKind(StrEnum):
    """What a message of a contact is about, to those who answer it."""

    ISSUE = "issue"  # something of his own does not work and shall be solved
    QUESTION = "question"  # wants to know something
    LEAD = "lead"  # wants to buy, hire, enlarge
    PRODUCT_INSIGHT = "product_insight"  # what he thinks of a product, what it lacks
    PRAISE = "praise"
    COMPLAINT_BRAND = "complaint_brand"  # discontent with the brand as such, no case to solve
    NOISE = "noise"  # courtesies, talk among others
    SPAM = "spam"
    TROLL = "troll"  # insults and provocation without a matter


class Mood(StrEnum):
    """How it sounds."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class PersonalKind(StrEnum):
    """What a span of personal data is."""

    NAME = "person_name"
    EMAIL = "email"
    PHONE = "phone"
    NATIONAL_ID = "national_id"
    CARD = "card_number"
    ACCOUNT = "iban_clabe_cbu"
    ADDRESS = "address"
    ORDER = "order_id"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data in a text: from `start` until before `end`, counted in characters."""

    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True, slots=True)
class Heard:
    """A message to be understood; what is not known is empty. `country` is an ISO 3166 code of two letters."""

    text: str
    lang: str = ""
    channel: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A label and how probable it is, calibrated."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Whether something holds, and how probable that is (of holding), calibrated."""

    value: bool
    score: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a message."""

    lang: str
    kind: Guess
    kinds: dict[str, float]
    engageable: Likelihood
    why: str  # the kind for which nobody need answer; empty when it should be engaged
    sentiment: Guess
    offensive: Likelihood
    urgency: int  # 0 can wait, 1 holds somebody up, 2 harms him now
    needs_human: Likelihood
    pii: tuple[Span, ...]
    near_key: str  # alike for messages that say the same: sixteen hexadecimal digits, three bits apart at most
    encoder_id: str


@dataclass(frozen=True, slots=True)
class Understood:
    """An understanding as it is kept with its message. `vector` are the encoder's numbers in half precision."""

    message_id: UUID
    case_id: UUID | None
    contact_id: UUID
    channel: str
    brand_id: UUID
    at: datetime
    said: Understanding
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class CaseOutlook:
    """How a case goes after its last turn: satisfaction 0 to 100, probabilities, and reasons with their points."""

    case_id: UUID
    csat: int
    dissatisfied: float
    escalation: float
    churn: float
    reasons: tuple[tuple[str, float], ...]
    model: str
    lead: float = 0.0  # how likely the contact wants to buy, hire or enlarge


@dataclass(frozen=True, slots=True)
class Signs:
    """What the last message of a case says, as rules ask about it; the last three are probabilities."""

    lang: str
    kind: str
    sentiment: str
    urgency: int
    engageable: float
    offensive: float
    needs_human: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A fact of the log that waits to be understood: what a contact wrote, or that we wrote."""

    seq: int
    recorded_at: datetime
    message_id: UUID
    case_id: UUID | None
    contact_id: UUID | None  # of what a contact wrote
    channel: str
    brand_id: UUID | None


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
    triage_seconds: int = 20  # that a person needs to sort one by hand: what is saved is counted with it

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


class Learner(StrEnum):
    """What is learned from people: their tags, and the reasons of their tree."""

    TAGS = "tags"
    REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Taught:
    """What people said of a case: what they put or confirmed, what they took away, and what nobody judged."""

    case_id: UUID
    name: Learner
    labels: tuple[UUID, ...]
    refused: tuple[UUID, ...] = ()
    unsure: tuple[UUID, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with the words that it is about: `vector` is empty where the encoder has not read them."""

    number: int
    message_id: UUID
    text: str
    labels: tuple[UUID, ...]
    refused: tuple[UUID, ...]
    unsure: tuple[UUID, ...]
    weight: float
    at: datetime
    encoder_id: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands: until which lesson there are, and which model predicts (none before the first fit)."""

    name: Learner
    newest: int
    champion: UUID | None
    automatic: bool
    review_share: float


@dataclass(frozen=True, slots=True)
class Typed:
    """What would be put on a case, by one message of it. Likeliest first; `above` is a branch that is sure."""

    case_id: UUID
    message_id: UUID
    contact_id: UUID
    tags: tuple[tuple[UUID, float], ...]
    decided_tags: tuple[UUID, ...]
    tags_version: str
    reasons: tuple[tuple[UUID, float], ...]
    decided_reason: UUID | None
    above_reason: UUID | None
    reasons_version: str


class TextSource(StrEnum):
    """Where a suggested text is from."""

    ANSWER = "answer"  # what one of us once answered
    CANNED = "canned"  # a saved reply


class RejectReason(StrEnum):
    """Why somebody did not want a suggestion."""

    OFF_TOPIC = "off_topic"  # it answers something else
    OUTDATED = "outdated"  # it is true no more
    TONE = "tone"  # we do not speak so
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What one of us once answered, as a template; `vector` is of the question, in half precision."""

    id: UUID
    question_id: UUID
    case_id: UUID
    contact_id: UUID
    brand_id: UUID
    author_id: UUID
    lang: str
    at: datetime
    text: str
    near_key: str
    csat: int
    encoder_id: str
    vector: Any


@dataclass(frozen=True, slots=True)
class SavedText:
    """A saved reply in one language, with the brands that may use it."""

    id: UUID
    version: int
    title: str
    text: str
    lang: str
    brands: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TextRecord:
    """What people made of a text that was suggested."""

    accepted: int = 0
    edited: int = 0
    rejected: float = 0.0


@dataclass(frozen=True, slots=True)
class SuggestedText:
    """A text for an answer, with its source; of an answer who said it and when, of a saved reply its version."""

    source: TextSource
    source_id: UUID
    key: str
    text: str
    lang: str
    score: float
    by_id: UUID | None = None
    said_at: datetime | None = None
    version: int | None = None
