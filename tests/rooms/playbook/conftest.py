"""A house for the tests of the configuration as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app.wiring import House


@pytest.fixture
async def house(database_urls: Urls, tmp_path: Path) -> AsyncIterator[House]:
    async with open_test_house(database_urls, tmp_path) as house:
        yield house
