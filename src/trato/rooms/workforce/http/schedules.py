"""The addresses of schedules: managed for the teams within one's reach; one's own, for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden, Invalid
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import SIGNED_IN, Need, Place, Principal, TeamId, UserId, UserState, Verb
from trato.rooms.brands import api as brands
from trato.rooms.workforce.errors import NothingToPlan
from trato.rooms.workforce.http.shapes import (
    AdherenceQuery,
    Copy,
    CsvFile,
    DayLines,
    DayQuery,
    DayView,
    Fill,
    Filled,
    Import,
    ImportLine,
    Lines,
    NewShift,
    OwnView,
    OwnWeek,
    PartView,
    PersonView,
    ShiftChange,
    ShiftView,
    Stretch,
    TeamQuery,
    TeamView,
    Template,
    WeekQuery,
    WeekView,
)
from trato.rooms.workforce.model.schedules import (
    AdherenceDay,
    Missing,
    Part,
    Shift,
    WeekTemplate,
)
from trato.rooms.workforce.rules import schedule_file
from trato.rooms.workforce.rules.schedule_file import FileLine
from trato.rooms.workforce.rules.shifts import zone_of
from trato.rooms.workforce.service import adherence, schedules

LONGEST_LOOK = 62  # days
DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2100


async def teams(tx: Tx, who: Principal, given: Nothing) -> list[TeamView]:
    """List the teams whose schedules one may manage."""
    scope = who.rights.scope(Verb.SCHEDULES_MANAGE)
    found = [one for one in await access.list_teams(tx) if scope.covers(Place(unit_id=one.unit_id))]
    zones = await _zones(tx)
    return [TeamView(one.id, one.name, zones.get(one.unit_id, zones[tx.workspace])) for one in found]


def check_days(*days: date) -> None:
    """Refuse days of other centuries. Raises Invalid."""
    if any(not FIRST_YEAR <= day.year < LAST_YEAR for day in days):
        raise Invalid(field="day", reason="too_far")


async def week(tx: Tx, who: Principal, given: WeekQuery) -> WeekView:
    """Return a team's shifts of seven days."""
    check_days(given.monday)
    people, zone = await _team(tx, who, given.team_id)
    shifts = await _of_week(tx, [one.id for one in people], given.monday, zone)
    return WeekView(given.monday, zone, people, shifts, await schedules.list_templates(tx))


async def own_week(tx: Tx, who: Principal, given: OwnWeek) -> OwnView:
    """Return one's own shifts of seven days, and how one's days went so far."""
    check_days(given.monday)
    zone = who.user.time_zone if who.user.time_zone != "UTC" else (await _zones(tx))[tx.workspace]
    shifts = await _of_week(tx, [who.user.id], given.monday, zone)
    days = await adherence.adherence_between(tx, [who.user.id], given.monday, given.monday + 6 * DAY, zone)
    return OwnView(given.monday, zone, shifts, [_day(one) for one in days])


async def add(tx: Tx, who: Principal, given: NewShift) -> ShiftView:
    """Expect somebody, or give them time off."""
    await _check_person(tx, who, given.user_id)
    return _shift(await schedules.add_shift(tx, given.id, given.plan()))


async def change(tx: Tx, who: Principal, given: ShiftChange) -> ShiftView:
    """Write a shift otherwise, or give it to somebody else."""
    await _check_person(tx, who, (await schedules.get_shift(tx, given.id)).user_id)
    await _check_person(tx, who, given.user_id)
    return _shift(await schedules.change_shift(tx, given.id, given.version, given.plan()))


async def cancel(tx: Tx, who: Principal, given: OneId) -> None:
    """Take a shift out of the schedule."""
    await _check_person(tx, who, (await schedules.get_shift(tx, given.id)).user_id)
    await schedules.cancel_shift(tx, given.id)


async def restore(tx: Tx, who: Principal, given: OneId) -> ShiftView:
    """Put a cancelled shift back."""
    await _check_person(tx, who, (await schedules.get_any_shift(tx, given.id)).user_id)
    return _shift(await schedules.restore_shift(tx, given.id))


async def fill(tx: Tx, who: Principal, given: Fill) -> Filled:
    """Write a template's week for people of a team."""
    check_days(given.monday)
    users = await _among(tx, who, given.team_id, given.user_ids)
    made = await schedules.fill_weeks(tx, given.template_id, users, given.monday, given.weeks, given.calendar_id)
    return Filled(len(made))


async def copy(tx: Tx, who: Principal, given: Copy) -> Filled:
    """Write a week again for people of a team."""
    check_days(given.source, given.monday)
    users = await _among(tx, who, given.team_id, given.user_ids)
    return Filled(len(await schedules.copy_week(tx, users, given.source, given.monday, given.weeks)))


async def save_template(tx: Tx, who: Principal, given: Template) -> WeekTemplate:
    """Keep a week to fill others from."""
    return await schedules.save_template(
        tx, WeekTemplate(given.id, given.name.strip(), given.time_zone, tuple(given.spans))
    )


async def retire_template(tx: Tx, who: Principal, given: OneId) -> None:
    """Take a template out of use."""
    await schedules.retire_template(tx, given.id)


async def export(tx: Tx, who: Principal, given: WeekQuery) -> CsvFile:
    """Give out a team's week as CSV."""
    check_days(given.monday)
    people, zone = await _team(tx, who, given.team_id)
    users = [one.id for one in people]
    emails: dict[UUID, str] = {one.id: one.email for one in await access.get_users(tx, users)}
    return CsvFile(schedule_file.to_csv(await _shifts(tx, users, given.monday, zone), emails))


async def bring_in(tx: Tx, who: Principal, given: Import) -> list[ImportLine]:
    """Say what each line of a CSV would do; with `apply` and no line refused, write them all."""
    people, _ = await _team(tx, who, given.team_id)
    zone_of(given.time_zone)
    emails: dict[str, UUID] = {
        one.email.lower(): one.id for one in await access.get_users(tx, [one.id for one in people])
    }
    lines = schedule_file.from_csv(given.csv, emails, given.time_zone)
    if given.apply and not any(one.refused for one in lines):
        await schedules.add_shifts(tx, [one.plan for one in lines if one.plan is not None], "file")
    return [_line(one) for one in lines]


async def adherence_of(tx: Tx, who: Principal, given: AdherenceQuery) -> list[DayView]:
    """Compare the days of a team's people with their shifts."""
    check_days(given.first, given.last)
    people, _ = await _team(tx, who, given.team_id)
    if not timedelta() <= given.last - given.first < LONGEST_LOOK * DAY:
        raise Invalid(field="last", reason="range")
    users = [one.id for one in people]
    return [_day(one) for one in await adherence.adherence_between(tx, users, given.first, given.last, given.time_zone)]


async def day(tx: Tx, who: Principal, given: DayQuery) -> DayLines:
    """Return what was expected of a team's people on a day, and what they were."""
    check_days(given.day)
    people, _ = await _team(tx, who, given.team_id)
    zone = zone_of(given.time_zone)
    begins = datetime(given.day.year, given.day.month, given.day.day, tzinfo=zone)
    following = given.day + DAY
    ends = datetime(following.year, following.month, following.day, tzinfo=zone)
    told, seen = await adherence.day_of(tx, [one.id for one in people], given.day)
    lines = [
        Lines(
            one.id,
            [Stretch(b, e, what.value) for b, e, what in told.get(one.id, []) if b < ends and e > begins],
            [
                Stretch(b, e, state.value, reason)
                for b, e, state, reason in seen.get(one.id, [])
                if b < ends and (e is None or e > begins)
            ],
        )
        for one in people
    ]
    return DayLines(begins.astimezone(UTC), ends.astimezone(UTC), people, lines)


async def missing(tx: Tx, who: Principal, given: TeamQuery) -> list[Missing]:
    """Return who of a team should be here now and is not."""
    people, _ = await _team(tx, who, given.team_id)
    return await adherence.missing_now(tx, [one.id for one in people])


async def _team(tx: Tx, who: Principal, team: UUID) -> tuple[list[PersonView], str]:
    """Return the active people of a team and its time zone, for who may manage its schedule. Raises Forbidden."""
    found = await access.get_team(tx, team)
    if not who.rights.scope(Verb.SCHEDULES_MANAGE).covers(Place(unit_id=found.unit_id)):
        raise Forbidden(verb=Verb.SCHEDULES_MANAGE.value)
    roster = [one.user_id for one in await access.list_roster(tx, team) if one.state is UserState.ACTIVE]
    users = sorted(await access.get_users(tx, list(roster)), key=lambda one: one.name.casefold())
    zones = await _zones(tx)
    return [PersonView(one.id, one.name, one.time_zone) for one in users], zones.get(found.unit_id, zones[tx.workspace])


async def _zones(tx: Tx) -> Mapping[UUID, str]:
    """Return the time zone of each brand, and under the workspace's id that of the first: wide teams write in it."""
    found: dict[UUID, str] = {one.id: one.timezone for one in await brands.list_brands(tx)}
    return found | {tx.workspace: next(iter(found.values()), "UTC")}


async def _among(tx: Tx, who: Principal, team: UUID, users: list[UUID]) -> list[UUID]:
    people, _ = await _team(tx, who, team)
    known = {one.id for one in people}
    if not set(users) <= known:
        raise Invalid(field="user_ids", reason="not_in_the_team")
    if not users:
        raise NothingToPlan(reason="no_people")
    return users


async def _check_person(tx: Tx, who: Principal, user: UUID) -> None:
    """Raises Forbidden where no team of theirs is within reach."""
    scope = who.rights.scope(Verb.SCHEDULES_MANAGE)
    if scope.everywhere:
        return
    theirs: set[TeamId] = set(await access.memberships_of(tx, UserId(user)))
    reached = {one.id for one in await access.list_teams(tx) if scope.covers(Place(unit_id=one.unit_id))}
    if not theirs & reached:
        raise Forbidden(verb=Verb.SCHEDULES_MANAGE.value)


async def _of_week(tx: Tx, users: list[UUID], monday: date, zone: str) -> list[ShiftView]:
    return [_shift(one) for one in await _shifts(tx, users, monday, zone)]


async def _shifts(tx: Tx, users: list[UUID], monday: date, zone: str) -> list[Shift]:
    place = zone_of(zone)
    begins = datetime(monday.year, monday.month, monday.day, tzinfo=place)
    after = monday + 7 * DAY
    ends = datetime(after.year, after.month, after.day, tzinfo=place)
    return await schedules.shifts_between(tx, users, begins, ends)


def _shift(one: Shift) -> ShiftView:
    zone = zone_of(one.time_zone)

    def clock(at: datetime) -> str:
        return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")

    def part(of: Part) -> PartView:
        begins, ends = one.moment(of.begins), one.moment(of.ends)
        return PartView(of.kind.value, clock(begins)[11:], clock(ends)[11:], begins, ends)

    return ShiftView(
        one.id, one.user_id, one.kind, one.time_zone, one.day, one.from_at, one.to_at, clock(one.from_at),
        clock(one.to_at), [part(of) for of in one.parts], one.note, one.version,
    )  # fmt: skip


def _day(one: AdherenceDay) -> DayView:
    return DayView(
        one.user_id, one.day, one.scheduled, one.kept, one.work_scheduled, one.worked, one.unscheduled, one.late,
        one.early, one.adherence, one.conformance,
    )  # fmt: skip


def _line(one: FileLine) -> ImportLine:
    return ImportLine(one.line, one.email, one.starts, one.ends, one.refused)


_MANAGE = Verb.SCHEDULES_MANAGE
TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/schedule/teams", _MANAGE, teams, Nothing),
    ("GET", "/api/v1/schedule", _MANAGE, week, WeekQuery),
    ("GET", "/api/v1/schedule/mine", SIGNED_IN, own_week, OwnWeek),
    ("POST", "/api/v1/schedule/fill", _MANAGE, fill, Fill),
    ("POST", "/api/v1/schedule/copy", _MANAGE, copy, Copy),
    ("GET", "/api/v1/schedule/csv", _MANAGE, export, WeekQuery),
    ("POST", "/api/v1/schedule/csv", _MANAGE, bring_in, Import),
    ("POST", "/api/v1/shifts", _MANAGE, add, NewShift),
    ("PUT", "/api/v1/shifts/{id}", _MANAGE, change, ShiftChange),
    ("DELETE", "/api/v1/shifts/{id}", _MANAGE, cancel, OneId),
    ("POST", "/api/v1/shifts/{id}/restore", _MANAGE, restore, OneId),
    ("PUT", "/api/v1/week-templates/{id}", _MANAGE, save_template, Template),
    ("DELETE", "/api/v1/week-templates/{id}", _MANAGE, retire_template, OneId),
    ("GET", "/api/v1/adherence", _MANAGE, adherence_of, AdherenceQuery),
    ("GET", "/api/v1/adherence/day", _MANAGE, day, DayQuery),
    ("GET", "/api/v1/adherence/missing", _MANAGE, missing, TeamQuery),
)
