"""When an alert is raised and when it ends: beyond its threshold for long enough, and back by a margin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from trato.rooms.console.model import AT_LEAST, Measure

MARGIN = 0.1  # of the threshold: a number that trembles around it raises one alert, not many


class Verdict(NamedTuple):
    """Since when the number is beyond the threshold; whether an alert is raised, or ends, now."""

    over_since: datetime | None
    raises: bool
    ends: bool


def judge(
    measure: Measure, threshold: int, lasts: timedelta, value: float | None, over_since: datetime | None, *,
    is_open: bool, now: datetime,
) -> Verdict:  # fmt: skip
    """Return what a value means for a rule. None, of which nothing can be said, is not beyond anything."""
    over = value is not None and is_beyond(measure, value, threshold)
    since = (over_since or now) if over else None
    if is_open:
        return Verdict(since, False, value is None or is_back(measure, value, threshold))
    return Verdict(since, since is not None and now - since >= lasts, False)


def is_beyond(measure: Measure, value: float, threshold: int) -> bool:
    """Say whether a value is on the wrong side of a threshold."""
    return value < threshold if measure in AT_LEAST else value > threshold


def is_back(measure: Measure, value: float, threshold: int) -> bool:
    """Say whether a value is back by a margin: a count of nothing always is."""
    if measure in AT_LEAST:
        return value >= min(100.0, threshold * (1 + MARGIN))
    return value <= threshold * (1 - MARGIN)


def is_worse(measure: Measure, value: int, than: int) -> bool:
    """Say whether a value is worse than another."""
    return value < than if measure in AT_LEAST else value > than
