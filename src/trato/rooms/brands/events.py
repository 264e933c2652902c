"""Facts that brands announce."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event
from trato.rooms.brands.model import HolderKind


class BrandCreated(Event, frozen=True, kw_only=True):
    """The subject is the brand."""

    kind: ClassVar[str] = "brands.brand_created"
    controller_id: UUID


class BrandChanged(Event, frozen=True, kw_only=True):
    """The subject is the brand: called otherwise, or out of use, or back in it."""

    kind: ClassVar[str] = "brands.brand_changed"
    retired: bool


class CalendarRevised(Event, frozen=True, kw_only=True):
    """The subject is the set of hours; `version` is the one now in force. Running clocks follow it."""

    kind: ClassVar[str] = "brands.calendar_revised"
    version: int


class HoursAttached(Event, frozen=True, kw_only=True):
    """The subject is the holder."""

    kind: ClassVar[str] = "brands.hours_attached"
    holder_kind: HolderKind
    calendar_id: UUID


class HoursDetached(Event, frozen=True, kw_only=True):
    """The subject is the holder."""

    kind: ClassVar[str] = "brands.hours_detached"
    holder_kind: HolderKind
