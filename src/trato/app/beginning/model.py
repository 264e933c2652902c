"""What the beginner's screens ask and show."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

Day = list[tuple[str, str]]  # openings of one weekday, "09:00" to "18:00"


class Step(StrEnum):
    """What is to be done before the first answer, in order."""

    BRAND = "brand"
    HOURS = "hours"
    CHANNEL = "channel"
    WORDS = "words"
    CONVERSATION = "conversation"


class FirstChannel(StrEnum):
    """Where the first conversation comes from."""

    PRACTICE_CHAT = "practice_chat"  # a page of our own with the chat on it
    PRACTICE_PHONE = "practice_phone"  # the telephone that plays WhatsApp on this machine
    OWN_SITE = "own_site"


class BrandView(Struct, frozen=True):
    id: UUID
    name: str
    legal_name: str
    country: str
    timezone: str
    locale: str


class HolidayView(Struct, frozen=True):
    day: date
    name: str


class HoursView(Struct, frozen=True):
    """The week, Monday first, and the public holidays of the year that follows."""

    timezone: str
    week: list[Day]
    holidays: list[HolidayView]


class PromiseView(Struct, frozen=True):
    """A first answer that is promised; `seconds` of open time, or of any time with `always`."""

    name: str
    channel: str
    seconds: int
    always: bool


class ChannelView(Struct, frozen=True):
    """The first channel. `page` is where a conversation can be begun; `snippet_key` what a site of one's own needs."""

    account_id: UUID
    kind: FirstChannel
    name: str
    page: str
    snippet_key: str
    sites: list[str]


class ConversationView(Struct, frozen=True):
    case_id: UUID
    number: int
    said: str
    answered_at: datetime | None


class Setup(Struct, frozen=True):
    """How far the beginning has come. `done` holds the steps that are; it is over when all are, or when `dismissed`."""

    done: list[Step]
    dismissed: bool
    may_practise: bool
    brand: BrandView | None
    hours: HoursView | None
    promises: list[PromiseView]
    channel: ChannelView | None
    conversation: ConversationView | None


class Place(Struct, frozen=True):
    """A country whose public holidays are known."""

    country: str
    timezones: list[str]


class BrandSaid(Struct, frozen=True):
    name: str
    country: str
    timezone: str
    locale: str = "es"
    legal_name: str = ""


class HoursSaid(Struct, frozen=True):
    week: list[Day]


class ChannelSaid(Struct, frozen=True):
    """`site` is where a chat of one's own will stand, as https://tienda.example."""

    kind: FirstChannel
    site: str = ""


class Dismissal(Struct, frozen=True):
    dismissed: bool
