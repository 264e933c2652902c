"""Statements over the rows of a source: figures of measures by group, and pages of the rows themselves.

All of them take the same parameters, in this order: the workspace, the four of the scope, from, until, the bounds of
the stretches, the present, a filter for each dimension (keys as text, or null), then the open hours of calendars
(calendar, version, beginning, end, seconds open before), what deeds by hand take (brand, triage, tag, correction, in
seconds), then how many rows a page has and after which it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from trato.rooms.access import api as access
from trato.rooms.reporting.model import BY, Dimension, Kind, Measure, Part, Per, Source
from trato.rooms.reporting.store.pieces import advert
from trato.rooms.reporting.store.sources import SQL, WITH

NONE: Final = "none"  # the key of what has no value in a dimension
KEY: Final[dict[Dimension, str]] = {
    Dimension.BRAND: "r.brand_id::text",
    Dimension.COUNTRY: "nullif(r.country, '')",
    Dimension.CHANNEL: "nullif(r.channel, '')",
    Dimension.SURFACE: "nullif(r.surface, '')",
    Dimension.QUEUE: "r.queue_id::text",
    Dimension.TEAM: "r.in_team::text",
    Dimension.AGENT: "r.agent_id::text",
    Dimension.TIER: "r.tier::text",
    Dimension.COMING: "r.coming",
    Dimension.ADVERT: "r.advert",
    Dimension.REASON: "nullif(r.reason, '')",
}
MOMENT: Final = frozenset({Dimension.TIER, Dimension.COMING, Dimension.ADVERT})
# what the opening of its case knows of a row; looked up only where somebody asks for it
_COMING = f"""lower(nullif(o.referral ->> 'source', '')) as coming, case when {advert("o")}
    then coalesce(nullif(o.referral ->> 'source_id', ''), '{NONE}') end as advert"""
_OPENING = """ left join lateral (select x.referral, x.tier from cases.opening x
    where x.case_id = s.case_id and x.workspace_id = $1 limit 1) o on true"""
_OWN_TIER: Final = frozenset({Source.PROMISES, Source.ANSWERS})
FILTERS: Final = tuple(Dimension)
FIRST_FILTER: Final = 10
_HOURS = FIRST_FILTER + len(FILTERS)
_EFFORTS = _HOURS + 5
_PAGE = _EFFORTS + 4
TYPES: Final = (
    "uuid", "boolean", "uuid[]", "uuid[]", "uuid[]", "timestamptz", "timestamptz", "timestamptz[]", "timestamptz",
    *("text[]" for _ in FILTERS), "uuid[]", "int[]", "timestamptz[]", "timestamptz[]", "float8[]",
    "uuid[]", "float8[]", "float8[]", "float8[]", "int", "timestamptz", "uuid",
)  # fmt: skip
# every statement names every parameter, whether its source asks for it or not
_NAMED = "given as (select " + ", ".join(f"${n}::{kind} as p{n}" for n, kind in enumerate(TYPES, 1)) + ")"
_OPEN = f"""hours as materialized (
  select u.calendar_id, u.version, array_agg(u.begins order by u.begins) as begins,
    array_agg(u.ends order by u.begins) as ends, array_agg(u.open_before order by u.begins) as befores
  from unnest({", ".join(f"${_HOURS + n}::{TYPES[_HOURS + n - 1]}" for n in range(5))})
    u(calendar_id, version, begins, ends, open_before)
  group by 1, 2)"""
_TAKES = f"""efforts as materialized (select * from unnest({
    ", ".join(f"${_EFFORTS + n}::{TYPES[_EFFORTS + n - 1]}" for n in range(4))
}) u(brand_id, triage, tag, correction))"""
_COUNTS_OF: Final = {Per.ANSWERS: "answer", Per.ABANDONED: "abandoned"}
OF_EFFORT: Final = frozenset({Source.TRIAGED, Source.TAGGED, Source.CORRECTED})
OF_PEOPLE: Final = frozenset({Source.WORK, Source.HANDS, Source.PRESENCE})
_BEFORE: Final = {
    Source.ANSWERS: f"{_OPEN}, ",
    **dict.fromkeys(OF_PEOPLE, f"{WITH}, "),
    **dict.fromkeys(OF_EFFORT, f"{_TAKES}, "),
}
STRETCH = "width_bucket(r.at, $8::timestamptz[])"


def key_of(dimension: Dimension) -> str:
    """Return the SQL of a row's key in a dimension."""
    return f"coalesce({KEY[dimension]}, '{NONE}')"


@lru_cache(maxsize=256)
def figures(
    source: Source, measures: tuple[Measure, ...], stretches: bool, by: Dimension | None, opening: bool = False
) -> str:
    """Return the statement of figures: one pass gives the whole, and if wanted each stretch and each key.

    `opening`: what the opening of a case knows is asked for (`needs_opening`).

    Columns: stretch (1 is the first; null where all are meant), key (null likewise), then `m0_n`, `m0_counted`… in the
    order of `measures`. The row in which both are null is the whole. Of money, there is one such row a currency.
    """
    said = ", ".join(text for n, one in enumerate(measures) for text in _aggregates(f"m{n}", one))
    cuts = {"stretch": (STRETCH if stretches else "", "int"), "key": (key_of(by) if by else "", "text")}
    columns = ", ".join(f"{text or f'null::{kind}'} as {name}" for name, (text, kind) in cuts.items())
    each = [text for text, _ in cuts.values() if text]
    if source is Source.COSTS:  # currencies are never added up together
        columns += ", r.currency"
        sets = ", ".join(["(r.currency)", *(f"({text}, r.currency)" for text in each)])
    else:
        sets = ", ".join(["()", *(f"({text})" for text in each)])
    return f"{_rows(source, opening)} select {columns}, {said} {_from(source)} group by grouping sets ({sets})"


@lru_cache(maxsize=256)
def page(measure: Measure, part: Part, opening: bool = False) -> str:
    """Return the statement of a page of rows behind a number, the newest first; of contacts, one row for each."""
    seconds = f"r.{measure.seconds}" if measure.seconds else "null::float8"
    counted = f"r.{measure.counted}" if measure.counted else "true"
    money = f"r.{measure.amount} as amount, r.currency" if measure.amount else "null::numeric as amount, '' as currency"
    promised = f"r.{measure.promised}" if measure.promised else "null::float8"
    points = f"r.{measure.points}" if measure.points else "null::float8"
    columns = (
        f"r.row_id, r.case_id, r.person_id, r.at, r.agent_id, r.reason, r.country, {counted} as counted, "
        f"{seconds} as seconds, {promised} as promised, {points} as points, {money}"
    )
    kept = f"select {columns} {_from(measure.source)} and {condition(measure, part)}"
    if measure.by_contact:
        kept = f"select distinct on (k.person_id) k.* from ({kept}) k order by k.person_id, k.at desc, k.row_id desc"
    return f"""{_rows(measure.source, opening)} select * from ({kept}) k
where ${_PAGE + 1}::timestamptz is null or (k.at, k.row_id) < (${_PAGE + 1}, ${_PAGE + 2}::uuid)
order by k.at desc, k.row_id desc limit ${_PAGE}"""


def condition(measure: Measure, part: Part) -> str:
    """Return the SQL condition that a row is of a part of a measure."""
    match part:
        case Part.ALL:
            return f"r.{measure.of}"
        case Part.COUNTED:
            return f"r.{measure.of} and r.{measure.counted}"
        case Part.REST:
            return f"r.{measure.of} and not r.{measure.counted}"
        case Part.BESIDE:
            return f"r.{measure.beside}"


def _aggregates(name: str, measure: Measure) -> Sequence[str]:
    rows = "count(distinct r.person_id)" if measure.by_contact else "count(*)"
    said = [f"{rows} filter (where {condition(measure, Part.ALL)}) as {name}_n"]
    of = f"filter (where {condition(measure, Part.ALL)})"
    if measure.counted:
        said.append(f"{rows} filter (where {condition(measure, Part.COUNTED)}) as {name}_counted")
    if measure.beside:
        said.append(f"{rows} filter (where {condition(measure, Part.BESIDE)}) as {name}_beside")
    if measure.promised:
        said.append(f"min(r.{measure.promised}) {of} as {name}_least")
        said.append(f"max(r.{measure.promised}) {of} as {name}_most")
    if measure.kind in (Kind.QUANTILES, Kind.MEAN):
        said.append(f"avg(r.{measure.seconds}) {of} as {name}_mean")
        said.append(f"{_quantiles(measure.seconds)} {of} as {name}_wall")
        if measure.business:
            said.append(f"{_quantiles(measure.business)} {of} as {name}_business")
    elif measure.kind in (Kind.SUM, Kind.RATIO):
        said.append(f"sum(r.{measure.seconds}) {of} as {name}_total")
    elif measure.kind in (Kind.STARS, Kind.SCORE):
        said.append(f"avg(r.{measure.points}) {of} as {name}_mean")
    elif measure.kind is Kind.MONEY:
        said.append(f"sum(r.{measure.amount}) {of} as {name}_sum")
    if measure.per in _COUNTS_OF:
        said.append(f"count(*) filter (where r.{_COUNTS_OF[measure.per]})::float8 as {name}_per")
    return said


def _quantiles(column: str) -> str:
    return f"percentile_cont(array[0.5, 0.9]) within group (order by r.{column})"


def needs_opening(source: Source, wanted: Iterable[Dimension | None]) -> bool:
    """Say whether rows of a source must be looked up by the openings of their cases to be cut or narrowed so."""
    return any(one in MOMENT and one in BY[source] for one in wanted)


def _rows(source: Source, opening: bool) -> str:
    before = _BEFORE.get(source, "")
    tier = "s.own_tier" if source in _OWN_TIER else "o.tier" if opening else "null::smallint"
    coming = _COMING if opening else "null::text as coming, null::text as advert"
    return f"""with {_NAMED}, {before}source as ({SQL[source]}), r as (
  select s.*, coalesce(s.team_id, q.team_id) as in_team, {tier} as tier, {coming}
  from source s left join routing.queue q on q.id = s.queue_id and q.workspace_id = $1{_OPENING if opening else ""})"""


def _from(source: Source) -> str:
    kept = [f"(${FIRST_FILTER + n}::text[] is null or {key_of(one)} = any(${FIRST_FILTER + n}))"
            for n, one in enumerate(FILTERS)]  # fmt: skip
    if source is not Source.PRESENCE:  # that one looks at teams, and has no place
        kept.append(access.visible("r", 2))
    return f"from r where {' and '.join(kept)}"
