"""Words of forecasts: what came in each slot of the past, and what is expected of the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """Contacts in each slot, the oldest first and without gaps; `special` marks the slots of public holidays.

    `week` is how many slots one week has: 336 half hours. Both end where the forecast begins.
    """

    counts: Sequence[float]
    special: Sequence[bool]
    week: int = 336


@dataclass(frozen=True, slots=True)
class Forecast:
    """What each of the next slots is expected to bring, and between what: nine in ten are within."""

    mean: list[float]
    low: list[float]
    high: list[float]
    weeks: int
