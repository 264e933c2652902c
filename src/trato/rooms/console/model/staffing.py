"""Words of a planned week."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from trato.rooms.workforce.model.planning import Assumed, Kept, Limit, Measured


class ChannelPlan(Struct, frozen=True):
    """A channel's week, a number for each of its 336 half hours; the lists are empty where history is missing.

    `weeks`: of history that the forecast rests on; `missing_weeks`: how many more it needs. `need`: agents.
    """

    channel: str
    live: bool
    weeks: int
    missing_weeks: int
    measured: Measured
    assumed: Assumed
    limit: Limit
    expected: list[float]
    low: list[float]
    high: list[float]
    came: list[float | None]
    need: list[float]


class AtOnce(Struct, frozen=True):
    """How much people had at once in the last seven days; None where nothing was recorded.

    `held`: cases that a person at work held, the effective concurrency; `hands`: the share of their time at work that
    they spent in them, None too where more work than time at work was recorded.
    """

    held: float | None
    hands: float | None


class WeekPlan(Struct, frozen=True):
    """A brand's week: its channels, the largest first, and its people by half hour.

    `scheduled`: expected to attend contacts; `present`: who did, None where it is still ahead; `kept`: which channels
    can be kept with the people scheduled, in order of importance.
    """

    brand_id: UUID
    monday: date
    time_zone: str
    people: int
    channels: list[ChannelPlan]
    scheduled: list[float]
    present: list[float | None]
    kept: list[Kept]
    at_once: AtOnce
