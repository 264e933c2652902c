"""A comment's journey from below a video through a real house: asked for, answered, moderated, and what it costs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.embedded import Urls
from tests.flow.providers import reply, ring_nobody, take_mail
from tests.flow.reviewing import due_now
from tests.flow.world import World, make_world, open_test_house
from trato.app.founding import open_channel
from trato.flow.acts import moderating
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Moderation
from trato.rooms.channels.simulators.youtube.server import make_app
from trato.rooms.channels.simulators.youtube.world import Channel, Video
from trato.rooms.channels.simulators.youtube.world import World as YouTube

SECRETS = {"client_id": "c", "client_secret": "s", "refresh_token": "1//r"}


@dataclass(slots=True)
class Bench:
    youtube: YouTube
    look: Callable[[], Awaitable[None]]
    send: Callable[[], Awaitable[None]]

    def say(self, text: str, who: str = "rosa", above: str = "") -> str:
        return self.youtube.say(f"UC-{who}", f"@{who}", "v1", text, above).id


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        async with world.tx(SYSTEM) as tx:
            world.accounts["youtube"] = await open_channel(
                house, tx, world.brand, "youtube", "UC1", "Videos", settings={"api_base": "http://videos"},
                secrets=SECRETS,
            )  # fmt: skip
        house.book.forget(world.workspace)
        yield world


@asynccontextmanager
async def open_youtube(world: World) -> AsyncIterator[Bench]:
    youtube = YouTube(wall_clock, Channel("UC1", "Pirca", *SECRETS.values()), [Video("v1", "Olla")])
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(youtube))) as wire:
        carrier = channels.Carrier(wire, world.house.blobs, take_mail, ring_nobody)
        poller = channels.Poller(world.house.db, world.house.book, carrier, acceptor)

        async def look() -> None:
            await due_now(world)
            await poller.work(world.workspace)
            await world.receive()

        async def send() -> None:
            await Sender(world.house.db, world.house.book, carrier).send(world.workspace)
            await moderating.Moderator(world.house.db, world.house.book, carrier).work(world.workspace)

        yield Bench(youtube, look, send)
    await acceptor.stop()


async def _said(world: World) -> list[tuple[str, str]]:
    rows = await world.fetch("select direction, text from conversations.message order by sort_at, sort_id, sort_item")
    return [(row["direction"], row["text"]) for row in rows]


async def test_a_comment_opens_a_case_is_answered_and_our_answer_is_shown_once(world: World) -> None:
    async with open_youtube(world) as b:
        thread = b.say("¿Precio?")
        await b.look()
        await reply(world, "S/ 120, con envío")
        await b.send()
        await b.look()
        await b.look()
        assert await _said(world) == [("in", "¿Precio?"), ("out", "S/ 120, con envío")]
        assert [one.text for one in b.youtube.answers(thread)] == ["S/ 120, con envío"]
        (row,) = await world.fetch("select facts from conversations.message where direction = 'in'")
        assert row["facts"]["url"].startswith("https://www.youtube.com/watch?v=v1")


async def test_a_long_thread_is_read_whole_and_stays_one_conversation(world: World) -> None:
    async with open_youtube(world) as b:
        thread = b.say("¿Precio?")
        await b.look()
        for n in range(8):
            b.say(f"Yo también {n}", f"persona{n}", thread)
        await b.look()
        assert len(await _said(world)) == 9
        assert len(await world.fetch("select 1 from conversations.conversation")) == 1
        b.youtube.edit(thread, "¿Precio de la grande?")
        b.youtube.comments[thread].updated_at += timedelta(seconds=2)
        await b.look()
        assert ("in", "¿Precio de la grande?") in await _said(world) and len(await _said(world)) == 9


async def test_what_was_said_more_than_a_week_before_is_left_alone_for_ever(world: World) -> None:
    async with open_youtube(world) as b:
        old = b.youtube.comments[b.say("De hace un mes")]
        old.at = old.updated_at = wall_clock() - timedelta(days=30)
        b.say("De hoy")
        await b.look()
        await b.look()
        assert await _said(world) == [("in", "De hoy")]


async def test_looks_answers_and_moderation_are_counted_on_the_provider_s_day(world: World) -> None:
    async with open_youtube(world) as b:
        thread = b.say("Compren en otra parte")
        await b.look()
        await reply(world, "Gracias por escribir")
        await b.send()
        (message,) = await world.fetch("select id from conversations.message where direction = 'in'")
        async with world.tx() as tx:
            await moderating.moderate(
                tx, world.house.book, moderating.NewModeration(uuid7(), message["id"], Moderation.HIDE)
            )
            await tx.connection.execute(
                "update conversations.moderation set next_at = '-infinity' where workspace_id = $1", tx.workspace
            )
        await b.send()
        assert b.youtube.comments[thread].status == "heldForReview"
        await b.look()
        (poll,) = await world.fetch("select units from channels.poll")
        assert poll["units"] == b.youtube.units == 50 + 50 + 2


async def test_with_the_day_s_quota_spent_reading_waits_and_says_so(world: World) -> None:
    async with open_youtube(world) as b:
        b.say("Hola")
        await b.look()
        async with world.tx() as tx:
            await tx.connection.execute("update channels.poll set units = 8000 where workspace_id = $1", tx.workspace)
        await b.look()
        (poll,) = await world.fetch("select next_at, looked_at from channels.poll")
        assert poll["next_at"] - poll["looked_at"] > timedelta(seconds=2)
        local = poll["next_at"].astimezone(ZoneInfo("America/Los_Angeles"))
        assert (local.hour, local.minute) == (0, 0)
