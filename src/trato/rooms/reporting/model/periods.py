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
    """What a number can be cut by. `reason` is a measure's own: why it was set aside, how it was resolved…

    `tier` is that of the channel where the case came in (S132), of a promise its own; `coming` what brought the contact
    (an advertisement, a link), `advert` which advertisement (S17, S18, S259).
    """

    BRAND = "brand"
    COUNTRY = "country"
    CHANNEL = "channel"
    SURFACE = "surface"
    QUEUE = "queue"
    TEAM = "team"
    AGENT = "agent"
    TIER = "tier"
    COMING = "coming"
    ADVERT = "advert"
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
