"""Skills on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from tests.rooms.workforce.test_service import workspace_of
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.errors import SenselessSkill, SkillNotFound, SkillTaken
from trato.rooms.workforce.model import Matches, Skill, SkillId

pytestmark = pytest.mark.anyio
HISTORY = """
select level, from_at, to_at from workforce.agent_skill where user_id = $1 and skill_id = $2 order by from_at
"""


async def test_what_an_agent_can_do_is_dated(app_connection: asyncpg.Connection[Any]) -> None:
    tx, (ana, _) = await workspace_of(app_connection, 2)
    french = await workforce.add_skill(tx, "Francés")
    refunds = await workforce.add_skill(tx, "Devoluciones")
    await workforce.set_skills(tx, ana, {french.id: 3, refunds.id: 1})
    later = Tx(tx.connection, tx.workspace, tx.now + timedelta(days=1), tx.actor)
    await workforce.set_skills(later, ana, {french.id: 4})
    assert await workforce.skills_of(later, [ana]) == {ana: {french.id: 4}}
    assert [tuple(row) for row in await app_connection.fetch(HISTORY, ana, french.id)] == [
        (3, tx.now, later.now),
        (4, later.now, None),
    ]
    assert [tuple(row) for row in await app_connection.fetch(HISTORY, ana, refunds.id)] == [(1, tx.now, later.now)]


async def test_a_level_changed_twice_at_one_instant_is_the_last_one(app_connection: asyncpg.Connection[Any]) -> None:
    tx, (ana,) = await workspace_of(app_connection, 1)
    french = await workforce.add_skill(tx, "Francés")
    await workforce.set_skills(tx, ana, {french.id: 3})
    await workforce.set_skills(tx, ana, {french.id: 5})
    assert await workforce.skills_of(tx, [ana]) == {ana: {french.id: 5}}


async def test_a_skill_nobody_has_is_counted_as_such_and_a_retired_one_is_asked_of_nobody(
    app_connection: asyncpg.Connection[Any],
) -> None:
    tx, (ana,) = await workspace_of(app_connection, 1)
    french = await workforce.add_skill(tx, "Francés")
    guarani = await workforce.add_skill(tx, "Guaraní")
    await workforce.set_skills(tx, ana, {french.id: 3})
    assert await workforce.count_able(tx) == {french.id: 1}
    await workforce.retire_skill(tx, french.id)
    assert [one.id for one in await workforce.list_skills(tx)] == [guarani.id]
    assert await workforce.skills_of(tx, [ana]) == {}
    with pytest.raises(SkillNotFound):
        await workforce.set_skills(tx, ana, {french.id: 3})


async def test_two_skills_share_neither_a_name_nor_what_asks_for_them(app_connection: asyncpg.Connection[Any]) -> None:
    tx, _ = await workspace_of(app_connection, 0)
    portuguese = await workforce.add_skill(tx, "Portugués", Matches.LANGUAGE, "pt", 3)
    with pytest.raises(SkillTaken):
        await workforce.add_skill(tx, "portugués")
    with pytest.raises(SkillTaken):
        await workforce.add_skill(tx, "Brasil", Matches.LANGUAGE, "pt")
    other = await workforce.add_skill(tx, "Brasil", Matches.COUNTRY, "BR")
    with pytest.raises(SkillTaken):
        await workforce.change_skill(tx, replace(other, name=portuguese.name))
    assert await workforce.change_skill(tx, replace(other, level=2)) == replace(other, level=2)


@pytest.mark.parametrize(
    "wrong",
    [
        Skill(SkillId(uuid7()), "  "),
        Skill(SkillId(uuid7()), "A", level=6),
        Skill(SkillId(uuid7()), "A", Matches.LANGUAGE),
        Skill(SkillId(uuid7()), "A", value="pt"),
    ],
)
async def test_a_skill_without_sense_is_refused(app_connection: asyncpg.Connection[Any], wrong: Skill) -> None:
    tx, _ = await workspace_of(app_connection, 0)
    with pytest.raises(SenselessSkill):
        await workforce.add_skill(tx, wrong.name, wrong.matches, wrong.value, wrong.level)
