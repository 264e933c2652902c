"""SQL of skills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.workforce.model import Matches, Skill, SkillId

ADD_SKILL = """
insert into workforce.skill (id, workspace_id, name, matches, value, level, created_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id
"""
CHANGE_SKILL = """
update workforce.skill set name = $3, matches = $4, value = $5, level = $6
where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
RETIRE_SKILL = """
update workforce.skill set retired_at = $3 where id = $1 and workspace_id = $2 and retired_at is null returning id
"""
LIST_SKILLS = """
select id, name, matches, value, level from workforce.skill where workspace_id = $1 and retired_at is null
order by lower(name)
"""
COUNT_ABLE = """
select skill_id, count(*) as able from workforce.agent_skill where workspace_id = $1 and to_at is null group by skill_id
"""
LIST_LEVELS = """
select a.user_id, a.skill_id, a.level from workforce.agent_skill a
where a.user_id = any($2::uuid[]) and a.workspace_id = $1 and a.to_at is null
  and exists (select 1 from workforce.skill s
    where s.id = a.skill_id and s.workspace_id = a.workspace_id and s.retired_at is null)
"""
END_LEVELS = """
update workforce.agent_skill a set to_at = greatest(a.from_at, $4)
where a.user_id = $1 and a.workspace_id = $2 and a.to_at is null
  and not exists (select 1 from unnest($3::uuid[], $5::int[]) u(skill_id, level)
    where u.skill_id = a.skill_id and u.level = a.level)
"""
ADD_LEVELS = """
insert into workforce.agent_skill (user_id, workspace_id, skill_id, level, from_at, by_kind, by_id)
select $1, $2, u.skill_id, u.level, $4, $6, $7 from unnest($3::uuid[], $5::int[]) u(skill_id, level)
where not exists (select 1 from workforce.agent_skill a
  where a.user_id = $1 and a.workspace_id = $2 and a.skill_id = u.skill_id and a.to_at is null)
on conflict (user_id, skill_id, from_at, workspace_id) do update set level = excluded.level, to_at = null
"""


async def add_skill(tx: Tx, one: Skill) -> bool:
    """Write a skill; False when its name, or what it is for, is taken."""
    return (
        await tx.connection.fetchval(
            ADD_SKILL, one.id, tx.workspace, one.name, one.matches.value, one.value, one.level, tx.now
        )
        is not None
    )


async def change_skill(tx: Tx, one: Skill) -> bool:
    """Say False when there is no such skill. Raises UniqueViolationError."""
    changed = await tx.connection.fetchval(
        CHANGE_SKILL, one.id, tx.workspace, one.name, one.matches.value, one.value, one.level
    )
    return changed is not None


async def retire_skill(tx: Tx, skill_id: UUID) -> bool:
    """Say False when there is no such skill."""
    return await tx.connection.fetchval(RETIRE_SKILL, skill_id, tx.workspace, tx.now) is not None


async def list_skills(tx: Tx) -> list[Skill]:
    return [_skill(row) for row in await tx.connection.fetch(LIST_SKILLS, tx.workspace)]


async def count_able(tx: Tx) -> dict[UUID, int]:
    """Count by skill the agents who have it; a skill nobody has is missing."""
    return dict(await tx.connection.fetch(COUNT_ABLE, tx.workspace))


async def list_levels(tx: Tx, users: Sequence[UUID]) -> dict[UUID, dict[UUID, int]]:
    """Return by agent the level of each of their skills."""
    levels: dict[UUID, dict[UUID, int]] = {}
    for user, skill, level in await tx.connection.fetch(LIST_LEVELS, tx.workspace, list(users)):
        levels.setdefault(user, {})[skill] = level
    return levels


async def set_levels(tx: Tx, user_id: UUID, levels: Mapping[UUID, int]) -> None:
    """End what is no longer so, and begin what is new."""
    skills, values = list(levels), list(levels.values())
    await tx.connection.execute(END_LEVELS, user_id, tx.workspace, skills, tx.now, values)
    await tx.connection.execute(
        ADD_LEVELS, user_id, tx.workspace, skills, tx.now, values, tx.actor.kind.value, tx.actor.id
    )


def _skill(row: asyncpg.Record) -> Skill:
    return Skill(SkillId(row["id"]), row["name"], Matches(row["matches"]), row["value"], row["level"])
