"""Who answers in conversations, for a set of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

HOLDERS = """
select v.id, v.holder, v.holder_app, h.from_at, h.note, h.by_kind, h.by_id, u.name as by_name, u.alias as by_alias,
  b.app as app_before, r.app as asked_app, r.note as asked_note, r.asked_at, d.id as deed_id, d.act as deed_act,
  d.state as deed_state, d.reason as deed_reason, d.asked_at as deed_at, d.by_kind as deed_by_kind,
  d.by_id as deed_by_id, e.name as deed_by_name, e.alias as deed_by_alias
from unnest($2::uuid[]) w(id)
cross join lateral (select id, holder, holder_app from conversations.conversation
  where id = w.id and workspace_id = $1 limit 1) v
left join lateral (select from_at, note, by_kind, by_id from conversations.thread_hold
  where conversation_id = v.id and workspace_id = $1 and to_at is null limit 1) h on true
left join lateral (select app from conversations.thread_hold
  where conversation_id = v.id and workspace_id = $1 and holder = 'other_app' and app <> ''
  order by from_at desc limit 1) b on true
left join lateral (select name, alias from access."user" where id = h.by_id and workspace_id = $1 limit 1) u on true
left join lateral (select app, note, asked_at from conversations.thread_request
  where conversation_id = v.id and workspace_id = $1 and state = 'waiting' order by asked_at desc limit 1) r on true
left join lateral (select id, act, state, reason, asked_at, by_kind, by_id from conversations.thread_deed
  where conversation_id = v.id and workspace_id = $1 order by asked_at desc, id desc limit 1) d on true
left join lateral (select name, alias from access."user" where id = d.by_id and workspace_id = $1 limit 1) e on true
"""
CASE_OF = "select case_id from conversations.conversation where id = $2 and workspace_id = $1"


async def list_holders(tx: Tx, ids: Sequence[UUID]) -> list[Any]:
    """Return who answers in conversations, since when, and what is asked of whom."""
    return await tx.connection.fetch(HOLDERS, tx.workspace, list(ids))


async def case_of(tx: Tx, conversation_id: UUID) -> UUID | None:
    """Return the case that a conversation serves."""
    found: UUID | None = await tx.connection.fetchval(CASE_OF, tx.workspace, conversation_id)
    return found
