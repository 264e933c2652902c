"""The supervisors' board: its numbers are those of the cases within reach, however they changed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.rooms.console.desk import Desk
from trato.app.founding import FoundedBrand, found_brand
from trato.rooms.access.model import ScopeKind
from trato.rooms.console.model import Numbers, Selection
from trato.rooms.console.rules.walls import Answer, CellKey, Ledger, Matter, add_up, day_of, numbers_of
from trato.rooms.console.service.walls import Walls
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState
from trato.rooms.workforce.model.schedules import PartKind, PlannedPart, ShiftPlan

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CELL = CellKey(UUID(int=1), UUID(int=2), None)
DAY = day_of(NOON, "UTC")


async def another_brand(desk: Desk) -> FoundedBrand:
    async with desk.world.tx() as tx:
        return await found_brand(
            tx, "Otra", country="PE", timezone="America/Lima", locale="es", legal_name="Otra SA", queue_name="Otra"
        )


def matter(cell: CellKey = CELL, *answers: Answer, **how: object) -> Matter:
    usual = {
        "id": uuid4(), "cell": cell, "is_open": True, "waits": True, "since": NOON, "due_from": None, "due_at": None,
        "breached": False, "offered_at": NOON, "answers": answers,
    }  # fmt: skip
    return Matter(**{**usual, **how})  # type: ignore[arg-type]


def test_a_promise_goes_from_nothing_to_at_risk_to_broken_by_time_alone() -> None:
    ledger = Ledger()
    ledger.put(matter(due_from=NOON, due_at=NOON + timedelta(minutes=100)))
    seen = [ledger.count(NOON + timedelta(minutes=minutes))[CELL] for minutes in (0, 79, 80, 99, 100)]
    assert [(one.at_risk, one.breached) for one in seen] == [(0, 0), (0, 0), (1, 0), (1, 0), (0, 1)]


def test_a_first_answer_that_does_not_come_counts_against_us_from_the_moment_it_was_due() -> None:
    due = NOON + timedelta(minutes=5)
    one = matter(CELL, Answer(due, kept=False))
    before, _ = numbers_of([one], NOON, DAY)
    after, _ = numbers_of([one], due, DAY)
    assert (before.decided, after.decided, after.kept) == (0, 1, 0)


def test_what_was_set_aside_today_stands_beside_the_service_level_until_midnight() -> None:
    ledger = Ledger()
    ledger.put(matter(is_open=False, offered_at=None, asides=(NOON - timedelta(hours=13), NOON, NOON)))
    assert ledger.count(NOON)[CELL].aside == 2
    assert ledger.count(NOON + timedelta(hours=12))[CELL].aside == 0
    ledger.forget_old(NOON)
    assert len(ledger) == 0


def test_yesterday_is_not_today_where_the_brand_lives() -> None:
    late = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)  # 22:30 of the day before in Lima
    assert day_of(late, "America/Lima")[0] == datetime(2026, 11, 19, 5, tzinfo=UTC)
    ledger = Ledger(zones={CELL.brand_id: "America/Lima"})
    ledger.put(matter(offered_at=late))
    counts = [ledger.count(late + timedelta(hours=hours))[CELL].offered for hours in (0, 1, 2)]
    assert counts == [1, 1, 0]


def test_a_case_that_rests_or_has_somebody_in_charge_does_not_wait() -> None:
    ledger = Ledger()
    ledger.fill([matter(), matter(waits=False, since=NOON - timedelta(days=1))])
    numbers = ledger.count(NOON)[CELL]
    assert (numbers.open, numbers.waiting, numbers.since) == (2, 1, NOON)


def test_the_board_of_two_parts_is_the_sum_of_their_boards() -> None:
    draw = random.Random(7)
    matters = [
        matter(CellKey(UUID(int=draw.randint(1, 2)), None, None), waits=draw.random() < 0.5,
               since=NOON - timedelta(minutes=draw.randint(0, 99)),
               due_from=NOON - timedelta(hours=1), due_at=NOON + timedelta(minutes=draw.randint(-30, 60)))
        for _ in range(200)
    ]  # fmt: skip
    ledger = Ledger()
    ledger.fill(matters)
    assert add_up(ledger.count(NOON).values()) == numbers_of(matters, NOON, DAY)[0]


def test_what_is_over_and_old_is_forgotten() -> None:
    ledger = Ledger()
    kept, gone = matter(offered_at=NOON - timedelta(days=9)), matter(is_open=False, offered_at=NOON - timedelta(days=2))
    ledger.fill([kept, gone])
    ledger.forget_old(NOON - timedelta(hours=27))
    assert len(ledger) == 1


async def test_a_board_kept_by_facts_is_the_one_that_is_read_afresh(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    kept, draw = Walls(), random.Random(3)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    for n in range(30):
        if n % 3 == 0:
            await desk.world.whatsapp(f"Hola {n}", phone=f"51987{n:06}", name=f"Persona {n}")
        rows = (await camila.get("/cases", view="all"))["items"]
        id = draw.choice(rows)["id"]
        match n % 5:
            case 0:
                await camila.ask("POST", f"/cases/{id}/assign", {"user_id": str(camila.id), "team_id": None})
            case 1:
                await camila.ask("POST", f"/cases/{id}/wait", {"on": "contact", "until": None, "team_id": None})
            case 2:
                await camila.ask("POST", f"/cases/{id}/set-aside", {"reason": "spam"})
            case 3:
                await camila.ask("POST", f"/cases/{id}/restore", {})
        async with desk.world.tx() as tx:
            standing = await kept.tally(tx)
            afresh = await Walls().tally(tx)
        assert standing.cells == afresh.cells
    assert add_up(standing.cells.values()).offered > 0


async def test_a_supervisor_sees_the_numbers_of_their_reach_and_no_others(desk: Desk) -> None:
    other = await another_brand(desk)
    ana = await desk.add("ana", "supervisor")
    eva = await desk.add("eva", "supervisor", ScopeKind.BRAND, other.brand.id)
    await desk.world.whatsapp("Hola")
    all_of_it, none = await ana.get("/floor"), await eva.get("/floor")
    assert all_of_it["numbers"]["waiting"] == 1 and none["numbers"]["waiting"] == 0
    assert {line["id"] for line in none["queues"]} == {str(other.queue.id)}
    assert {line["id"] for line in all_of_it["queues"]} > {str(other.queue.id)}
    narrowed = await ana.get("/floor", queue=str(other.queue.id))
    assert narrowed["numbers"] == none["numbers"] and len(narrowed["queues"]) == 1


async def test_an_agent_has_no_board(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    assert (await camila.ask("GET", "/floor")).status_code == 403


async def test_somebody_who_left_is_put_to_offline_and_the_log_says_by_whom(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    ana = await desk.add("ana", "supervisor")
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    told = await ana.ask("PUT", f"/floor/agents/{camila.id}/presence", {"state": "away", "reason": "lunch"})
    assert told.status_code == 200 and (told.json()["state"], told.json()["reason"]) == ("break", "lunch")
    day = (await ana.get("/floor/days"))[str(camila.id)]
    assert [one["state"] for one in day["segments"]] == ["available", "break"] and day["segments"][-1]["until"] is None
    told = await ana.ask("PUT", f"/floor/agents/{camila.id}/capacity", {"capacity": 30})
    assert told.json()["capacity"] == 30
    lines = await desk.world.fetch("select verb, actor_id from access.audit where object_id = $1", camila.id)
    assert {("presence.manage", ana.id), ("presence.set_capacity", ana.id)} <= {
        (one["verb"], one["actor_id"]) for one in lines
    }
    refused = await camila.ask("PUT", f"/floor/agents/{ana.id}/presence", {"state": "offline"})
    assert refused.status_code == 403


async def test_a_supervisor_sees_what_is_expected_of_each_today_and_how_it_was_kept(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    diego = await desk.add("diego", team=desk.world.brand.team_id)
    ana = await desk.add("ana", "supervisor")
    eva = await desk.add("eva", "supervisor", ScopeKind.BRAND, (await another_brand(desk)).brand.id)
    async with desk.world.tx() as tx:
        midnight = tx.now.replace(hour=0, minute=0, second=0, microsecond=0)
        worked = min(tx.now, midnight.replace(hour=15)) - midnight
        starts, pause = midnight.replace(tzinfo=None), PlannedPart(PartKind.BREAK, "15:00", "15:15")
        plan = ShiftPlan(camila.id, starts, starts.replace(hour=15, minute=30), "UTC", parts=(pause,))
        await workforce.add_shifts(tx, [plan], "form")
        for at, state in ((midnight, PresenceState.BUSY), (midnight + worked / 2, PresenceState.OFFLINE)):
            tx.now = at
            await workforce.set_presence(tx, camila.id, state)
    plans = await ana.get("/floor/adherence")
    assert set(plans) == {str(camila.id)}
    parts = plans[str(camila.id)]["expected"]
    assert [one["what"] for one in parts] == ["work", "break", "work"]
    assert parts[0]["kept_by"] == ["available", "busy"] and "available" not in parts[1]["kept_by"]
    assert plans[str(camila.id)]["adherence"] == pytest.approx(0.5, abs=0.05)
    assert await eva.get("/floor/adherence") == {}
    assert (await camila.ask("GET", "/floor/adherence")).status_code == 403
    idle = next(one for one in await ana.get("/floor/agents") if one["id"] == str(diego.id))
    assert (idle["state"], idle["since"], idle["cases"]) == ("offline", None, 0)  # of a team, and never at work


async def test_an_agent_of_other_teams_is_out_of_reach(desk: Desk) -> None:
    other = await another_brand(desk)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    eva = await desk.add("eva", "supervisor", ScopeKind.BRAND, other.brand.id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    assert (await eva.ask("PUT", f"/floor/agents/{camila.id}/presence", {"state": "offline"})).status_code == 404
    assert await eva.get("/floor/agents") == []


async def test_a_target_holds_everywhere_or_in_one_queue_and_is_refused_where_it_makes_no_sense(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    queue = str(desk.world.brand.queue.id)
    told = await ana.ask("PUT", "/floor/targets", {"measure": "service_level", "value": 90})
    assert {"measure": "service_level", "value": 90, "queue_id": None} in told.json()
    told = await ana.ask("PUT", "/floor/targets", {"measure": "waiting", "value": 3, "queue_id": queue})
    assert {"measure": "waiting", "value": 3, "queue_id": queue} in (await ana.get("/floor"))["targets"]
    assert (await ana.ask("PUT", "/floor/targets", {"measure": "load", "value": 101})).status_code == 422
    assert (await ana.ask("PUT", "/floor/targets", {"measure": "waiting", "value": -1})).status_code == 422
    told = await ana.ask("PUT", "/floor/targets", {"measure": "waiting", "value": None, "queue_id": queue})
    assert all(one["queue_id"] is None for one in told.json())


@pytest.mark.parametrize("asked", ["brand=x", "queue=1,2"])
async def test_a_filter_that_is_none_is_refused(desk: Desk, asked: str) -> None:
    ana = await desk.add("ana", "supervisor")
    assert (await ana.ask("GET", f"/floor?{asked}")).status_code == 422


def test_an_empty_board_is_all_zero() -> None:
    assert add_up([]) == Numbers() and Selection() == Selection()
