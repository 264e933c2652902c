"""Words of understanding: what a message is, and how its case goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

DISSATISFIED_BELOW = 45  # points of predicted satisfaction, 0 to 100, below which somebody is as good as lost
SATISFIED_FROM = 70  # points from which somebody is content: nothing speaks against it, or more speaks for it
CONTENT_ABOVE = 80  # the manuals' own bar for what is predicted (S19); a survey's 1 to 5 is never mixed with it
LEAD_FROM = 0.5  # how probable a lead must be to be counted as one


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
    """A message to be understood; what is not known is empty. `country` is an ISO 3166 code of two letters.

    `names` are those of who wrote it, as their profile has them.
    """

    text: str
    lang: str = ""
    channel: str = ""
    country: str = ""
    names: tuple[str, ...] = ()


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
    reaction: float = (
        0.0  # -1 takes what was said to him, 1 turns it down; not kept: it is of use while it is the last word
    )


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
    points: int | None = None  # the satisfaction before surveys calibrated it, where they did


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
    """A fact of the log that waits to be understood: what a contact wrote, that we wrote, or what was corrected."""

    seq: int
    recorded_at: datetime
    message_id: UUID
    case_id: UUID | None
    contact_id: UUID | None  # of what a contact wrote
    channel: str
    brand_id: UUID | None
