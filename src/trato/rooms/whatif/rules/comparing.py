"""Two ways to live the same days, side by side, with how sure each number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from trato.rooms.whatif.model import Numbers, Outcome, Served
from trato.rooms.whatif.rules.counting import numbers_of
from trato.rooms.whatif.rules.intervals import bootstrap, interval

COMPARED = (
    "service_level", "breaches", "wait_p50", "wait_p90", "abandonment", "occupancy", "gini", "cases_per_hour",
    "answered", "by_bot",
)  # fmt: skip
OF_CASES = frozenset({"service_level", "breaches", "wait_p50", "wait_p90", "abandonment", "answered", "by_bot"})
HALF_HOUR = 1_800.0  # seconds: cases of one half hour share their queue
Range = tuple[float, float]
Block = tuple[list[Served], list[Served]]  # the cases of one half hour, both ways


@dataclass(frozen=True, slots=True)
class Compared:
    """One number before and after, and its paired difference, each with its 95 % interval where one can be told."""

    before: float | None
    after: float | None
    before_within: Range | None = None
    after_within: Range | None = None
    difference: float | None = None
    difference_within: Range | None = None


def compare_days(before: Sequence[Outcome], after: Sequence[Outcome]) -> dict[str, Compared]:
    """Compare several days, paired: Student's intervals of their means."""
    pairs = [(numbers_of(one), numbers_of(two)) for one, two in zip(before, after, strict=True)]
    return {name: _over_days([(_value(a, name), _value(b, name)) for a, b in pairs]) for name in COMPARED}


def _over_days(pairs: Sequence[tuple[float | None, float | None]]) -> Compared:
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not told:
        return Compared(None, None)
    one, two = [a for a, _ in told], [b for _, b in told]
    differences = [b - a for a, b in told]
    ranges: list[Range | None] = [interval(of) if len(told) > 1 else None for of in (one, two, differences)]
    return Compared(fmean(one), fmean(two), ranges[0], ranges[1], fmean(differences), ranges[2])


def compare_one_day(before: Outcome, after: Outcome, resamples: int = 200) -> dict[str, Compared]:
    """Compare one day: numbers of cases with intervals by drawing its half hours again, those of people without."""
    one, two = numbers_of(before), numbers_of(after)
    blocks = _blocks(before, after)
    found = {}
    for name in COMPARED:
        a, b = _value(one, name), _value(two, name)
        difference = None if a is None or b is None else b - a
        if name not in OF_CASES:
            found[name] = Compared(a, b, None, None, difference)
            continue
        ranges = [_drawn(blocks, before, after, name, which, resamples) for which in (0, 1, 2)]
        found[name] = Compared(a, b, ranges[0], ranges[1], difference, ranges[2])
    return found


def _blocks(before: Outcome, after: Outcome) -> list[Block]:
    """Return the cases by the half hour in which they came, both ways."""
    blocks: dict[int, tuple[list[Served], list[Served]]] = {}
    for which, outcome in enumerate((before, after)):
        for one in outcome.served:
            blocks.setdefault(int(one.came_at // HALF_HOUR), ([], []))[which].append(one)
    return list(blocks.values())


def _drawn(
    blocks: Sequence[Block],
    before: Outcome,
    after: Outcome,
    name: str,
    which: int,
    times: int,
) -> Range | None:
    def number(drawn: Sequence[Block]) -> float | None:
        values = []
        for side, outcome in enumerate((before, after)):
            if which in (side, 2):
                cases = [one for block in drawn for one in block[side]]
                values.append(_value(numbers_of(replace(outcome, served=cases), lambda _: True), name))
        if None in values:
            return None
        return values[0] if which < 2 else (values[1] or 0.0) - (values[0] or 0.0)

    return bootstrap(blocks, number, resamples=times)


def _value(numbers: Numbers, name: str) -> float | None:
    value: float | None = getattr(numbers, name)
    return None if value is None else float(value)
