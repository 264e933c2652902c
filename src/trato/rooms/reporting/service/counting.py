"""Figures: every number of a question, from the rows of its measure's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import CalendarId
from trato.rooms.reporting.model import BY, BY_KEY, Dimension, Figure, Kind, Measure, Per, Period, Source
from trato.rooms.reporting.service.asking import fits
from trato.rooms.reporting.store import reading
from trato.rooms.reporting.store.reading import ALWAYS, OpenTime, Wanted

Figures = Mapping[str, Figure]  # by measure
Place = tuple[int | None, str | None]  # a stretch or a key, or neither: the whole
ALL: Place = (None, None)
PRESENT = BY_KEY["present_time"]


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a period; of each of its stretches, and of each key of a dimension, where that was wanted."""

    whole: Figures
    stretches: list[Figures]
    keys: dict[str, dict[str, Figure]]


async def count(
    tx: Tx, wanted: Wanted, measures: Iterable[Measure], *, stretches: bool = False, by: Dimension | None = None
) -> Counted:
    """Return the figures of a period, each source read once.

    A measure that cannot be narrowed as `wanted` is left out; one that cannot be cut `by` the dimension has no keys.
    """
    shown = [one for one in measures if fits(one, wanted)]
    of = defaultdict(list)
    for one in shown:
        of[one.source].append(one)
    there = await _presence(tx, wanted, shown, stretches, by)
    whole: dict[str, Figure] = {}
    parts: list[dict[str, Figure]] = [{} for _ in wanted.period.starts] if stretches else []
    keys: dict[str, dict[str, Figure]] = defaultdict(dict)
    for source, same in of.items():
        cut = by if by in BY[source] else None
        rows = there if source is Source.PRESENCE else await _rows(tx, wanted, source, tuple(same), stretches, cut)
        for n, one in enumerate(same):
            whole[one.key] = _figure(rows.get(ALL), f"m{n}", one, _per(one, wanted.period, there, ALL))
            for at, part in enumerate(parts, 1):
                per = _per(one, wanted.period, there, (at, None))
                part[one.key] = _figure(rows.get((at, None)), f"m{n}", one, per)
            if cut is None:
                continue
            present = cut in BY[Source.PRESENCE]
            for place in {*rows, *(there if present and one.per is Per.PRESENCE else ())}:
                if place[1] is not None:
                    per = _per(one, wanted.period, there, place if present else ALL)
                    keys[place[1]][one.key] = _figure(rows.get(place), f"m{n}", one, per)
    for key, figures in keys.items():  # who has nothing of a measure has none of it, which is not the same as unknown
        for one in shown:
            if by in BY[one.source] and one.key not in figures:
                per = _per(one, wanted.period, there, (None, key) if by in BY[Source.PRESENCE] else ALL)
                figures[one.key] = _figure(None, "", one, per)
    return Counted(whole, list(parts), dict(keys))


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


async def _rows(
    tx: Tx, wanted: Wanted, source: Source, measures: tuple[Measure, ...], stretches: bool, by: Dimension | None
) -> dict[Place, Any]:
    hours = await open_time(tx, wanted.period) if source is Source.ANSWERS else ALWAYS
    found = await reading.figures(tx, wanted, source, measures, stretches, by, hours)
    if source is Source.COSTS:
        return _by_currency(found, len(measures))
    return {(row["stretch"], row["key"]): row for row in found}


def _by_currency(found: Iterable[Any], measures: int) -> dict[Place, Any]:
    """Put the rows of each place together: what is counted adds up, money stays apart by currency."""
    places: dict[Place, dict[str, Any]] = defaultdict(dict)
    for row in found:
        said = places[row["stretch"], row["key"]]
        for n in range(measures):
            for name in (f"m{n}_n", f"m{n}_beside"):
                said[name] = said.get(name, 0) + row[name]
            if row[f"m{n}_sum"] is not None:
                said.setdefault(f"m{n}_money", {})[row["currency"]] = row[f"m{n}_sum"]
    return dict(places)


async def _presence(
    tx: Tx, wanted: Wanted, measures: Iterable[Measure], stretches: bool, by: Dimension | None
) -> dict[Place, Any]:
    """Return how long agents were there; of filters and cuts, those that are of people."""
    if not any(one.per is Per.PRESENCE or one.source is Source.PRESENCE for one in measures):
        return {}
    known = {name: keys for name, keys in wanted.filters.items() if name in BY[Source.PRESENCE]}
    cut = by if by in BY[Source.PRESENCE] else None
    return await _rows(tx, replace(wanted, filters=known), Source.PRESENCE, (PRESENT,), stretches, cut)


def _per(measure: Measure, period: Period, there: Mapping[Place, Any], place: Place) -> float | None:
    """Return the seconds that a ratio divides by: of a stretch, as far as it has passed."""
    if measure.per is not Per.TIME:
        return _seconds(there, place)
    at, bounds = place[0], period.bounds
    begins, ends = (bounds[at - 1], bounds[at]) if at is not None else (bounds[0], bounds[-1])
    return max((min(ends, period.until) - begins).total_seconds(), 0.0)


def _seconds(there: Mapping[Place, Any], place: Place) -> float | None:
    row = there.get(place)
    return None if row is None else row["m0_total"] or 0.0


def _figure(row: Any | None, name: str, measure: Measure, present: float | None) -> Figure:
    """Return one number; of nothing, a count is 0 and everything else is not applicable."""
    said = dict(row) if row is not None else {}
    n = said.get(f"{name}_n") or 0
    counted = (said.get(f"{name}_counted") or 0) if measure.counted else None
    beside = (said.get(f"{name}_beside") or 0) if measure.beside else None
    least, most = said.get(f"{name}_least"), said.get(f"{name}_most")
    match measure.kind:
        case Kind.COUNT:
            return Figure(n, value=float(n), beside=beside)
        case Kind.SHARE:
            return Figure(
                n, value=(counted or 0) / n if n else None, counted=counted, beside=beside, promised_least=least,
                promised_most=most,
            )  # fmt: skip
        case Kind.STARS | Kind.SCORE:
            return Figure(n, value=said.get(f"{name}_mean"))  # of points: a mean is one of seconds
        case Kind.QUANTILES | Kind.MEAN:
            wall = said.get(f"{name}_wall") or (None, None)
            business = said.get(f"{name}_business") or (None, None)
            mean = said.get(f"{name}_mean")
            mean = None if mean is None else float(mean)
            return Figure(
                n, value=mean if measure.kind is Kind.MEAN else wall[0], counted=counted, mean=mean, p50=wall[0],
                p90=wall[1], business_p50=business[0], business_p90=business[1], promised_least=least,
                promised_most=most, beside=beside,
            )  # fmt: skip
        case Kind.SUM:
            total = float(said.get(f"{name}_total") or 0)
            return Figure(n, value=total, total=total)
        case Kind.MONEY:
            money: dict[str, Decimal] = said.get(f"{name}_money") or {}
            value = float(next(iter(money.values()))) if len(money) == 1 else None if money else 0.0
            exact = {currency: f"{amount:f}" for currency, amount in sorted(money.items())}
            return Figure(n, value=value, beside=beside, money=exact)
        case Kind.RATIO:
            of_rows = measure.per in (Per.ANSWERS, Per.ABANDONED)
            per = (said.get(f"{name}_per") if of_rows else present) or 0.0
            total = float(said.get(f"{name}_total") or 0)
            return Figure(n, value=total / per if per else None, total=total, per=per)
