"""Figures: every number of a question, from the rows of its measure's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CalendarId
from trato.rooms.reporting.model import BY, BY_KEY, Dimension, Figure, Kind, Measure, Per, Period, Source
from trato.rooms.reporting.service.asking import fits
from trato.rooms.reporting.store import reading
from trato.rooms.reporting.store.reading import ALWAYS, OpenTime, Wanted

Figures = Mapping[str, Figure]  # by measure
PRESENT = BY_KEY["present_time"]


async def whole(tx: Tx, wanted: Wanted, measures: Iterable[Measure]) -> tuple[Figures, list[Figures]]:
    """Return the figures of a period, and of each of its stretches."""
    count = len(wanted.period.starts)
    total: dict[str, Figure] = {}
    stretches: list[dict[str, Figure]] = [{} for _ in range(count)]
    for source, same in _by_source(wanted, measures).items():
        rows = {row["stretch"]: row for row in await _rows(tx, wanted, source, same, None)}
        there = await _presence(tx, wanted, same, None)
        for n, one in enumerate(same):
            total[one.key] = _figure(rows.get(0), f"m{n}", one, there.get(0))
            for at in range(count):
                stretches[at][one.key] = _figure(rows.get(at + 1), f"m{n}", one, there.get(at + 1))
    return total, list(stretches)


async def by_key(tx: Tx, wanted: Wanted, measures: Iterable[Measure], by: Dimension) -> dict[str, dict[str, Figure]]:
    """Return the figures of each key of a dimension; a measure that cannot be cut by it is left out."""
    cut: dict[str, dict[str, Figure]] = defaultdict(dict)
    of = [one for one in measures if by in BY[one.source]]
    for source, same in _by_source(wanted, of).items():
        rows = {row["key"]: row for row in await _rows(tx, wanted, source, same, by)}
        there = await _presence(tx, wanted, same, by if by in BY[Source.PRESENCE] else None)
        for n, one in enumerate(same):
            needs = one.per is Per.PRESENCE
            for key in {*rows, *(there if needs and by in BY[Source.PRESENCE] else ())}:
                per = there.get(key if by in BY[Source.PRESENCE] else 0)
                cut[key][one.key] = _figure(rows.get(key), f"m{n}", one, per)
    kept = [one for one in of if fits(one, wanted)]
    return {  # who has nothing of a measure has none of it, which is not the same as its not being known
        key: {one.key: figures.get(one.key) or _figure(None, "", one, None) for one in kept}
        for key, figures in cut.items()
    }


async def open_time(tx: Tx, period: Period) -> OpenTime:
    """Return when the calendars by which the answers of a period are timed were open."""
    rows = await reading.calendars(tx, period)
    if not rows:
        return ALWAYS
    asked = {(CalendarId(row["calendar_id"]), row["version"]) for row in rows}
    versions = await brands.calendar_versions(tx, asked)
    columns: tuple[list[Any], list[Any], list[Any], list[Any], list[Any]] = ([], [], [], [], [])
    for row in rows:
        hours, before = versions[(row["calendar_id"], row["version"])].hours, 0.0
        stretches = hours.open_between(row["since"], row["until"]) or [(row["until"], row["until"])]  # never open: 0 s
        for begins, ends in stretches:
            for column, value in zip(columns, (row["calendar_id"], row["version"], begins, ends, before), strict=True):
                column.append(value)
            before += (ends - begins).total_seconds()
    return OpenTime(columns)


def _by_source(wanted: Wanted, measures: Iterable[Measure]) -> dict[Source, tuple[Measure, ...]]:
    found: dict[Source, list[Measure]] = defaultdict(list)
    for one in measures:
        if fits(one, wanted):
            found[one.source].append(one)
    return {source: tuple(same) for source, same in found.items()}


async def _rows(
    tx: Tx, wanted: Wanted, source: Source, measures: tuple[Measure, ...], by: Dimension | None
) -> Sequence[Any]:
    hours = await open_time(tx, wanted.period) if source is Source.ANSWERS else ALWAYS
    return await reading.figures(tx, wanted, source, measures, by, hours)


async def _presence(
    tx: Tx, wanted: Wanted, measures: tuple[Measure, ...], by: Dimension | None
) -> dict[int | str, float]:
    """Return how long agents were there, in seconds, by stretch (0: the whole) or by key."""
    if not any(one.per is Per.PRESENCE for one in measures):
        return {}
    known = {name: keys for name, keys in wanted.filters.items() if name in BY[Source.PRESENCE]}
    rows = await _rows(tx, replace(wanted, filters=known), Source.PRESENCE, (PRESENT,), by)
    return {row["stretch" if by is None else "key"]: row["m0_total"] or 0.0 for row in rows}


def _figure(row: Any | None, name: str, measure: Measure, present: float | None) -> Figure:
    """Return one number; of nothing, a count is 0 and everything else is not applicable."""
    said = dict(row) if row is not None else {}
    n = said.get(f"{name}_n") or 0
    counted = (said.get(f"{name}_counted") or 0) if measure.counted else None
    beside = (said.get(f"{name}_beside") or 0) if measure.beside else None
    match measure.kind:
        case Kind.COUNT:
            return Figure(n, value=float(n), beside=beside)
        case Kind.SHARE:
            return Figure(n, value=(counted or 0) / n if n else None, counted=counted, beside=beside)
        case Kind.QUANTILES:
            wall = said.get(f"{name}_wall") or (None, None)
            business = said.get(f"{name}_business") or (None, None)
            mean = said.get(f"{name}_mean")
            return Figure(
                n, value=wall[0], mean=None if mean is None else float(mean), p50=wall[0], p90=wall[1],
                business_p50=business[0], business_p90=business[1],
            )  # fmt: skip
        case Kind.SUM:
            total = float(said.get(f"{name}_total") or 0)
            return Figure(n, value=total, total=total)
        case Kind.RATIO:
            per = (said.get(f"{name}_per") if measure.per is Per.ANSWERS else present) or 0.0
            total = float(said.get(f"{name}_total") or 0)
            return Figure(n, value=total / per if per else None, total=total, per=per)
