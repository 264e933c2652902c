"""Conditions: a typed tree. Each leaf asks one thing of the situation, with the operators that its type has."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Word = Annotated[str, Meta(min_length=1, max_length=200)]


class ChoiceField(StrEnum):
    """What is one of several, or a few of them; ids and codes."""

    STATE = "state"
    WAITING_ON = "waiting_on"
    QUEUE = "queue"
    HOLDER = "holder"  # nobody, bot, queue, agent, team
    TEAM = "team"  # that holds the case
    AGENT = "agent"  # who holds the case
    TAG = "tag"
    DISPOSITION = "disposition"
    SURFACE = "surface"
    CHANNEL = "channel"
    ACCOUNT = "account"
    BRAND = "brand"
    COUNTRY = "country"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    FLAG = "flag"
    ORIGIN = "origin"
    ABOUT = "about"  # what the last message is, as it was understood: a MessageKind
    SENTIMENT = "sentiment"  # how it sounds
    MESSAGE_LANGUAGE = "message_language"  # what it is written in
    TARGET = "target"  # of the promise that approaches or was broken


class NumberField(StrEnum):
    PRIORITY = "priority"  # -1 to 2
    TIER = "tier"
    MINUTES_OPEN = "minutes_open"
    MINUTES_UNANSWERED = "minutes_unanswered"
    FILES = "files"
    RATING = "rating"  # stars, 1 to 5


class YesNoField(StrEnum):
    OPEN_HOURS = "open_hours"  # of the brand, or nearer ones of its account or queue
    SOMEBODY_AVAILABLE = "somebody_available"  # in the team of the queue
    FIRST_CASE = "first_case"  # of this contact
    COURTESY = "courtesy"
    PUBLIC = "public"
    FROM_AD = "from_ad"  # an advertisement brought the contact


class Has(StrEnum):
    IS = "is"
    IS_NOT = "is_not"


class ValueOp(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    KNOWN = "known"
    UNKNOWN = "unknown"


class TextOp(StrEnum):
    ANY = "any"
    ALL = "all"
    NONE = "none"


class Words(Struct, frozen=True, tag_field="is", tag="text", omit_defaults=True, forbid_unknown_fields=True):
    """The text holds words or phrases, whatever their case and accents; `whole` asks for whole words."""

    words: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=100)]
    op: TextOp = TextOp.ANY
    whole: bool = True


class EarlierPosts(Struct, frozen=True, tag_field="is", tag="earlier", omit_defaults=True, forbid_unknown_fields=True):
    """The contact wrote so many messages in the days before this, of those that hold any of the words (S250)."""

    days: Annotated[int, Meta(ge=1, le=90)]
    at_least: Annotated[int, Meta(ge=1, le=100)] = 1
    words: Annotated[tuple[Word, ...], Meta(max_length=100)] = ()


class Choice(Struct, frozen=True, tag_field="is", tag="choice", omit_defaults=True, forbid_unknown_fields=True):
    """A field is, or is not, one of these values."""

    field: ChoiceField
    values: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=100)]
    op: Has = Has.IS


class Number(Struct, frozen=True, tag_field="is", tag="number", omit_defaults=True, forbid_unknown_fields=True):
    field: NumberField
    value: float
    op: ValueOp = ValueOp.AT_LEAST


class YesNo(Struct, frozen=True, tag_field="is", tag="yes_no", omit_defaults=True, forbid_unknown_fields=True):
    field: YesNoField
    value: bool = True


class AttributeIs(Struct, frozen=True, tag_field="is", tag="attribute", omit_defaults=True, forbid_unknown_fields=True):
    """An attribute of the contact. `value` stays away for KNOWN and UNKNOWN."""

    key: Annotated[str, Meta(min_length=1, max_length=48)]
    op: ValueOp
    value: str | int | float | bool | None = None


class LocalTime(Struct, frozen=True, tag_field="is", tag="time", omit_defaults=True, forbid_unknown_fields=True):
    """By the wall clock of the brand: on these days (1 is Monday), from and until these minutes of the day.

    An end before the beginning runs over midnight.
    """

    days: tuple[Annotated[int, Meta(ge=1, le=7)], ...] = (1, 2, 3, 4, 5, 6, 7)
    begins: Annotated[int, Meta(ge=0, le=1_439)] = 0
    ends: Annotated[int, Meta(ge=1, le=1_440)] = 1_440


class Prediction(StrEnum):
    """What is predicted of a case, and how much its contact weighs.

    From 0 to 1, but satisfaction, influence and value, which are from 0 to 100, and urgency.
    """

    CSAT = "csat"  # satisfaction, 0 to 100 (S2, S180)
    URGENCY = "urgency"  # 0 can wait, 1 holds somebody up, 2 harms him now
    DISSATISFIED = "dissatisfied"
    ESCALATION = "escalation"  # S174
    CHURN = "churn"
    LEAD = "lead"  # S15
    NEEDS_HUMAN = "needs_human"
    OFFENSIVE = "offensive"
    ENGAGEABLE = "engageable"  # whether it needs an answer
    INFLUENCE = "influence"  # how many hear the contact, 0 to 100 (S217)
    VALUE = "value"  # what the contact is worth to us, 0 to 100 (S217)


class Predicted(Struct, frozen=True, tag_field="is", tag="prediction", omit_defaults=True, forbid_unknown_fields=True):
    """What is predicted of the case. Where nobody predicted it, this is false."""

    name: Prediction
    value: float
    op: ValueOp = ValueOp.AT_LEAST


class AllOf(Struct, frozen=True, tag_field="is", tag="all", forbid_unknown_fields=True):
    of: tuple[Condition, ...]


class AnyOf(Struct, frozen=True, tag_field="is", tag="any", forbid_unknown_fields=True):
    of: tuple[Condition, ...]


class NotOf(Struct, frozen=True, tag_field="is", tag="not", forbid_unknown_fields=True):
    of: Condition


Condition = AllOf | AnyOf | NotOf | Words | EarlierPosts | Choice | Number | YesNo | AttributeIs | LocalTime | Predicted
