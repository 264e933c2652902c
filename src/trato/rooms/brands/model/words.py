"""Words of brands: who speaks, who answers for it in law, and the sets of hours that promises hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NewType
from uuid import UUID

from trato.rooms.brands.model.hours import OpeningHours, Openings

BrandId = NewType("BrandId", UUID)
ControllerId = NewType("ControllerId", UUID)
CalendarId = NewType("CalendarId", UUID)
AttachmentId = NewType("AttachmentId", UUID)


@dataclass(frozen=True, slots=True)
class Controller:
    """Who legally answers for the data of a brand. `contact` is where people exercise their rights."""

    id: ControllerId
    legal_name: str
    country: str  # ISO 3166-1 alpha-2
    contact: str
    created_at: datetime
    code: str = ""  # lasts when the name changes
    address: str = ""
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """How a brand speaks, in a few lines each."""

    is_: str = ""
    is_not: str = ""
    do: str = ""
    do_not: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """An identity that the public speaks to. Its id is that of its unit in the organisation's tree."""

    id: BrandId
    controller_id: ControllerId
    name: str
    locale: str  # BCP 47, as es-AR
    country: str
    timezone: str  # IANA, as America/Buenos_Aires
    voice: Voice
    created_at: datetime
    code: str = ""  # lasts when the name changes
    colour: str = ""  # #rrggbb; "" for ours
    languages: tuple[str, ...] = ()  # those it answers in besides its locale
    retired_at: datetime | None = None


class DayKind(StrEnum):
    """Why a date differs from its weekday."""

    HOLIDAY = "holiday"  # of the country or subdivision, resolved for us
    CLOSURE = "closure"  # our own
    HALF_DAY = "half_day"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date that differs from its weekday."""

    day: date
    kind: DayKind
    openings: Openings = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """What people decide about a set of hours; public holidays are added to it when it is published."""

    timezone: str
    week: tuple[Openings, ...]
    own_days: tuple[SpecialDay, ...] = ()
    country: str = ""  # whose public holidays close it; "" for none
    subdivision: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A set of hours by name; what it says is in its versions. Without a brand it is the whole workspace's."""

    id: CalendarId
    code: str
    name: str
    brand_id: BrandId | None
    version: int
    created_at: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True)
class CalendarVersion:
    """What a set of hours says, for ever: a change makes the next version.

    Public holidays are among `days` for the years `resolved_from` to `resolved_to` (exclusive); both are 0
    when it keeps none.
    """

    calendar_id: CalendarId
    version: int
    timezone: str
    week: tuple[Openings, ...]
    days: tuple[SpecialDay, ...]
    country: str = ""
    subdivision: str = ""
    resolved_from: int = 0
    resolved_to: int = 0

    @cached_property
    def hours(self) -> OpeningHours:
        """The opening hours that this version means; one object, so that what it counted is counted once."""
        return OpeningHours(self.timezone, self.week, tuple((day.day, day.openings) for day in self.days))

    @property
    def own_days(self) -> tuple[SpecialDay, ...]:
        """The special days that people put there."""
        return tuple(day for day in self.days if day.kind is not DayKind.HOLIDAY)

    @property
    def plan(self) -> HoursPlan:
        """The decisions that made this version."""
        return HoursPlan(self.timezone, self.week, self.own_days, self.country, self.subdivision)


class HolderKind(StrEnum):
    """What may keep a set of hours, in the order in which promises ask (records.md, rule 10)."""

    POLICY = "policy"
    QUEUE = "queue"
    CHANNEL_ACCOUNT = "channel_account"
    BRAND = "brand"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Holders:
    """Who could say the hours of one matter; what is not known is None."""

    policy: UUID | None = None
    queue: UUID | None = None
    channel_account: UUID | None = None
    brand: UUID | None = None
    person: UUID | None = None

    def in_order(self) -> tuple[tuple[HolderKind, UUID | None], ...]:
        """Return the holders, the one who decides first."""
        return (
            (HolderKind.POLICY, self.policy),
            (HolderKind.QUEUE, self.queue),
            (HolderKind.CHANNEL_ACCOUNT, self.channel_account),
            (HolderKind.BRAND, self.brand),
            (HolderKind.PERSON, self.person),
        )


@dataclass(frozen=True, slots=True)
class ChosenHours:
    """The hours that apply, and whose they are."""

    calendar: CalendarVersion
    holder_kind: HolderKind


@dataclass(frozen=True, slots=True)
class HoursBook:
    """Every set of hours of a workspace in its present version, and who keeps which."""

    stamp: UUID | None  # another after every change; None before the first
    calendars: Mapping[CalendarId, CalendarVersion]
    attached: Mapping[tuple[HolderKind, UUID], CalendarId]

    def choose(self, holders: Holders) -> ChosenHours | None:
        """Return the hours of the first holder, in order of precedence, that keeps any; None when none does."""
        for kind, holder in holders.in_order():
            calendar = None if holder is None else self.attached.get((kind, holder))
            if calendar is not None:
                return ChosenHours(self.calendars[calendar], kind)
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether it is open, and until when that lasts; `until` is None where it never ends, or not within a year."""

    is_open: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Attached:
    """Who keeps a set of hours now."""

    holder_kind: HolderKind
    holder_id: UUID
    calendar_id: CalendarId


@dataclass(frozen=True, slots=True)
class DayView:
    """One date of a year as a person reads it."""

    day: date
    openings: Openings
    kind: DayKind | None
    name: str
