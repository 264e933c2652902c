"""A report: figures beside those before, cut by a dimension, and what each number is made of."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import structs

from trato.kit.i18n import LOCALES, sentences
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.reporting.errors import DimensionUnknown, MeasureUnknown, PageUnknown
from trato.rooms.reporting.model import (
    BY,
    BY_KEY,
    MEASURES,
    SHOWN_BY_REASON,
    Asked,
    CaseBehind,
    CasesAsked,
    CasesBehind,
    Choice,
    Dimension,
    Figure,
    Kind,
    Line,
    LocalChannel,
    Measure,
    MeasureView,
    Part,
    PeriodView,
    Report,
    ReportTable,
    Source,
    Stretch,
    TableAsked,
    Told,
    parts_of,
)
from trato.rooms.reporting.service import asking, counting
from trato.rooms.reporting.service.asking import Question, fits
from trato.rooms.reporting.store import reading, statements

DAY = timedelta(days=1)


async def report(tx: Tx, who: Principal, asked: Asked, verb: Verb = Verb.REPORTS_READ) -> Report:
    """Return every measure of a period, beside the period before, by stretch. Raises what `asking.question` raises."""
    question = await asking.question(tx, who, asked, verb)
    shown = [one for one in question.measures if fits(one, question.now)]
    now = await counting.count(tx, question.now, shown, stretches=True, by=Dimension.REASON)
    then = await counting.count(tx, question.before, shown)
    words = words_of(who.user.locale)
    told = [
        Told(
            one.key, now.whole[one.key], then.whole[one.key], [at[one.key] for at in now.stretches],
            _reasons(one, now.keys, words) if one.key in SHOWN_BY_REASON else [],
        )
        for one in shown
    ]  # fmt: skip
    return Report(_period(question), [view(one, words) for one in shown], told, question.own)


async def table(tx: Tx, who: Principal, asked: TableAsked, verb: Verb = Verb.REPORTS_READ) -> ReportTable:
    """Return the same numbers cut by one dimension, the most rows first. Raises DimensionUnknown for `reason` alone."""
    question = await asking.question(tx, who, asked, verb)
    shown = [one for one in question.measures if fits(one, question.now) and asked.by in BY[one.source]]
    if asked.by is Dimension.REASON and len(shown) != 1:
        raise DimensionUnknown(dimension=asked.by.value)
    words = words_of(who.user.locale)
    found = await counting.count(tx, question.now, shown, by=asked.by)
    names = await _names(tx, asked.by, found.keys, words, shown[0].source if shown else None)
    views = [view(one, words) for one in shown]
    lines = _lines(found.keys, names)
    if asked.by is Dimension.COUNTRY:
        lines = await _with_channels(tx, lines, words)
    return ReportTable(asked.by.value, _period(question), views, lines, dict(found.whole), question.own)


async def cases(tx: Tx, who: Principal, asked: CasesAsked, verb: Verb = Verb.REPORTS_READ) -> CasesBehind:
    """Return a page of the rows that a number counts: as many in all as it says.

    What is out of the asker's reach counts and is not shown. Raises MeasureUnknown, DimensionUnknown, PageUnknown.
    """
    measure = BY_KEY.get(asked.measure)
    if measure is None or asked.part not in parts_of(measure):
        raise MeasureUnknown(measure=asked.measure, part=asked.part.value)
    question = await asking.question(tx, who, asked, verb)
    if measure not in asking_measures(question, measure) or not fits(measure, question.now):
        raise DimensionUnknown(dimension=",".join(one.value for one in question.now.filters))
    whole = (await counting.count(tx, question.now, [measure])).whole
    hours = await counting.open_time(tx, question.now.period) if measure.source is Source.ANSWERS else reading.ALWAYS
    rows = await reading.page(tx, question.now, measure, asked.part, hours, asked.limit + 1, _read_cursor(asked.cursor))
    shown = rows[: asked.limit]
    known = await reading.cases(tx, [row["case_id"] for row in shown], question.readable)
    names = await reading.names(tx, [row["agent_id"] for row in shown if row["agent_id"]])
    words = words_of(who.user.locale)
    items = [_behind(row, known.get(row["case_id"]), names, words, measure) for row in shown]
    more = len(rows) > asked.limit
    return CasesBehind(items, _total(whole[measure.key], asked.part), _cursor(shown[-1]) if more else None)


def asking_measures(question: Question, measure: Measure) -> Sequence[Measure]:
    """Return the measures that this asker may open: of their own work, only those that say whose it is."""
    return [measure] if not question.own or Dimension.AGENT in BY[measure.source] else []


async def choices(tx: Tx, who: Principal) -> dict[str, list[Choice]]:
    """Return what there is to filter by, within reach; of those who see their own work only, nothing of people."""
    scope, own = asking.reach(who)
    near = who.rights.scope(Verb.CASES_READ) if own else scope
    brands = await reading.list_brands(tx, near)
    paths = {unit for row in brands for unit in row["path"] or ()}
    units = [row for row in await reading.list_units(tx) if near.everywhere or row["id"] in paths]
    found = {
        "unit": [Choice(str(row["id"]), row["name"]) for row in units],
        "brand": [Choice(str(row["id"]), row["name"]) for row in brands],
        "country": [Choice(one, one) for one in await reading.countries(tx, near)],
        "queue": await _choices(tx, reading.QUEUES, near),
    }
    if not own:
        found["team"] = await _choices(tx, reading.TEAMS, near)
        found["agent"] = await _choices(tx, reading.AGENTS, near)
    return found


def definitions(locale: str) -> list[MeasureView]:
    """Return every measure with its definition, in a language."""
    words = words_of(locale)
    return [view(one, words) for one in MEASURES]


def words_of(locale: str) -> Mapping[str, str]:
    """Return the words of measures in a language of ours, and what channels are called in it."""
    short = locale[:2].lower()
    language = short if short in LOCALES else LOCALES[0]
    names = {f"channel.{channel}": name for channel, name in channels.channel_names(language).items()}
    return {**sentences("measures", language), **names}


def view(one: Measure, words: Mapping[str, str]) -> MeasureView:
    """Return a measure in words."""
    return MeasureView(
        one.key, one.group, one.kind.value, words[one.key], words[f"{one.key}.how"], list(one.sources),
        [part.value for part in parts_of(one)], [by.value for by in BY[one.source]], one.is_additive, one.at_least,
        one.at_most, words[f"{one.key}.beside"] if one.beside else "",
    )  # fmt: skip


def _reasons(one: Measure, cut: Mapping[str, dict[str, Figure]], words: Mapping[str, str]) -> list[Line]:
    found = {key: {one.key: figures[one.key]} for key, figures in cut.items() if figures[one.key].n}
    return _lines(found, {key: _reason(key, words, one.source) for key in found})


def _lines(cut: Mapping[str, dict[str, Figure]], names: Mapping[str, str]) -> list[Line]:
    lines = [Line(key, names[key], figures) for key, figures in cut.items()]
    return sorted(lines, key=lambda line: (-max((one.n for one in line.figures.values()), default=0), line.name))


async def _with_channels(tx: Tx, lines: Sequence[Line], words: Mapping[str, str]) -> list[Line]:
    """Add to countries which channels are offered there (S130), the first tier first, those of the country by name."""
    standings = [one for one in await channels.list_standings(tx) if one.to_at is None]
    found = []
    for line in lines:
        near = [one for one in standings if one.country in ("", line.key) and line.key != statements.NONE]
        said = {one.channel: one for one in sorted(near, key=lambda one: one.country)}  # the country's own wins
        here = [
            LocalChannel(one.channel, words.get(f"channel.{one.channel}", one.channel), one.tier, bool(one.country))
            for one in said.values()
            if one.offered
        ]
        here.sort(key=lambda one: (one.tier, not one.local, one.name))
        found.append(structs.replace(line, channels=here))
    return found


def _reason(key: str, words: Mapping[str, str], source: Source | None) -> str:
    return words["none.reason"] if key == statements.NONE else words.get(f"reason.{source or ''}.{key}", key)


async def _names(
    tx: Tx, by: Dimension, keys: Iterable[str], words: Mapping[str, str], source: Source | None
) -> dict[str, str]:
    match by:
        case Dimension.BRAND | Dimension.QUEUE | Dimension.TEAM | Dimension.AGENT:
            known = await reading.names(tx, [UUID(key) for key in keys if key != statements.NONE])
        case Dimension.REASON:
            known = {key: _reason(key, words, source) for key in keys}
        case Dimension.ADVERT:
            known = await reading.adverts(tx, [key for key in keys if key != statements.NONE])
        case Dimension.TIER:
            known = {key: words["tier.n"].format(n=key) for key in keys}
        case Dimension.COUNTRY | Dimension.CHANNEL | Dimension.SURFACE | Dimension.COMING:
            known = {key: words.get(f"{by.value}.{key}", key) for key in keys}
    known[statements.NONE] = words[f"none.{by.value}"]
    return {key: known.get(key, key) for key in keys}


async def _choices(tx: Tx, statement: str, scope: Any) -> list[Choice]:
    return [Choice(str(row["id"]), row["name"]) for row in await reading.list_choices(tx, statement, scope)]


def _period(question: Question) -> PeriodView:
    now, then = question.now.period, question.before.period
    return PeriodView(
        now.first, now.last, now.zone, now.grain.value,
        [Stretch(first, *at) for first, at in zip(now.starts, zip(now.bounds, now.bounds[1:], strict=False),
                                                  strict=True)],
        then.first, then.last, now.until < now.bounds[-1],
    )  # fmt: skip


def _total(figure: Figure, part: Part) -> int:
    match part:
        case Part.ALL:
            return figure.n
        case Part.COUNTED:
            return figure.counted or 0
        case Part.REST:
            return figure.n - (figure.counted or 0)
        case Part.BESIDE:
            return figure.beside or 0


def _behind(
    row: Any, case: Any | None, names: Mapping[str, str], words: Mapping[str, str], measure: Measure
) -> CaseBehind:
    readable = case is not None and case["readable"]
    reason = row["reason"] and words.get(f"reason.{measure.source.value}.{row['reason']}", row["reason"])
    return CaseBehind(
        case["number"] if case is not None else 0, case["id"] if case is not None and readable else None,
        (case["subject"] or case["preview"]) if case is not None and readable else "",
        (case["contact_name"] or "") if case is not None and readable else "",
        case["channel"] if case is not None else "", names.get(str(row["agent_id"]), ""), row["at"], row["counted"],
        row["seconds"], reason, None if row["amount"] is None else f"{row['amount']:f}", row["currency"] or "",
        row["country"] or "", row["promised"], row["points"] if measure.kind is Kind.STARS else None,
        None if measure.kind is Kind.STARS else row["points"],
    )  # fmt: skip


def _cursor(row: Any) -> str:
    return urlsafe_b64encode(f"{row['at'].isoformat()} {row['row_id']}".encode()).decode().rstrip("=")


def _read_cursor(said: str) -> tuple[datetime, UUID] | None:
    if not said:
        return None
    try:
        at, _, row = urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode().partition(" ")
        found = datetime.fromisoformat(at), UUID(row)
    except (ValueError, binascii.Error):  # UnicodeDecodeError is one
        raise PageUnknown() from None
    if found[0].tzinfo is None:
        raise PageUnknown()
    return found
