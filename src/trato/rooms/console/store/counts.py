"""What a census of a workspace is made of, and what is counted by the rows that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

_COLUMNS = """c.id, c.number, c.brand_id, c.queue_id, c.account_id, c.state, c.set_aside, c.holder_kind, c.holder_id,
  c.waiting_on, c.priority, c.channel, c.due_from, c.due_at, c.breached, c.last_inbound_at, c.subject, c.contact_id"""
_BESIDES = """
left join lateral (select name, lower(left(locale, 2)) as language from contacts.contact
  where id = c.contact_id and workspace_id = $1 limit 1) p on true
left join lateral (select array_agg(tag_id) as tags from cases.tag_mark
  where case_id = c.id and workspace_id = $1 and removed_at is null) m on true
left join lateral (select array_agg(user_id) as users, array_agg(up_to) as marks from console.read_mark
  where case_id = c.id and workspace_id = $1) r on true"""
LIVING = f"""
select c.*, p.name, p.language, m.tags, r.users, r.marks from (
  select {_COLUMNS} from cases."case" c where c.workspace_id = $1 and c.state = 'open' and c.set_aside is null
  union all
  select {_COLUMNS} from cases."case" c where c.workspace_id = $1 and c.state = 'resolved' and c.set_aside is null
  union all
  select {_COLUMNS} from cases."case" c where c.workspace_id = $1 and c.set_aside is not null) c
{_BESIDES}
"""
THESE = f"""
select c.*, p.name, p.language, m.tags, r.users, r.marks
from unnest($2::uuid[]) w(id)
cross join lateral (select {_COLUMNS} from cases."case" c where c.id = w.id and c.workspace_id = $1 limit 1) c
{_BESIDES}
"""
HEAD = "select seq from kit.event_head where workspace_id = $1"
# the cases that facts name: their own, others beside it, and all of a contact who changed
CHANGED = """
select distinct w.id from (
  select e.kind, e.subject, e.case_id, e.body from kit.event e
  where e.workspace_id = $1 and e.seq > $2 and e.seq <= $3) e
cross join lateral (values (e.case_id), ((e.body ->> 'from_case_id')::uuid), ((e.body ->> 'absorbed_id')::uuid),
  ((e.body ->> 'created_id')::uuid)) w(id)
where w.id is not null
union
select c.id from (
  select distinct e.subject from kit.event e
  where e.workspace_id = $1 and e.seq > $2 and e.seq <= $3 and e.kind like 'contacts.%') e
cross join lateral (select id from cases."case" where contact_id = e.subject and workspace_id = $1
  order by opened_at desc limit 500) c
"""
SAID_BY_ROWS = """
select 'uncertain' as what, null::uuid as user_id, c.id, c.brand_id, c.queue_id, c.account_id, c.holder_kind,
  c.holder_id
from (select distinct case_id from conversations.delivery
  where workspace_id = $1 and state = 'uncertain' and resent_as is null) d
cross join lateral (select * from cases."case" where id = d.case_id and workspace_id = $1 limit 1) c
union all
select 'mentions', m.user_id, c.id, c.brand_id, c.queue_id, c.account_id, c.holder_kind, c.holder_id
from (select distinct case_id, user_id from cases.mention_of_user
  where user_id = any($2::uuid[]) and workspace_id = $1 and seen_at is null) m
cross join lateral (select * from cases."case" where id = m.case_id and workspace_id = $1 limit 1) c
"""
TEAMS_OF_QUEUES = "select id, team_id from routing.queue where workspace_id = $1"


async def head(tx: Tx) -> int:
    """Return the number of the last fact."""
    found: int | None = await tx.connection.fetchval(HEAD, tx.workspace)
    return found or 0


async def changed(tx: Tx, after: int, until: int) -> list[UUID]:
    """Return the cases that facts after one, and up to another, name."""
    return [row["id"] for row in await tx.connection.fetch(CHANGED, tx.workspace, after, until)]


async def list_living(tx: Tx) -> Sequence[Any]:
    """Return what lists ask of every case that is open, resolved or set aside."""
    return await tx.connection.fetch(LIVING, tx.workspace)


async def list_these(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    """Return the same of some cases, whatever their state."""
    return await tx.connection.fetch(THESE, tx.workspace, list(ids))


async def said_by_rows(tx: Tx, users: Sequence[UUID]) -> Sequence[Any]:
    """Return the cases with deliveries in doubt, and those in which `users` were called and have not looked."""
    return await tx.connection.fetch(SAID_BY_ROWS, tx.workspace, list(users))


async def teams_of_queues(tx: Tx) -> dict[UUID, UUID | None]:
    return {row["id"]: row["team_id"] for row in await tx.connection.fetch(TEAMS_OF_QUEUES, tx.workspace)}
