"""A Page's posts: a public thread in a case, answered in public, whatever comes back and in whatever order."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.flow.pages import PAGE, SECRETS, comment, inbox, item, open_page, stamp, wall
from tests.flow.providers import carrier_of, reply, send
from tests.flow.world import World
from trato.flow.acts.context import PostFetcher
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.console.service import details


@pytest.fixture
async def stand_in() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    page = Page(PAGE, "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


MESSAGES = """
select m.text, m.direction, m.provider_id, m.public, m.edited_at is not null as edited,
  m.deleted_at is not null as deleted, v.thread_key
from conversations.message m join conversations.conversation v on v.id = m.conversation_id order by m.provider_id
"""


async def _tell(world: World, *values: dict[str, Any], field: str = "feed") -> None:
    await world.accept("facebook", wall(*values, field=field))
    await world.receive()


async def test_a_comment_and_the_answers_below_it_are_one_thread_in_one_case(world: World) -> None:
    await open_page(world, "facebook")
    await _tell(world, comment(1, "¿Envían a Cusco?"), comment(2, "A mí también", "7002", below="900_1"))
    await _tell(world, comment(3, "Otra cosa", "7003"))
    cases = await world.fetch('select c.id, c.surface, c.origin from cases."case" c')
    assert [(one["surface"], one["origin"]) for one in cases] == [("public_comment", "mention")] * 2
    rows = await world.fetch(MESSAGES)
    assert [(row["provider_id"], row["thread_key"], row["public"]) for row in rows] == [
        ("900_1", "900_1", True), ("900_2", "900_1", True), ("900_3", "900_3", True),
    ]  # fmt: skip


async def test_what_the_page_publishes_by_itself_and_who_likes_it_open_nothing(world: World) -> None:
    await open_page(world, "facebook")
    post = {"item": "status", "verb": "add", "post_id": f"{PAGE}_900", "from": {"id": PAGE, "name": "Pirca"}}
    like = {
        "item": "reaction",
        "verb": "add",
        "post_id": f"{PAGE}_900",
        "from": {"id": "7009"},
        "reaction_type": "love",
    }
    await _tell(world, {**post, "message": "Llegaron las ollas"}, like, comment(9, "Escríbannos", PAGE))
    assert await world.fetch('select 1 from cases."case"') == []
    assert await world.fetch("select 1 from contacts.contact") == []
    assert await world.fetch("select 1 from conversations.parked") == []


async def test_twice_shuffled_and_bundled_the_end_is_the_same(world: World) -> None:
    await open_page(world, "facebook")
    chance, start = random.Random(3), stamp() // 1000 - 600
    ends = []
    for turn in range(5):
        n = 100 * (turn + 1)
        root = f"900_{n}"
        values = [
            comment(n, "Uno", at=start),
            comment(n + 1, "Dos", "7002", below=root, at=start + 1),
            comment(n, "Uno y medio", at=start + 2, verb="edited"),
            comment(n + 1, "", "7002", below=root, at=start + 3, verb="remove"),
        ]
        told = [*values, *values]
        if turn:
            chance.shuffle(told)
        while told:
            bundle = chance.randint(1, 3)
            await world.accept("facebook", wall(*told[:bundle]))
            told = told[bundle:]
        await world.receive()
        rows = [row for row in await world.fetch(MESSAGES) if row["thread_key"] == root]
        ends.append([(row["text"], row["edited"], row["deleted"]) for row in rows])
    assert ends[0] == [("Uno y medio", True, False), ("Dos", False, True)]
    assert all(end == ends[0] for end in ends)


async def test_an_answer_is_published_below_and_its_echo_is_no_second_message(world: World, stand_in: Running) -> None:
    await open_page(world, "facebook", api_base=stand_in.url)
    posts = stand_in.simulator.posts
    below = posts.comment("7001", posts.publish(PAGE, "Llegaron las ollas"), "¿Envían a Cusco?")
    told = comment(1, "¿Envían a Cusco?") | {"comment_id": below}
    await _tell(world, told)
    await reply(world, "Sí, a todo el país")
    await send(world)
    (ours,) = [one for one in stand_in.simulator.world.posts.values() if one.author == PAGE and one.post]
    assert (ours.text, ours.above) == ("Sí, a todo el país", below)
    await _tell(world, comment(2, "Sí, a todo el país", PAGE, below=below) | {"comment_id": ours.id})
    out = [row for row in await world.fetch(MESSAGES) if row["direction"] == "out"]
    assert [(row["text"], row["provider_id"]) for row in out] == [("Sí, a todo el país", ours.id)]


async def test_an_echo_that_comes_before_the_answer_ends_the_doubt(world: World) -> None:
    await open_page(world, "facebook")
    await _tell(world, comment(1, "¿Envían a Cusco?"))
    await reply(world, "Sí, a todo el país")
    async with world.tx() as tx:
        await tx.connection.execute("update conversations.delivery set state = 'uncertain', attempt = 1")
    await _tell(world, comment(2, "Sí, a todo el país", PAGE, below="900_1"))
    out = [row for row in await world.fetch(MESSAGES) if row["direction"] == "out"]
    assert [row["provider_id"] for row in out] == ["900_2"]
    assert [row["state"] for row in await world.fetch("select state from conversations.delivery")] == ["sent"]


async def test_what_somebody_of_ours_wrote_on_the_page_itself_is_in_the_thread_and_makes_no_contact(
    world: World,
) -> None:
    await open_page(world, "facebook")
    await _tell(world, comment(1, "¿Envían a Cusco?"))
    await _tell(world, comment(2, "¡Claro!", PAGE, below="900_1"))
    rows = await world.fetch(MESSAGES)
    assert [(row["text"], row["direction"]) for row in rows] == [("¿Envían a Cusco?", "in"), ("¡Claro!", "out")]
    assert len(await world.fetch("select 1 from contacts.contact")) == 1


async def test_one_webhook_of_the_app_reaches_inbox_and_wall_and_the_person_is_one_contact(world: World) -> None:
    await open_page(world, "messenger")
    await open_page(world, "facebook")
    await world.accept("messenger", wall(comment(1, "¿Envían a Cusco?")))
    await world.accept("messenger", inbox(item("7001", message={"mid": "m_1", "text": "Les escribo por aquí"})))
    await world.receive()
    rows = await world.fetch("select channel, contact_id from conversations.conversation order by channel")
    assert [row["channel"] for row in rows] == ["facebook", "messenger"]
    assert len({row["contact_id"] for row in rows}) == 1


async def test_who_is_not_named_needs_attention(world: World) -> None:
    await open_page(world, "facebook")
    value = {"item": "comment", "verb": "add", "comment_id": "900_1", "post_id": f"{PAGE}_900", "message": "Hola"}
    await _tell(world, value, field="mention")
    (delivery,) = await world.fetch("select status, error from channels.inbox")
    assert delivery["status"] == "dead"
    assert "does not say who" in delivery["error"]


async def test_what_people_comment_on_is_asked_of_the_page_once_and_stands_above_them(
    world: World, stand_in: Running
) -> None:
    await open_page(world, "facebook", api_base=stand_in.url)
    posts = stand_in.simulator.posts
    post = posts.publish(PAGE, "Llegaron las ollas")
    below = [posts.comment("7001", post, text) for text in ("¿Envían a Cusco?", "¿Y a Puno?")]
    told = [comment(n, "Hola") | {"comment_id": one, "post_id": post, "parent_id": post} for n, one in enumerate(below)]
    await _tell(world, *told, comment(9, "Ya no está el anuncio", "7003"))
    async with carrier_of(world) as carrier:
        await PostFetcher(world.house.db, world.house.book, carrier).work(world.workspace)
    kept = await world.fetch("select ref, state, text, author from conversations.post order by state")
    assert [(row["state"], row["text"], row["author"]) for row in kept] == [
        ("missing", "", ""), ("ready", "Llegaron las ollas", "Pirca"),
    ]  # fmt: skip
    cases = [row["case_id"] for row in await world.fetch("select case_id from conversations.conversation")]
    async with world.tx() as tx:
        loaded = await details.load(tx, world.house.book, cases)
    shown = [one.detail.conversations[0].post for one in loaded.values()]
    assert sorted(one.text if one else "" for one in shown) == ["", "Llegaron las ollas", "Llegaron las ollas"]
