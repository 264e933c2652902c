"""The addresses of skills: what there is to be good at, and who is how good at it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches, Skill, SkillId

Row = tuple[str, str, Verb, Any, type[Struct]]
Word = Annotated[str, Meta(max_length=200)]
Level = Annotated[int, Meta(ge=-1_000, le=1_000)]  # what is no level is refused by name


class SkillTerms(Struct, frozen=True):
    """What a skill is called, and which cases ask for it by themselves, from `level` (1 to 5) on."""

    name: Word
    matches: Literal["", "language", "channel", "country", "brand", "tag"] = ""
    value: Word = ""
    level: Level = 1


class SkillChange(SkillTerms, frozen=True, kw_only=True):
    id: UUID


class SkillShown(SkillTerms, frozen=True, kw_only=True):
    """`people` is how many have it: a skill that nobody has lets no case go to anybody."""

    id: UUID
    people: int


async def list_skills(tx: Tx, who: Principal, given: Nothing) -> list[SkillShown]:
    """List the skills, each with how many people have it."""
    able = await workforce.count_able(tx)
    return [_shown(one, able.get(one.id, 0)) for one in await workforce.list_skills(tx)]


async def add_skill(tx: Tx, who: Principal, given: SkillTerms) -> SkillShown:
    """Add something to be good at."""
    return _shown(await workforce.add_skill(tx, given.name, Matches(given.matches), given.value, given.level), 0)


async def change_skill(tx: Tx, who: Principal, given: SkillChange) -> SkillShown:
    """Say anew what a skill is called and what asks for it."""
    after = await workforce.change_skill(
        tx, Skill(SkillId(given.id), given.name, Matches(given.matches), given.value, given.level)
    )
    return _shown(after, (await workforce.count_able(tx)).get(after.id, 0))


async def retire_skill(tx: Tx, who: Principal, given: OneId) -> None:
    """Ask for a skill no more."""
    await workforce.retire_skill(tx, given.id)


def _shown(one: Skill, people: int) -> SkillShown:
    return SkillShown(
        id=one.id, people=people, name=one.name, matches=one.matches.value, value=one.value, level=one.level
    )


TABLE: tuple[Row, ...] = (
    ("GET", "/api/v1/skills", Verb.PRESENCE_MANAGE, list_skills, Nothing),
    ("POST", "/api/v1/skills", Verb.QUEUES_MANAGE, add_skill, SkillTerms),
    ("PUT", "/api/v1/skills/{id}", Verb.QUEUES_MANAGE, change_skill, SkillChange),
    ("POST", "/api/v1/skills/{id}/retire", Verb.QUEUES_MANAGE, retire_skill, OneId),
)
