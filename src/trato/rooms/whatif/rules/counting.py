"""An outcome in numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from trato.rooms.whatif.model import Numbers, Outcome, Served


def numbers_of(outcome: Outcome, only: Callable[[Served], bool] | None = None) -> Numbers:
    """Return the numbers of a day; with `only`, of some of its cases, and then nothing about its people."""
    cases = [one for one in outcome.served if only is None or only(one)]
    kept, missed = 0, 0
    waits: list[float] = []
    for one in cases:
        if one.answered_at is not None:
            waits.append(one.answered_at - one.came_at)
        if (in_time := _in_time(one, outcome.until)) is not None:
            kept += in_time
            missed += not in_time
    waits.sort()
    promised = kept + missed
    whole = only is None
    left = sum(one.left_at is not None for one in cases)
    hours = sum(outcome.present.values()) / 3600
    return Numbers(
        offered=len(cases),
        answered=len(waits),
        service_level=kept / promised if promised else None,
        breaches=missed,
        wait_p50=percentile(waits, 0.5),
        wait_p90=percentile(waits, 0.9),
        abandonment=left / len(cases) if cases else None,
        occupancy=sum(outcome.busy.values()) / (hours * 3600) if whole and hours else None,
        gini=gini(_spread(outcome.handled, outcome.present)) if whole else None,
        cases_per_hour=sum(one.given_at is not None for one in cases) / hours if whole and hours else None,
        by_bot=sum(one.by_bot for one in cases),
    )


def by_part(outcome: Outcome, part: Callable[[Served], str]) -> dict[str, Numbers]:
    """Return the numbers of each part of the cases, as their channel or their queue."""
    names = sorted({part(one) for one in outcome.served})
    return {name: numbers_of(outcome, lambda one, name=name: part(one) == name) for name in names}  # type: ignore[misc]


def _in_time(one: Served, until: float) -> bool | None:
    """Say whether an answer came as promised; None when none was promised, or it was no longer owed when due."""
    if one.due_at is None:
        return None
    if one.answered_at is not None:
        return one.answered_at <= one.due_at
    gone = one.left_at if one.left_at is not None else until
    return False if gone > one.due_at else None


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """Return the value below which `share` of these ordered values lie, between two of them by their distance."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _spread(handled: Mapping[UUID, float], present: Mapping[UUID, float]) -> list[float]:
    return [handled.get(one, 0.0) / there for one, there in present.items() if there > 0]


def gini(values: Collection[float]) -> float | None:
    """Return Gini's coefficient: 0 when all are alike, near 1 when one has everything. None of nothing."""
    ordered, total = sorted(values), sum(values)
    if not ordered or total <= 0:
        return None
    n = len(ordered)
    return sum((2 * rank - n - 1) * value for rank, value in enumerate(ordered, 1)) / (n * total)
