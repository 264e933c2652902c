"""SQL of coaching: what a case's hints are computed from, what was shown, and how agents' cases went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

# a contact is verified when an address of theirs is
CASE = """
select c.id, c.brand_id, c.queue_id, c.account_id, c.unit_id,
  c.state = 'open' and c.set_aside is null as open, c.due_at,
  exists (select 1 from contacts.identity i where i.contact_id = c.contact_id and i.workspace_id = $1
    and i.verified_at is not null and i.ended_at is null) as verified,
  o.reasons
from cases."case" c left join intelligence.outlook o on o.case_id = c.id and o.workspace_id = $1
where c.id = $2 and c.workspace_id = $1
"""
DISMISSED = """
select about, code from intelligence.hint
where case_id = $2 and agent_id = $3 and workspace_id = $1 and dismissed_at is not null
"""
SHOW = """
insert into intelligence.hint (workspace_id, case_id, about, code, agent_id, shown_at)
select $1, $2, u.about, u.code, $5, $6 from unnest($3::uuid[], $4::text[]) u(about, code)
on conflict do nothing returning about, code
"""
DISMISS = """
insert into intelligence.hint (workspace_id, case_id, about, code, agent_id, shown_at, dismissed_at)
values ($1, $2, $3, $4, $5, $6, $6)
on conflict (case_id, about, code, agent_id, workspace_id) do update set dismissed_at = excluded.dismissed_at
  where intelligence.hint.dismissed_at is null
returning code
"""
_MOOD = """(select coalesce(k.meant, u.sentiment) from intelligence.understanding u
     left join intelligence.correction k
       on k.message_id = u.message_id and k.workspace_id = $1 and k.aspect = 'sentiment'
     where u.case_id = {case} and u.workspace_id = $1 order by u.at{order} limit 1)"""
# of cases that people resolved, by who did and by week: how they began and ended to sound, and what was predicted
TRENDS = f"""
with resolved as (
  select distinct on (r.case_id) r.case_id, r.by_id as agent_id, r.at
  from cases.resolution r join cases."case" c on c.id = r.case_id and c.workspace_id = $1
  where r.workspace_id = $1 and r.at >= $6 and r.by_kind = 'user' and r.undone_at is null and {access.visible("c", 2)}
  order by r.case_id, r.at desc
), moods as (
  select d.agent_id, d.case_id, date_trunc('week', d.at at time zone $7) as week, o.csat,
    {_MOOD.format(case="d.case_id", order="")} as first,
    {_MOOD.format(case="d.case_id", order=" desc")} as last,
    (select count(*) from intelligence.hint h where h.case_id = d.case_id and h.agent_id = d.agent_id
     and h.workspace_id = $1) as hints,
    (select count(*) from intelligence.hint h where h.case_id = d.case_id and h.agent_id = d.agent_id
     and h.workspace_id = $1 and h.dismissed_at is not null) as dismissed
  from resolved d left join intelligence.outlook o on o.case_id = d.case_id and o.workspace_id = $1
)
select m.agent_id, u.name, m.week::date as week, count(*) as cases, sum(m.hints)::int as hints,
  sum(m.dismissed)::int as dismissed, count(*) filter (where m.first in ('negative', 'neutral')) as began_badly,
  count(*) filter (where m.first in ('negative', 'neutral') and m.last = 'positive') as turned,
  count(m.csat) as judged, avg(m.csat)::float as csat
from moods m join access."user" u on u.id = m.agent_id and u.workspace_id = $1
group by m.agent_id, u.name, m.week order by u.name, m.agent_id, m.week
"""
CASES_BEHIND = f"""
select distinct on (r.case_id) c.id, c.number, c.subject, c.preview, r.at, o.csat,
  {_MOOD.format(case="c.id", order="")} as first,
  {_MOOD.format(case="c.id", order=" desc")} as last,
  (select count(*) from intelligence.hint h where h.case_id = c.id and h.agent_id = $7 and h.workspace_id = $1) as hints
from cases.resolution r join cases."case" c on c.id = r.case_id and c.workspace_id = $1
left join intelligence.outlook o on o.case_id = c.id and o.workspace_id = $1
where r.workspace_id = $1 and r.at >= $6 and r.by_id = $7 and r.by_kind = 'user' and r.undone_at is null
  and {access.visible("c", 2)}
order by r.case_id, r.at desc limit 500
"""


async def get_case(tx: Tx, case_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(CASE, tx.workspace, case_id)


async def dismissed(tx: Tx, case_id: UUID, agent: UUID) -> set[tuple[UUID, str]]:
    rows = await tx.connection.fetch(DISMISSED, tx.workspace, case_id, agent)
    return {(row["about"], row["code"]) for row in rows}


async def show(tx: Tx, case_id: UUID, agent: UUID, hints: Sequence[tuple[UUID, str]]) -> list[tuple[UUID, str]]:
    """Note that these were shown; return those that had not been."""
    rows = await tx.connection.fetch(
        SHOW, tx.workspace, case_id, [about for about, _ in hints], [code for _, code in hints], agent, tx.now
    )
    return [(row["about"], row["code"]) for row in rows]


async def dismiss(tx: Tx, case_id: UUID, agent: UUID, about: UUID, code: str) -> bool:
    """Note that this was put away; False when it was already."""
    return await tx.connection.fetchval(DISMISS, tx.workspace, case_id, about, code, agent, tx.now) is not None


async def trends(tx: Tx, scope: Scope, since: datetime, zone: str) -> list[Any]:
    return list(await tx.connection.fetch(TRENDS, tx.workspace, *scope.parameters(), since, zone))


async def cases_behind(tx: Tx, scope: Scope, since: datetime, agent: UUID) -> list[Any]:
    return list(await tx.connection.fetch(CASES_BEHIND, tx.workspace, *scope.parameters(), since, agent))
