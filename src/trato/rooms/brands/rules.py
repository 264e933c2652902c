"""Business rules of brands: what a set of hours says, and what a new brand starts with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from trato.rooms.brands.model import (
    CLOSED,
    CalendarId,
    CalendarVersion,
    DayKind,
    DayView,
    HoursPlan,
    Opening,
    OpeningHours,
    Openings,
    SpecialDay,
    Standing,
    opening,
)

_NINE_TO_SIX: Openings = (opening("09:00", "18:00"),)
_EIGHT_TO_SIX: Openings = (opening("08:00", "18:00"),)
_MORNING: Openings = (opening("09:00", "13:00"),)

# Usual hours of customer service, weekdays and Saturday, where a brand has not said its own. Sundays are closed.
_USUAL: Mapping[str, tuple[Openings, Openings]] = {
    "AR": (_NINE_TO_SIX, _MORNING),
    "BO": ((opening("08:30", "12:30"), opening("14:30", "18:30")), _MORNING),
    "BR": (_EIGHT_TO_SIX, (opening("09:00", "13:00"),)),
    "CL": (_NINE_TO_SIX, CLOSED),
    "CO": (_EIGHT_TO_SIX, (opening("08:00", "13:00"),)),
    "CR": ((opening("08:00", "17:00"),), CLOSED),
    "EC": ((opening("08:30", "17:30"),), CLOSED),
    "ES": (_NINE_TO_SIX, CLOSED),
    "MX": (_NINE_TO_SIX, (opening("09:00", "14:00"),)),
    "PE": (_NINE_TO_SIX, _MORNING),
    "PT": (_NINE_TO_SIX, CLOSED),
    "PY": ((opening("08:00", "17:00"),), (opening("08:00", "12:00"),)),
    "UY": (_NINE_TO_SIX, CLOSED),
}


def usual_week(country: str) -> tuple[Openings, ...]:
    """Return the week, Monday first, that a new brand of `country` starts with."""
    weekday, saturday = _USUAL.get(country, (_NINE_TO_SIX, CLOSED))
    return (weekday,) * 5 + (saturday, CLOSED)


def resolve(
    calendar_id: CalendarId, version: int, plan: HoursPlan, holidays: Mapping[date, str], years: tuple[int, int]
) -> CalendarVersion:
    """Return the version that `plan` makes with these public `holidays` (closed, unless an own day says otherwise)."""
    own = {day.day for day in plan.own_days}
    closed = (SpecialDay(day, DayKind.HOLIDAY, CLOSED, name) for day, name in holidays.items() if day not in own)
    days = tuple(sorted((*plan.own_days, *closed), key=lambda one: one.day))
    return CalendarVersion(
        calendar_id=calendar_id,
        version=version,
        timezone=plan.timezone,
        week=plan.week,
        days=days,
        country=plan.country,
        subdivision=plan.subdivision,
        resolved_from=years[0] if plan.country else 0,
        resolved_to=years[1] if plan.country else 0,
    )


def needs_holidays(version: CalendarVersion, year: int) -> bool:
    """Say whether the public holidays of the year after `year` are not in `version` yet."""
    return bool(version.country) and version.resolved_to <= year + 1


def year_view(version: CalendarVersion, year: int) -> list[DayView]:
    """Return every date of `year` with its openings and, where it differs from its weekday, why."""
    special = {day.day: day for day in version.days}
    return [_day_view(version, day, special.get(day)) for day in _dates(year)]


def _day_view(version: CalendarVersion, day: date, special: SpecialDay | None) -> DayView:
    if special is None:
        return DayView(day, version.week[day.weekday()], None, "")
    return DayView(day, special.openings, special.kind, special.name)


def _dates(year: int) -> Iterable[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def overlap(plan: HoursPlan) -> str:
    """Return the day whose openings run into each other ("0" is Monday, or an ISO date); "" when none does."""
    days = [(str(number), openings) for number, openings in enumerate(plan.week)]
    days += [(one.day.isoformat(), one.openings) for one in plan.own_days]
    return next((name for name, openings in days if _runs_into_itself(openings)), "")


def _runs_into_itself(openings: Sequence[Opening]) -> bool:
    ordered = sorted(openings)
    return any(one.closes > following.opens for one, following in zip(ordered, ordered[1:], strict=False))


def standing(hours: OpeningHours, now: datetime) -> Standing:
    """Say whether it is open at `now`, and until when; closings of less than a second between openings do not count."""
    if hours.always:
        return Standing(True, None)
    if not hours.is_open(now):
        try:
            return Standing(False, hours.next_opening(now))
        except ValueError:
            return Standing(False, None)
    until = now
    for begin, end in hours.open_between(now, now + timedelta(days=366)):
        if begin > until + timedelta(seconds=1):
            return Standing(True, until)
        until = end
    return Standing(True, None)


def contrast_with_white(colour: str) -> float:
    """Return the contrast of white text on `colour` ("#rrggbb"), from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
