"""Whatever order, number and packing a provider chooses: the same payloads leave the same things behind.

Every channel of the registry is tried, with its payloads (tests/flow/orders.py). What may differ is said there: whose
a mail thread is that several people write in, and a no that wins over a yes of the same moment.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.flow.orders import differences, shuffled, standing, story_of, tell
from tests.flow.world import make_world
from trato.app.wiring import House
from trato.rooms.channels.adapters.registry import LINES

LONG = os.environ.get("TRATO_LONG") == "1"
SEEDS = range(60) if LONG else (3, 9)


@pytest.mark.parametrize("channel", LINES)
async def test_told_twice_shuffled_cut_and_joined_is_the_same_in_the_end(house: House, channel: str) -> None:
    story = story_of(channel)
    plain = await make_world(house)
    await tell(plain, story, [story.bodies, story.after], 1)
    stands = await standing(plain, story)
    assert stands["messages"]
    for seed in SEEDS:
        rounds, answered = shuffled(story, random.Random(seed))
        other = await make_world(house)
        await tell(other, story, rounds, answered)
        assert list(differences(stands, await standing(other, story))) == [], f"seed {seed}"
