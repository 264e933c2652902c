"""The facts of a case, and the names of what they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

FACTS = """
select seq, case_id, kind, occurred_at, actor_kind, actor_id, body from kit.event
where case_id = $2 and workspace_id = $1 and seq < $3 and kind = any($4::text[])
  and (kind <> 'conversations.delivery_changed' or body ->> 'state' in ('uncertain', 'failed'))
  and (kind <> 'conversations.moderation_changed' or body ->> 'state' in ('done', 'failed'))
  and (kind <> 'conversations.thread_deed_changed' or body ->> 'state' = 'failed')
  and (kind not in ('conversations.thread_taken', 'conversations.thread_passed')
    or body ->> 'cause' not in ('wrote', 'case_taken', 'case_ended'))
  and (kind <> 'sla.clock_stopped' or (body ->> 'kept')::boolean)
order by seq desc limit $5
"""
NAMES = """
select 'user' as what, id::text, name from access."user" where id = any($2::uuid[]) and workspace_id = $1
union all select 'team', id::text, name from access.team where id = any($3::uuid[]) and workspace_id = $1
union all select 'tag', id::text, name from cases.tag where id = any($4::uuid[]) and workspace_id = $1
union all select 'disposition', id::text, coalesce(name ->> $8, name ->> 'es', code) from cases.disposition
  where id = any($5::uuid[]) and workspace_id = $1
union all select 'case', id::text, number::text from cases."case" where id = any($6::uuid[]) and workspace_id = $1
union all select 'channel', id::text, channel from conversations.conversation
  where id = any($7::uuid[]) and workspace_id = $1
union all select 'account', id::text, name from channels.account
  where id = any($11::uuid[]) and workspace_id = $1
union all select 'contact', id::text, name from contacts.contact where id = any($9::uuid[]) and workspace_id = $1
union all select 'automation', id::text, name from automation.rule where id = any($10::uuid[]) and workspace_id = $1
union all select 'automation', id::text, name from automation.macro where id = any($10::uuid[]) and workspace_id = $1
"""


async def list_facts(tx: Tx, case_id: UUID, before: int, kinds: Sequence[str], limit: int) -> Sequence[Any]:
    """Return the facts of a case that its timeline tells, newest first, those below `before`."""
    return await tx.connection.fetch(FACTS, tx.workspace, case_id, before, list(kinds), limit)


async def list_names(tx: Tx, ids: dict[str, list[UUID]], locale: str) -> dict[tuple[str, str], str]:
    """Return names by (what, id): of users, teams, tags, dispositions, cases (their numbers), channels, contacts.

    And of *automation*: rules and macros.
    """
    given = [ids.get(what, []) for what in ("user", "team", "tag", "disposition", "case", "channel")]
    found = await tx.connection.fetch(
        NAMES, tx.workspace, *given, locale, ids.get("contact", []), ids.get("automation", []), ids.get("account", [])
    )
    return {(row["what"], row["id"]): row["name"] for row in found}
