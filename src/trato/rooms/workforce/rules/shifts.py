"""What a shift may be, when it is in real time, and whole weeks of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.rooms.workforce.errors import SenselessShift
from trato.rooms.workforce.model.schedules import (
    Part,
    PlannedPart,
    Shift,
    ShiftId,
    ShiftKind,
    ShiftPlan,
    WeekTemplate,
)

LONGEST_WORK = timedelta(hours=16)
LONGEST_OFF = timedelta(days=400)
MOST_PARTS = 12
DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone. Raises SenselessShift."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SenselessShift(reason="zone", starts=name[:60], ends="")


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return when a wall clock shows `local`: the first time where it does so twice, an hour later where never."""
    try:
        return local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the first and the last day of all calendars
        raise SenselessShift(reason="day", starts=local.isoformat(" ", "minutes"), ends="")


def local_minute(text: str) -> datetime:
    """Return a wall clock's time, 2026-11-23T09:00, as a naive datetime. Raises SenselessShift."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise SenselessShift(reason="day", starts=text[:40], ends="")


def draft(plan: ShiftPlan, id_: UUID, version: int = 1) -> Shift:
    """Return the shift that a plan makes. Raises SenselessShift with what was written."""
    zone = zone_of(plan.time_zone)
    begins, ends = instant(plan.starts, zone), instant(plan.ends, zone)
    if ends <= begins:
        raise _senseless("order", plan)
    if ends - begins > (LONGEST_WORK if plan.kind is ShiftKind.WORK else LONGEST_OFF):
        raise _senseless("length", plan)
    if len(plan.parts) > MOST_PARTS or (plan.parts and plan.kind is ShiftKind.OFF):
        raise _senseless("parts", plan)
    parts = sorted((_part(one, plan, zone, begins, ends) for one in plan.parts), key=lambda one: one.begins)
    if any(later.begins < one.ends for one, later in zip(parts, parts[1:], strict=False)):
        raise _senseless("parts_overlap", plan)
    return Shift(
        ShiftId(id_), plan.user_id, plan.kind, plan.time_zone, plan.starts.date(), begins, ends, tuple(parts),
        plan.note.strip(), version,
    )  # fmt: skip


def _part(one: PlannedPart, plan: ShiftPlan, zone: ZoneInfo, begins: datetime, ends: datetime) -> Part:
    first = datetime.combine(plan.starts.date(), time.fromisoformat(one.starts))
    last = datetime.combine(plan.starts.date(), time.fromisoformat(one.ends))
    first += DAY if first < plan.starts else timedelta()
    last += DAY if last < plan.starts else timedelta()
    from_at, to_at = instant(first, zone), instant(last, zone)
    if not begins <= from_at < ends or to_at > ends:
        raise _senseless("part_outside", plan, one)
    if to_at <= from_at:
        raise _senseless("part_order", plan, one)
    return Part(one.kind, round((from_at - begins).total_seconds() / 60), round((to_at - begins).total_seconds() / 60))


def _senseless(reason: str, plan: ShiftPlan, part: PlannedPart | None = None) -> SenselessShift:
    said = part or plan
    return SenselessShift(reason=reason, starts=_clock(said.starts), ends=_clock(said.ends))


def _clock(said: datetime | str) -> str:
    return said if isinstance(said, str) else said.isoformat(" ", "minutes")


def local(at: datetime, zone: str) -> str:
    """Return an instant as the wall clock of a zone shows it: 2026-11-23 09:00."""
    return at.astimezone(zone_of(zone)).strftime("%Y-%m-%d %H:%M")


def plan_of(shift: Shift, days: int = 0) -> ShiftPlan:
    """Return a shift as people would write it, so many days later by the wall clock."""
    zone = zone_of(shift.time_zone)
    later = timedelta(days=days)
    return ShiftPlan(
        user_id=shift.user_id,
        starts=shift.from_at.astimezone(zone).replace(tzinfo=None) + later,
        ends=shift.to_at.astimezone(zone).replace(tzinfo=None) + later,
        time_zone=shift.time_zone,
        kind=shift.kind,
        parts=tuple(
            PlannedPart(
                one.kind,
                f"{shift.moment(one.begins).astimezone(zone):%H:%M}",
                f"{shift.moment(one.ends).astimezone(zone):%H:%M}",
            )
            for one in shift.parts
        ),
        note=shift.note,
    )


def overlap(new: Sequence[Shift], kept: Iterable[Shift]) -> tuple[Shift, Shift] | None:
    """Return the first two shifts of one person and one kind that share time, one of them new; None without any."""
    ids = {one.id for one in new}
    everything = sorted(
        [*new, *(one for one in kept if one.id not in ids)], key=lambda one: (one.user_id, one.kind, one.from_at)
    )
    latest: Shift | None = None
    for one in everything:
        if latest is not None and (latest.user_id, latest.kind) == (one.user_id, one.kind):
            if one.from_at < latest.to_at and (one.id in ids or latest.id in ids):
                return (one, latest) if one.id in ids else (latest, one)
            if one.to_at <= latest.to_at:
                continue
        latest = one
    return None


def expand(
    template: WeekTemplate, users: Collection[UUID], monday: date, weeks: int, without: Collection[date] = ()
) -> list[ShiftPlan]:
    """Return the shifts of whole weeks from `monday` on, but for the days `without`."""
    found: list[ShiftPlan] = []
    for week in range(weeks):
        for span in template.spans:
            day = monday + timedelta(weeks=week, days=span.weekday)
            if day in without:
                continue
            starts = datetime.combine(day, time.fromisoformat(span.starts))
            ends = datetime.combine(day, time.fromisoformat(span.ends))
            ends += DAY if ends <= starts else timedelta()
            found += [
                ShiftPlan(user, starts, ends, template.time_zone, parts=span.parts) for user in sorted(set(users))
            ]
    return found
