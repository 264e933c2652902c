"""Time breaks promises once each and never early, whatever becomes of those who keep it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import asyncpg
import pytest

from bench.timers import fill
from tests.embedded import Urls
from tests.flow.world import World
from trato.flow.timers import Timekeeper
from trato.kit.clock import wall_clock

pytestmark = pytest.mark.anyio
BREACHES = """
select subject, occurred_at, recorded_at from kit.event where kind = 'sla.clock_breached' and workspace_id = $1
"""


async def test_every_breach_is_announced_once_by_keepers_that_die_at_any_moment(
    world: World, database_urls: Urls
) -> None:
    await world.whatsapp("Hola")
    begin = wall_clock() + timedelta(seconds=0.5)
    dues = [("soon", begin + n * timedelta(milliseconds=4)) for n in range(250)]
    dues += [("later", begin + timedelta(hours=1))] * 50
    owner = await asyncpg.connect(database_urls.owner)
    phases = await fill(owner, world.workspace, dues)
    await owner.close()
    keeper, ends = Timekeeper(world.house.db), begin + timedelta(seconds=1.2)

    async def keep(lives: float) -> None:
        """Work until the end, dying every `lives` seconds in the middle of whatever it is."""
        while wall_clock() < ends:
            with suppress(TimeoutError):
                async with asyncio.timeout(lives):
                    while True:
                        await keeper.work(world.workspace)
                        await asyncio.sleep(0.01)

    await asyncio.gather(keep(0.05), keep(0.07), keep(5.0))
    while await keeper.work(world.workspace):
        pass
    told = [one for one in await world.fetch(BREACHES, world.workspace) if one["subject"] in phases]
    counted = {phase: sum(phases[one["subject"]] == phase for one in told) for phase in ("soon", "later")}
    assert counted == {"soon": 250, "later": 0}
    assert len({one["subject"] for one in told}) == 250
    assert all(one["recorded_at"] >= one["occurred_at"] for one in told)
    (shown,) = await world.fetch('select count(*) as n from cases."case" where breached')
    assert shown["n"] == 250
