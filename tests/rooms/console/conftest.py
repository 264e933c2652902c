"""Fixtures of the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.app.wiring import House


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over the test database."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house


@pytest.fixture
async def world(house: House) -> World:
    """A workspace of its own."""
    return await make_world(house)


@pytest.fixture
async def desk(house: House, world: World) -> AsyncIterator[Desk]:
    """The desk of that workspace."""
    async with open_desk(house, world) as desk:
        yield desk
