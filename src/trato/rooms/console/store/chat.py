"""What a visitor of a site may see of their own conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# what a contact may see of us: what has left, and what they deleted or wrote themselves
VISIBLE = "(m.direction = 'in' or d.state in ('sent', 'delivered', 'read') or d.state is null)"
CONTACTS = """
select distinct contact_id from contacts.identity i
where i.workspace_id = $1 and i.controller_id = $2 and i.ended_at is null
  and (i.address, i.kind, i.scope) in (select a, k, s from unnest($3::text[], $4::text[], $5::text[]) u(a, k, s))
"""
CONVERSATIONS = f"""
select v.id, v.thread_key, v.subject, v.last_sort_at, c.state as case_state, c.id as case_id, c.queue_id,
  r.at as resolved_at, l.text as preview,
  l.author_kind, l.author_alias, l.agent, l.here,
  (select count(*) from (select 1 from conversations.message m join conversations.delivery d
      on d.message_id = m.id and d.workspace_id = $1
    where m.conversation_id = v.id and m.workspace_id = $1 and m.direction = 'out' and d.state in ('sent', 'delivered')
      and m.deleted_at is null limit 99) u) as unread
from conversations.conversation v
left join lateral (select state, id, case when state = 'open' and holder_kind = 'queue' and unanswered_since is not null
    then holder_id end as queue_id
  from cases."case" where id = v.case_id and workspace_id = $1 limit 1) c on true
left join lateral (select at from cases.resolution
  where case_id = c.id and workspace_id = $1 and undone_at is null order by at desc limit 1) r on true
left join lateral (
  select m.text, m.author_kind, m.author_alias, u.name as agent, exists (
      select 1 from workforce.presence_seg s where s.user_id = m.author_id and s.workspace_id = $1
        and s.to_at is null and s.state in ('online', 'busy')) as here
  from conversations.message m
  left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
  left join access."user" u on u.id = m.author_id and m.author_kind = 'user' and u.workspace_id = $1
  where m.conversation_id = v.id and m.workspace_id = $1 and {VISIBLE} and m.deleted_at is null
  order by m.sort_at desc, m.sort_id desc, m.sort_item desc limit 1) l on true
where v.account_id = $2 and v.contact_id = any($3::uuid[]) and v.workspace_id = $1
order by v.last_sort_at desc limit 50
"""
MESSAGES = f"""
select m.id, m.provider_id, m.conversation_id, m.direction, m.author_kind, m.author_id, m.author_alias, m.parts,
  m.reply_to, m.purpose, m.sort_at, m.edited_at, m.deleted_at, d.state, u.name as agent,
  exists (select 1 from console.read_mark k
    where k.case_id = m.case_id and k.workspace_id = $1 and k.up_to >= m.sort_at) as seen
from (
  select m.* from conversations.message m
  left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
  where m.conversation_id = any($2::uuid[]) and m.workspace_id = $1 and {VISIBLE}
    and ($4::uuid is null or (m.sort_at, m.sort_id, m.sort_item, m.id) < (
      select b.sort_at, b.sort_id, b.sort_item, b.id from conversations.message b
      where b.id = $4 and b.workspace_id = $1))
  order by m.sort_at desc, m.sort_id desc, m.sort_item desc, m.id desc limit $3) m
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
left join access."user" u on u.id = m.author_id and m.author_kind = 'user' and u.workspace_id = $1
order by m.sort_at desc, m.sort_id desc, m.sort_item desc, m.id desc
"""
FIND_MESSAGE = """
select m.id from conversations.message m
where m.workspace_id = $1 and m.conversation_id = any($2::uuid[]) and (m.provider_id = $3 or m.id::text = $3) limit 1
"""
# how long three in four waited for a person: those who still wait count as for ever, and who wrote while it was closed
# (their promise was due much later than its length) does not count
WAITS = """
select percentile_disc(0.75) within group (order by waited) as any_hour, count(*) as seen,
  percentile_disc(0.75) within group (order by waited) filter (where of_day < 5400 or of_day > 81000) as this_hour,
  count(*) filter (where of_day < 5400 or of_day > 81000) as seen_now
from (
  select coalesce(extract(epoch from stopped_at - started_at)::float8, 'infinity') as waited,
    mod(extract(epoch from $3 - started_at)::bigint, 86400) as of_day
  from sla.clock
  where workspace_id = $1 and account_id = $2 and target = 'first_human_response' and voided_at is null
    and merged_into is null and started_at between $3 - interval '14 days' and $3 - interval '10 minutes'
    and due_at <= started_at + make_interval(secs => seconds) + interval '30 minutes'
  order by started_at desc limit 2000) recent
"""
ADDRESSES = """
select v.account_id, v.thread_key, i.kind, i.address, i.scope from conversations.conversation v
join contacts.identity i on i.contact_id = v.contact_id and i.workspace_id = $1 and i.ended_at is null
where v.id = $2 and v.workspace_id = $1
"""


async def contacts_behind(tx: Tx, controller: UUID, addresses: Sequence[tuple[str, str, str]]) -> set[UUID]:
    """Return the contacts of a controller that have one of these (address, kind, scope)."""
    columns = [list(column) for column in zip(*addresses, strict=True)]
    return {row["contact_id"] for row in await tx.connection.fetch(CONTACTS, tx.workspace, controller, *columns)}


async def list_conversations(tx: Tx, account_id: UUID, contacts: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(CONVERSATIONS, tx.workspace, account_id, list(contacts))


async def list_messages(tx: Tx, conversations: Sequence[UUID], limit: int, before: UUID | None) -> Sequence[Any]:
    """Return up to `limit` messages, newest first, those before the message `before`."""
    return await tx.connection.fetch(MESSAGES, tx.workspace, list(conversations), limit, before)


async def find_message(tx: Tx, conversations: Sequence[UUID], name: str) -> UUID | None:
    """Return the message that a widget calls by this name, among these conversations."""
    found: UUID | None = await tx.connection.fetchval(FIND_MESSAGE, tx.workspace, list(conversations), name)
    return found


async def waits(tx: Tx, account_id: UUID) -> Any:
    """Return the third quartile of recent waits for a person, in seconds, and of how many: by hour of day, and all."""
    return await tx.connection.fetchrow(WAITS, tx.workspace, account_id, tx.now)


async def list_addresses(tx: Tx, conversation_id: UUID) -> Sequence[Any]:
    """Return the addresses behind a conversation, with its account and thread."""
    return await tx.connection.fetch(ADDRESSES, tx.workspace, conversation_id)
