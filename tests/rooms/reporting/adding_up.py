"""Whether numbers hold together: parts sum up to the whole, and a number opens exactly the rows that it counts."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from decimal import Decimal
from statistics import fmean
from uuid import UUID

from msgspec import structs

from trato.app.commands.report import machine
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.reporting.model import (
    BY,
    BY_KEY,
    Asked,
    CaseBehind,
    CasesAsked,
    Dimension,
    Figure,
    Kind,
    Part,
    TableAsked,
    parts_of,
)
from trato.rooms.reporting.service import reports

SUMS = ("n", "counted", "beside", "total")
Rows = Counter[CaseBehind]


async def misfits(db: Database, workspace: UUID, first: date, last: date, page: int = 200) -> list[str]:
    """Return what does not hold together in a period, in words; rows are opened `page` at a time."""
    async with db.transaction(workspace, SYSTEM) as tx:
        who = machine(tx, workspace, "es")
        asked = Asked(first=first, last=last)
        report = await reports.report(tx, who, asked)
        found = []
        whole: dict[tuple[str, Part], Rows] = {}
        for told in report.told:
            found += _sums(f"{told.key} by day", told.now, told.stretches)
            if told.reasons:
                reasons = [one.figures[told.key] for one in told.reasons]  # of what counts, not of what is beside it
                found += _sums(f"{told.key} by reason", structs.replace(told.now, beside=None), reasons)
            for part in parts_of(BY_KEY[told.key]):
                rows = whole[told.key, part] = await _open(tx, who, asked, told.key, part, page)
                found += _opened(f"{told.key} {part}", told.now, part, rows)
            found += _figures(told.key, told.now, whole.get((told.key, Part.ALL), Counter()))
        for by in Dimension:
            for key in BY_KEY if by is Dimension.REASON else ("",):
                if not key or by in BY[BY_KEY[key].source]:
                    cut = TableAsked(first=first, last=last, by=by, measures=key)
                    found += await _cut(tx, who, cut, whole, page)
        return found


async def _cut(tx: Tx, who: Principal, cut: TableAsked, whole: dict[tuple[str, Part], Rows], page: int) -> list[str]:
    table, found = await reports.table(tx, who, cut), []
    for key, figure in table.whole.items():
        measure, lines = BY_KEY[key], [(one.key, one.figures[key]) for one in table.lines]
        if measure.is_additive:
            found += _sums(f"{key} by {cut.by}", figure, [one for _, one in lines])
        if not measure.has_cases:
            continue
        seen: Rows = Counter()
        for name, one in lines:
            if not one.n:
                continue
            zone = table.period.zone  # days of one brand alone would pass as they do where it lives
            narrowed = Asked(first=cut.first, last=cut.last, zone=zone, **{cut.by.value: name})  # type: ignore[arg-type]
            rows = await _open(tx, who, narrowed, key, Part.ALL, page)
            found += _opened(f"{key} where {cut.by} is {name}", one, Part.ALL, rows)
            found += _figures(f"{key} where {cut.by} is {name}", one, rows)
            seen += rows
        all_of_it = whole[key, Part.ALL]
        if measure.is_additive and seen != all_of_it:
            found.append(f"{key} by {cut.by} opens {seen - all_of_it} more, {all_of_it - seen} less than the whole")
    return found


async def _open(tx: Tx, who: Principal, asked: Asked, key: str, part: Part, page: int) -> Rows:
    """Open a number to its last page; its `total` is as many as it lists."""
    rows: Rows = Counter()
    given = CasesAsked(**structs.asdict(asked), measure=key, part=part, limit=page)
    while True:
        got = await reports.cases(tx, who, given)
        rows.update(got.items)
        if got.next is None:
            assert got.total == rows.total(), (key, part, got.total, rows.total())
            return rows
        given = structs.replace(given, cursor=got.next)


def _sums(what: str, whole: Figure, parts: list[Figure]) -> list[str]:
    """Compare what adds up; seconds to a millionth."""
    found = []
    if _money(whole) != (together := sum(map(_money, parts), Counter())):
        found.append(f"{what}: money is {whole.money}, its parts add up to {together}")
    for name in SUMS:
        said = getattr(whole, name)
        if said is not None:
            added = sum(getattr(one, name) or 0 for one in parts)
            if not math.isclose(said, added, rel_tol=1e-6, abs_tol=1e-6):
                found.append(f"{what}: {name} is {said}, its parts add up to {added}")
    return found


def _money(figure: Figure) -> Counter[str]:
    """Return a number's money in millionths: exact, so that it is compared exactly."""
    return Counter({currency: int(Decimal(said) * 1_000_000) for currency, said in (figure.money or {}).items()})


def _opened(what: str, figure: Figure, part: Part, rows: Rows) -> list[str]:
    counted = figure.counted or 0
    expected = {
        Part.ALL: figure.n, Part.COUNTED: counted, Part.REST: figure.n - counted, Part.BESIDE: figure.beside,
    }[part]  # fmt: skip
    return [] if rows.total() == expected else [f"{what}: {expected}, opens {rows.total()}"]


def _figures(what: str, figure: Figure, rows: Rows) -> list[str]:
    """Compare a number with what can be counted on the rows that it opens."""
    seconds = sorted(one.seconds for one in rows.elements() if one.seconds is not None)
    kind = BY_KEY[what.split()[0]].kind
    expected: dict[str, float | None] = {}
    if kind is Kind.QUANTILES and seconds:
        expected = {"mean": fmean(seconds), "p50": _quantile(seconds, 0.5), "p90": _quantile(seconds, 0.9)}
    elif kind in (Kind.SUM, Kind.RATIO) and BY_KEY[what.split()[0]].has_cases:
        expected = {"total": sum(seconds)}
    elif kind is Kind.SHARE and not BY_KEY[what.split()[0]].by_contact:
        expected = {"counted": sum(one.counted for one in rows.elements())}
    if kind is Kind.MONEY:
        paid: Counter[str] = Counter()
        for one in rows.elements():
            paid[one.currency] += int(Decimal(one.amount or 0) * 1_000_000)
        if +paid != +_money(figure):
            return [f"{what}: money is {figure.money}, its rows make {paid}"]
    said = {name: getattr(figure, name) for name in expected}
    wrong = [name for name in expected if not math.isclose(said[name] or 0, expected[name] or 0, abs_tol=1e-5)]
    return [f"{what}: {name} is {said[name]}, its rows make {expected[name]}" for name in wrong]


def _quantile(ordered: list[float], share: float) -> float:
    """Return a quantile as PostgreSQL's percentile_cont does, between two values."""
    at = share * (len(ordered) - 1)
    low, high = ordered[math.floor(at)], ordered[math.ceil(at)]
    return low + (high - low) * (at - math.floor(at))
