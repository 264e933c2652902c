"""Tags that are one and a tag that is two: seen before, done with one act, taken back, and learned anew."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, react
from tests.flow.test_relearning import invoices, many, refit, returns
from tests.flow.test_typifying import case_of, lessons, prove, tag
from tests.flow.test_typifying import typed as typing_of
from tests.flow.understanding import typify
from tests.flow.world import World
from tests.rooms.console.desk import Desk, open_desk
from trato.app.wiring import House
from trato.flow.relearning import Relearner
from trato.rooms.access.model import ScopeKind
from trato.rooms.cases import api as cases
from trato.rooms.intelligence.api import Analyser

PATH = "/api/v1/learning/tags"


@pytest.fixture
async def desk(house: House, world: World) -> AsyncIterator[Desk]:
    async with open_desk(house, world) as one:
        await one.add("ada", "director_of_care")
        await one.add("of_a_brand", "director_of_care", ScopeKind.BRAND, world.brand.brand.id)
        yield one


async def mixed(world: World, user: UUID, each: int) -> UUID:
    """Let people write of two matters, and an agent put the same tag on all of it."""
    one = UUID(int=0)
    for n in range(each):
        await tag(world, user, await case_of(world, returns(n), 2 * n), "postventa")
        one = await tag(world, user, await case_of(world, invoices(n), 2 * n + 1), "postventa")
    for n in range(6):
        await tag(world, user, await case_of(world, f"¿Hasta qué hora abre la tienda {n}?", 800 + n), "horarios")
    await react(world)
    return one


async def standing(world: World, name: str) -> set[UUID]:
    rows = await world.fetch(
        "select m.case_id from cases.tag_mark m join cases.tag t on t.id = m.tag_id and t.workspace_id = m.workspace_id"
        " where t.name = $1 and m.removed_at is null",
        name,
    )
    return {row["case_id"] for row in rows}


async def fitted(world: World, analyser: Analyser) -> None:
    relearner = Relearner(world.house.db, analyser.encoder)
    assert world.workspace in await relearner.look()
    while world.workspace in await relearner.look():
        await relearner.work(world.workspace)


async def test_joining_two_tags_is_seen_before_and_taken_back(world: World, desk: Desk, analyser: Analyser) -> None:
    ada, lucia = desk.people["ada"].client, await agent(world)
    one, other = await many(world, lucia, 12)
    await refit(world, analyser)
    told = (await ada.get(f"{PATH}/{one}/join", params={"into": str(other)})).json()
    assert (told["name"], told["into_name"], told["examples"], told["cases"]) == ("devoluciones", "facturas", 12, 12)
    assert 0.8 <= told["right_now"] <= told["right_then"] <= 1
    before = await standing(world, "devoluciones")
    facts = await world.fetch("select seq, body from kit.event where kind = 'cases.tag_added' order by seq")
    assert (await ada.post(f"/api/v1/tags/{one}/merge", json={"into": str(other)})).status_code == 200
    await react(world)
    await fitted(world, analyser)
    case = await case_of(world, returns(77), 900)
    await typify(world, analyser)
    said = await typing_of(world, case)
    assert said is not None and said.tags[0][0] == other  # by the examples of the tag that is gone
    assert [row["name"] for row in (await ada.get("/api/v1/learning")).json()["tags"]] == ["facturas"]
    assert (await ada.post(f"/api/v1/tags/{one}/unmerge")).status_code == 200
    assert await standing(world, "devoluciones") == before
    assert await world.fetch("select seq, body from kit.event where kind = 'cases.tag_added' order by seq") == facts


async def test_an_automatic_tag_that_was_joined_was_not_called_wrong(
    world: World, desk: Desk, analyser: Analyser
) -> None:
    lucia = await agent(world)
    case = await case_of(world, returns(1), 1)
    await typify(world, analyser)
    async with world.tx() as tx:
        one, other = [(await cases.create_tag(tx, name)).id for name in ("devoluciones", "cambios")]
    await prove(world, case, one)
    await desk.people["ada"].client.post(f"/api/v1/tags/{one}/merge", json={"into": str(other)})
    await tag(world, lucia, case, "urgente")
    await react(world)
    (lesson,) = await lessons(world)
    assert (lesson["refused"], lesson["weight"], lesson["unsure"]) == ([], 1.0, [other])


async def test_a_tag_is_parted_with_its_cases_and_lessons(world: World, desk: Desk, analyser: Analyser) -> None:
    ada, lucia = desk.people["ada"].client, await agent(world)
    one = await mixed(world, lucia, 14)
    await refit(world, analyser)
    (advice,) = (await ada.get("/api/v1/learning")).json()["split"]
    assert (advice["id"], advice["name"]) == (str(one), "postventa")
    told = (await ada.get(f"{PATH}/{one}/part")).json()
    assert sum(group[0] for group in told["groups"]) == 28 and told["cases"] == told["groups"][1][0]
    assert told["told_apart"] > 0.9 and 0 < told["right_now"] <= 1
    before = await standing(world, "postventa")
    taken = await ada.post(f"{PATH}/{one}/part", json={"name": "Horarios"})
    assert (taken.status_code, taken.json()["code"]) == (409, "tag_taken")
    made = (await ada.post(f"{PATH}/{one}/part", json={"name": "segunda"})).json()
    moved = await standing(world, "segunda")
    assert len(moved) == told["cases"] and await standing(world, "postventa") == before - moved
    new = UUID(made["id"])
    assert {row["case_id"] for row in await lessons(world) if new in row["labels"]} == moved
    await react(world)
    await fitted(world, analyser)
    text = returns(99) if "devolver" in await words(world, next(iter(moved))) else invoices(99)
    case = await case_of(world, text, 900)
    await typify(world, analyser)
    said = await typing_of(world, case)
    assert said is not None and said.tags[0][0] == new
    assert (await ada.post(f"{PATH}/{new}/unpart")).status_code == 200
    assert await standing(world, "postventa") == before and await standing(world, "segunda") == set()
    audited = await world.fetch("select verb from access.audit where verb like 'tag.%' order by seq")
    assert [row["verb"] for row in audited][-2:] == ["tag.split", "tag.merge"]


async def words(world: World, case: UUID) -> str:
    (row,) = await world.fetch("select text from conversations.message where case_id = $1 limit 1", case)
    return str(row["text"])


async def test_who_may_not_manage_words_everywhere_reshapes_nothing(world: World, desk: Desk) -> None:
    lucia = await agent(world)
    one = await tag(world, lucia, await case_of(world, returns(1), 1), "devoluciones")
    asked: list[tuple[str, str, Any]] = [
        ("GET", f"{PATH}/{one}/join?into={one}", None), ("GET", f"{PATH}/{one}/part", None),
        ("POST", f"{PATH}/{one}/part", {"name": "x"}), ("POST", f"{PATH}/{one}/unpart", {}),
    ]  # fmt: skip
    for method, path, body in asked:
        refused = await desk.people["of_a_brand"].client.request(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden"), path
        refused = await desk.people["ada"].client.request(method, path, json=body)
        assert refused.status_code == 404, (path, refused.text)
