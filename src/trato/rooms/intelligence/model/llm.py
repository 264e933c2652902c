"""Words of the language model outside: what it is asked for, within what, and why nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class LlmUse(StrEnum):
    """What a model outside may be used for; a trial needs nothing to be on."""

    REWRITE = "rewrite"
    SUMMARY = "summary"
    NAMING = "naming"
    TEST = "test"


class Manner(StrEnum):
    """How a text is to be rewritten."""

    TONE = "tone"  # as the brand's guide says
    SHORTER = "shorter"
    TRANSLATE = "translate"  # into the customer's language


class LlmTrouble(StrEnum):
    """Why nothing came of it. Everything goes on without."""

    OFF = "off"
    BUDGET = "budget"
    RESTING = "resting"  # too many failures in a row
    KEY_UNREADABLE = "key_unreadable"
    ADDRESS = "address"  # where strangers may not send us
    CONNECT = "connect"
    TIMEOUT = "timeout"
    KEY_REFUSED = "key_refused"
    MODEL_UNKNOWN = "model_unknown"
    BUSY = "busy"
    SERVER = "server"
    REJECTED = "rejected"  # it does not take what we send
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    CUT = "cut"  # it did not come to an end
    FOREIGN_SLOT = "foreign_slot"
    LOST_SLOT = "lost_slot"
    FOREIGN_PERSONAL = "foreign_personal"
    FOREIGN_LINK = "foreign_link"
    FOREIGN_NUMBER = "foreign_number"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    NOT_SHORTER = "not_shorter"
    FORBIDDEN_WORDS = "forbidden_words"
    LEAKED = "leaked"  # it told what it was told
    UNCHANGED = "unchanged"  # it said the same again
    LANGUAGE_UNKNOWN = "language_unknown"  # nobody knows what the customer reads, or it is none of ours
    SAME_LANGUAGE = "same_language"  # it is in the customer's language already


# those that tell of the other machine, not of one text: some in a row, and it is left alone for a while
FAILURES = frozenset(
    {
        LlmTrouble.ADDRESS, LlmTrouble.CONNECT, LlmTrouble.TIMEOUT, LlmTrouble.KEY_REFUSED, LlmTrouble.MODEL_UNKNOWN,
        LlmTrouble.BUSY, LlmTrouble.SERVER, LlmTrouble.UNREADABLE,
    }
)  # fmt: skip


class LlmSettings(Struct, frozen=True):
    """What a workspace said. Prices are of a million tokens; without `month_money` tokens alone are counted."""

    url: str
    model: str
    has_key: bool
    seconds: float
    uses: tuple[LlmUse, ...]
    month_tokens: int
    month_money: Decimal | None
    currency: str
    price_in: Decimal
    price_out: Decimal


class LlmInUse(Struct, frozen=True):
    """The model that somebody who works here may meet: its name, and what it is used for."""

    model: str
    uses: tuple[LlmUse, ...]


class LlmSpent(Struct, frozen=True):
    """What this month cost so far, with what is held for calls on their way."""

    calls: int = 0
    tokens: int = 0
    money: Decimal = Decimal(0)


class LlmStanding(Struct, frozen=True):
    """Whether it answers: failures in a row, the last trouble, and until when it rests."""

    failures: int
    trouble: str
    rests_until: datetime | None


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: what it is told to do, the data, and how many tokens its answer may have."""

    system: str
    data: str
    most: int


@dataclass(frozen=True, slots=True)
class LlmOrder:
    """All that a call needs, so that it needs no transaction; `tokens` and `money` are held for it."""

    id: UUID
    url: str
    model: str
    key: str = field(repr=False)
    seconds: float
    prompt: Prompt
    month: date
    tokens: int
    money: Decimal
    price_in: Decimal
    price_out: Decimal


@dataclass(frozen=True, slots=True)
class LlmSaid:
    """What came of a call. Tokens are None where the server does not count; `trouble` "" where there is a text."""

    text: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float = 0.0
    trouble: LlmTrouble | None = None
    billed: bool = True  # False: it was surely not answered, nothing is owed
