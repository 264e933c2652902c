"""Case rows, a set at a time. Each lookup is lateral and limited: no plan can read a whole workspace for a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

ROWS = """
select c.id, c.number, c.revision, c.subject, coalesce(m.text, c.preview) as preview, c.contact_id,
  c.brand_id, c.account_id, c.queue_id, c.channel,
  c.surface, c.state, c.waiting_on, c.waiting_until, c.waiting_team_id, c.set_aside, c.holder_kind, c.holder_id,
  c.priority, c.opened_at,
  c.rating, c.last_message_at, c.due_from, c.due_at, c.breached, c.merged_into, c.previous_case_id,
  coalesce(o.escalation >= 0.5 or o.dissatisfied >= 0.5, false) as at_risk,
  coalesce(p.name, '') as contact_name, lower(left(p.locale, 2)) as language,
  h.name as holder_name, h.alias as holder_alias,
  coalesce(case when c.holder_kind = 'team' then c.holder_id end, q.team_id) as team_id,
  coalesce(s.from_at, c.opened_at) as standing_since, m.author_kind as preview_by,
  m.parts as preview_parts
from unnest($2::uuid[]) with ordinality w(id, n)
cross join lateral (select * from cases."case" where id = w.id and workspace_id = $1 limit 1) c
left join lateral (select name, locale from contacts.contact
  where id = c.contact_id and workspace_id = $1 limit 1) p on true
left join lateral (select name, alias from access."user"
  where id = c.holder_id and c.holder_kind = 'agent' and workspace_id = $1 limit 1) h on true
left join lateral (select escalation, dissatisfied from intelligence.outlook
  where case_id = c.id and workspace_id = $1 limit 1) o on true
left join lateral (select team_id from routing.queue where id = c.queue_id and workspace_id = $1 limit 1) q on true
left join lateral (select from_at from cases.state_seg
  where case_id = c.id and workspace_id = $1 and to_at is null limit 1) s on true
left join lateral (select author_kind, left(text, 300) as text, case when text = '' then parts end as parts
  from conversations.message
  where case_id = c.id and workspace_id = $1 and deleted_at is null
    and (direction = 'in' or not exists (select 1 from conversations.delivery d
      where d.message_id = message.id and d.workspace_id = $1 and d.state = 'cancelled'))
  order by sort_at desc, sort_id desc, sort_item desc limit 1) m on true
order by w.n
"""
CLOCKS = """
select k.id, k.case_id, k.target, k.seconds, k.started_at, k.due_at, k.approach_at, k.paused_at, k.stopped_at,
  k.voided_at, k.breached_at
from unnest($2::uuid[]) w(id)
cross join lateral (select * from sla.clock
  where case_id = w.id and workspace_id = $1 and merged_into is null
    and (not $3::boolean or stopped_at is null and voided_at is null)
  order by due_at limit 50) k
order by k.due_at, k.started_at
"""
TAGS = """
select m.case_id, t.id, t.name from unnest($2::uuid[]) w(id)
cross join lateral (select case_id, tag_id, at from cases.tag_mark
  where case_id = w.id and workspace_id = $1 and removed_at is null limit 50) m
cross join lateral (select id, name from cases.tag where id = m.tag_id and workspace_id = $1 limit 1) t
order by m.at, t.name
"""
TROUBLE = """
select case_id, count(*) filter (where state = 'uncertain') as uncertain,
  count(*) filter (where state = 'failed') as failed
from conversations.delivery
where case_id = any($2::uuid[]) and workspace_id = $1 and state in ('uncertain', 'failed') and resent_as is null
group by case_id
"""
MENTIONS = """
select case_id, user_id from cases.mention_of_user
where case_id = any($2::uuid[]) and workspace_id = $1 and seen_at is null
"""
# of each case: what nobody has seen (a null user), and what each user with a mark has not
UNREAD = """
select w.id, r.user_id, (select count(*) from (
  select 1 from conversations.message m where m.case_id = w.id and m.workspace_id = $1 and m.direction = 'in'
    and m.sort_at > coalesce(r.up_to, '-infinity') limit 99) unseen) as unread
from unnest($2::uuid[]) w(id)
cross join lateral (
  select null::uuid as user_id, null::timestamptz as up_to
  union all
  (select user_id, up_to from console.read_mark
   where case_id = w.id and workspace_id = $1 and ($3::uuid is null or user_id = $3) limit 500)) r
"""
MARK_READ = """
insert into console.read_mark (user_id, case_id, workspace_id, up_to, at) values ($2, $3, $1, $4, $5)
on conflict (user_id, case_id, workspace_id) do update set up_to = excluded.up_to, at = excluded.at
where console.read_mark.up_to < excluded.up_to returning user_id
"""
PLACE = 'select brand_id, queue_id, account_id from cases."case" where id = $2 and workspace_id = $1'


async def list_rows(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    """Return the columns of cases with their names, in the order of `ids`; unknown ids are left out."""
    return await tx.connection.fetch(ROWS, tx.workspace, list(ids))


async def list_clocks(tx: Tx, ids: Sequence[UUID], *, running: bool) -> list[Any]:
    """Return promises of cases, the soonest due first; only those that somebody still waits for when `running`."""
    return await tx.connection.fetch(CLOCKS, tx.workspace, list(ids), running)


async def list_tags(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    return await tx.connection.fetch(TAGS, tx.workspace, list(ids))


async def list_trouble(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    """Return how many deliveries of cases are in doubt or failed, those sent again left out."""
    return await tx.connection.fetch(TROUBLE, tx.workspace, list(ids))


async def list_mentions(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    return await tx.connection.fetch(MENTIONS, tx.workspace, list(ids))


async def list_unread(tx: Tx, ids: Sequence[UUID], user: UUID | None) -> list[Any]:
    """Return (case, user, how many messages unseen, 99 at most); of all users with a mark when `user` is None."""
    return await tx.connection.fetch(UNREAD, tx.workspace, list(ids), user)


async def mark_read(tx: Tx, user: UUID, case_id: UUID, up_to: datetime) -> bool:
    """Bring a mark forward; False when it stood there already, or beyond."""
    return await tx.connection.fetchval(MARK_READ, tx.workspace, user, case_id, up_to, tx.now) is not None


async def get_place(tx: Tx, case_id: UUID) -> Any | None:
    """Return brand, queue and account of a case, or None."""
    return await tx.connection.fetchrow(PLACE, tx.workspace, case_id)
