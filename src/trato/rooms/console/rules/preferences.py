"""What may be settled, and when somebody wants quiet."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trato.kit.errors import Invalid
from trato.rooms.console.model.preferences import NoticeKind, NoticeWay, Preferences, Quiet

MOST_KEYS = 200
COMMAND = re.compile(r"[a-z0-9_.:-]{1,100}")
PRESS = re.compile(r"(\$mod\+)?(Shift\+)?([^\s+]|\+|[A-Z][A-Za-z0-9]{1,14})")
LONGEST_SEQUENCE = 3
MINUTES = range(24 * 60)


def check(settled: Preferences) -> None:
    """Refuse what cannot hold. Raises Invalid with the field."""
    if len(settled.keys) > MOST_KEYS:
        raise Invalid(field="keys", reason="too_many")
    for command, keys in settled.keys.items():
        if not COMMAND.fullmatch(command):
            raise Invalid(field="keys", reason="command")
        if keys and not is_keys(keys):
            raise Invalid(field="keys", reason="keys")
    quiet = settled.quiet
    if quiet.from_minute not in MINUTES or quiet.to_minute not in MINUTES:
        raise Invalid(field="quiet", reason="minute")
    if not set(quiet.days) <= set(range(1, 8)):
        raise Invalid(field="quiet", reason="day")


def is_keys(text: str) -> bool:
    """Say whether a text is one to three presses that every keyboard has.

    Alt is in none of them: with Ctrl it is AltGr on Spanish and Portuguese keyboards, and writes a letter.
    """
    presses = text.split(" ")
    return len(presses) <= LONGEST_SEQUENCE and all(PRESS.fullmatch(one) for one in presses)


def is_quiet(quiet: Quiet, at: datetime, time_zone: str) -> bool:
    """Say whether `at` (UTC) is in somebody's quiet hours; a night from 22:00 to 7:00 runs over midnight.

    A span that ends where it begins is no span.
    """
    if not quiet.on:
        return False
    there = at.astimezone(ZoneInfo(time_zone))
    if there.isoweekday() in quiet.days:
        return True
    minute, begins, ends = there.hour * 60 + there.minute, quiet.from_minute, quiet.to_minute
    return begins <= minute < ends if begins <= ends else minute >= begins or minute < ends


def quiet_until(quiet: Quiet, at: datetime, time_zone: str) -> datetime | None:
    """Return when somebody's quiet hours end that hold `at` (UTC); None when they never do within two weeks."""
    zone = ZoneInfo(time_zone)
    today = at.astimezone(zone).date()
    ends: list[datetime] = []
    for day in range(15):
        midnight = datetime.combine(today + timedelta(days=day), time(), zone)
        ends += [midnight, midnight.replace(hour=quiet.to_minute // 60, minute=quiet.to_minute % 60)]
    found = (one.astimezone(UTC) for one in ends)
    return next((one for one in found if one > at and not is_quiet(quiet, one, time_zone)), None)


def wants(settled: Preferences, kind: NoticeKind, way: NoticeWay) -> bool:
    """Say whether somebody is told of something in one way."""
    return way in settled.notices.get(kind, ())
