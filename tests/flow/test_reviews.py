"""A review's journey through a real house: asked for, a case with stars, an answer below it, changed, and again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.providers import provider_door, reply
from tests.flow.reviewing import STORES, connect, open_stores
from tests.flow.world import World, make_world, open_test_house
from trato.flow import closing
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases.model import ResolvedHow
from trato.rooms.channels import api as channels
from trato.rooms.conversations.api import TextTooLong


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        await connect(world)
        yield world


async def _said(world: World) -> list[tuple[str, str, int | None]]:
    rows = await world.fetch("select direction, text, rating from conversations.message order by sort_at, sort_id")
    return [(row["direction"], row["text"], row["rating"]) for row in rows]


async def _cases(world: World) -> list[dict[str, Any]]:
    return await world.fetch('select number, state, surface, country, preview from cases."case" order by number')


@pytest.mark.parametrize("store", STORES)
async def test_a_review_is_asked_for_opens_a_case_with_its_stars_and_is_answered_once(world: World, store: str) -> None:
    async with open_stores(world) as shop:
        review = shop.write(store, 1, "No abre desde la actualización")
        await shop.look()
        (case,) = await _cases(world)
        assert (case["state"], case["surface"]) == ("open", "review")
        await reply(world, "Lo sentimos, Camila. La 2.4.1 lo corrige.")
        await shop.send()
        answer = shop.stores.reviews[review].answer
        assert answer is not None and answer.text == "Lo sentimos, Camila. La 2.4.1 lo corrige."
        (delivery,) = await world.fetch("select state, provider_id from conversations.delivery")
        assert delivery["state"] == "sent" and delivery["provider_id"]
        answer.published = True
        await shop.look()
        await shop.look()
        assert await _said(world) == [
            ("in", "No abre desde la actualización", 1),
            ("out", "Lo sentimos, Camila. La 2.4.1 lo corrige.", None),
        ]
        assert len(await _cases(world)) == 1


@pytest.mark.parametrize("store", STORES)
async def test_a_review_that_changes_reopens_its_case_with_both_states_in_their_order(world: World, store: str) -> None:
    async with open_stores(world) as shop:
        shop.write(store, 1, "No abre")
        await shop.look()
        await reply(world, "Ya lo corregimos")
        await shop.send()
        await _resolve(world)
        shop.write(store, 4, "Ahora sí abre, gracias")
        await shop.look()
        assert [(one["state"], one["preview"]) for one in await _cases(world)] == [("open", "Ahora sí abre, gracias")]
        assert [(text, stars) for _, text, stars in await _said(world)] == [
            ("No abre", 1), ("Ya lo corregimos", None), ("Ahora sí abre, gracias", 4),
        ]  # fmt: skip
        assert len(await world.fetch("select 1 from conversations.conversation")) == 1
        await reply(world, "Nos alegra")
        await shop.send()
        (review,) = shop.stores.reviews.values()
        assert review.answer is not None and review.answer.text == "Nos alegra"


async def _resolve(world: World) -> None:
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent) as tx:
        (row,) = await tx.connection.fetch('select id from cases."case" where workspace_id = $1', tx.workspace)
        await closing.resolve(tx, row["id"], how=ResolvedHow.AGENT)


async def test_what_the_store_tells_of_telephone_version_and_country_is_kept(world: World) -> None:
    async with open_stores(world) as shop:
        shop.write("google_play", 2, "Lenta")
        shop.write("app_store", 3, "Regular")
        await shop.look()
        facts = {row["rating"]: row["facts"] for row in await world.fetch(
            "select rating, facts from conversations.message")}  # fmt: skip
        assert facts == {
            2: {"app_version": "2.4.0", "device": "Samsung a52q", "android_api": "34", "language": "es"},
            3: {"territory": "PER", "country": "PE"},
        }
        assert {one["country"] for one in await _cases(world)} == {"PE"}


async def test_what_was_answered_in_the_stores_own_console_is_shown_once(world: World) -> None:
    async with open_stores(world) as shop:
        for store in STORES:
            shop.write(store, 1, "No abre")
            review = list(shop.stores.reviews.values())[-1]
            shop.stores.answer(review, f"Desde la consola de {store}")
        await shop.look()
        await shop.look()
        said = [text for direction, text, _ in await _said(world) if direction == "out"]
        assert sorted(said) == ["Desde la consola de app_store", "Desde la consola de google_play"]
        assert len(await _cases(world)) == 2


async def test_an_answer_longer_than_the_store_takes_is_refused_at_once(world: World) -> None:
    async with open_stores(world) as shop:
        shop.write("google_play", 1, "No abre")
        await shop.look()
        with pytest.raises(TextTooLong):
            await reply(world, "x" * 351)


async def test_nobody_may_bring_reviews_to_the_door(world: World) -> None:
    async with provider_door(world.house) as door:
        for store in STORES:
            answer = await door.post(f"/hooks/{world.accounts[store]}", content=b'{"reviews":[],"data":[]}')
            assert answer.status_code == 401
        assert await world.fetch("select 1 from channels.inbox") == []


async def _poll(world: World, store: str) -> dict[str, Any]:
    rows = await world.fetch("select * from channels.poll where account_id = $1", world.accounts[store])
    return rows[0]


async def test_a_look_that_fails_is_told_is_made_later_and_loses_nothing(world: World) -> None:
    async with open_stores(world) as shop:
        shop.write("app_store", 1, "No abre")
        await shop.look()
        before = await _poll(world, "app_store")
        shop.write("app_store", 2, "Tampoco", who="Otra")
        shop.app.apple_id = "otra"  # from now on the application is not there
        await shop.look()
        once = await _poll(world, "app_store")
        await shop.look()
        twice = await _poll(world, "app_store")
        assert (once["failures"], once["trouble"], once["cursor"]) == (1, "NOT_FOUND", before["cursor"])
        assert twice["troubled_since"] == once["troubled_since"] and twice["failures"] == 2
        shop.app.apple_id = "1590001112"
        await shop.look()
        after = await _poll(world, "app_store")
        assert (after["failures"], after["trouble"], after["troubled_since"]) == (0, "", None)
        assert [text for _, text, _ in await _said(world)] == ["No abre", "Tampoco"]


async def test_a_key_that_is_refused_breaks_the_account_and_stops_the_looks(world: World) -> None:
    async with open_stores(world) as shop:
        shop.app.email = "otra@pirca.iam.gserviceaccount.com"
        await shop.look()
        broken = "select state, state_reason from channels.account where id = $1"
        (row,) = await world.fetch(broken, world.accounts["google_play"])
        assert (row["state"], row["state_reason"]) == ("broken", "invalid_grant")
        calls = len(shop.stores.calls)
        world.house.book.forget(world.workspace)
        await shop.look()
        assert not any("androidpublisher" in one for one in shop.stores.calls[calls:])


async def test_one_account_is_looked_at_by_one_process_at_a_time(world: World) -> None:
    async with open_stores(world) as shop:
        shop.write("google_play", 1, "No abre")
        await asyncio.gather(*(shop.poller.work(world.workspace) for _ in range(4)))
        looks = [one for one in shop.stores.calls if "androidpublisher" in one]
        assert len(looks) == 1
        await world.receive()
        assert len(await _said(world)) == 1


async def test_an_answer_of_which_nothing_was_heard_is_given_again_and_stands_once(world: World) -> None:
    async with open_stores(world) as shop:
        shop.write("google_play", 1, "No abre")
        await shop.look()
        await reply(world, "Ya lo corregimos")
        shop.stores.troubles.append("lost")
        await shop.send()
        async with world.tx() as tx:
            await tx.connection.execute(
                "update conversations.delivery set next_at = now() where workspace_id = $1", tx.workspace
            )
        await shop.send()
        (delivery,) = await world.fetch("select state from conversations.delivery")
        assert delivery["state"] == "sent"
        await shop.look()
        assert [text for _, text, _ in await _said(world)] == ["No abre", "Ya lo corregimos"]


async def test_what_is_read_twice_is_stored_once(world: World) -> None:
    async with open_stores(world) as shop:
        for store in STORES:
            shop.write(store, 1, "No abre")
        await shop.look()
        async with world.tx() as tx:  # as after a look that died before its cursor moved
            await tx.connection.execute("update channels.poll set cursor = '' where workspace_id = $1", tx.workspace)
        await shop.look()
        assert len(await world.fetch("select 1 from channels.inbox")) == 2
        assert len(await _said(world)) == 2


async def _state(world: World) -> list[Any]:
    return [
        sorted(await _said(world), key=str),
        await world.fetch('select count(*) as n from cases."case"'),
        await world.fetch("select count(*) as n from conversations.conversation"),
    ]


async def test_twice_shuffled_and_split_it_ends_alike(world: World) -> None:
    async with open_stores(world) as shop:
        for store in STORES:
            shop.write(store, 1, "No abre")
            await shop.look()
            shop.write(store, 3, "Ahora abre lenta")
            shop.write(store, 5, "Perfecta", who="Otra")
            await shop.look()
        first = await _state(world)
        kept = await world.fetch("select account_id, raw, headers from channels.inbox order by id")
        acceptor = channels.Acceptor(world.house.db)
        acceptor.start()
        for n, one in enumerate(reversed(kept * 2)):
            await acceptor.accept(world.workspace, one["account_id"], bytes([n]), one["raw"], one["headers"])
            for part in _split(one["raw"]):
                await acceptor.accept(world.workspace, one["account_id"], uuid7().bytes, part, one["headers"])
        await acceptor.stop()
        await world.receive()
        assert await _state(world) == first
        assert first[1][0]["n"] == 4


def _split(raw: bytes) -> list[bytes]:
    """Return a page as pages of one review each."""
    told = json.loads(raw)
    name = "reviews" if "reviews" in told else "data"
    return [json.dumps({**told, name: [one]}).encode() for one in told[name]]
