"""Help on the desk: asked in one step, seen by who is asked, accepted, answered and given back; within reach only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.rooms.console.desk import Desk, Person
from tests.rooms.console.test_composing import begun
from trato.flow.timers import Timekeeper
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, TeamId, UserId
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ExpectationTerms


async def team(desk: Desk, name: str, *people: Person, leader: Person | None = None) -> TeamId:
    async with desk.world.tx() as tx:
        unit = next(one for one in await access.list_units(tx) if one.parent_id is None).id
        made = (await access.add_team(tx, unit, name)).id
        for one in people:
            await access.join_team(tx, made, UserId(one.id))
        if leader is not None:
            await access.lead_team(tx, made, UserId(leader.id), True)
    return made


async def ask(who: Person, case: str, **more: Any) -> Any:
    return await who.post(f"/cases/{case}/help", {"id": str(uuid7()), "level": "supervisor", **more})


async def test_help_is_asked_accepted_and_answered_and_each_sees_what_concerns_them(desk: Desk) -> None:
    camila, marisol, diego = await desk.add("camila"), await desk.add("marisol"), await desk.add("diego")
    await team(desk, "Cobros", camila, diego, marisol, leader=marisol)
    case, _ = await begun(desk, camila)
    await camila.post(f"/cases/{case}/assign", {"user_id": str(camila.id)})
    one = await ask(camila, case, why="Pide más de lo que puedo dar")
    assert (one["state"], one["team"], one["why"], one["mine"]) == (
        "asked", "Cobros", "Pide más de lo que puedo dar", True,
    )  # fmt: skip
    assert [each["for_me"] for each in await marisol.get("/help")] == [True]
    assert await diego.get("/help") == []
    assert (await diego.ask("POST", f"/help/{one['id']}/accept", {})).json()["code"] == "not_asked"
    assert (await marisol.post(f"/help/{one['id']}/accept"))["state"] == "accepted"
    assert (await camila.ask("POST", f"/help/{one['id']}/withdraw", {})).json()["code"] == "help_ended"
    done = await marisol.post(f"/help/{one['id']}/give-back", {"answer": "Hasta 200, sí"})
    assert (done["state"], done["answer"]) == ("answered", "Hasta 200, sí")
    assert await camila.get("/help") == [] and len(await camila.get(f"/cases/{case}/help")) == 1
    told = [each["kind"] for each in (await camila.get(f"/cases/{case}/timeline"))["items"]]
    assert {"case_escalated", "escalation_accepted", "escalation_ended"} <= set(told)


async def test_help_on_a_case_out_of_reach_is_as_if_there_were_none(desk: Desk) -> None:
    camila, eva = await desk.add("camila"), await desk.add("eva", kind=ScopeKind.QUEUE, scope=uuid7())
    other = await team(desk, "Despachos", eva)
    case, _ = await begun(desk, camila)
    one = await ask(camila, case, level="team", team_id=str(other))
    assert await eva.get("/help") == []
    assert (await eva.ask("POST", f"/help/{one['id']}/accept", {})).status_code == 404


async def test_what_a_team_is_expected_to_do_runs_by_its_own_clock_and_breaks_once(desk: Desk) -> None:
    camila, diego = await desk.add("camila"), await desk.add("diego")
    other = await team(desk, "Despachos", diego)
    async with desk.world.tx() as tx:
        within = ExpectationTerms(team_id=other, accept=timedelta(minutes=10), answer=timedelta(hours=1))
        await sla.add_expectation(tx, "Despachos", within)
    case, _ = await begun(desk, camila)
    one = await ask(camila, case, level="team", team_id=str(other), rests=True)
    assert [(each["target"], each["state"]) for each in one["clocks"]] == [("acceptance", "running")]
    async with desk.world.tx() as tx:
        await tx.connection.execute(
            """update sla.expectation_clock set started_at = started_at - interval '1 hour',
            approach_at = approach_at - interval '1 hour', due_at = due_at - interval '1 hour'
            where workspace_id = $1""",
            tx.workspace,
        )
    keeper = Timekeeper(desk.world.house.db)
    assert desk.world.workspace in await keeper.look()
    while await keeper.work(desk.world.workspace):
        pass
    kinds = "select count(*) as n from kit.event where kind = 'sla.expectation_breached' and workspace_id = $1"
    assert (await desk.world.fetch(kinds, desk.world.workspace))[0]["n"] == 1
    taken = await diego.post(f"/help/{one['id']}/accept")
    assert [(each["target"], each["state"]) for each in taken["clocks"]] == [
        ("acceptance", "met_late"), ("answer", "running"),
    ]  # fmt: skip
    assert (await camila.get(f"/cases/{case}"))["waiting"]["on"] == "team"
    await diego.post(f"/help/{one['id']}/give-back")
    assert (await camila.get(f"/cases/{case}"))["waiting"] is None
