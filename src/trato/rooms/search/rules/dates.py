"""Days as people write them in a filter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from trato.rooms.search.rules.words import fold

_DAYS: Final = {"hoy": 0, "today": 0, "hoje": 0, "ayer": 1, "yesterday": 1, "ontem": 1, "anteayer": 2, "anteontem": 2}


def beginning(value: str, now: datetime, zone: str) -> datetime | None:
    """Return when a day, a month or a year begins where somebody is, or None for what is none.

    `2026-10-01`, `2026-10`, `2026`, `01/10/2026` (day first), `hoy`, `yesterday`, `ontem`.
    """
    here = now.astimezone(ZoneInfo(zone))
    word = fold(value).strip()
    if word in _DAYS:
        day = here - timedelta(days=_DAYS[word])
        return day.replace(hour=0, minute=0, second=0, microsecond=0)
    found = re.fullmatch(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?", word)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None and (found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", word)):
        parts = (found[3], found[2], found[1])
    if parts is None:
        return None
    year, month, day_of_month = (int(part) if part else 1 for part in parts)
    try:
        return datetime(year, month, day_of_month, tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
