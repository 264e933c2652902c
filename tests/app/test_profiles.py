"""The list of what people meet before they write: it tells how each profile stands, not how its account does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.app.founding import open_channel
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.profiles import Drift, Entry, EntryKind, Profile
from trato.rooms.channels.store import profiles as store

PERSON = Entry("persona", EntryKind.PERSON, {"es": "Hablar con alguien"})


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


async def open_bot(desk: Desk, number: str, name: str) -> UUID:
    world = desk.world
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        return await open_channel(
            world.house, tx, world.brand, "telegram", number, name, settings={},
            secrets={"bot_token": f"{number}:tok", "secret_token": "s"},
        )  # fmt: skip


async def stands(desk: Desk, account: UUID, state: str, **told: Any) -> None:
    """Save a profile and let a worker have found how it stands."""
    world = desk.world
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        await channels.save_profile(tx, account, Profile(menu=(PERSON,)), 0)
        if state != "waiting":
            (one,) = [each for each in await store.claim(tx, timedelta(minutes=3), 9) if each.account_id == account]
            await store.tell(tx, one, state, None, looked_at=tx.now, **told)


async def test_each_account_that_shows_something_is_listed_with_how_its_profile_stands(desk: Desk) -> None:
    reader = await desk.add("ana", "system_admin")
    names = ("A nunca", "B en camino", "C publicado", "D cambiado", "E fallido", "F retirado")
    ids = [await open_bot(desk, str(7001 + n), name) for n, name in enumerate(names)]
    await stands(desk, ids[2], "there")
    await stands(desk, ids[3], "there", drift=[Drift("commands.default.1", "/a", "/b"), Drift("about", "x", "")])
    await stands(desk, ids[4], "failed", code="401", words="Unauthorized")
    await stands(desk, ids[1], "waiting")
    async with desk.world.house.db.transaction(desk.world.workspace, SYSTEM) as tx:
        await channels.set_account_state(tx, ids[5], "paused")
        await channels.set_account_state(tx, ids[5], "retired")
    listed = await reader.get("/channels/profiles")
    told = [(one["name"], one["state"], one["version"], one["drift"], one["code"]) for one in listed]
    assert told == [
        ("A nunca", "none", 0, 0, ""), ("B en camino", "waiting", 1, 0, ""), ("C publicado", "there", 1, 0, ""),
        ("D cambiado", "there", 1, 2, ""), ("E fallido", "failed", 1, 0, "401"), ("Pirca Perú", "none", 0, 0, ""),
    ]  # fmt: skip
    assert [bool(one["looked_at"]) for one in listed] == [False, False, True, True, True, False]
    assert {one["brand"] for one in listed} == {desk.world.brand.brand.name}


async def test_who_may_not_read_channels_sees_none_of_it(desk: Desk) -> None:
    await open_bot(desk, "7001", "Bot")
    nobody = await desk.add("luis", "")
    assert (await nobody.ask("GET", "/channels/profiles")).status_code == 403
