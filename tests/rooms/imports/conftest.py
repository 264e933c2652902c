"""A workspace for each story."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.imports.world import Desk
from trato.app.wiring import House


@pytest.fixture(scope="module")
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.fixture
async def desk(house: House) -> Desk:
    return Desk(await make_world(house))
