"""Deeds of skills: what there is to be good at, and who is how good at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

import asyncpg

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.workforce.errors import SenselessSkill, SkillNotFound, SkillTaken
from trato.rooms.workforce.events import SkillsChanged
from trato.rooms.workforce.model import HIGHEST_LEVEL, Matches, Skill, SkillId
from trato.rooms.workforce.service.capacity import lock
from trato.rooms.workforce.store import skills as store

NAME_LIMIT = 80  # characters
MOST_SKILLS = 200


async def add_skill(tx: Tx, name: str, matches: Matches = Matches.NOTHING, value: str = "", level: int = 1) -> Skill:
    """Add something to be good at. Raises SenselessSkill, SkillTaken."""
    skill = _sensible(Skill(SkillId(uuid7()), name, matches, value, level))
    if len(await store.list_skills(tx)) >= MOST_SKILLS:
        raise SenselessSkill(field="skills", most=MOST_SKILLS)
    if not await store.add_skill(tx, skill):
        raise SkillTaken(name=skill.name)
    tx.audit(AuditEntry("skills.manage", "skill", skill.id))
    return skill


async def change_skill(tx: Tx, skill: Skill) -> Skill:
    """Say anew what a skill is called and what asks for it. Raises SenselessSkill, SkillTaken, SkillNotFound."""
    after = _sensible(skill)
    try:
        async with tx.connection.transaction():
            found = await store.change_skill(tx, after)
    except asyncpg.UniqueViolationError:
        raise SkillTaken(name=after.name) from None
    if not found:
        raise SkillNotFound(skill=skill.id)
    tx.audit(AuditEntry("skills.manage", "skill", skill.id))
    return after


async def retire_skill(tx: Tx, skill_id: UUID) -> None:
    """Ask for a skill no more; who had it keeps it in the record. Raises SkillNotFound."""
    if not await store.retire_skill(tx, skill_id):
        raise SkillNotFound(skill=skill_id)
    tx.audit(AuditEntry("skills.retire", "skill", skill_id))


async def list_skills(tx: Tx) -> list[Skill]:
    """Return the skills there are, by name."""
    return await store.list_skills(tx)


async def count_able(tx: Tx) -> dict[UUID, int]:
    """Count by skill the agents who have it; a skill nobody has is missing."""
    return await store.count_able(tx)


async def skills_of(tx: Tx, users: Collection[UUID]) -> dict[UUID, dict[UUID, int]]:
    """Return by agent the level, 1 to 5, of each of their skills; who has none is missing."""
    return await store.list_levels(tx, sorted(set(users))) if users else {}


async def set_skills(tx: Tx, user_id: UUID, levels: Mapping[UUID, int]) -> None:
    """Say all that an agent can do, and how well. Raises SkillNotFound, SenselessSkill."""
    known = {skill.id for skill in await store.list_skills(tx)}
    for skill, level in levels.items():
        if skill not in known:
            raise SkillNotFound(skill=skill)
        if not 1 <= level <= HIGHEST_LEVEL:
            raise SenselessSkill(field="level", most=HIGHEST_LEVEL)
    await lock(tx, user_id)
    if (await store.list_levels(tx, [user_id])).get(user_id, {}) == dict(levels):
        return
    await store.set_levels(tx, user_id, levels)
    tx.emit(SkillsChanged(subject=user_id, levels={str(skill): level for skill, level in levels.items()}))
    tx.audit(AuditEntry("skills.assign", "user", user_id))


def _sensible(skill: Skill) -> Skill:
    name, value = clean(skill.name, NAME_LIMIT).strip(), clean(skill.value, NAME_LIMIT).strip()
    if not name:
        raise SenselessSkill(field="name", most=NAME_LIMIT)
    if not 1 <= skill.level <= HIGHEST_LEVEL:
        raise SenselessSkill(field="level", most=HIGHEST_LEVEL)
    if (skill.matches is Matches.NOTHING) != (not value):
        raise SenselessSkill(field="value", most=NAME_LIMIT)
    return replace(skill, name=name, value=value)
