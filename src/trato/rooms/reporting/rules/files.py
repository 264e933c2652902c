"""Numbers as CSV (RFC 4180, UTF-8 with a mark for spreadsheets): the same figures, in words of the asker's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import asdict

from trato.kit.spreadsheets import table
from trato.rooms.reporting.model import CaseBehind, Figure, Report, ReportTable

MARK = "\ufeff"  # without it, spreadsheets read the accents wrong
FIGURES = (
    "value",
    "n",
    "counted",
    "beside",
    "mean",
    "p50",
    "p90",
    "business_p50",
    "business_p90",
    "total",
    "per",
    "promised_least",
    "promised_most",
)
MONEY = "money"  # fmt: skip
Words = Mapping[str, str]


def report_csv(report: Report, words: Words) -> Iterator[str]:
    """Give a report line by line: each measure for the whole period, the one before, and each stretch."""
    yield MARK + line(_heads(words, "measure", "first", "last"))
    names = {one.key: one.name for one in report.measures}
    period = report.period
    lasts = [*(one.first.isoformat() for one in period.stretches[1:]), ""]
    for told in report.told:
        name = names[told.key]
        yield line([name, words["column.whole"], period.last.isoformat(), *_cells(told.now)])
        yield line([name, words["column.before"], period.before_last.isoformat(), *_cells(told.before)])
        for stretch, until, figure in zip(period.stretches, lasts, told.stretches, strict=True):
            yield line([name, stretch.first.isoformat(), until or period.last.isoformat(), *_cells(figure)])


def table_csv(table: ReportTable, words: Words) -> Iterator[str]:
    """Give a table line by line: each value of its dimension with each of its measures, and the whole."""
    yield MARK + line([words[f"by.{table.by}"], *_heads(words, "measure")])
    names = {one.key: one.name for one in table.measures}
    rows = [*((one.name, one.figures) for one in table.lines), (words["column.whole"], table.whole)]
    for name, figures in rows:
        for key, figure in figures.items():
            yield line([name, names[key], *_cells(figure)])


def cases_head(words: Words) -> str:
    """Return the first line of a list of cases."""
    kinds = ("case", "at", "subject", "contact")
    heads = [words[f"column.{one}"] for one in kinds]
    more = [
        words["by.channel"],
        words["by.agent"],
        words["by.reason"],
        words["column.counted"],
        words["column.seconds"],
        words["column.money"],
        words["by.country"],
        words["column.promised"],
        words["column.stars"],
        words["column.score"],
    ]
    return MARK + line([*heads, *more])


def cases_csv(rows: Iterable[CaseBehind], words: Words) -> Iterator[str]:
    """Give the rows behind a number line by line."""
    for one in rows:
        counted = words["column.yes" if one.counted else "column.no"]
        seconds = "" if one.seconds is None else number(one.seconds)
        channel = words.get(f"channel.{one.channel}", one.channel)
        yield line([
            f"#{one.number}", one.at.isoformat(timespec="seconds"), one.subject, one.contact_name, channel, one.agent,
            one.reason, counted, seconds, "" if one.amount is None else f"{one.amount} {one.currency}",
            one.country, "" if one.promised is None else number(one.promised),
            "" if one.stars is None else number(one.stars), "" if one.score is None else number(one.score),
        ])  # fmt: skip


def line(cells: Sequence[str]) -> str:
    """Return one line."""
    return table([cells])


def _heads(words: Words, *first: str) -> list[str]:
    return [words[f"column.{one}"] for one in (*first, *FIGURES, MONEY)]


def _cells(figure: Figure) -> list[str]:
    said = asdict(figure)
    money = "; ".join(f"{amount} {currency}" for currency, amount in (figure.money or {}).items())
    return [*("" if said[one] is None else number(said[one]) for one in FIGURES), money]


def number(value: float) -> str:
    """Return a number to a millionth, never as a power of ten: the lines of a file add up as the numbers do."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
