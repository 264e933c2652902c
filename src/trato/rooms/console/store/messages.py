"""Messages and notes as threads show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# the order of a thread is (sort_at, seq, id): seq holds the delivery that brought a message, then its place in it
SEQ = "m.sort_id * 1000 + least(m.sort_item, 999)"
# `sort_at` stands once more by itself: that is what the index can begin at
THREAD = f"""
select kind, id, sort_at, seq from (
  (select 'message' as kind, m.id, m.sort_at, {SEQ} as seq from conversations.message m
   where m.case_id = $2 and m.workspace_id = $1
     and ($4::timestamptz is null or m.sort_at <= $4 and (m.sort_at, {SEQ}, m.id) < ($4, $5::bigint, $6::uuid))
   order by m.sort_at desc, {SEQ} desc, m.id desc limit $3)
  union all
  (select 'note', n.id, n.at, 0 from cases.note n
   where n.case_id = $2 and n.workspace_id = $1 and n.deleted_at is null
     and ($4::timestamptz is null or (n.at, 0::bigint, n.id) < ($4, $5::bigint, $6::uuid))
   order by n.at desc, n.id desc limit $3)) x
order by sort_at desc, seq desc, id desc limit $3
"""
THREAD_AFTER = f"""
select kind, id, sort_at, seq from (
  (select 'message' as kind, m.id, m.sort_at, {SEQ} as seq from conversations.message m
   where m.case_id = $2 and m.workspace_id = $1
     and m.sort_at >= $4 and (m.sort_at, {SEQ}, m.id) > ($4, $5::bigint, $6::uuid)
   order by m.sort_at, {SEQ}, m.id limit $3)
  union all
  (select 'note', n.id, n.at, 0 from cases.note n
   where n.case_id = $2 and n.workspace_id = $1 and n.deleted_at is null
     and (n.at, 0::bigint, n.id) > ($4, $5::bigint, $6::uuid)
   order by n.at, n.id limit $3)) x
order by sort_at, seq, id limit $3
"""
MESSAGES = f"""
select m.id, m.conversation_id, m.case_id, m.sort_at, {SEQ} as seq, m.direction, m.author_kind, m.author_id,
  m.author_alias, m.purpose, m.parts, m.mail, m.template, m.occurred_at, m.received_at, m.edited_at, m.deleted_at,
  m.late, m.courtesy, m.public, m.forwarded, m.hidden, m.liked, m.rating, m.facts,
  b.rating as rating_before, u.name as user_name, p.name as contact_name, q.id as reply_to,
  o.moderation, y.understood, g.worded_by,
  d.state, d.reason, d.attempt, d.queued_at, d.next_at, d.sent_at, d.delivered_at, d.read_at, d.failed_at, d.resent_as,
  h.paused_until, h.pause_code, h.probe_at, h.breaker_code
from unnest($2::uuid[]) with ordinality w(id, n)
cross join lateral (select * from conversations.message where id = w.id and workspace_id = $1 limit 1) m
left join lateral (select name from access."user" where id = m.author_id and m.author_kind = 'user'
  and workspace_id = $1 limit 1) u on true
left join lateral (select coalesce(m.author_id, v.contact_id) as id from conversations.conversation v
  where m.author_kind = 'contact' and v.id = m.conversation_id and v.workspace_id = $1 limit 1) a on true
left join lateral (select name from contacts.contact where id = a.id and workspace_id = $1 limit 1) p on true
left join lateral (select id from conversations.message r where m.reply_to <> '' and r.provider_id = m.reply_to
  and r.account_id = m.account_id and r.workspace_id = $1 limit 1) q on true
left join lateral (select jsonb_build_object('id', n.id, 'act', n.act, 'state', n.state, 'reason', n.reason,
    'by_kind', n.by_kind, 'by_id', n.by_id, 'name', (select name from access."user" where id = n.by_id
      and n.by_kind = 'user' and workspace_id = $1), 'at', coalesce(n.ended_at, n.asked_at)) as moderation
  from conversations.moderation n where m.public and n.message_id = m.id and n.workspace_id = $1
  order by n.asked_at desc, n.id desc limit 1) o on true
left join lateral (select jsonb_build_object('kind', s.kind, 'kind_score', s.kind_score, 'engageable', s.engageable,
    'engageable_score', s.engageable_score, 'why', s.why, 'sentiment', s.sentiment,
    'sentiment_score', s.sentiment_score,
    'urgency', s.urgency, 'needs_human', s.needs_human, 'offensive', s.offensive, 'lang', s.lang, 'corrected', coalesce(
      (select jsonb_object_agg(k.aspect, k.meant) from intelligence.correction k
       where k.message_id = m.id and k.workspace_id = $1), jsonb_object(array[]::text[]))) as understood
  from intelligence.understanding s where m.direction = 'in' and s.message_id = m.id and s.workspace_id = $1
  limit 1) y on true
left join lateral (select l.model as worded_by from conversations.message_source s
  join intelligence.llm_call l on l.id = s.ref_id and l.workspace_id = $1
  where m.direction = 'out' and s.message_id = m.id and s.workspace_id = $1 and s.kind = 'model' limit 1) g on true
left join lateral (select rating from conversations.message e
  where m.rating is not null and e.conversation_id = m.conversation_id and e.workspace_id = $1 and e.rating is not null
    and e.sort_at <= m.sort_at and (e.sort_at, e.sort_id, e.sort_item) < (m.sort_at, m.sort_id, m.sort_item)
  order by e.sort_at desc, e.sort_id desc, e.sort_item desc limit 1) b on true
left join lateral (select * from conversations.delivery where message_id = m.id and workspace_id = $1 limit 1) d on true
left join lateral (select case when s.paused_until > $3 then s.paused_until end as paused_until,
    s.state_reason as pause_code, k.probe_at, k.code as breaker_code
  from channels.account s
  left join channels.breaker k on k.account_id = s.id and k.workspace_id = $1
  where d.state = 'cleared' and s.id = m.account_id and s.workspace_id = $1 limit 1) h on true
order by w.n
"""
ATTACHMENTS = """
select a.id, a.message_id, a.part, a.state, a.mime, a.name, a.size, a.media, a.error
from unnest($2::uuid[]) w(id)
cross join lateral (select * from conversations.attachment
  where message_id = w.id and workspace_id = $1 order by part, id limit 100) a
"""
REACTIONS = """
select r.message_id, r.emoji, r.author_kind, r.author_id, coalesce(u.name, p.name, '') as name
from unnest($2::uuid[]) w(id)
cross join lateral (select * from conversations.reaction
  where message_id = w.id and workspace_id = $1 and emoji <> '' order by at limit 100) r
left join lateral (select name from access."user" where id = r.author_id and r.author_kind = 'user'
  and workspace_id = $1 limit 1) u on true
left join lateral (select name from contacts.contact where id = r.author_id and r.author_kind = 'contact'
  and workspace_id = $1 limit 1) p on true
"""
NOTES = """
select n.id, n.case_id, n.author_id, n.author_alias, n.body, n.at, n.deleted_at, n.kind,
  coalesce(u.name, r.name) as name, u.alias, r.name is not null as by_rule,
  array(select m.user_id from cases.mention_of_user m where m.note_id = n.id and m.workspace_id = $1) as mentions
from unnest($2::uuid[]) w(id)
cross join lateral (select * from cases.note where id = w.id and workspace_id = $1 limit 1) n
left join lateral (select name, alias from access."user" where id = n.author_id and workspace_id = $1 limit 1) u on true
left join lateral (select name from automation.rule where id = n.author_id and workspace_id = $1 limit 1) r on true
"""
GET_NOTE_SORT = """
select at as sort_at, case_id, 0 as seq from cases.note
where id = $2 and workspace_id = $1 and deleted_at is null
"""
GET_SORT = f"""
select m.sort_at, m.case_id, m.conversation_id, {SEQ} as seq from conversations.message m
where m.id = $2 and m.workspace_id = $1
"""


async def list_thread(tx: Tx, case_id: UUID, limit: int, before: tuple[datetime, int, UUID] | None) -> Sequence[Any]:
    """Return up to `limit` (kind, id, sort_at, seq) of a case's messages and notes, newest first."""
    at, seq, id = before or (None, None, None)
    return await tx.connection.fetch(THREAD, tx.workspace, case_id, limit, at, seq, id)


async def list_thread_after(tx: Tx, case_id: UUID, limit: int, after: tuple[datetime, int, UUID]) -> Sequence[Any]:
    """Return up to `limit` (kind, id, sort_at, seq) of what follows a place in a case's thread, oldest first."""
    return await tx.connection.fetch(THREAD_AFTER, tx.workspace, case_id, limit, *after)


async def list_messages(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(MESSAGES, tx.workspace, list(ids), tx.now)


async def list_attachments(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(ATTACHMENTS, tx.workspace, list(ids))


async def list_reactions(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(REACTIONS, tx.workspace, list(ids))


async def list_notes(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    return await tx.connection.fetch(NOTES, tx.workspace, list(ids))


async def get_sort(tx: Tx, message_id: UUID) -> Any | None:
    """Return where a message stands in its thread, its case and its conversation, or None."""
    return await tx.connection.fetchrow(GET_SORT, tx.workspace, message_id)


async def get_note_sort(tx: Tx, note_id: UUID) -> Any | None:
    """Return where a note stands in its thread, and its case, or None."""
    return await tx.connection.fetchrow(GET_NOTE_SORT, tx.workspace, note_id)
