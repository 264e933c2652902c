"""SQL of the directory: people as those who administer see them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access.model import MemberOf, PersonRow, TeamId, UserId, UserState

_ROW = """
select p.id, p.email, p.name, p.alias, p.locale, p.time_zone, p.state, p.created_at,
  array(select t.id from access.team_member m join access.team t on t.id = m.team_id and t.workspace_id = m.workspace_id
        where m.user_id = p.id and m.workspace_id = $1 and m.to_at is null order by t.name) as teams,
  array(select distinct g.role from access."grant" g where g.workspace_id = $1 and g.revoked_at is null
        and (g.until is null or g.until > $2) and (g.user_id = p.id or g.team_id in (
          select m.team_id from access.team_member m
          where m.user_id = p.id and m.workspace_id = $1 and m.to_at is null)) order by g.role) as roles,
  (select max(s.seen_at) from access.session s where s.user_id = p.id and s.workspace_id = $1) as seen_at,
  exists (select 1 from access.totp f
          where f.user_id = p.id and f.workspace_id = $1 and f.confirmed_at is not null) as second_factor
"""
LIST_PEOPLE = f"""
{_ROW}
from (
  select u.* from access."user" u
  where u.workspace_id = $1 and (u.name, u.id) > ($3, $4)
    and ($5 = '' or strpos(lower(u.name), $5) > 0 or strpos(u.email, $5) > 0)
    and ($6 = '' or u.state = $6)
    and ($7::uuid is null or exists (select 1 from access.team_member m
      where m.user_id = u.id and m.team_id = $7 and m.workspace_id = $1 and m.to_at is null))
  order by u.name, u.id limit $8
) p order by p.name, p.id
"""
GET_PERSON = f"""
{_ROW} from access."user" p where p.id = $3 and p.workspace_id = $1
"""
COUNT_STATES = 'select state, count(*) from access."user" where workspace_id = $1 group by state'
LIST_MEMBERSHIPS = """
select t.id, t.name, m.leader, m.from_at from access.team_member m
join access.team t on t.id = m.team_id and t.workspace_id = m.workspace_id
where m.user_id = $1 and m.workspace_id = $2 and m.to_at is null order by t.name, t.id
"""
NAMES = 'select id, name from access."user" where id = any($1::uuid[]) and workspace_id = $2'


async def list_people(
    tx: Tx, after: tuple[str, UUID], needle: str, state: str, team: UUID | None, limit: int
) -> list[PersonRow]:
    """List people by name, from the one after `after`."""
    rows = await tx.connection.fetch(LIST_PEOPLE, tx.workspace, tx.now, *after, needle, state, team, limit)
    return [_person(row) for row in rows]


async def get_person(tx: Tx, user: UUID) -> PersonRow | None:
    row = await tx.connection.fetchrow(GET_PERSON, tx.workspace, tx.now, user)
    return _person(row) if row else None


async def count_states(tx: Tx) -> dict[str, int]:
    """Return how many people are in each state."""
    return {row[0]: row[1] for row in await tx.connection.fetch(COUNT_STATES, tx.workspace)}


async def list_memberships(tx: Tx, user: UUID) -> list[MemberOf]:
    rows = await tx.connection.fetch(LIST_MEMBERSHIPS, user, tx.workspace)
    return [MemberOf(TeamId(row[0]), row[1], row[2], row[3]) for row in rows]


async def names_of(tx: Tx, users: list[UUID]) -> dict[UUID, str]:
    """Return the names of `users`."""
    return {row[0]: row[1] for row in await tx.connection.fetch(NAMES, users, tx.workspace)}


def _person(row: asyncpg.Record) -> PersonRow:
    seen: datetime | None = row["seen_at"]
    return PersonRow(
        UserId(row["id"]),
        row["email"],
        row["name"],
        row["alias"],
        row["locale"],
        row["time_zone"],
        UserState(row["state"]),
        row["created_at"],
        tuple(TeamId(one) for one in row["teams"]),
        tuple(row["roles"]),
        seen,
        row["second_factor"],
    )
