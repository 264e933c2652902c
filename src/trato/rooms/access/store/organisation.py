"""SQL of workspaces, units, teams, grants and settings."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.tx import Connection, Tx
from trato.rooms.access.model import (
    Grant,
    GrantId,
    Reach,
    ScopeKind,
    Setting,
    Team,
    TeamId,
    Unit,
    UnitId,
    UnitKind,
    UserId,
    Workspace,
    WorkspaceId,
)

ADD_WORKSPACE = """
insert into access.workspace (id, slug, name, locale, created_at) values ($1, $2, $3, $4, $5)
on conflict do nothing returning id
"""
GET_WORKSPACE = "select id, slug, name, locale, created_at from access.workspace where id = $1"
FIND_WORKSPACE = "select id from access.workspace where slug = $1"

ADD_UNIT = """
insert into access.unit (id, workspace_id, parent_id, kind, name, path, created_at) values ($1, $2, $3, $4, $5, $6, $7)
"""
GET_UNIT = "select id, parent_id, kind, name, path from access.unit where id = $1 and workspace_id = $2"
LIST_UNITS = """
select id, parent_id, kind, name, path from access.unit where workspace_id = $1 order by cardinality(path), name, id
"""
RENAME_UNIT = "update access.unit set name = $3 where id = $1 and workspace_id = $2 returning id"

ADD_TEAM = """
insert into access.team (id, workspace_id, unit_id, name, created_at) values ($1, $2, $3, $4, $5)
on conflict do nothing returning id
"""
GET_TEAM = "select id, unit_id, name from access.team where id = $1 and workspace_id = $2"
LIST_TEAMS = "select id, unit_id, name from access.team where workspace_id = $1 order by name, id"
JOIN_TEAM = """
insert into access.team_member (id, workspace_id, team_id, user_id, from_at) values ($1, $2, $3, $4, $5)
on conflict (user_id, team_id, workspace_id) where to_at is null do nothing returning id
"""
LEAVE_TEAM = """
update access.team_member set to_at = greatest($4, from_at + interval '1 microsecond')
where team_id = $1 and user_id = $2 and workspace_id = $3 and to_at is null returning id
"""
LIST_MEMBERS = """
select user_id from access.team_member where team_id = $1 and workspace_id = $2 and to_at is null order by user_id
"""
LIST_MEMBERSHIPS = """
select team_id from access.team_member where user_id = $1 and workspace_id = $2 and to_at is null
order by from_at, team_id
"""
LIST_TEAMS_OF = """
select distinct on (user_id) user_id, team_id from access.team_member
where user_id = any($1::uuid[]) and workspace_id = $2 and from_at <= $3 and (to_at is null or to_at > $3)
order by user_id, from_at, team_id
"""

ADD_GRANT = """
insert into access."grant" (id, workspace_id, user_id, team_id, role, scope_kind, scope_id, granted_by, granted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id
"""
FIND_GRANT = """
select id from access."grant" where coalesce(user_id, team_id) = $1 and role = $2 and scope_kind = $3
and coalesce(scope_id, workspace_id) = coalesce($4, workspace_id) and workspace_id = $5 and revoked_at is null
"""
GET_GRANT = """
select id, user_id, team_id, role, scope_kind, scope_id from access."grant"
where id = $1 and workspace_id = $2 and revoked_at is null
"""
REVOKE_GRANT = """
update access."grant" set revoked_at = greatest($3, granted_at), revoked_by = $4
where id = $1 and workspace_id = $2 and revoked_at is null returning id
"""
LIST_GRANTS = """
select id, user_id, team_id, role, scope_kind, scope_id from access."grant"
where workspace_id = $1 and revoked_at is null order by role, granted_at, id
"""
LIST_REACHES = """
with mine as (
  select g.role, g.scope_kind, g.scope_id from access."grant" g
  where g.user_id = $1 and g.workspace_id = $2 and g.revoked_at is null
  union all
  select g.role, g.scope_kind, g.scope_id from access.team_member m
  join access."grant" g on g.team_id = m.team_id and g.workspace_id = m.workspace_id and g.revoked_at is null
  where m.user_id = $1 and m.workspace_id = $2 and m.to_at is null
)
select role, scope_kind, scope_id, case when scope_kind in ('unit', 'brand') then array(
  select u.id from access.unit u where u.workspace_id = $2 and mine.scope_id = any(u.path)) end as units
from mine
"""
COUNT_HOLDERS = """
select count(distinct u.id) from access."grant" g
left join access.team_member m on m.team_id = g.team_id and m.workspace_id = g.workspace_id and m.to_at is null
join access."user" u on u.id = coalesce(g.user_id, m.user_id) and u.workspace_id = g.workspace_id
where g.workspace_id = $1 and g.revoked_at is null and g.scope_kind = 'workspace' and g.role = any($2::text[])
and u.state = 'active'
"""

SET_SETTING = """
insert into access.setting (unit_id, key, workspace_id, value, locked_by, set_by, set_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (unit_id, key, workspace_id) do update
set value = excluded.value, locked_by = excluded.locked_by, set_by = excluded.set_by, set_at = excluded.set_at
"""
LIST_SETTINGS = """
select unit_id, key, value, locked_by from access.setting
where unit_id = any($1::uuid[]) and key = $2 and workspace_id = $3
"""


async def add_workspace(tx: Tx, workspace: Workspace) -> bool:
    """Add the workspace of `tx` (the heads of its logs come with it); False when its slug or id is taken."""
    c, w = tx.connection, workspace
    return await c.fetchval(ADD_WORKSPACE, w.id, w.slug, w.name, w.locale, w.created_at) is not None


async def get_workspace(tx: Tx) -> Workspace | None:
    row = await tx.connection.fetchrow(GET_WORKSPACE, tx.workspace)
    return Workspace(*row) if row else None


async def find_workspace(door: Connection, slug: str) -> WorkspaceId | None:
    """Find a workspace by its slug, at the door."""
    found = await door.fetchval(FIND_WORKSPACE, slug)
    return WorkspaceId(found) if found else None


async def add_unit(tx: Tx, unit: Unit) -> None:
    await tx.connection.execute(
        ADD_UNIT, unit.id, tx.workspace, unit.parent_id, unit.kind.value, unit.name, list(unit.path), tx.now
    )


async def get_unit(tx: Tx, unit: UUID) -> Unit | None:
    row = await tx.connection.fetchrow(GET_UNIT, unit, tx.workspace)
    return _unit(row) if row else None


async def list_units(tx: Tx) -> list[Unit]:
    """List the whole tree, from the root down."""
    return [_unit(row) for row in await tx.connection.fetch(LIST_UNITS, tx.workspace)]


async def rename_unit(tx: Tx, unit: UUID, name: str) -> bool:
    return await tx.connection.fetchval(RENAME_UNIT, unit, tx.workspace, name) is not None


async def add_team(tx: Tx, team: Team) -> bool:
    """Add a team; False when its name is taken."""
    c = tx.connection
    return await c.fetchval(ADD_TEAM, team.id, tx.workspace, team.unit_id, team.name, tx.now) is not None


async def get_team(tx: Tx, team: UUID) -> Team | None:
    row = await tx.connection.fetchrow(GET_TEAM, team, tx.workspace)
    return Team(*row) if row else None


async def list_teams(tx: Tx) -> list[Team]:
    return [Team(*row) for row in await tx.connection.fetch(LIST_TEAMS, tx.workspace)]


async def join_team(tx: Tx, id: UUID, team: TeamId, user: UserId, at: datetime) -> bool:
    """Open a membership; False when it is open already."""
    return await tx.connection.fetchval(JOIN_TEAM, id, tx.workspace, team, user, at) is not None


async def leave_team(tx: Tx, team: TeamId, user: UserId) -> bool:
    return await tx.connection.fetchval(LEAVE_TEAM, team, user, tx.workspace, tx.now) is not None


async def list_members(tx: Tx, team: TeamId) -> list[UserId]:
    return [UserId(row["user_id"]) for row in await tx.connection.fetch(LIST_MEMBERS, team, tx.workspace)]


async def list_memberships(tx: Tx, user: UserId) -> list[TeamId]:
    return [TeamId(row["team_id"]) for row in await tx.connection.fetch(LIST_MEMBERSHIPS, user, tx.workspace)]


async def list_teams_of(tx: Tx, users: list[UserId], at: datetime) -> dict[UserId, TeamId]:
    """Return the first team that each user had joined and not left at `at`."""
    rows = await tx.connection.fetch(LIST_TEAMS_OF, users, tx.workspace, at)
    return {UserId(row["user_id"]): TeamId(row["team_id"]) for row in rows}


async def add_grant(tx: Tx, grant: Grant) -> GrantId:
    """Add a grant, or find the same one standing; return its id."""
    kind, scope = grant.scope_kind.value, grant.scope_id
    added = await tx.connection.fetchval(
        ADD_GRANT, grant.id, tx.workspace, grant.user_id, grant.team_id, grant.role, kind, scope, tx.actor.id, tx.now
    )
    if added is None:
        owner = grant.user_id or grant.team_id
        added = await tx.connection.fetchval(FIND_GRANT, owner, grant.role, kind, scope, tx.workspace)
    return GrantId(added)


async def get_grant(tx: Tx, grant: GrantId) -> Grant | None:
    row = await tx.connection.fetchrow(GET_GRANT, grant, tx.workspace)
    return _grant(row) if row else None


async def revoke_grant(tx: Tx, grant: GrantId) -> bool:
    return await tx.connection.fetchval(REVOKE_GRANT, grant, tx.workspace, tx.now, tx.actor.id) is not None


async def list_grants(tx: Tx) -> list[Grant]:
    return [_grant(row) for row in await tx.connection.fetch(LIST_GRANTS, tx.workspace)]


async def list_reaches(tx: Tx, user: UserId) -> list[Reach]:
    """List the grants in force of a user, their own and those of their teams, with the units below each."""
    rows = await tx.connection.fetch(LIST_REACHES, user, tx.workspace)
    return [Reach(row[0], ScopeKind(row[1]), row[2], frozenset(row[3] or ())) for row in rows]


async def count_holders(tx: Tx, roles: list[str]) -> int:
    """Count the active users who hold one of `roles` over the whole workspace."""
    return int(await tx.connection.fetchval(COUNT_HOLDERS, tx.workspace, roles))


async def set_setting(tx: Tx, setting: Setting) -> None:
    await tx.connection.execute(
        SET_SETTING, setting.unit_id, setting.key, tx.workspace, setting.value, setting.locked_by, tx.actor.id, tx.now
    )


async def list_settings(tx: Tx, units: list[UnitId], key: str) -> dict[UUID, Setting]:
    rows = await tx.connection.fetch(LIST_SETTINGS, units, key, tx.workspace)
    return {row["unit_id"]: Setting(*row) for row in rows}


def _unit(row: asyncpg.Record) -> Unit:
    return Unit(row["id"], row["parent_id"], UnitKind(row["kind"]), row["name"], tuple(row["path"]))


def _grant(row: asyncpg.Record) -> Grant:
    return Grant(row[0], row[1], row[2], row[3], ScopeKind(row[4]), row[5])
