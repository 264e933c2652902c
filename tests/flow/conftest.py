"""Fixtures of stories."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from trato.app.wiring import House
from trato.flow import outbound


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a round of sending end before the story goes on, also where the machine stands still for a second."""
    monkeypatch.setattr(outbound, "PATIENCE", 20.0)


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over the test database."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house


@pytest.fixture
async def world(house: House) -> World:
    """A workspace of its own."""
    return await make_world(house)
