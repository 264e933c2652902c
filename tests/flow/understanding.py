"""Letting the messages of a story be understood."""

from __future__ import annotations

from tests.flow.world import World
from trato.flow.typifying import Typifier
from trato.flow.understanding import Understander
from trato.rooms.intelligence.api import Analyser


async def understand(world: World, analyser: Analyser) -> int:
    """Understand all that waits; return how many goes it took."""
    understander = Understander(world.house.db, analyser)
    goes = 0
    while await understander.work(world.workspace):
        goes += 1
    return goes


async def typify(world: World, analyser: Analyser) -> Typifier:
    """Let all that waits be understood and typified by one process that goes on; return who typifies."""
    await understand(world, analyser)
    typifier: Typifier = world.extra.setdefault("typifier", Typifier(world.house.db, analyser.encoder))
    while await typifier.work(world.workspace):
        pass
    return typifier
