"""Words of schedules: shifts, what happens inside them, time off, and weeks to copy from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, NewType
from uuid import UUID

from msgspec import Meta, Struct

ShiftId = NewType("ShiftId", UUID)
Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]  # a wall clock's time, 09:30


class ShiftKind(StrEnum):
    """Time off stands above work: who is off is not expected, whatever shifts they have."""

    WORK = "work"
    OFF = "off"


class PartKind(StrEnum):
    """What happens inside a shift that is not attending contacts."""

    BREAK = "break"
    MEETING = "meeting"
    TRAINING = "training"


class PlannedPart(Struct, frozen=True):
    """A part as people write it; a time before the shift's beginning is of the next day."""

    kind: PartKind
    starts: Clock
    ends: Clock


class ShiftPlan(Struct, frozen=True):
    """A shift as people write it: naive local times of `time_zone`."""

    user_id: UUID
    starts: datetime
    ends: datetime
    time_zone: str
    kind: ShiftKind = ShiftKind.WORK
    parts: tuple[PlannedPart, ...] = ()
    note: Annotated[str, Meta(max_length=200)] = ""


class Part(Struct, frozen=True):
    """A part in whole minutes after its shift's beginning."""

    kind: PartKind
    begins: int
    ends: int


class Shift(Struct, frozen=True):
    """When somebody is expected, or off. `day` is the local day on which it begins."""

    id: ShiftId
    user_id: UUID
    kind: ShiftKind
    time_zone: str
    day: date
    from_at: datetime
    to_at: datetime
    parts: tuple[Part, ...] = ()
    note: str = ""
    version: int = 1

    def moment(self, minutes: int) -> datetime:
        """Return the instant so many minutes after the beginning."""
        return self.from_at + timedelta(minutes=minutes)


class Span(Struct, frozen=True):
    """A shift of a template: Monday is 0; an end that is not after the beginning is of the next day."""

    weekday: Annotated[int, Meta(ge=0, le=6)]
    starts: Clock
    ends: Clock
    parts: tuple[PlannedPart, ...] = ()


class WeekTemplate(Struct, frozen=True):
    """A week to fill others from."""

    id: UUID
    name: str
    time_zone: str
    spans: tuple[Span, ...]


class Expected(StrEnum):
    """What a schedule expects of somebody at a moment."""

    WORK = "work"
    BREAK = "break"
    MEETING = "meeting"
    TRAINING = "training"


class AdherenceDay(Struct, frozen=True):
    """How one agent's day went against their shifts, in seconds.

    `scheduled`: expected in any way; `kept`: of that, in the state that was expected; `work_scheduled`: to attend
    contacts; `worked`: attended, whenever it was; `unscheduled`: of that, outside all shifts. `late` and `early` are
    None where nobody came. A day that goes on is counted up to now.
    """

    user_id: UUID
    day: date
    scheduled: int
    kept: int
    work_scheduled: int
    worked: int
    unscheduled: int
    late: int | None
    early: int | None

    @property
    def adherence(self) -> float | None:
        """Return the share of the scheduled time that was kept."""
        return self.kept / self.scheduled if self.scheduled else None

    @property
    def conformance(self) -> float | None:
        """Return the time worked as a share of the time to work, whenever it was."""
        return self.worked / self.work_scheduled if self.work_scheduled else None


class Missing(Struct, frozen=True):
    """Who should be here now and is not, since when, and what they are instead ("" for never seen)."""

    user_id: UUID
    shift_id: ShiftId
    since: datetime
    until: datetime
    state: str
    reason: str
