"""SQL of the library of templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Tx

LIST_TEMPLATES = """
select id, account_id, provider_id, name, language, category, state, reason, header, body, footer, buttons, parameters,
  version, at, looked_at
from channels.template where workspace_id = $1 and account_id = any($2::uuid[]) order by name, language, account_id
"""
ADD_TEMPLATES = """
insert into channels.template (id, workspace_id, account_id, provider_id, name, language, category, state, reason,
  header, body, footer, buttons, parameters, at, looked_at, written_by)
select u.id, $1, u.account_id, u.provider_id, u.name, u.language, u.category, u.state, u.reason, u.header, u.body,
  u.footer, u.buttons::jsonb, u.parameters, $2, $2, $3
from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
  $12::text[], $13::text[], $14::text[], $15::text[], $16::int[])
  u(id, account_id, provider_id, name, language, category, state, reason, header, body, footer, buttons, parameters)
on conflict (name, language, account_id, workspace_id) do nothing
"""
KEEP_VERSIONS = """
insert into channels.template_version
  (template_id, version, workspace_id, category, header, body, footer, buttons, until)
select id, version, workspace_id, category, header, body, footer, buttons, $2 from channels.template
where id = any($3::uuid[]) and workspace_id = $1 on conflict do nothing
"""
CHANGE_TEMPLATES = """
update channels.template t set provider_id = u.provider_id, category = u.category, state = u.state, reason = u.reason,
  header = u.header, body = u.body, footer = u.footer, buttons = u.buttons::jsonb, parameters = u.parameters,
  version = t.version + u.rises, at = case when u.rises > 0 then $2 else t.at end, looked_at = $2
from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::text[], $12::int[], $13::int[])
  u(id, provider_id, category, state, reason, header, body, footer, buttons, parameters, rises)
where t.id = u.id and t.workspace_id = $1
"""
GONE = """
update channels.template set state = 'disabled', reason = 'gone', looked_at = $3
where account_id = $2 and workspace_id = $1 and not (id = any($4::uuid[])) and reason <> 'gone' returning id
"""
TOLD = """
update channels.template set state = coalesce(nullif($5, ''), state),
  reason = case when $5 = '' then reason else $6 end, category = coalesce(nullif($7, ''), category), looked_at = $8
where name = $3 and language = $4 and account_id = $2 and workspace_id = $1 returning id
"""


async def list_templates(tx: Tx, accounts: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return the templates of accounts, by name and language."""
    rows = await tx.connection.fetch(LIST_TEMPLATES, tx.workspace, list(accounts))
    return [dict(row) for row in rows]


async def add_templates(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert templates: (id, account, provider's id, name, language, category, state, reason, header, body, footer,
    buttons as JSON, parameters)."""
    await tx.connection.execute(ADD_TEMPLATES, tx.workspace, tx.now, tx.actor.id, *columns_of(rows))


async def keep_versions(tx: Tx, ids: Sequence[UUID]) -> None:
    """Put what templates say now among what they said before."""
    await tx.connection.execute(KEEP_VERSIONS, tx.workspace, tx.now, list(ids))


async def change_templates(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write what templates are now: (id, provider's id, category, state, reason, header, body, footer, buttons as JSON,
    parameters, 1 where it is another version)."""
    await tx.connection.execute(CHANGE_TEMPLATES, tx.workspace, tx.now, *columns_of(rows))


async def end_others(tx: Tx, account_id: UUID, ids: Sequence[UUID]) -> int:
    """Say of an account's other templates that the provider has them no more; return how many those are."""
    return len(await tx.connection.fetch(GONE, tx.workspace, account_id, tx.now, list(ids)))


async def tell(
    tx: Tx, account_id: UUID, name: str, language: str, state: str, reason: str, category: str
) -> UUID | None:
    """Write what a provider told of a template's state ("" is as before) and category; None where we know none."""
    found: UUID | None = await tx.connection.fetchval(
        TOLD, tx.workspace, account_id, name, language, state, reason, category, tx.now
    )
    return found
