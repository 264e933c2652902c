"""What a report is cut by: a period with its days, and dimensions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

MOST_DAYS = 400  # a year, and the month that it is compared with


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Dimension(StrEnum):
    """What a number can be cut by. `reason` is a measure's own: why it was set aside, how it was resolved…"""

    BRAND = "brand"
    COUNTRY = "country"
    CHANNEL = "channel"
    SURFACE = "surface"
    QUEUE = "queue"
    TEAM = "team"
    AGENT = "agent"
    REASON = "reason"


class Period(Struct, frozen=True):
    """Days from `first` to `last`, both inside, as they pass in `zone`.

    `bounds` are the instants at which its stretches begin, and at last the one at which it ends: as many stretches as
    `starts` has dates, and one bound more. `until` is where counting ends: now, in a period that still goes on.
    """

    first: date
    last: date
    zone: str
    grain: Grain
    starts: tuple[date, ...]
    bounds: tuple[datetime, ...]
    until: datetime

    @property
    def begins(self) -> datetime:
        """The instant at which the first day begins."""
        return self.bounds[0]
