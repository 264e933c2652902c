"""SQL of grants, and of the roles that they give."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access.model import Grant, GrantId, OwnRole, Reach, ScopeKind, UserId, Verb

GRANT = "id, user_id, team_id, role, scope_kind, scope_id, until, granted_at, granted_by"
IN_FORCE = "revoked_at is null and (until is null or until > $2)"

# the same grant again is the one that stands, with its new end
ADD_GRANT = """
insert into access."grant"
  (id, workspace_id, user_id, team_id, role, scope_kind, scope_id, granted_by, granted_at, until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (coalesce(user_id, team_id), role, scope_kind, coalesce(scope_id, workspace_id), workspace_id)
  where revoked_at is null
do update set until = excluded.until,
  granted_by = case when access."grant".until is distinct from excluded.until then excluded.granted_by
               else access."grant".granted_by end,
  granted_at = case when access."grant".until is distinct from excluded.until then excluded.granted_at
               else access."grant".granted_at end
returning id
"""
GET_GRANT = f'select {GRANT} from access."grant" where id = $1 and workspace_id = $2 and revoked_at is null'
REVOKE_GRANT = """
update access."grant" set revoked_at = greatest($3, granted_at), revoked_by = $4
where id = $1 and workspace_id = $2 and revoked_at is null returning id
"""
LIST_GRANTS = f"""
select {GRANT} from access."grant" where workspace_id = $1 and {IN_FORCE} order by role, granted_at, id
"""
LIST_GRANTS_OF_ROLE = f"""
select {GRANT} from access."grant" where workspace_id = $1 and {IN_FORCE} and role = $3 order by granted_at, id
"""
LIST_GRANTS_OF_TEAM = f"""
select {GRANT} from access."grant" where workspace_id = $1 and {IN_FORCE} and team_id = $3 order by granted_at, id
"""
LIST_GRANTS_OF_USER = f"""
select {GRANT} from access."grant"
where workspace_id = $1 and {IN_FORCE} and (user_id = $3 or team_id in (
  select m.team_id from access.team_member m where m.user_id = $3 and m.workspace_id = $1 and m.to_at is null))
order by team_id nulls first, granted_at, id
"""
LIST_REACHES = """
with mine as (
  select g.role, g.scope_kind, g.scope_id from access."grant" g
  where g.user_id = $1 and g.workspace_id = $2 and g.revoked_at is null and (g.until is null or g.until > $3)
  union all
  select g.role, g.scope_kind, g.scope_id from access.team_member m
  join access."grant" g on g.team_id = m.team_id and g.workspace_id = m.workspace_id and g.revoked_at is null
    and (g.until is null or g.until > $3)
  where m.user_id = $1 and m.workspace_id = $2 and m.to_at is null
)
select role, scope_kind, scope_id, case when scope_kind in ('unit', 'brand') then array(
  select u.id from access.unit u where u.workspace_id = $2 and mine.scope_id = any(u.path)) end as units,
  (select r.verbs from access.role r where r.code = mine.role and r.workspace_id = $2 and r.retired_at is null) as verbs
from mine
"""
LOCK_WORKSPACE = "select id from access.workspace where id = $1 for no key update"
# who is active and may do both things everywhere, without an end: by shipped roles ($2, $3) or by own ones
COUNT_ADMINISTRATORS = """
select count(*) from (
  select u.id from access."grant" g
  left join access.team_member m on m.team_id = g.team_id and m.workspace_id = g.workspace_id and m.to_at is null
  left join access.role r on r.code = g.role and r.workspace_id = g.workspace_id and r.retired_at is null
  join access."user" u on u.id = coalesce(g.user_id, m.user_id) and u.workspace_id = g.workspace_id
  where g.workspace_id = $1 and g.revoked_at is null and g.until is null and g.scope_kind = 'workspace'
    and u.state = 'active'
  group by u.id
  having bool_or(g.role = any($2::text[]) or coalesce('users.manage' = any(r.verbs), false))
    and bool_or(g.role = any($3::text[]) or coalesce('grants.manage' = any(r.verbs), false))
) found
"""

ROLE = "code, name, description, copied_from, verbs, changed_at"
ADD_ROLE = """
insert into access.role (code, workspace_id, name, description, copied_from, verbs, made_by, made_at, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing returning code
"""
GET_ROLE = f"select {ROLE} from access.role where code = $1 and workspace_id = $2 and retired_at is null"
FIND_ROLE = """
select code from access.role where lower(name) = lower($1) and workspace_id = $2 and retired_at is null
"""
LIST_ROLES = f"select {ROLE} from access.role where workspace_id = $1 and retired_at is null order by name, code"
CHANGE_ROLE = """
update access.role set name = $3, description = $4, verbs = $5, changed_at = $6
where code = $1 and workspace_id = $2 and retired_at is null
"""
RETIRE_ROLE = "update access.role set retired_at = $3 where code = $1 and workspace_id = $2 and retired_at is null"
COUNT_HELD = f"""
select role, count(*) from access."grant" where workspace_id = $1 and {IN_FORCE} group by role
"""


async def add_grant(tx: Tx, grant: Grant) -> GrantId:
    """Add a grant, or give the same one that stands its new end; return its id."""
    kind, scope = grant.scope_kind.value, grant.scope_id
    added = await tx.connection.fetchval(
        ADD_GRANT,
        grant.id,
        tx.workspace,
        grant.user_id,
        grant.team_id,
        grant.role,
        kind,
        scope,
        tx.actor.id,
        tx.now,
        grant.until,
    )
    return GrantId(added)


async def get_grant(tx: Tx, grant: GrantId) -> Grant | None:
    row = await tx.connection.fetchrow(GET_GRANT, grant, tx.workspace)
    return _grant(row) if row else None


async def revoke_grant(tx: Tx, grant: GrantId) -> bool:
    return await tx.connection.fetchval(REVOKE_GRANT, grant, tx.workspace, tx.now, tx.actor.id) is not None


async def list_grants(tx: Tx) -> list[Grant]:
    return [_grant(row) for row in await tx.connection.fetch(LIST_GRANTS, tx.workspace, tx.now)]


async def list_grants_of_role(tx: Tx, role: str) -> list[Grant]:
    return [_grant(row) for row in await tx.connection.fetch(LIST_GRANTS_OF_ROLE, tx.workspace, tx.now, role)]


async def list_grants_of_team(tx: Tx, team: UUID) -> list[Grant]:
    return [_grant(row) for row in await tx.connection.fetch(LIST_GRANTS_OF_TEAM, tx.workspace, tx.now, team)]


async def list_grants_of_user(tx: Tx, user: UUID) -> list[Grant]:
    """List the grants in force of a user: their own first, then those of their teams."""
    return [_grant(row) for row in await tx.connection.fetch(LIST_GRANTS_OF_USER, tx.workspace, tx.now, user)]


async def list_reaches(tx: Tx, user: UserId) -> list[Reach]:
    """List the grants in force of a user, their own and those of their teams, with the units below each."""
    rows = await tx.connection.fetch(LIST_REACHES, user, tx.workspace, tx.now)
    return [Reach(row[0], ScopeKind(row[1]), row[2], frozenset(row[3] or ()), _verbs(row[4])) for row in rows]


async def count_administrators(tx: Tx, managers: list[str], givers: list[str]) -> int:
    """Count who administers everywhere; waits for whoever else is about to take one away.

    `managers` are the shipped roles that manage people, `givers` those that give grants.
    """
    await tx.connection.execute(LOCK_WORKSPACE, tx.workspace)
    return int(await tx.connection.fetchval(COUNT_ADMINISTRATORS, tx.workspace, managers, givers))


async def add_role(tx: Tx, role: OwnRole) -> bool:
    """Add a role; False when its name is taken."""
    verbs = [verb.value for verb in role.verbs]
    added = await tx.connection.fetchval(
        ADD_ROLE, role.code, tx.workspace, role.name, role.description, role.copied_from, verbs, tx.actor.id, tx.now
    )
    return added is not None


async def get_role(tx: Tx, code: str) -> OwnRole | None:
    row = await tx.connection.fetchrow(GET_ROLE, code, tx.workspace)
    return _role(row) if row else None


async def find_role(tx: Tx, name: str) -> str | None:
    """Return the code of the own role of this name."""
    found: str | None = await tx.connection.fetchval(FIND_ROLE, name, tx.workspace)
    return found


async def list_roles(tx: Tx) -> list[OwnRole]:
    return [_role(row) for row in await tx.connection.fetch(LIST_ROLES, tx.workspace)]


async def change_role(tx: Tx, role: OwnRole) -> None:
    verbs = [verb.value for verb in role.verbs]
    await tx.connection.execute(CHANGE_ROLE, role.code, tx.workspace, role.name, role.description, verbs, tx.now)


async def retire_role(tx: Tx, code: str) -> None:
    await tx.connection.execute(RETIRE_ROLE, code, tx.workspace, tx.now)


async def count_held(tx: Tx) -> dict[str, int]:
    """Return how many grants in force give each role."""
    return {row[0]: row[1] for row in await tx.connection.fetch(COUNT_HELD, tx.workspace, tx.now)}


def _grant(row: asyncpg.Record) -> Grant:
    return Grant(row[0], row[1], row[2], row[3], ScopeKind(row[4]), row[5], row[6], row[7], row[8])


def _verbs(said: list[str] | None) -> frozenset[Verb] | None:
    return None if said is None else frozenset(verb for verb in Verb if verb.value in said)


def _role(row: asyncpg.Record) -> OwnRole:
    return OwnRole(row[0], row[1], row[2], row[3], tuple(verb for verb in Verb if verb.value in row[4]), row[5])
