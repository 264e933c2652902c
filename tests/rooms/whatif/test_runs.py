"""A replay is asked for, runs apart with its progress told, is called off, or is refused in words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.embedded import Urls
from tests.flow.records import agent
from tests.flow.test_routing import automatic, write
from tests.flow.world import World, make_world, open_test_house
from tests.rooms.console.desk import open_desk
from trato.app.wiring import House
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.whatif.reactions import Replayer

pytestmark = pytest.mark.anyio
SMALL = {"days": 2, "cases": 300, "staff": 3}
SLOW = {"days": 30, "cases": 5000, "staff": 60}


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over the test database."""
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house


async def test_synthetic_days_are_lived_apart_and_compared(house: House) -> None:
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        asked = await boss.post("/what-if", {"synthetic": SMALL, "levers": {"agents": "+3"}})
        assert (asked["state"], asked["result"]) == ("waiting", None)
        assert await Replayer(house.db).work(world.workspace) == 1
        run = await boss.get(f"/what-if/{asked['id']}")
        assert (run["state"], run["done"], run["of"], run["why"]) == ("done", 1200, 1200, "")
        numbers = run["result"]["numbers"]
        assert run["result"]["days"] == 2 and run["asked"]["levers"] == {"agents": "+3"}
        assert numbers["service_level"]["after"] >= numbers["service_level"]["before"]
        assert numbers["wait_p90"]["difference"] < 0 and len(numbers["wait_p90"]["difference_within"]) == 2
        assert await Replayer(house.db).work(world.workspace) == 0


async def test_a_recorded_day_is_lived_again_once_it_is_over(house: House) -> None:
    world = await make_world(house)
    await agent(world, "a")
    await automatic(world)
    await write(world, 3)
    async with world.tx() as tx:
        today, yesterday = tx.now.date(), tx.now.date() - timedelta(days=1)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        early = await boss.ask("POST", "/what-if", {"days": [str(today)]})
        assert (early.status_code, early.json()["code"]) == (422, "day_not_over")
        await world.fetch("update cases.holding set from_at = from_at - interval '1 day' returning 1")
        ends = {}
        for levers in ({"sticky": "0"}, {"agents": "5"}):
            asked = await boss.post("/what-if", {"days": [str(yesterday)], "levers": levers})
            await Replayer(house.db).work(world.workspace)
            ends[levers.popitem()[0]] = await boss.get(f"/what-if/{asked['id']}")
        assert (ends["sticky"]["state"], ends["sticky"]["of"]) == ("done", 6)
        assert ends["sticky"]["result"]["numbers"]["answered"]["before"] == 0  # nobody was there to be like
        told = "El valor «5» no tiene sentido para «agents»."
        assert (ends["agents"]["state"], ends["agents"]["why"]) == ("failed", told)


async def test_one_that_waits_or_runs_is_called_off(house: House) -> None:
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        waits = await boss.post("/what-if", {"synthetic": SLOW})
        assert (await boss.ask("DELETE", f"/what-if/{waits['id']}")).status_code == 204
        assert await Replayer(house.db).work(world.workspace) == 0
        runs = await boss.post("/what-if", {"synthetic": SLOW})
        working = asyncio.create_task(Replayer(house.db).work(world.workspace))
        async with asyncio.timeout(20):
            while (await boss.get(f"/what-if/{runs['id']}"))["of"] == 0:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            assert await Replayer(house.db).work(world.workspace) == 0  # one at a time
            await boss.ask("DELETE", f"/what-if/{runs['id']}")
            assert await working == 1
        run = await boss.get(f"/what-if/{runs['id']}")
        assert (run["state"], run["result"], run["of"]) == ("called_off", None, 300_000)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "nothing_to_replay"),
        ({"days": ["2026-03-02"], "synthetic": SMALL}, "nothing_to_replay"),
        ({"days": ["2026-03-02"]}, "no_recorded_day"),
        ({"days": ["2999-01-01"]}, "day_not_over"),
        ({"days": ["9999-12-31"]}, "invalid"),
        ({"days": ["2026-02-30"]}, "invalid"),
        ({"days": ["2026-03-02"], "zone": "America/Macondo"}, "invalid"),
        ({"days": [f"2026-03-{day:02}" for day in range(1, 16)]}, "too_many_days"),
        ({"synthetic": SMALL, "levers": {"luck": "1"}}, "unknown_lever"),
        ({"synthetic": SMALL, "levers": {"agents": "-4"}}, "senseless_lever"),
        ({"synthetic": SMALL, "levers": {"agents": ""}}, "senseless_lever"),
        ({"synthetic": {**SMALL, "days": 31}}, "invalid"),
    ],
)
async def test_what_makes_no_sense_is_refused_by_name(house: House, asked: dict[str, object], code: str) -> None:
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        answer = await boss.ask("POST", "/what-if", asked)
        assert (answer.json()["code"], 400 <= answer.status_code < 500) == (code, True)
        assert await world.fetch("select 1 from whatif.run") == []


async def test_it_is_for_who_reads_all_reports_of_this_workspace(house: House) -> None:
    world, elsewhere = await make_world(house), await make_world(house)
    async with open_desk(house, world) as desk, open_desk(house, elsewhere) as other:
        boss, agent = await desk.add("boss", "director_of_care"), await desk.add("agent")
        part = await desk.add("part", "director_of_care", ScopeKind.BRAND, world.brand.brand.id)
        stranger = await other.add("stranger", "director_of_care")
        run = await boss.post("/what-if", {"synthetic": SMALL})
        for who in (agent, part):
            for method, path in (("POST", ""), ("GET", f"/{run['id']}"), ("DELETE", f"/{run['id']}")):
                assert (await who.ask(method, f"/what-if{path}", {"synthetic": SMALL})).status_code == 403
        for method in ("GET", "DELETE"):
            for identity in (run["id"], uuid4()):
                assert (await stranger.ask(method, f"/what-if/{identity}")).json()["code"] == "not_found"
        assert (await boss.get(f"/what-if/{run['id']}"))["state"] == "waiting"


async def test_the_line_has_an_end_and_what_is_old_is_forgotten(house: House) -> None:
    world = await make_world(house)
    async with open_desk(house, world) as desk:
        boss = await desk.add("boss", "director_of_care")
        for _ in range(5):
            old = await boss.post("/what-if", {"synthetic": SMALL})
        full = await boss.ask("POST", "/what-if", {"synthetic": SMALL})
        assert (full.status_code, full.json()["code"]) == (409, "replays_in_line")
        await world.fetch("update whatif.run set asked_at = asked_at - interval '25 hours' returning 1")
        await _lost(world, str(boss.id))
        assert await Replayer(house.db).work(world.workspace) == 0
        assert (await boss.ask("GET", f"/what-if/{old['id']}")).status_code == 404
        states = await world.fetch("select state, refusal from whatif.run")
        assert states == [{"state": "failed", "refusal": "replay_stopped"}]


async def _lost(world: World, user: str) -> None:
    """Put in one that runs, of a worker that is no more."""
    await world.fetch(
        "insert into whatif.run (id, workspace_id, asked_by, asked_at, asked, state, beat_at)"
        " values ($1, $2, $3::text::uuid, now(), '{}', 'running', now() - interval '11 minutes') returning 1",
        uuid7(), world.workspace, user,
    )  # fmt: skip
