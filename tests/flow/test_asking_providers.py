"""What a webhook leaves open is asked of the provider: names of people, and what was said where we were mentioned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.flow.pages import SECRETS, inbox, item, open_page
from tests.flow.providers import carrier_of
from tests.flow.test_both_surfaces import CHANNEL, ME, PERSON, stand_in, tell, told_of
from tests.flow.world import World
from trato.rooms.channels import api as channels
from trato.rooms.channels.simulators.facebook.server import serve
from trato.rooms.channels.simulators.facebook.simulator import Pace
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Messaging
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.instagram import payloads
from trato.rooms.channels.simulators.instagram.simulator import Simulator

__all__ = ["stand_in"]


@asynccontextmanager
async def _asker(world: World) -> AsyncIterator[channels.Asker]:
    acceptor = channels.Acceptor(world.house.db)
    acceptor.start()
    async with carrier_of(world) as carrier:
        yield channels.Asker(world.house.db, world.house.book, carrier, acceptor)
    await acceptor.stop()


async def _names(world: World) -> list[str]:
    return [row["name"] for row in await world.fetch("select name from contacts.contact order by name")]


async def test_who_writes_without_a_name_is_given_the_one_that_the_provider_tells(
    world: World, stand_in: Simulator
) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    mid = stand_in.say_text(ME, PERSON, "Hola")
    await tell(world, told_of(message={"mid": mid, "text": "Hola"}))
    await tell(world, told_of(message={"mid": "ig_2", "text": "¿Están?"}))
    assert await _names(world) == [""]
    async with _asker(world) as asker:
        assert world.workspace in await asker.look()
        assert await asker.work(world.workspace) == 1
        assert world.workspace not in await asker.look()
    assert await _names(world) == ["Lucía"]
    assert await world.fetch("select 1 from channels.question") == []


async def test_how_many_hear_a_person_is_learned_with_their_name(world: World, stand_in: Simulator) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    stand_in.add_person(PERSON, "Lucía", followers=48_000, vouched=True)
    mid = stand_in.say_text(ME, PERSON, "Hola")
    await tell(world, told_of(message={"mid": mid, "text": "Hola"}))
    async with _asker(world) as asker:
        await asker.work(world.workspace)
    told = await world.fetch("select channel, followers, verified from contacts.reach")
    assert told == [{"channel": CHANNEL, "followers": 48_000, "verified": True}]


async def test_a_name_that_is_not_told_stays_unknown_and_is_not_asked_for_again(
    world: World, stand_in: Simulator
) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    await tell(world, told_of(person="901", message={"mid": "ig_1", "text": "Hola"}))  # nobody there has this id
    async with _asker(world) as asker:
        await asker.work(world.workspace)
        assert await asker.work(world.workspace) == 0
    assert await _names(world) == [""]
    assert await world.fetch("select 1 from channels.question") == []


async def test_silence_is_asked_again_later_and_not_for_ever(world: World) -> None:
    await open_page(world, "messenger", api_base="http://127.0.0.1:9")
    await world.accept("messenger", inbox(item("7001", message={"mid": "m_1", "text": "Hola"})))
    await world.receive()
    async with _asker(world) as asker:
        for left in (1, 1, 1, 0):
            assert await asker.work(world.workspace) == 1
            assert await asker.work(world.workspace) == 0
            rows = await world.fetch("select next_at - now() as wait from channels.question")
            assert len(rows) == left
            assert all(row["wait"] > timedelta(seconds=30) for row in rows)
            async with world.tx() as tx:
                await tx.connection.execute("update channels.question set next_at = now() - interval '1 day'")


async def test_a_mention_becomes_a_case_once_its_words_are_told(world: World, stand_in: Simulator) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    one = stand_in.media.mention(ME, PERSON, "Mi olla de @pirca llegó rota")
    told = payloads.mentioned(stand_in.world.numbers[ME], one, one.at)["entry"][0]
    await tell(world, told)
    await tell(world, told)
    assert await world.fetch('select 1 from cases."case"') == []
    async with _asker(world) as asker:
        assert await asker.work(world.workspace) == 1
    await world.receive()
    (case,) = await world.fetch('select surface from cases."case"')
    assert case["surface"] == "mention"
    (said,) = await world.fetch("select text, public from conversations.message")
    assert (said["text"], said["public"]) == (one.text, True)
    assert await _names(world) == ["lucia"]
    await tell(world, told)  # the same again: it is asked again, and is no second message
    async with _asker(world) as asker:
        await asker.work(world.workspace)
    await world.receive()
    assert len(await world.fetch("select 1 from conversations.message")) == 1


async def test_a_mention_whose_words_are_never_told_needs_attention(world: World, stand_in: Simulator) -> None:
    await open_page(world, CHANNEL, page=ME, api_base=stand_in.base)
    await tell(world, {"time": 1, "changes": [{"field": "mentions", "value": {"media_id": "999"}}]})
    async with _asker(world) as asker:
        assert await asker.work(world.workspace) == 1
    await world.receive()
    (dead,) = await world.fetch("select error from channels.inbox where status = 'dead'")
    assert "does not say who" in dead["error"]
    assert await world.fetch("select 1 from channels.question") == []


@pytest.mark.parametrize(("name", "told"), [("Lucía Ferreyra", "Lucía Ferreyra"), ("Lucía", "Lucía")])
async def test_messenger_tells_first_and_last_name(world: World, name: str, told: str) -> None:
    running = await serve(Messaging(pace=Pace(0.0, 0.0, 0.0)))
    page = Page("104512345678901", "Pirca", "http://127.0.0.1:9", SECRETS["access_token"], SECRETS["app_secret"])
    running.simulator.add_page(page)
    running.simulator.add_person("7001", name)
    await open_page(world, "messenger", api_base=running.url)
    mid = running.simulator.say_text(page.id, "7001", "Hola")
    await world.accept("messenger", inbox(item("7001", message={"mid": mid, "text": "Hola"})))
    await world.receive()
    async with _asker(world) as asker:
        await asker.work(world.workspace)
    assert await _names(world) == [told]
    await running.stop()
