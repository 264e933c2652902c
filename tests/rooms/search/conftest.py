"""Fixtures of search: a house, a workspace, its desk, and whatever follows from facts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app.wiring import House, reactions_of
from trato.kit.reactions import Reactor


@dataclass(slots=True)
class Library:
    """A desk whose reactions run when asked."""

    desk: Desk
    world: World
    boss: Person

    async def settle(self) -> None:
        """Let everything that follows from the facts happen."""
        reactor = Reactor(self.world.house.db, reactions_of(self.world.house))
        while await reactor.work(self.world.workspace):
            pass

    async def find(self, q: str, who: Person | None = None, **more: Any) -> Any:
        return await (who or self.boss).get("/search", q=q, **more)

    async def numbers(self, q: str, who: Person | None = None) -> list[str]:
        """Return the names of the contacts of the cases found, best first."""
        return [one["contact_name"] for one in (await self.find(q, who))["items"]]


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over the test database."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house


@pytest.fixture
async def library(house: House) -> AsyncIterator[Library]:
    """A workspace of its own, with somebody who may do everything."""
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        yield Library(desk, world, await desk.add("boss", "director_of_care"))
