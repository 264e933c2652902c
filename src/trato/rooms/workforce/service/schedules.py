"""Deeds of schedules: shifts of people, whole weeks of them, and who is expected when."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from trato.kit.errors import Conflict, Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.workforce.errors import NothingToPlan, ShiftChanged, ShiftNotFound, ShiftsOverlap, TemplateNotFound
from trato.rooms.workforce.model.schedules import Shift, ShiftKind, ShiftPlan, WeekTemplate
from trato.rooms.workforce.rules import adherence
from trato.rooms.workforce.rules import shifts as rules
from trato.rooms.workforce.store import schedules as store

WEEK = timedelta(weeks=1)
KNOWN_FROM = timedelta(days=14)  # who had or has a shift within it is somebody with a schedule
MOST_SHIFTS = 5_000
MOST_WEEKS = 26


async def add_shift(tx: Tx, id_: UUID, plan: ShiftPlan) -> Shift:
    """Expect somebody, or give them time off; the same id is the same. Raises SenselessShift, ShiftsOverlap."""
    shift = rules.draft(plan, id_)
    await store.take_turn(tx)
    if await store.has_shift(tx, id_):
        return await get_shift(tx, id_)
    await _check_free(tx, [shift])
    await store.add_shifts(tx, [shift])
    tx.audit(AuditEntry("shift.add", "user", shift.user_id, {"shift": id_, "kind": shift.kind.value}))
    return shift


async def change_shift(tx: Tx, id_: UUID, version: int, plan: ShiftPlan) -> Shift:
    """Write a shift otherwise. Raises ShiftNotFound, ShiftChanged, SenselessShift, ShiftsOverlap."""
    await store.take_turn(tx)
    before = await get_shift(tx, id_)
    if before.version != version:
        raise ShiftChanged(shift=id_, version=before.version)
    shift = rules.draft(plan, id_, version + 1)
    await _check_free(tx, [shift])
    await store.change_shift(tx, shift, version)
    tx.audit(AuditEntry("shift.change", "user", shift.user_id, {"shift": id_, "kind": shift.kind.value}))
    return shift


async def cancel_shift(tx: Tx, id_: UUID) -> None:
    """Take a shift out of the schedule. Raises ShiftNotFound."""
    before = await get_shift(tx, id_)
    await store.cancel_shift(tx, id_)
    tx.audit(AuditEntry("shift.cancel", "user", before.user_id, {"shift": id_}))


async def restore_shift(tx: Tx, id_: UUID) -> Shift:
    """Put a cancelled shift back. Raises ShiftNotFound, ShiftsOverlap."""
    await store.take_turn(tx)
    shift = await store.get_shift(tx, id_, cancelled=True)
    if shift is None:
        raise ShiftNotFound(shift=id_)
    await _check_free(tx, [shift])
    await store.restore_shift(tx, id_)
    tx.audit(AuditEntry("shift.restore", "user", shift.user_id, {"shift": id_}))
    return await get_shift(tx, id_)


async def get_shift(tx: Tx, id_: UUID) -> Shift:
    """Return a shift. Raises ShiftNotFound."""
    found = await store.get_shift(tx, id_)
    if found is None:
        raise ShiftNotFound(shift=id_)
    return found


async def get_any_shift(tx: Tx, id_: UUID) -> Shift:
    """Return a shift, cancelled or not. Raises ShiftNotFound."""
    return await store.get_shift(tx, id_, cancelled=True) or await get_shift(tx, id_)


async def shifts_between(tx: Tx, users: Collection[UUID] | None, begins: datetime, ends: datetime) -> list[Shift]:
    """Return the shifts and times off that touch a stretch of time, of these users or of everybody."""
    return await store.list_shifts(tx, users, begins, ends)


async def add_shifts(tx: Tx, plans: Sequence[ShiftPlan], how: str) -> list[Shift]:
    """Write many shifts, all or none; `how` they came is kept. Raises SenselessShift, ShiftsOverlap, Invalid."""
    if len(plans) > MOST_SHIFTS:
        raise Invalid(field="weeks", reason="too_many")
    shifts = [rules.draft(one, uuid7()) for one in plans]
    await store.take_turn(tx)
    await _check_free(tx, shifts)
    await store.add_shifts(tx, shifts)
    people = len({one.user_id for one in shifts})
    tx.audit(
        AuditEntry("schedule.fill", "workspace", tx.workspace, {"shifts": len(shifts), "people": people, "how": how})
    )
    return shifts


async def fill_weeks(
    tx: Tx, template: UUID, users: Collection[UUID], monday: date, weeks: int, calendar: UUID | None = None
) -> list[Shift]:
    """Write a template's week for these people, from a Monday on, but for the days on which `calendar` never opens.

    Raises TemplateNotFound, NothingToPlan, ShiftsOverlap.
    """
    found = await store.get_template(tx, template)
    if found is None:
        raise TemplateNotFound(template=template)
    _check_weeks(users, monday, weeks)
    closed = await _closed_days(tx, calendar, monday, weeks) if calendar else set()
    plans = rules.expand(found, users, monday, weeks, closed)
    if not plans:
        raise NothingToPlan(reason="never_open" if found.spans else "no_spans")
    return await add_shifts(tx, plans, "template")


async def copy_week(tx: Tx, users: Collection[UUID], source: date, monday: date, weeks: int = 1) -> list[Shift]:
    """Write the shifts of one week again, by the wall clock, for `weeks` weeks from another Monday on; not time off.

    Raises NothingToPlan, ShiftsOverlap.
    """
    _check_weeks(users, monday, weeks)
    if source.weekday() != 0:
        raise Invalid(field="source", reason="not_a_monday")
    around = (_noon(tx, source) - WEEK / 7 * 2, _noon(tx, source) + WEEK / 7 * 9)
    theirs = [
        one
        for one in await store.list_shifts(tx, users, *around)
        if one.kind is ShiftKind.WORK and source <= one.day < source + WEEK
    ]
    if not theirs:
        raise NothingToPlan(reason="no_shifts")
    ahead = (monday - source).days
    return await add_shifts(
        tx, [rules.plan_of(one, ahead + 7 * week) for week in range(weeks) for one in theirs], "copy"
    )


def _check_weeks(users: Collection[UUID], monday: date, weeks: int) -> None:
    if not users:
        raise NothingToPlan(reason="no_people")
    if monday.weekday() != 0:
        raise Invalid(field="monday", reason="not_a_monday")
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid(field="weeks", reason="too_many")


def _noon(tx: Tx, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=tx.now.tzinfo)


async def _closed_days(tx: Tx, calendar: UUID, monday: date, weeks: int) -> set[date]:
    one = await brands.get_calendar(tx, calendar)
    hours = (await brands.present_versions(tx))[one.id].hours
    days = (monday + timedelta(days=ahead) for ahead in range(7 * weeks))
    return {day for day in days if not hours.openings_on(day)}


async def _check_free(tx: Tx, shifts: Sequence[Shift]) -> None:
    """Refuse what would put somebody in two places, with both named. Raises ShiftsOverlap."""
    begins, ends = min(one.from_at for one in shifts), max(one.to_at for one in shifts)
    kept = await store.list_shifts(tx, {one.user_id for one in shifts}, begins, ends)
    if (found := rules.overlap(shifts, kept)) is None:
        return
    new, other = found
    names = await access.get_users(tx, [new.user_id])
    raise ShiftsOverlap(
        user=new.user_id,
        name=names[0].name if names else "",
        starts=rules.local(new.from_at, new.time_zone),
        ends=rules.local(new.to_at, new.time_zone),
        other_starts=rules.local(other.from_at, new.time_zone),
        other_ends=rules.local(other.to_at, new.time_zone),
    )


async def save_template(tx: Tx, template: WeekTemplate) -> WeekTemplate:
    """Keep a week to fill others from. Raises SenselessShift, TemplateNotFound, Conflict for a name taken."""
    monday = date(2024, 1, 1)
    nobody = [tx.workspace]
    drafts = [rules.draft(plan, uuid7()) for plan in rules.expand(template, nobody, monday, 1)]
    if (found := rules.overlap(drafts, [])) is not None:
        new, other = found
        zone = template.time_zone
        raise ShiftsOverlap(
            user=None, name=template.name, starts=rules.local(new.from_at, zone)[11:],
            ends=rules.local(new.to_at, zone)[11:], other_starts=rules.local(other.from_at, zone)[11:],
            other_ends=rules.local(other.to_at, zone)[11:],
        )  # fmt: skip
    rules.zone_of(template.time_zone)
    await store.take_turn(tx)
    if await store.named_template(tx, template.name) not in {None, template.id}:
        raise Conflict(field="name", reason="taken")
    if not await store.save_template(tx, template):
        raise TemplateNotFound(template=template.id)
    tx.audit(AuditEntry("week_template.save", "week_template", template.id, {"spans": len(template.spans)}))
    return template


async def list_templates(tx: Tx) -> list[WeekTemplate]:
    """List the weeks that others are filled from, by name."""
    return await store.list_templates(tx)


async def retire_template(tx: Tx, template: UUID) -> None:
    """Take a template out of use; what it filled stays. Raises TemplateNotFound."""
    if not await store.retire_template(tx, template):
        raise TemplateNotFound(template=template)
    tx.audit(AuditEntry("week_template.retire", "week_template", template, {}))


async def is_on_shift(tx: Tx, users: Collection[UUID], at: datetime) -> Mapping[UUID, bool]:
    """Say for each of these users whether they are expected at an instant, breaks included and time off not.

    Who has no shift within two weeks of it has no schedule, and is missing from the answer.
    """
    theirs: dict[UUID, list[Shift]] = {}
    for shift in await store.list_shifts(tx, users, at - KNOWN_FROM, at + KNOWN_FROM) if users else []:
        theirs.setdefault(shift.user_id, []).append(shift)
    return {
        user: any(begins <= at < ends for begins, ends, _ in adherence.expected(found))
        for user, found in theirs.items()
    }


async def back_on_shift(tx: Tx, users: Collection[UUID], at: datetime) -> Mapping[UUID, datetime]:
    """Return when those of these users who are not expected at an instant are expected again.

    Who is expected, has no schedule, or does not come back within two weeks, is missing from the answer.
    """
    theirs: dict[UUID, list[Shift]] = {}
    for shift in await store.list_shifts(tx, users, at - KNOWN_FROM, at + KNOWN_FROM) if users else []:
        theirs.setdefault(shift.user_id, []).append(shift)
    spans = {user: [(begins, ends) for begins, ends, _ in adherence.expected(found)] for user, found in theirs.items()}
    return {
        user: min(begins for begins, _ in found if begins > at)
        for user, found in spans.items()
        if not any(begins <= at < ends for begins, ends in found) and any(begins > at for begins, _ in found)
    }
