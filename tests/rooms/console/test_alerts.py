"""Alerts over the board: raised once when a number stays beyond its threshold, ended when it is back by a margin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.console.desk import Desk, Person
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.console.model import Measure
from trato.rooms.console.rules.alerts import judge
from trato.rooms.console.service.alerts import judge_all
from trato.rooms.console.service.walls import Walls

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TWO = timedelta(minutes=2)


def test_a_wait_beyond_ten_minutes_is_told_after_two_and_not_before() -> None:
    over_since, told = None, []
    for seconds, wait in ((0, 700), (60, 650), (90, 500), (100, 700), (219, 700), (220, 700)):
        now = NOON + timedelta(seconds=seconds)
        verdict = judge(Measure.LONGEST_WAIT, 600, TWO, wait, over_since, is_open=False, now=now)
        over_since = verdict.over_since
        told.append(verdict.raises)
    assert told == [False, False, False, False, False, True]


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_a_number_that_trembles_around_its_threshold_ends_no_alert_within_the_margin(values: list[int]) -> None:
    is_open = True
    for value in values:
        verdict = judge(Measure.WAITING, 100, TWO, value, None, is_open=is_open, now=NOON)
        assert verdict.ends == (value <= 90)
        assert not verdict.raises


def test_a_share_is_beyond_below_its_threshold_and_back_above_it_by_a_margin() -> None:
    def at(value: float | None, is_open: bool) -> tuple[bool, bool]:
        verdict = judge(Measure.SERVICE_LEVEL, 80, timedelta(), value, None, is_open=is_open, now=NOON)
        return verdict.raises, verdict.ends

    assert [at(value, False)[0] for value in (79.0, 80.0, None)] == [True, False, False]
    assert [at(value, True)[1] for value in (80.0, 87.0, 88.0, None)] == [False, False, True, True]


async def rule(who: Person, **what: Any) -> str:
    id = str(uuid7())
    asked = {"id": id, "measure": "waiting", "threshold": 0, "for_seconds": 0, **what}
    answer = await who.ask("POST", "/floor/alert-rules", asked)
    assert answer.status_code == 200, answer.text
    return id


async def look(desk: Desk) -> int:
    async with desk.world.tx() as tx:
        return await judge_all(tx, Walls())


async def test_an_alert_is_raised_once_told_and_kept_with_what_was_done(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    await rule(ana)
    assert await look(desk) == 0
    await desk.world.whatsapp("Hola")
    assert (await look(desk), await look(desk)) == (1, 0)
    alert = (await ana.get("/floor/alerts"))[0]
    assert (alert["value"], alert["threshold"], alert["ended_at"]) == (1, 0, None)
    told = await ana.post(f"/floor/alerts/{alert['id']}", {"deed": "acted"})
    assert [(one["who"], one["what"]) for one in told[0]["marks"]] == [("Ana", "acted")]
    case = (await ana.get("/cases", view="all"))["items"][0]["id"]
    await ana.post(f"/cases/{case}/assign", {"user_id": str(ana.id), "team_id": None})
    assert await look(desk) == 1
    assert (await ana.get("/floor/alerts"))[0]["ended_at"] is not None
    kinds = await desk.world.fetch(
        "select body ->> 'what' as what from kit.event where kind = 'console.alert_changed' order by seq"
    )
    assert [one["what"] for one in kinds] == ["raised", "acted", "ended"]


async def test_two_workers_that_judge_at_once_raise_one_alert(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    await rule(ana)
    await desk.world.whatsapp("Hola")
    async with desk.world.tx() as one:
        raised = await judge_all(one, Walls())
        async with desk.world.tx() as other:
            assert await judge_all(other, Walls()) == 0
    assert raised == 1 and len(await ana.get("/floor/alerts")) == 1


async def test_what_is_snoozed_is_quiet_until_then_and_told_again_if_it_lasts(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    await rule(ana)
    await desk.world.whatsapp("Hola")
    await look(desk)
    alert = (await ana.get("/floor/alerts"))[0]["id"]
    wrong = await ana.ask("POST", f"/floor/alerts/{alert}", {"deed": "snoozed", "until": "2020-01-01T00:00:00Z"})
    assert wrong.status_code == 422
    until = wall_clock() + timedelta(hours=1)
    told = await ana.post(f"/floor/alerts/{alert}", {"deed": "snoozed", "until": until.isoformat()})
    assert told[0]["snoozed_until"] is not None
    async with desk.world.tx() as tx:
        await tx.connection.execute("update console.alert set snoozed_until = now() where id = $1", told[0]["id"])
    await look(desk)
    assert (await ana.get("/floor/alerts"))[0]["snoozed_until"] is None


async def test_a_rule_that_is_retired_ends_its_alert(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    made = await rule(ana)
    await desk.world.whatsapp("Hola")
    await look(desk)
    assert (await ana.ask("DELETE", f"/floor/alert-rules/{made}")).status_code == 204
    assert (await ana.get("/floor/alerts"))[0]["ended_at"] is not None and await ana.get("/floor/alert-rules") == []
    assert await look(desk) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"threshold": -1}, {"measure": "service_level", "threshold": 101}, {"for_seconds": 90_000}, {"measure": "mood"}],
)
async def test_a_rule_that_makes_no_sense_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    ana = await desk.add("ana", "supervisor")
    asked = {"id": str(uuid7()), "measure": "waiting", "threshold": 1, "for_seconds": 0, **wrong}
    assert (await ana.ask("POST", "/floor/alert-rules", asked)).status_code == 422


async def test_alerts_of_a_queue_out_of_reach_are_not_told(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "supervisor"), await desk.add("camila")
    eva = await desk.add("eva", "supervisor", ScopeKind.QUEUE, uuid7())
    await rule(ana, queue_id=str(desk.world.brand.queue.id))
    await desk.world.whatsapp("Hola")
    await look(desk)
    alert = (await ana.get("/floor/alerts"))[0]["id"]
    assert await eva.get("/floor/alerts") == [] and await eva.get("/floor/alert-rules") == []
    assert (await eva.ask("POST", f"/floor/alerts/{alert}", {"deed": "seen"})).status_code == 404
    asked = {"id": str(uuid7()), "measure": "waiting", "threshold": 1, "for_seconds": 0}
    assert (await eva.ask("POST", "/floor/alert-rules", asked)).status_code == 404
    assert (await camila.ask("GET", "/floor/alerts")).status_code == 403
