"""Rules of channel accounts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from trato.rooms.channels.model import Quota

WARNED = (14, 7, 1)  # days before a token ends


def token_warning(ends_at: datetime | None, now: datetime) -> int | None:
    """Return which warning stands: 14, 7 or 1 days before a token ends, 0 once it has; None before that."""
    if ends_at is None:
        return None
    if ends_at <= now:
        return 0
    return next((days for days in sorted(WARNED) if ends_at - now <= timedelta(days=days)), None)


READING_SHARE = 0.8  # of a day's quota: the rest is for what we send
LONGEST_PAUSE = timedelta(minutes=30)


def provider_day(now: datetime, zone: str) -> str:
    """Return the date at which a provider counts what is spent now."""
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


def next_look(now: datetime, every: timedelta, quota: Quota | None, spent: int, cost: int) -> datetime:
    """Return when to look again, so that reading never takes more than its share of the provider's day.

    `spent` are the units of today, `cost` what the last look took. With nothing left, the next day begins it.
    """
    if quota is None:
        return now + every
    left = int(quota.units * READING_SHARE) - spent
    tomorrow = _midnight(now, quota.zone)
    if left < max(cost, 1):
        return tomorrow
    return now + max(every, (tomorrow - now) * max(cost, 1) / left)


def after_trouble(now: datetime, every: timedelta, failures: int, wait: timedelta | None) -> datetime:
    """Return when to try again after so many failures in a row: twice as late each time, up to half an hour."""
    pause = min(every * 2 ** min(failures, 10), max(LONGEST_PAUSE, every))
    later: timedelta = max(pause, wait or timedelta(0))
    return now + later


def _midnight(now: datetime, zone: str) -> datetime:
    there = now.astimezone(ZoneInfo(zone))
    return datetime.combine(there.date() + timedelta(days=1), time.min, there.tzinfo)
