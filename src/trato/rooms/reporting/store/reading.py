"""Reading: figures, pages of rows, what they are called, and when calendars were open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope
from trato.rooms.reporting.model import Dimension, Measure, Part, Period, Source
from trato.rooms.reporting.store import statements

# the calendars by which answers of a period are timed, and between which instants
CALENDARS = """
select k.calendar_id, k.calendar_version as version, min(k.started_at) as since, max(k.stopped_at) as until
from sla.clock k
where k.workspace_id = $1 and k.target in ('first_response', 'first_human_response', 'next_response')
  and k.stopped_by_message_id is not null and k.stopped_at >= $2 and k.stopped_at < $3 and k.calendar_id is not null
group by 1, 2
"""
BRANDS = """
select b.id, b.name, b.timezone, u.path from brands.brand b
left join access.unit u on u.id = b.id and u.workspace_id = $1
where b.workspace_id = $1 and ($2::boolean or b.id = any($3::uuid[]) or exists (select 1 from channels.account a
  where a.brand_id = b.id and a.workspace_id = $1 and (a.id = any($5::uuid[]) or a.queue_id = any($4::uuid[])))
  or exists (select 1 from routing.queue q
    where q.brand_id = b.id and q.workspace_id = $1 and q.id = any($4::uuid[])))
order by b.name, b.id
"""
UNITS = "select id, name, path from access.unit where workspace_id = $1 order by cardinality(path), name, id"
QUEUES = """
select q.id, q.name from routing.queue q
where q.workspace_id = $1 and ($2::boolean or q.id = any($4::uuid[]) or q.brand_id = any($3::uuid[])
  or $5::uuid[] is null)
order by q.name, q.id
"""
TEAMS = """
select t.id, t.name from access.team t
where t.workspace_id = $1 and ($2::boolean or t.unit_id = any($3::uuid[]) or $5::uuid[] is null
  or exists (select 1 from routing.queue q where q.team_id = t.id and q.workspace_id = $1 and q.id = any($4::uuid[])))
order by t.name, t.id
"""
AGENTS = """
select u.id, u.name from access."user" u
where u.workspace_id = $1 and ($2::boolean or $5::uuid[] is null or exists (
  select 1 from access.team_member m join access.team t on t.id = m.team_id and t.workspace_id = $1
  where m.user_id = u.id and m.workspace_id = $1 and (t.unit_id = any($3::uuid[])
    or exists (select 1 from routing.queue q
      where q.team_id = t.id and q.workspace_id = $1 and q.id = any($4::uuid[])))))
order by u.name, u.id
"""
NAMES = """
select id, name from brands.brand where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from routing.queue where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from access.team where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from access."user" where id = any($2::uuid[]) and workspace_id = $1
"""
CASES = f"""
select c.id, c.number, c.channel,
  {access.visible("c", 3)} as readable, c.subject, c.preview, p.name as contact_name
from cases."case" c left join contacts.contact p on p.id = c.contact_id and p.workspace_id = $1
where c.id = any($2::uuid[]) and c.workspace_id = $1
"""
# what advertisements are called: by the newest case that each brought
ADVERTS = """
select u.key, o.name from unnest($2::text[]) u(key)
cross join lateral (select x.referral ->> 'headline' as name from cases.opening x
  where x.workspace_id = $1 and x.referral is not null and x.referral ->> 'source_id' = u.key
    and x.referral ->> 'headline' <> ''
  order by x.case_id desc limit 1) o
"""
COUNTRIES = """
select distinct a.country from channels.account a
where a.workspace_id = $1 and a.country <> '' and ($2::boolean or a.brand_id = any($3::uuid[])
  or a.queue_id = any($4::uuid[]) or a.id = any($5::uuid[]))
order by 1
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read: within which reach, in which period, narrowed by which keys of which dimensions."""

    scope: Scope
    period: Period
    now: datetime
    filters: Mapping[Dimension, Sequence[str]] = field(default_factory=dict)
    efforts: tuple[list[UUID], list[float], list[float], list[float]] = ([], [], [], [])  # columns: brand, and seconds


@dataclass(frozen=True, slots=True)
class OpenTime:
    """When calendars were open, in columns: calendar, version, beginning, end, seconds open before."""

    columns: tuple[list[UUID], list[int], list[datetime], list[datetime], list[float]] = ([], [], [], [], [])


ALWAYS = OpenTime()


async def calendars(tx: Tx, period: Period) -> list[Any]:
    """Return the calendars that time the answers of a period: id, version, since, until."""
    rows: list[Any] = await tx.connection.fetch(CALENDARS, tx.workspace, period.begins, period.until)
    return rows


async def figures(
    tx: Tx,
    wanted: Wanted,
    source: Source,
    measures: tuple[Measure, ...],
    stretches: bool,
    by: Dimension | None,
    hours: OpenTime,
) -> list[Any]:
    """Return the rows of `statements.figures`."""
    opening = statements.needs_opening(source, (by, *wanted.filters))
    said = statements.figures(source, measures, stretches, by, opening)
    rows: list[Any] = await tx.connection.fetch(said, *_given(tx, wanted, hours), None, None, None)
    return rows


async def page(
    tx: Tx, wanted: Wanted, measure: Measure, part: Part, hours: OpenTime, limit: int, after: tuple[Any, Any] | None
) -> list[Any]:
    """Return up to `limit` rows behind a number, the newest first, after an instant and a row id."""
    at, row = after or (None, None)
    said = statements.page(measure, part, statements.needs_opening(measure.source, wanted.filters))
    rows: list[Any] = await tx.connection.fetch(said, *_given(tx, wanted, hours), limit, at, row)
    return rows


def _given(tx: Tx, wanted: Wanted, hours: OpenTime) -> list[Any]:
    period = wanted.period
    filters = [list(wanted.filters[one]) if one in wanted.filters else None for one in statements.FILTERS]
    return [
        tx.workspace, *wanted.scope.parameters(), period.begins, period.until, list(period.bounds), wanted.now,
        *filters, *hours.columns, *wanted.efforts,
    ]  # fmt: skip


async def list_brands(tx: Tx, scope: Scope) -> list[Any]:
    """Return the brands of which something is in `scope`: id, name, timezone, path of units."""
    rows: list[Any] = await tx.connection.fetch(BRANDS, tx.workspace, *scope.parameters())
    return rows


async def list_units(tx: Tx) -> list[Any]:
    """Return all units: id, name, path."""
    rows: list[Any] = await tx.connection.fetch(UNITS, tx.workspace)
    return rows


async def list_choices(tx: Tx, statement: str, scope: Scope) -> list[Any]:
    """Return ids and names by one of QUEUES, TEAMS and AGENTS."""
    rows: list[Any] = await tx.connection.fetch(statement, tx.workspace, *scope.parameters())
    return rows


async def names(tx: Tx, ids: Iterable[UUID]) -> dict[str, str]:
    """Return what these brands, queues, teams and users are called, by id."""
    rows = await tx.connection.fetch(NAMES, tx.workspace, list(set(ids)))
    return {str(row["id"]): row["name"] for row in rows}


async def cases(tx: Tx, ids: Iterable[UUID], readable: Scope) -> dict[UUID, Any]:
    """Return what a list shows of cases, and whether they are in `readable`, by id."""
    rows = await tx.connection.fetch(CASES, tx.workspace, list(set(ids)), *readable.parameters())
    return {row["id"]: row for row in rows}


async def adverts(tx: Tx, keys: Iterable[str]) -> dict[str, str]:
    """Return what these advertisements are called, by the channel's id of them."""
    rows = await tx.connection.fetch(ADVERTS, tx.workspace, list(set(keys)))
    return {row["key"]: row["name"] for row in rows}


async def countries(tx: Tx, scope: Scope) -> list[str]:
    """Return the countries in which accounts of the scope stand."""
    rows = await tx.connection.fetch(COUNTRIES, tx.workspace, *scope.parameters())
    return [row["country"] for row in rows]
