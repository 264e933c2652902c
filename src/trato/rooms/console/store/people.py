"""People, and what they choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

MEMBERS = """
select m.user_id, m.team_id, m.leader from access.team_member m where m.workspace_id = $1 and m.to_at is null
"""
# who has a role by which a case may be held, of their own or through a team
ASSIGNABLE = """
select u.id, u.name from access."user" u
where u.workspace_id = $1 and u.state = 'active' and exists (
  select 1 from access."grant" g where g.workspace_id = $1 and g.revoked_at is null and g.role = any($2::text[])
    and (g.until is null or g.until > $3)
    and (g.user_id = u.id or g.team_id in (
      select team_id from access.team_member m where m.user_id = u.id and m.workspace_id = $1 and m.to_at is null)))
order by u.name, u.id limit 1000
"""
TEMPLATES = """
select id, account_id, name, language, category, body, parameters, state, reason, header, footer, buttons
from channels.template where account_id = $2 and workspace_id = $1 and reason <> 'gone'
order by state <> 'approved', name, language
"""
TEMPLATE = """
select id, account_id, name, language, category, body, parameters from channels.template
where id = $2 and workspace_id = $1 and state = 'approved'
"""
ADD_SEGMENTS = """
insert into console.segment (workspace_id, user_id, id, kind, case_id, screen, device, started_at, ended_at,
  active_seconds, keys, clicks, scrolls, first_key_at, outcome, message_id)
select $1, $2, u.* from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[],
  $9::timestamptz[], $10::real[], $11::int[], $12::int[], $13::int[], $14::timestamptz[], $15::text[], $16::uuid[]) u
on conflict do nothing
"""
SURVIVOR = "select survivor_id from cases.merge where id = $2 and workspace_id = $1"

Segment = tuple[
    UUID, str, UUID | None, str | None, str, datetime, datetime, float, int, int, int, datetime | None, str | None,
    UUID | None,
]  # fmt: skip


async def list_members(tx: Tx) -> Sequence[Any]:
    return await tx.connection.fetch(MEMBERS, tx.workspace)


async def list_assignable(tx: Tx, roles: Sequence[str]) -> Sequence[Any]:
    """Return active users who have one of `roles`, anywhere."""
    return await tx.connection.fetch(ASSIGNABLE, tx.workspace, list(roles), tx.now)


async def list_templates(tx: Tx, account_id: UUID) -> Sequence[Any]:
    return await tx.connection.fetch(TEMPLATES, tx.workspace, account_id)


async def get_template(tx: Tx, template_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(TEMPLATE, tx.workspace, template_id)


async def add_segments(tx: Tx, user: UUID, segments: Sequence[Segment]) -> None:
    """Insert intervals of attention; those seen before are left alone."""
    if segments:
        columns = [list(column) for column in zip(*segments, strict=True)]
        await tx.connection.execute(ADD_SEGMENTS, tx.workspace, user, *columns)


async def survivor_of(tx: Tx, merge_id: UUID) -> UUID | None:
    found: UUID | None = await tx.connection.fetchval(SURVIVOR, tx.workspace, merge_id)
    return found
