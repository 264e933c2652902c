"""Fixtures of reports: a house whose clock stands where a story needs it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app.wiring import House


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over the test database."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house
