"""The day that the check of the what-if lives: what it gave is given again, and not under other terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import lived_day
from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app.what_if_check import other_terms

pytestmark = pytest.mark.anyio


async def test_a_lived_day_is_given_again_exactly_and_otherwise_under_other_terms(
    database_urls: Urls, tmp_path: Path
) -> None:
    said: list[str] = []
    async with open_test_house(database_urls, tmp_path) as house:
        lived = await lived_day.live_in(house, database_urls.owner, 60, 4, said.append, other_terms, hours=2)
    assert lived.again.exact and lived.again.assignments > 30 and len(said) == 2
    assert lived.otherwise.differing
    assert all(lived.told[one] for one in ("queues", "needs", "passed", "silent", "transfers", "known"))
