"""Answering as the account of care on YouTube, Facebook and Instagram, as far as each lets one account do so (S134)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from itertools import permutations
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.flow.conftest import house as house
from tests.flow.conftest import world as world
from tests.flow.pages import PAGE, SECRETS, comment, open_page, stamp, wall
from tests.flow.providers import carrier_of, reply, ring_nobody, send, take_mail
from tests.flow.reviewing import due_now
from tests.flow.world import World
from trato.app.founding import open_channel
from trato.flow.acts import moderating, voicing
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Moderation
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.youtube.server import make_app
from trato.rooms.channels.simulators.youtube.world import Channel, Video
from trato.rooms.channels.simulators.youtube.world import World as YouTube
from trato.rooms.console.model import VoiceView
from trato.rooms.console.service import details

CARE = "204512345678902"
APPROVED = ("Page Public Content Access",)
TOLD = (
    "select direction, text, account_id, case_id, conversation_id from conversations.message order by sort_at, sort_id"
)


async def route(world: World, marketing: UUID, care: UUID) -> None:
    """Make an account one of marketing, and let what asks for care go to another."""
    async with world.tx() as tx:
        accounts = await world.house.book.of_workspace(tx, [marketing, care])
        row = accounts[marketing].row
        await channels.change_account(tx, row, name=row.name, purpose="marketing", owner_id=None, queue_id=row.queue_id)
        await channels.route_to_care(tx, row, accounts[care].row, "words", [])
    world.house.book.forget(world.workspace)


async def voice_of(world: World) -> Any:
    """Return what the newest conversation shows of its voice."""
    (row,) = await world.fetch("select case_id from conversations.conversation order by created_at desc limit 1")
    async with world.tx() as tx:
        loaded = await details.load(tx, world.house.book, [row["case_id"]])
    return loaded[row["case_id"]].detail.conversations[0].voice


# ---- YouTube ----


async def test_a_comment_below_a_video_is_answered_by_the_channel_of_care_in_the_same_case(world: World) -> None:
    keys = {"client_id": "c", "client_secret": "s"}
    made = {}
    async with world.tx() as tx:
        for ident, name, token in (("UC1", "Pirca", "1//r"), ("UC2", "Pirca Ayuda", "1//ayuda")):
            made[ident] = await open_channel(
                world.house, tx, world.brand, "youtube", ident, name, settings={"api_base": "http://videos"},
                secrets=keys | {"refresh_token": token},
            )  # fmt: skip
    await route(world, made["UC1"], made["UC2"])
    youtube = YouTube(wall_clock, Channel("UC1", "Pirca", "c", "s", "1//r"), [Video("v1", "Olla")])
    youtube.others.append(Channel("UC2", "Pirca Ayuda", "c", "s", "1//ayuda"))
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(youtube))) as wire:
        carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody)
        poller = channels.Poller(world.house.db, world.house.book, carrier, acceptor)

        async def look() -> None:
            await due_now(world)
            await poller.work(world.workspace)
            await world.receive()

        thread = youtube.say("UC-rosa", "@rosa", "v1", "Mi pedido no llegó").id
        await look()
        assert await voice_of(world) == VoiceView("Pirca Ayuda", True, True)
        await reply(world, "Lo vemos, Rosa")
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
        await look()
        youtube.say("UC-rosa", "@rosa", "v1", "Es el 4471", thread)
        await look()
        await look()
        answers = youtube.answers(thread)
        assert [(one.author, one.text) for one in answers] == [("UC2", "Lo vemos, Rosa"), ("UC-rosa", "Es el 4471")]
        rows = await world.fetch(TOLD)
        talk = {("in", "Mi pedido no llegó"), ("out", "Lo vemos, Rosa"), ("in", "Es el 4471")}
        assert {(row["direction"], row["text"]) for row in rows} == talk and len(rows) == 3
        assert len({row["conversation_id"] for row in rows}) == len({row["case_id"] for row in rows}) == 1
        assert {row["account_id"] for row in rows if row["direction"] == "out"} == {made["UC2"]}
        # what the channel of care said is its own to delete
        (ours,) = await world.fetch("select id from conversations.message where direction = 'out'")
        async with world.tx() as tx:
            asked = moderating.NewModeration(uuid7(), ours["id"], Moderation.DELETE)
            await moderating.moderate(tx, world.house.book, asked)
        await world.fetch("update conversations.moderation set next_at = now() returning 1")
        await moderating.Moderator(world.house.db, world.house.book, carrier).work(world.workspace)
        assert [one.author for one in youtube.answers(thread)] == ["UC-rosa"]
    await acceptor.stop()


# ---- Facebook ----


@pytest.fixture
async def graph() -> AsyncIterator[Running]:
    running = await serve(Simulator(pace=Pace(0.0, 0.0, 0.0)))
    for ident, name, token in ((PAGE, "Pirca", "EAApage"), (CARE, "Pirca Ayuda", "EAAcare")):
        running.simulator.add_page(Page(ident, name, "http://127.0.0.1:9", token, SECRETS["app_secret"]))
    running.simulator.add_person("7001", "Lucía")
    yield running
    await running.stop()


async def two_pages(world: World, graph: Running, approved: str) -> dict[str, UUID]:
    """Connect the Page of marketing and that of care."""
    made = {"facebook": await open_page(world, "facebook", api_base=graph.url)}
    async with world.tx() as tx:
        made["care"] = await open_channel(
            world.house, tx, world.brand, "facebook", CARE, "Pirca Ayuda",
            settings={"api_base": graph.url, "public_content": approved},
            secrets={**SECRETS, "access_token": "EAAcare"},
        )  # fmt: skip
    await route(world, made["facebook"], made["care"])
    return made


async def tell(world: World, *values: dict[str, Any]) -> None:
    await world.accept("facebook", wall(*values))
    await world.receive()


def further(number: int, text: str, of: str, person: str = "7001") -> dict[str, Any]:
    """Return a comment below another, as the Page of marketing is told of it."""
    return comment(number, text, person, below=of)


async def test_a_comment_is_answered_by_the_page_of_care_where_meta_approved_that(world: World, graph: Running) -> None:
    await two_pages(world, graph, "yes")
    graph.simulator.world.numbers[CARE].features = APPROVED
    posts = graph.simulator.posts
    root = posts.comment("7001", posts.publish(PAGE, "Ollas nuevas"), "Mi pedido no llegó")
    said = comment(0, "Mi pedido no llegó") | {"comment_id": root}
    await tell(world, said)
    await reply(world, "Lo vemos, Lucía")
    async with carrier_of(world) as carrier:
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
    (ours,) = [one for one in graph.simulator.world.posts.values() if one.author == CARE]
    assert (ours.above, ours.text) == (root, "Lo vemos, Lucía")
    echo = comment(0, ours.text, CARE, below=root) | {"comment_id": ours.id}
    again = further(3, "Es el 4471", root)
    await tell(world, echo)
    await tell(world, again, echo)
    rows = await world.fetch(TOLD)
    assert sorted((row["direction"], row["text"]) for row in rows) == [
        ("in", "Es el 4471"), ("in", "Mi pedido no llegó"), ("out", "Lo vemos, Lucía"),
    ]  # fmt: skip
    assert len({row["conversation_id"] for row in rows}) == len({row["case_id"] for row in rows}) == 1
    assert await voice_of(world) == VoiceView("Pirca Ayuda", True, True)


async def test_in_whatever_order_the_talk_is_told_it_ends_as_one_case_that_care_answers(
    world: World, graph: Running
) -> None:
    made = await two_pages(world, graph, "yes")
    ends, now = set(), stamp() // 1000
    for n, order in enumerate(permutations(range(4)), start=1):
        root = f"900_{n}0"
        told = [
            comment(n * 10, "Mi pedido no llegó", at=now - 40),
            comment(n * 10 + 1, "Lo vemos", CARE, below=root, at=now - 30),
            comment(n * 10 + 2, "El pedido es el 4471", below=root, at=now - 20),
            comment(n * 10 + 2, "El pedido es el 4471", below=root, at=now - 20),
        ]
        for one in order:
            await tell(world, told[one])
        rows = await world.fetch(
            "select m.direction, m.text, m.conversation_id, m.case_id, o.account_id as voice "
            "from conversations.message m join conversations.conversation c on c.id = m.conversation_id "
            "left join conversations.voice o on o.conversation_id = c.id where c.thread_key = $1 order by m.sort_at",
            root,
        )
        ends.add((
            tuple((row["direction"], row["text"]) for row in rows),
            len({row["conversation_id"] for row in rows}), len({row["case_id"] for row in rows}),
            frozenset(row["voice"] for row in rows),
        ))  # fmt: skip
    talk = (("in", "Mi pedido no llegó"), ("in", "El pedido es el 4471"))
    assert ends == {(talk, 1, 1, frozenset({made["care"]}))}


async def test_where_meta_did_not_approve_it_the_page_itself_answers_and_it_is_said_why(
    world: World, graph: Running
) -> None:
    await two_pages(world, graph, "no")
    posts = graph.simulator.posts
    root = posts.comment("7001", posts.publish(PAGE, "Ollas nuevas"), "Mi pedido no llegó")
    await tell(world, comment(0, "Mi pedido no llegó") | {"comment_id": root})
    assert await voice_of(world) == VoiceView("Pirca Ayuda", False, False, "unapproved")
    await reply(world, "Lo vemos, Lucía")
    await send(world)
    assert [one.author for one in graph.simulator.world.posts.values() if one.text == "Lo vemos, Lucía"] == [PAGE]
    (row,) = await world.fetch("select id, case_id from conversations.conversation")
    async with world.tx() as tx:
        with pytest.raises(voicing.CannotAnswerAs):
            await voicing.answer_as_care(tx, world.house.book, row["id"], row["case_id"])


async def test_an_answer_that_meta_refuses_after_all_fails_with_its_reason(world: World, graph: Running) -> None:
    await two_pages(world, graph, "yes")  # somebody said so, and it is not
    posts = graph.simulator.posts
    root = posts.comment("7001", posts.publish(PAGE, "Ollas nuevas"), "Mi pedido no llegó")
    await tell(world, comment(0, "Mi pedido no llegó") | {"comment_id": root})
    await reply(world, "Lo vemos, Lucía")
    await send(world)
    (row,) = await world.fetch("select state, reason from conversations.delivery")
    assert (row["state"], row["reason"]) == ("failed", "not_elsewhere")
    states = await world.fetch("select state from channels.account where channel = 'facebook'")
    assert {one["state"] for one in states} == {"active"}, "the Page of care is as well as before"


# ---- Instagram ----


async def test_on_instagram_only_who_is_named_can_answer_so_the_account_itself_does(world: World) -> None:
    made = {}
    async with world.tx() as tx:
        for ident, name in (("17841400000000001", "@pirca"), ("17841400000000002", "@pirca.ayuda")):
            made[name] = await open_channel(
                world.house, tx, world.brand, "instagram", ident, name, settings={}, secrets=dict(SECRETS)
            )
    await route(world, made["@pirca"], made["@pirca.ayuda"])
    world.accounts["instagram"] = made["@pirca"]
    value = {"id": "179000001", "text": "Mi pedido no llegó", "from": {"id": "8001", "username": "lucia"},
             "media": {"id": "178000001"}}  # fmt: skip
    told = {"id": "17841400000000001", "time": stamp() // 1000, "changes": [{"field": "comments", "value": value}]}
    await world.accept("instagram", json.dumps({"object": "instagram", "entry": [told]}).encode())
    await world.receive()
    assert await voice_of(world) == VoiceView("@pirca.ayuda", False, False, "named")
    assert await world.fetch("select 1 from conversations.voice") == []
