"""Starters: an empty workspace gets the tags of its industry, and its first message is typified."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, react
from tests.flow.test_typifying import case_of, marks, tag, typed
from tests.flow.understanding import typify
from tests.flow.world import World
from tests.rooms.console.desk import Desk, open_desk
from trato.app.wiring import House
from trato.flow.relearning import Relearner
from trato.kit.events import Actor, ActorKind
from trato.rooms.access.model import ScopeKind
from trato.rooms.cases import api as cases
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.engine.starters import leaf_of, starter
from trato.rooms.intelligence.model import Learner

PATH = "/api/v1/starters/retail"
RETAIL = [leaf.code for branch in starter("retail") for leaf in branch.leaves]


@pytest.fixture
async def desk(house: House, world: World) -> AsyncIterator[Desk]:
    async with open_desk(house, world) as one:
        await one.add("director_of_care", "director_of_care")
        await one.add("of_a_brand", "director_of_care", ScopeKind.BRAND, world.brand.brand.id)
        await one.add("agent")
        yield one


async def fit(world: World, analyser: Analyser) -> None:
    """Fit whatever is due."""
    relearner = Relearner(world.house.db, analyser.encoder)
    while world.workspace in await relearner.look():
        await relearner.work(world.workspace)


async def names(world: World) -> dict[str, UUID]:
    async with world.tx() as tx:
        return {one.name: one.id for one in await cases.tags(tx)}


async def test_the_first_message_of_a_workspace_is_typified(world: World, desk: Desk, analyser: Analyser) -> None:
    ada = desk.people["director_of_care"].client
    told = (await ada.post(PATH, json={"leaves": RETAIL, "language": "pt"})).json()
    assert told["added"] == told["leaves"] == len(RETAIL)
    await fit(world, analyser)
    case = await case_of(world, "buenas, mi pedido viene atrasado, era para el martes y todavia nada", 1)
    await typify(world, analyser)
    await react(world)
    said = await typed(world, case)
    tags = await names(world)
    assert said is not None and said.tags[0][0] == tags["Pedido atrasado"]
    async with world.tx() as tx:
        nodes = {one.id: one for one in await cases.tree(tx)}
    reason = nodes[said.reasons[0][0]]  # type: ignore[index]
    assert reason.code == "retail.delivery_late" and reason.name["es"] == "Pedido demorado"
    assert nodes[reason.parent_id].code == "retail.delivery"  # type: ignore[index]
    assert said.decided_tags == () and await marks(world, case) == []  # examples of ours prove nothing
    versions = (await ada.get("/api/v1/learning")).json()["versions"]
    assert [one["macro_f1"] for one in versions] == [None, None]  # nor do they judge: nobody wrote them here


async def test_what_people_teach_weighs_more_than_a_starter(world: World, desk: Desk, analyser: Analyser) -> None:
    await desk.people["director_of_care"].client.post(PATH, json={"leaves": RETAIL})
    lucia = await agent(world)
    text = "el dron no levanta vuelo"
    for n in range(6):
        await tag(world, lucia, await case_of(world, f"{text} {n}", n), "drones")
    await react(world)
    await fit(world, analyser)
    case = await case_of(world, f"hola, {text}", 90)
    await typify(world, analyser)
    said = await typed(world, case)
    assert said is not None and said.tags[0][0] == (await names(world))["drones"]
    (champion,) = await world.fetch(
        "select insight from intelligence.model where name = 'tags' order by version desc limit 1"
    )
    assert set(champion["insight"]["tags"]) >= {str((await names(world))["drones"])}
    assert champion["insight"]["tags"][str((await names(world))["Pedido demorado"])]["examples"] == 0


async def test_the_same_again_adds_nothing(world: World, desk: Desk) -> None:
    ada = desk.people["director_of_care"].client
    some = RETAIL[:5]
    await ada.post(PATH, json={"leaves": some})
    tags = await names(world)
    rows = await world.fetch("select * from intelligence.starter order by node")
    told = (await ada.post(PATH, json={"leaves": some})).json()
    assert told["added"] == len(some) and await names(world) == tags
    assert await world.fetch("select * from intelligence.starter order by node") == rows
    assert len(await world.fetch("select 1 from access.audit where verb = 'starter.add'")) == 1


async def test_what_was_there_is_used_and_stays_when_the_rest_is_taken_back(world: World, desk: Desk) -> None:
    ada = desk.people["director_of_care"].client
    async with world.tx() as tx:
        mine = await cases.create_tag(tx, "PEDIDO demorado")
        above = await cases.add_disposition(tx, "mios", {"es": "Entregas"})
        reason = await cases.add_disposition(tx, "mio", {"es": "Pedido demorado"}, parent_id=above.id)
    tree = (await ada.get(PATH)).json()
    (leaf,) = [one for branch in tree["branches"] for one in branch["leaves"] if one["code"] == "retail.delivery_late"]
    assert leaf["is_there"] and leaf["tag_id"] is None and leaf["examples"]["es"]
    await ada.post(PATH, json={"leaves": ["retail.delivery_late", "retail.delivery_status"]})
    (row,) = await world.fetch("select * from intelligence.starter where node = 'retail.delivery_late'")
    assert (row["tag_id"], row["disposition_id"]) == (mine.id, reason.id)
    assert set(await names(world)) == {"PEDIDO demorado", "Dónde está el pedido"}
    told = await ada.post(f"{PATH}/take-back")
    assert told.status_code == 200 and told.json()["added"] == 0
    assert set(await names(world)) == {"PEDIDO demorado"}
    async with world.tx() as tx:
        assert {one.code for one in await cases.tree(tx) if one.retired_at is None} == {"mios", "mio"}
    await ada.post(PATH, json={"leaves": ["retail.delivery_status"]})  # and again, with the same tag
    assert set(await names(world)) == {"PEDIDO demorado", "Dónde está el pedido"}


async def test_what_two_industries_share_goes_with_the_last_of_them(world: World, desk: Desk) -> None:
    ada = desk.people["director_of_care"].client
    for industry in ("retail", "bank"):
        own = starter(industry)[0].leaves[0].code
        await ada.post(f"/api/v1/starters/{industry}", json={"leaves": [own, "care.service_praise"]})
    await ada.post(f"{PATH}/take-back")
    praise = leaf_of("care.service_praise")
    assert praise is not None and praise.name["es"] in await names(world)
    assert (await ada.get(PATH)).json()["added"] == 0
    await ada.post("/api/v1/starters/bank/take-back")
    assert await names(world) == {}
    async with world.tx() as tx:
        assert await cases.reasons(tx) == []


async def test_a_starter_that_is_used_is_not_taken_back(world: World, desk: Desk) -> None:
    ada = desk.people["director_of_care"].client
    await ada.post(PATH, json={"leaves": RETAIL})
    lucia = await agent(world)
    case = await case_of(world, "mi pedido no llega", 1)
    one = await tag(world, lucia, case, "Pedido demorado")
    refused = await ada.post(f"{PATH}/take-back")
    assert (refused.status_code, refused.json()["code"]) == (409, "starter_in_use")
    assert len(await names(world)) == len(RETAIL)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.remove_tag(tx, case, one)
    assert (await ada.post(f"{PATH}/take-back")).status_code == 200
    assert await names(world) == {}


async def test_with_enough_lessons_a_tag_needs_no_examples_of_ours(world: World, desk: Desk) -> None:
    await desk.people["director_of_care"].client.post(PATH, json={"leaves": RETAIL[:2]})
    (one, other) = await world.fetch("select tag_id from intelligence.starter where tag_id is not null order by node")
    async with world.tx() as tx:
        ours = await intelligence.starter_lessons(tx, Learner.TAGS, [])
        taught: list[Any] = [each for each in ours if each.labels == (one["tag_id"],)] * 5
        left = await intelligence.starter_lessons(tx, Learner.TAGS, taught)
    assert {each.labels[0] for each in ours} == {one["tag_id"], other["tag_id"]}
    assert {each.labels[0] for each in left} == {other["tag_id"]}


async def test_only_who_manages_words_everywhere_sees_starters(world: World, desk: Desk) -> None:
    for role in ("agent", "of_a_brand"):
        who = desk.people[role].client
        for answer in (await who.get("/api/v1/starters"), await who.post(PATH, json={"leaves": RETAIL})):
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), role
    ada = desk.people["director_of_care"].client
    assert [one["industry"] for one in (await ada.get("/api/v1/starters")).json()] == [
        "retail", "telecom", "bank", "travel", "utilities", "software"
    ]  # fmt: skip
    assert (await ada.get("/api/v1/starters/mining")).json()["code"] == "starter_not_found"
    assert (await ada.post(PATH, json={"leaves": ["bank.card_lost"]})).json()["code"] == "starter_not_found"
    assert (await ada.post(PATH, json={"leaves": []})).status_code == 422


async def test_who_has_a_tree_of_reasons_takes_the_tags_alone(world: World, desk: Desk) -> None:
    ada = desk.people["director_of_care"].client
    await ada.post(PATH, json={"leaves": RETAIL[:3], "reasons": False})
    assert len(await names(world)) == 3
    async with world.tx() as tx:
        assert await cases.tree(tx) == []
        assert len(await intelligence.starter_lessons(tx, Learner.TAGS, [])) > 0
        assert await intelligence.starter_lessons(tx, Learner.REASONS, []) == []
    await ada.post(PATH, json={"leaves": RETAIL[:3]})  # and the reasons later
    async with world.tx() as tx:
        assert len(await cases.reasons(tx)) == 3
    assert (await ada.post(f"{PATH}/take-back")).status_code == 200


async def test_a_branch_whose_reasons_are_all_there_is_not_made(world: World, desk: Desk) -> None:
    async with world.tx() as tx:
        await cases.add_disposition(tx, "dano", {"es": "Llegó dañado"})
    await desk.people["director_of_care"].client.post(PATH, json={"leaves": ["retail.product_damaged"]})
    async with world.tx() as tx:
        assert [one.code for one in await cases.tree(tx)] == ["dano"]
