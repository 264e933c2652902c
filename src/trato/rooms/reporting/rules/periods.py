"""Days as they pass in a place: a day begins at its first instant, whatever the clocks there do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trato.rooms.reporting.errors import NoSuchDay, PeriodReversed, PeriodTooLong, ZoneUnknown
from trato.rooms.reporting.model import MOST_DAYS, Grain, Period

DAY = timedelta(days=1)
EARLIEST, LATEST = date(1971, 1, 1), date(2999, 12, 31)


def period_of(first: date, last: date, zone: str, grain: Grain, now: datetime) -> Period:
    """Return the period from `first` to `last`, both inside, cut by `grain` (weeks begin on Monday).

    Raises PeriodReversed, PeriodTooLong (also for years that no calendar of ours knows), NoSuchDay, ZoneUnknown.
    """
    if last < first:
        raise PeriodReversed(first=first.isoformat(), last=last.isoformat())
    days = (last - first).days + 1
    if days > MOST_DAYS or first < EARLIEST or last > LATEST:
        raise PeriodTooLong(days=days, most=MOST_DAYS)
    place = _zone(zone)
    end = start_of(last + DAY, place)
    if end <= start_of(first, place):
        raise NoSuchDay(day=first.isoformat(), zone=zone)
    starts = [(one, start_of(one, place)) for one in _starts(first, last, grain)]
    ends = [*(at for _, at in starts[1:]), end]
    kept = [(one, at) for (one, at), until in zip(starts, ends, strict=True) if until > at]  # a skipped day is none
    until = max(min(now, end), kept[0][1])
    return Period(first, last, zone, grain, tuple(one for one, _ in kept), (*(at for _, at in kept), end), until)


def before(period: Period, now: datetime) -> Period:
    """Return what a period is compared with: as many days before it, or as many whole months when it is months.

    Of a period that still goes on, the other one is counted until the same hour of its own last day.
    """
    months = _whole_months(period.first, period.last)
    first = _months_before(period.first, months) if months else period.first - (period.last - period.first) - DAY
    last = period.first - DAY
    found = period_of(first, last, period.zone, period.grain, now)
    if now >= period.bounds[-1] or now <= period.begins:
        return found
    place = _zone(period.zone)
    here = now.astimezone(place)
    passed = here.date() - period.first
    same = datetime.combine(first + passed, here.time().replace(tzinfo=None), tzinfo=place).astimezone(UTC)
    cut = max(min(same, found.bounds[-1]), found.begins)
    return Period(found.first, last, found.zone, found.grain, found.starts, found.bounds, cut)


def start_of(day: date, place: ZoneInfo) -> datetime:
    """Return the first instant of a day. Where midnight is skipped, it is the instant of the skip."""
    return datetime.combine(day, time.min, tzinfo=place).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, a path, a folder: the library tells them apart, people need not
        raise ZoneUnknown(zone=name[:60]) from None


def _starts(first: date, last: date, grain: Grain) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        match grain:
            case Grain.DAY:
                day += DAY
            case Grain.WEEK:
                day += timedelta(days=7 - day.weekday())
            case Grain.MONTH:
                day = _months_before(day.replace(day=1), -1)


def _whole_months(first: date, last: date) -> int:
    """Return how many calendar months a period is exactly; 0 when it is none."""
    if first.day != 1 or (last + DAY).day != 1:
        return 0
    after = last + DAY
    return (after.year - first.year) * 12 + after.month - first.month


def _months_before(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)
