"""DISCOVER: topics that no tag names, with a name, redacted examples and an identity that stays; spikes, each once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.flow.understanding import understand
from tests.flow.world import World
from trato.flow.discovering import Discoverer
from trato.rooms.cases import api as cases
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.service import discovery

PLACES = ("Lima", "Cusco", "Piura", "Tacna", "Puno", "Ica", "Trujillo", "Arequipa", "Huaraz", "Iquitos")
INVOICE = "Soy Rosa Huamán, la factura electrónica de mi compra no aparece en el portal. {place}"
LOCKED = "La aplicación se cierra sola cuando abro la cámara. {place}"


async def story(world: World, analyser: Analyser) -> None:
    for n, place in enumerate(PLACES):
        await world.whatsapp(INVOICE.format(place=place), LOCKED.format(place=place), phone=f"5198730{n:04d}")
    await understand(world, analyser)


async def discover(world: World, analyser: Analyser) -> list[dict[str, Any]]:
    discoverer = Discoverer(world.house.db, analyser.encoder)
    await discoverer.work(world.workspace)
    return await world.fetch("select * from intelligence.topic order by name")


async def test_topics_are_named_counted_and_stay_the_same_from_hour_to_hour(world: World, analyser: Analyser) -> None:
    assert world.workspace in await Discoverer(world.house.db, analyser.encoder).look()
    await story(world, analyser)
    first = await discover(world, analyser)
    assert [one["size"] for one in first] == [10, 10]
    assert any("electrónica" in one["name"] for one in first) and any("aplicación" in one["name"] for one in first)
    assert world.workspace not in await Discoverer(world.house.db, analyser.encoder).look()
    again = await discover(world, analyser)
    assert [one["id"] for one in again] == [one["id"] for one in first]


async def test_examples_and_names_hold_no_personal_data(world: World, analyser: Analyser) -> None:
    await story(world, analyser)
    topics = await discover(world, analyser)
    async with world.tx() as tx:
        found = await discovery.found(tx)
    texts = [text for those in found.examples.values() for _, text in those]
    assert len(texts) == 6
    assert any("{nombre}" in text for text in texts)
    assert not any("Huamán" in text for text in (*texts, *(one["name"] for one in topics)))


async def test_a_topic_becomes_a_tag_that_learned_from_its_messages_and_is_found_no_more(
    world: World, analyser: Analyser
) -> None:
    await story(world, analyser)
    topics = await discover(world, analyser)
    invoice = next(one for one in topics if "electrónica" in one["name"])
    async with world.tx() as tx:
        tag = await discovery.make_tag(tx, invoice["id"], "Factura que no aparece")
    lessons = await world.fetch("select labels from intelligence.lesson where name = 'tags'")
    assert [one["labels"] for one in lessons] == [[tag.id]] * len(PLACES)
    async with world.tx() as tx:
        assert (await discovery.found(tx)).topics[0]["tag_id"] in {None, tag.id}


async def test_the_same_words_again_and_again_are_one_topic(world: World, analyser: Analyser) -> None:
    for n in range(10):
        await world.whatsapp(LOCKED.format(place="Lima"), phone=f"5198730{n:04d}")
    await understand(world, analyser)
    assert [one["size"] for one in await discover(world, analyser)] == [10]


async def test_what_has_a_tag_is_no_topic(world: World, analyser: Analyser) -> None:
    await story(world, analyser)
    async with world.tx() as tx:
        tag = await cases.create_tag(tx, "Conocido")
        for row in await tx.connection.fetch('select id from cases."case"'):
            await cases.add_tag(tx, row["id"], tag.id)
    await world.fetch("update intelligence.understanding set kind_score = 0.9 returning 1")
    assert await discover(world, analyser) == []


async def test_an_hour_with_far_more_than_usual_is_told_once(world: World, analyser: Analyser) -> None:
    await story(world, analyser)
    await world.fetch(
        "update intelligence.understanding set kind = 'issue', at = date_trunc('hour', now()) - $1::interval "
        "returning 1",
        timedelta(minutes=30),
    )
    (calm,) = await world.fetch("select message_id from intelligence.understanding limit 1")
    await world.fetch(
        "update intelligence.understanding set at = now() - interval '20 days' where message_id = $1 returning 1",
        calm["message_id"],
    )
    for _ in range(2):
        await discover(world, analyser)
    spikes = await world.fetch("select subject, key, seen, severity from intelligence.spike where subject = 'kind'")
    assert [(one["key"], one["seen"]) for one in spikes] == [("issue", 19)]
    assert spikes[0]["severity"] > 0.3
    told = await world.fetch(
        "select body from kit.event where kind = 'intelligence.spike_found' and body ->> 'about' = 'kind'"
    )
    assert [one["body"]["key"] for one in told] == ["issue"]


async def test_who_has_been_here_for_less_than_a_week_has_no_spikes(world: World, analyser: Analyser) -> None:
    await story(world, analyser)
    await world.fetch(
        "update intelligence.understanding set at = date_trunc('hour', now()) - interval '30 minutes' returning 1"
    )
    await discover(world, analyser)
    assert await world.fetch("select 1 from intelligence.spike") == []
    (trend,) = await world.fetch("select days from intelligence.trend where subject = 'channel'")
    assert trend["days"][-1] == 20 and len(trend["days"]) == 28


async def test_without_the_encoder_there_are_trends_and_no_topics(world: World, bare_analyser: Analyser) -> None:
    await story(world, bare_analyser)
    assert await discover(world, bare_analyser) == []
    assert await world.fetch("select 1 from intelligence.discovery") != []
