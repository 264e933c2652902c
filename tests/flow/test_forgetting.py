"""Who is forgotten teaches no more: kept models lose their vectors in the same act, and the next fit lacks them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from tests.flow.records import agent, react
from tests.flow.test_relearning import invoices, learner, many, models, refit, returns
from tests.flow.test_typifying import case_of, lessons, tag, typed
from tests.flow.understanding import typify, understand
from tests.flow.world import World
from tests.rooms.console.desk import Desk, open_desk
from trato.app.wiring import House
from trato.flow.relearning import Relearner
from trato.rooms.access.model import ScopeKind
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser, TagModel
from trato.rooms.intelligence.engine.tag_files import without


@pytest.fixture
async def desk(house: House, world: World) -> AsyncIterator[Desk]:
    async with open_desk(house, world) as one:
        await one.add("ada", "director_of_care")
        await one.add("agent", scope=world.brand.brand.id, kind=ScopeKind.BRAND)
        yield one


async def taught(world: World, analyser: Analyser) -> tuple[UUID, UUID]:
    """Let a dozen people of two matters be understood, tagged and learned; return a contact and their tag."""
    lucia = await agent(world)
    tags = await many(world, lucia, 12)
    await understand(world, analyser)
    await refit(world, analyser)
    (one,) = [row for row in await lessons(world) if row["number"] == 1]
    return one["contact_id"], tags[0]


async def vector_of(world: World, contact: UUID) -> Any:
    (row,) = await world.fetch("select vector from intelligence.understanding where contact_id = $1", contact)
    return intelligence.unpacked(row["vector"])


def nearest(model: TagModel, vector: Any) -> float:
    kept = model.tagger.memory.vectors
    lengths = np.linalg.norm(kept, axis=1) * np.linalg.norm(vector)
    return float((kept @ vector / np.maximum(lengths, 1e-9)).max(initial=-1.0))


async def test_kept_versions_lose_the_vectors_in_the_same_act(world: World, desk: Desk, analyser: Analyser) -> None:
    contact, own = await taught(world, analyser)
    vector = await vector_of(world, contact)
    (before,) = await models(world)
    old = TagModel.from_bytes(before["file"])
    assert nearest(old, vector) > 0.9995
    answer = await desk.people["ada"].client.post(f"/api/v1/contacts/{contact}/forget")
    assert (answer.status_code, answer.json()) == (200, {"messages": 1})
    (after,) = await models(world)
    now = TagModel.from_bytes(after["file"])
    assert nearest(now, vector) < 0.9995
    assert len(now.tagger.memory.vectors) == len(old.tagger.memory.vectors) - 1 == len(now.tagger.memory.values)
    assert now.counts.sum() == old.counts.sum() - 1
    assert after["id"] == (await learner(world))["champion"]  # it goes on predicting
    assert contact not in {row["contact_id"] for row in await lessons(world)}
    (told,) = await world.fetch("select object_id from access.audit where verb = 'contact.forget'")
    assert told["object_id"] == contact
    relearner = Relearner(world.house.db, analyser.encoder)
    assert world.workspace in await relearner.look()  # and is fitted anew at once, without any new lesson
    while world.workspace in await relearner.look():
        await relearner.work(world.workspace)
    newest = (await models(world))[-1]
    assert newest["version"] == 2 and newest["lessons"] == 23
    assert nearest(TagModel.from_bytes(newest["file"]), vector) < 0.9995
    del own


async def test_who_predicts_opens_its_model_anew(world: World, desk: Desk, analyser: Analyser) -> None:
    contact, own = await taught(world, analyser)
    case = await case_of(world, returns(77), 900)
    typifier = await typify(world, analyser)
    first = dict(typifier.pupils[world.workspace])
    await desk.people["ada"].client.post(f"/api/v1/contacts/{contact}/forget")
    await case_of(world, invoices(78), 901)
    await typify(world, analyser)
    assert all(typifier.pupils[world.workspace][name] is not one for name, one in first.items())
    said = await typed(world, case)
    assert said is not None and said.tags[0][0] == own


async def test_what_cannot_be_found_in_a_version_takes_the_version_with_it(
    world: World, desk: Desk, analyser: Analyser
) -> None:
    lucia = await agent(world)
    await many(world, lucia, 6)  # nobody has understood them: their vectors were read for the fit alone
    await refit(world, analyser)
    (contact, *_) = [row["contact_id"] for row in await lessons(world)]
    await desk.people["ada"].client.post(f"/api/v1/contacts/{contact}/forget")
    assert await models(world) == [] and (await learner(world))["champion"] is None


async def test_others_and_strangers_change_nothing(world: World, desk: Desk, analyser: Analyser) -> None:
    contact, _ = await taught(world, analyser)
    (before,) = await models(world)
    await case_of(world, "hola, una consulta", 700)
    (row,) = await world.fetch("select contact_id from contacts.identity where address like '%' || '0700'")
    async with world.tx() as tx:
        await intelligence.forget_contact(tx, [row["contact_id"]])
    assert (await models(world))[0]["file"] == before["file"]
    refused = await desk.people["agent"].client.post(f"/api/v1/contacts/{contact}/forget")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert len(await lessons(world)) == 24
    await tag(world, await agent(world, "mara"), await case_of(world, returns(50), 701), "devoluciones")
    await react(world)
    with pytest.raises(ValueError, match="no file of tags"):
        without(b"x", np.zeros((0, 2), np.float32), [])
