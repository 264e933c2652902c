"""SQL of workspaces, units, teams and settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.tx import Connection, Tx
from trato.rooms.access.model import (
    Member,
    Setting,
    Team,
    TeamId,
    Unit,
    UnitId,
    UnitKind,
    UserId,
    UserState,
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
PLACE_UNIT = "update access.unit set parent_id = $3 where id = $1 and workspace_id = $2"
# all that stands below keeps its tail of the path, on a new head
MOVE_BELOW = """
update access.unit set path = $3::uuid[] || path[array_position(path, $1):]
where workspace_id = $2 and $1 = any(path)
"""

ADD_TEAM = """
insert into access.team (id, workspace_id, unit_id, name, created_at) values ($1, $2, $3, $4, $5)
on conflict do nothing returning id
"""
GET_TEAM = "select id, unit_id, name from access.team where id = $1 and workspace_id = $2"
LIST_TEAMS = """
select id, unit_id, name from access.team where workspace_id = $1 and retired_at is null order by name, id
"""
CHANGE_TEAM = """
update access.team set name = $3, unit_id = $4 where id = $1 and workspace_id = $2 and retired_at is null
"""
FIND_TEAM = "select id from access.team where name = $1 and workspace_id = $2 and retired_at is null"
RETIRE_TEAM = """
update access.team set retired_at = $3 where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
COUNT_MEMBERS = """
select team_id, count(*) from access.team_member where workspace_id = $1 and to_at is null group by team_id
"""
LIST_ROSTER = """
select u.id, u.name, u.email, u.state, m.leader, m.from_at from access.team_member m
join access."user" u on u.id = m.user_id and u.workspace_id = m.workspace_id
where m.team_id = $1 and m.workspace_id = $2 and m.to_at is null order by m.leader desc, u.name, u.id
"""
LEAD_TEAM = """
update access.team_member set leader = $4
where team_id = $1 and user_id = $2 and workspace_id = $3 and to_at is null and leader <> $4 returning id
"""
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
LIST_LEADERS = """
select m.team_id, m.user_id from access.team_member m
join access."user" u on u.id = m.user_id and u.workspace_id = m.workspace_id
where m.team_id = any($1::uuid[]) and m.workspace_id = $2 and m.to_at is null and m.leader and u.state = 'active'
order by m.from_at, m.user_id
"""
LIST_TEAMS_OF = """
select distinct on (user_id) user_id, team_id from access.team_member
where user_id = any($1::uuid[]) and workspace_id = $2 and from_at <= $3 and (to_at is null or to_at > $3)
order by user_id, from_at, team_id
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


async def move_unit(tx: Tx, unit: UUID, parent: Unit) -> None:
    """Hang a unit, with all that stands below it, under `parent`."""
    await tx.connection.execute(PLACE_UNIT, unit, tx.workspace, parent.id)
    await tx.connection.execute(MOVE_BELOW, unit, tx.workspace, list(parent.path))


async def add_team(tx: Tx, team: Team) -> bool:
    """Add a team; False when its name is taken."""
    c = tx.connection
    return await c.fetchval(ADD_TEAM, team.id, tx.workspace, team.unit_id, team.name, tx.now) is not None


async def get_team(tx: Tx, team: UUID) -> Team | None:
    row = await tx.connection.fetchrow(GET_TEAM, team, tx.workspace)
    return Team(*row) if row else None


async def list_teams(tx: Tx) -> list[Team]:
    return [Team(*row) for row in await tx.connection.fetch(LIST_TEAMS, tx.workspace)]


async def find_team(tx: Tx, name: str) -> TeamId | None:
    """Return the team of this name that was not retired."""
    found = await tx.connection.fetchval(FIND_TEAM, name, tx.workspace)
    return TeamId(found) if found else None


async def change_team(tx: Tx, team: Team) -> None:
    await tx.connection.execute(CHANGE_TEAM, team.id, tx.workspace, team.name, team.unit_id)


async def retire_team(tx: Tx, team: UUID) -> bool:
    return await tx.connection.fetchval(RETIRE_TEAM, team, tx.workspace, tx.now) is not None


async def count_members(tx: Tx) -> dict[TeamId, int]:
    """Return how many people are in each team now."""
    return {TeamId(row[0]): row[1] for row in await tx.connection.fetch(COUNT_MEMBERS, tx.workspace)}


async def list_roster(tx: Tx, team: UUID) -> list[Member]:
    """List who is in a team now, leaders first."""
    rows = await tx.connection.fetch(LIST_ROSTER, team, tx.workspace)
    return [Member(UserId(row[0]), row[1], row[2], UserState(row[3]), row[4], row[5]) for row in rows]


async def lead_team(tx: Tx, team: TeamId, user: UserId, leader: bool) -> bool:
    """Mark a member as leader, or no longer; False when nothing changed."""
    return await tx.connection.fetchval(LEAD_TEAM, team, user, tx.workspace, leader) is not None


async def join_team(tx: Tx, id: UUID, team: TeamId, user: UserId, at: datetime) -> bool:
    """Open a membership; False when it is open already."""
    return await tx.connection.fetchval(JOIN_TEAM, id, tx.workspace, team, user, at) is not None


async def leave_team(tx: Tx, team: TeamId, user: UserId) -> bool:
    return await tx.connection.fetchval(LEAVE_TEAM, team, user, tx.workspace, tx.now) is not None


async def list_members(tx: Tx, team: TeamId) -> list[UserId]:
    return [UserId(row["user_id"]) for row in await tx.connection.fetch(LIST_MEMBERS, team, tx.workspace)]


async def list_memberships(tx: Tx, user: UserId) -> list[TeamId]:
    return [TeamId(row["team_id"]) for row in await tx.connection.fetch(LIST_MEMBERSHIPS, user, tx.workspace)]


async def list_leaders(tx: Tx, teams: Sequence[UUID]) -> dict[TeamId, list[UserId]]:
    """Return who leads each of these teams now, longest in it first; a team without leaders is left out."""
    found: dict[TeamId, list[UserId]] = {}
    for team, user in await tx.connection.fetch(LIST_LEADERS, list(teams), tx.workspace):
        found.setdefault(TeamId(team), []).append(UserId(user))
    return found


async def list_teams_of(tx: Tx, users: list[UserId], at: datetime) -> dict[UserId, TeamId]:
    """Return the first team that each user had joined and not left at `at`."""
    rows = await tx.connection.fetch(LIST_TEAMS_OF, users, tx.workspace, at)
    return {UserId(row["user_id"]): TeamId(row["team_id"]) for row in rows}


async def set_setting(tx: Tx, setting: Setting) -> None:
    await tx.connection.execute(
        SET_SETTING, setting.unit_id, setting.key, tx.workspace, setting.value, setting.locked_by, tx.actor.id, tx.now
    )


async def list_settings(tx: Tx, units: list[UnitId], key: str) -> dict[UUID, Setting]:
    rows = await tx.connection.fetch(LIST_SETTINGS, units, key, tx.workspace)
    return {row["unit_id"]: Setting(*row) for row in rows}


def _unit(row: asyncpg.Record) -> Unit:
    return Unit(row["id"], row["parent_id"], UnitKind(row["kind"]), row["name"], tuple(row["path"]))
