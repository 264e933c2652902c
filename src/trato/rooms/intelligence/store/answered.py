"""SQL of survey answers beside what was predicted, and of the calibration that they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# what was predicted when the case was judged last; a case that nobody judged teaches nothing
KEEP = """
insert into intelligence.survey_answer (case_id, workspace_id, contact_id, at, points, said)
select c.id, $1, c.contact_id, $2, coalesce(o.points, o.csat), u.said
from unnest($3::uuid[], $4::smallint[]) u(case_id, said)
join cases."case" c on c.id = u.case_id and c.workspace_id = $1 and c.contact_id = any($5::uuid[])
join intelligence.outlook o on o.case_id = c.id and o.workspace_id = $1
on conflict (case_id, workspace_id) do update set at = excluded.at, said = excluded.said
returning case_id, contact_id, points, said
"""
CONTACTS = """select id as case_id, contact_id from cases."case" where id = any($2::uuid[]) and workspace_id = $1"""
NEWEST = """
select points, said from (
  select points, said, at, case_id from intelligence.survey_answer where workspace_id = $1 order by at desc limit $2) n
order by at, case_id
"""
PUT = """
insert into intelligence.calibration
  (workspace_id, version, answers, used, shift, slope, middle, steep, error_before, error_after, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (workspace_id) do update set version = excluded.version, answers = excluded.answers, used = excluded.used,
  shift = excluded.shift, slope = excluded.slope, middle = excluded.middle, steep = excluded.steep,
  error_before = excluded.error_before, error_after = excluded.error_after, at = excluded.at
"""
GET = "select * from intelligence.calibration where workspace_id = $1"


async def contacts_of(tx: Tx, cases: Sequence[UUID]) -> dict[UUID, UUID]:
    return {row["case_id"]: row["contact_id"] for row in await tx.connection.fetch(CONTACTS, tx.workspace, list(cases))}


async def keep(tx: Tx, said: Sequence[tuple[UUID, int]], contacts: Sequence[UUID]) -> list[Any]:
    """Keep answers (case, what was said) of these contacts, beside what was predicted; return those that were."""
    cases, points = [case for case, _ in said], [one for _, one in said]
    return list(await tx.connection.fetch(KEEP, tx.workspace, tx.now, cases, points, list(contacts)))


async def newest(tx: Tx, most: int) -> list[Any]:
    """Return the newest answers, oldest first: what was predicted and what was said."""
    return list(await tx.connection.fetch(NEWEST, tx.workspace, most))


async def put(tx: Tx, values: Sequence[Any]) -> None:
    await tx.connection.execute(PUT, tx.workspace, *values, tx.now)


async def get(tx: Tx) -> Any:
    return await tx.connection.fetchrow(GET, tx.workspace)
