"""What the addresses of schedules take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.workforce.model.schedules import PlannedPart, ShiftKind, ShiftPlan, Span, WeekTemplate
from trato.rooms.workforce.rules.shifts import local_minute

LocalMinute = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")]


class WeekQuery(Struct, frozen=True):
    """The seven days from `monday` of a team."""

    team_id: UUID
    monday: date


class OwnWeek(Struct, frozen=True):
    monday: date


class Written(Struct, frozen=True):
    """A shift as the wall clock of its zone shows it: 2026-11-23T09:00."""

    user_id: UUID
    starts: LocalMinute
    ends: LocalMinute
    time_zone: str
    kind: ShiftKind = ShiftKind.WORK
    parts: tuple[PlannedPart, ...] = ()
    note: Annotated[str, Meta(max_length=200)] = ""

    def plan(self) -> ShiftPlan:
        """Return what it plans. Raises SenselessShift for days that no calendar has."""
        return ShiftPlan(
            self.user_id, local_minute(self.starts), local_minute(self.ends), self.time_zone, self.kind, self.parts,
            self.note,
        )  # fmt: skip


class NewShift(Written, frozen=True, kw_only=True):
    """`id` is minted by the browser: the same again is the same shift."""

    id: UUID


class ShiftChange(Written, frozen=True, kw_only=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: int


class Fill(Struct, frozen=True):
    """Whole weeks from a template; days on which `calendar_id` never opens are left out."""

    team_id: UUID
    template_id: UUID
    user_ids: Annotated[list[UUID], Meta(max_length=500)]
    monday: date
    weeks: int = 1
    calendar_id: UUID | None = None


class Copy(Struct, frozen=True):
    """The week from `source` again, from `monday` on."""

    team_id: UUID
    user_ids: Annotated[list[UUID], Meta(max_length=500)]
    source: date
    monday: date
    weeks: int = 1


class Template(Struct, frozen=True):
    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    time_zone: str
    spans: Annotated[list[Span], Meta(min_length=1, max_length=21)]


class Import(Struct, frozen=True):
    """The text of a CSV file; without `apply` it is only told what each line would do."""

    team_id: UUID
    csv: Annotated[str, Meta(max_length=1_400_000)]
    time_zone: str
    apply: bool = False


class AdherenceQuery(Struct, frozen=True):
    team_id: UUID
    first: date
    last: date
    time_zone: str


class DayQuery(Struct, frozen=True):
    team_id: UUID
    day: date
    time_zone: str


class TeamQuery(Struct, frozen=True):
    team_id: UUID


class PartView(Struct, frozen=True):
    kind: str
    starts: str
    ends: str
    from_at: datetime
    to_at: datetime


class ShiftView(Struct, frozen=True):
    """A shift with its local times, as people wrote it, and its instants."""

    id: UUID
    user_id: UUID
    kind: ShiftKind
    time_zone: str
    day: date
    from_at: datetime
    to_at: datetime
    starts: str
    ends: str
    parts: list[PartView]
    note: str
    version: int


class PersonView(Struct, frozen=True):
    id: UUID
    name: str
    time_zone: str


class WeekView(Struct, frozen=True):
    """A team's week. `time_zone` is that of the brand whose team it is, to write new shifts in."""

    monday: date
    time_zone: str
    people: list[PersonView]
    shifts: list[ShiftView]
    templates: list[WeekTemplate]


class DayView(Struct, frozen=True):
    """A day of an agent against their shifts, in seconds; the shares are None where nothing was expected."""

    user_id: UUID
    day: date
    scheduled: int
    kept: int
    work_scheduled: int
    worked: int
    unscheduled: int
    late: int | None
    early: int | None
    adherence: float | None
    conformance: float | None


class OwnView(Struct, frozen=True):
    """One's own week, and how one's days of it went."""

    monday: date
    time_zone: str
    shifts: list[ShiftView]
    days: list[DayView]


class Stretch(Struct, frozen=True):
    begins: datetime
    ends: datetime | None
    what: str
    reason: str = ""


class Lines(Struct, frozen=True):
    """What was expected of somebody on a day, and what they were."""

    user_id: UUID
    expected: list[Stretch]
    seen: list[Stretch]


class DayLines(Struct, frozen=True):
    begins: datetime
    ends: datetime
    people: list[PersonView]
    lines: list[Lines]


class Filled(Struct, frozen=True):
    shifts: int


class CsvFile(Struct, frozen=True):
    csv: str


class ImportLine(Struct, frozen=True):
    line: int
    email: str
    starts: str
    ends: str
    refused: str


class TeamView(Struct, frozen=True):
    id: UUID
    name: str
    time_zone: str
