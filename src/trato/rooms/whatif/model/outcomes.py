"""What became of a day: case by case, and in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Served:
    """What became of one case; times are seconds from the beginning of the day.

    `given_at`, `answered_at` and `left_at` (its contact went) are None when that did not happen.
    """

    case_id: UUID
    queue_id: UUID
    channel: str
    came_at: float
    due_at: float | None
    agent_id: UUID | None = None
    given_at: float | None = None
    answered_at: float | None = None
    left_at: float | None = None
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every case and, by agent, the seconds at work, those in which they held something, and those handled."""

    served: Sequence[Served]
    present: Mapping[UUID, float]
    busy: Mapping[UUID, float]
    handled: Mapping[UUID, float]
    until: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """A day in numbers; shares are from 0 to 1, times in seconds, and None is what there was nothing to measure of.

    `service_level` is the share answered within the promise of all whose answer was due, or was given: who was not
    answered in time counts as missed. `breaches` counts those missed. `gini` is how unevenly work was spread over the
    time in which people were there: 0 is alike for all.
    """

    offered: int
    answered: int
    service_level: float | None
    breaches: int
    wait_p50: float | None
    wait_p90: float | None
    abandonment: float | None
    occupancy: float | None
    gini: float | None
    cases_per_hour: float | None
    by_bot: int = 0
