"""What a case on screen shows beyond its row, for a set of cases at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

PARTICIPANTS = """
select t.case_id, t.contact_id, t.role, coalesce(p.name, '') as name, i.address
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.participant
  where case_id = w.id and workspace_id = $1 and until is null order by since limit 100) t
left join lateral (select name from contacts.contact where id = t.contact_id and workspace_id = $1 limit 1) p on true
left join lateral (select address from contacts.identity
  where contact_id = t.contact_id and workspace_id = $1 and ended_at is null order by created_at limit 1) i on true
order by t.role = 'requester' desc, t.since
"""
# the address that people read: a number or a name for a provider's id, nothing for a browser's or a Page's
CONVERSATIONS = """
select w.id as of_case, v.id, v.channel, v.surface, v.subject, v.account_id, a.name as account_name, v.identity_id,
  v.contact_id, v.last_sort_at, v.last_inbound_at, v.window_until,
  case when i.kind in ('visitor', 'page_user') then '' when i.kind in ('whatsapp_user', 'account_user') then coalesce(
    (select address from contacts.identity where contact_id = v.contact_id and workspace_id = $1
      and kind = any(case i.kind when 'account_user' then '{account_name}'::text[]
        else '{phone,whatsapp_name}'::text[] end)
      and ended_at is null order by kind limit 1), i.address)
    else coalesce(i.address, '') end as address,
  i.kind as own_kind, i.scope as own_scope, i.address as own_address,
  coalesce(p.name, '') as contact_name, o.text as post_text, o.author as post_author, o.url as post_url,
  o.at as post_at, s.account_id as voice_id
from unnest($2::uuid[]) w(id)
cross join lateral (
  select conversation_id as id from conversations.message where case_id = w.id and workspace_id = $1
  union
  select id from conversations.conversation where case_id = w.id and workspace_id = $1) x
cross join lateral (select * from conversations.conversation where id = x.id and workspace_id = $1 limit 1) v
left join lateral (select name from channels.account where id = v.account_id and workspace_id = $1 limit 1) a on true
left join lateral (select address, kind, scope from contacts.identity
  where id = v.identity_id and workspace_id = $1 limit 1) i on true
left join lateral (select name from contacts.contact where id = v.contact_id and workspace_id = $1 limit 1) p on true
left join lateral (select text, author, url, at from conversations.post
  where v.parent <> '' and ref = v.parent and account_id = v.account_id and workspace_id = $1 and state = 'ready'
  limit 1) o on true
left join lateral (select account_id from conversations.voice
  where conversation_id = v.id and workspace_id = $1 limit 1) s on true
order by v.last_inbound_at desc nulls last, v.last_sort_at desc
"""
RESOLUTIONS = """
select r.case_id, r.at, r.by_kind, r.by_id, r.disposition_id, u.name, u.alias
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.resolution
  where case_id = w.id and workspace_id = $1 and undone_at is null order by at desc limit 1) r
left join lateral (select name, alias from access."user" where id = r.by_id and workspace_id = $1 limit 1) u on true
"""
RELATED = """
select w.id as of_case, c.previous_case_id, b.number as previous_number, c.merged_into, s.number as survivor_number,
  coalesce(m.referral, o.referral) as referral
from unnest($2::uuid[]) w(id)
cross join lateral (select previous_case_id, merged_into from cases."case"
  where id = w.id and workspace_id = $1 limit 1) c
left join lateral (select number from cases."case"
  where id = c.previous_case_id and workspace_id = $1 limit 1) b on true
left join lateral (select number from cases."case" where id = c.merged_into and workspace_id = $1 limit 1) s on true
left join lateral (select referral from cases.opening where case_id = w.id and workspace_id = $1 limit 1) o on true
left join lateral (select referral from conversations.message
  where case_id = w.id and workspace_id = $1 and referral is not null order by sort_at desc limit 1) m on true
"""
MERGES = """
select m.survivor_id, m.id, m.at, a.number from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.merge
  where survivor_id = w.id and workspace_id = $1 and undone_at is null limit 50) m
cross join lateral (select number from cases."case" where id = m.absorbed_id and workspace_id = $1 limit 1) a
order by m.at
"""


async def list_participants(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    return await tx.connection.fetch(PARTICIPANTS, tx.workspace, list(ids))


async def list_conversations(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    """Return the conversations that serve cases or hold messages of them, the one to answer by default first."""
    return await tx.connection.fetch(CONVERSATIONS, tx.workspace, list(ids))


async def list_resolutions(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    return await tx.connection.fetch(RESOLUTIONS, tx.workspace, list(ids))


async def list_related(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    """Return the previous case of each, and the one that it was merged into, with their numbers."""
    return await tx.connection.fetch(RELATED, tx.workspace, list(ids))


async def list_merges(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    return await tx.connection.fetch(MERGES, tx.workspace, list(ids))
