"""What an agent promises a contact: noted, reminded of, kept, moved, called off, and every step taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.rooms.console.desk import Desk, Person
from tests.rooms.console.test_composing import begun
from trato.flow.timers import Timekeeper
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind


async def promise(desk: Desk, who: Person, case: str, **more: Any) -> Any:
    async with desk.world.tx() as tx:
        due = tx.now + timedelta(hours=2)
    body = {"id": str(uuid7()), "kind": "call_back", "body": "llamar a Rosa", "due_at": due.isoformat(), **more}
    return await who.post(f"/cases/{case}/promises", body)


async def states(who: Person) -> list[tuple[str, str]]:
    return [(one["body"], one["state"]) for one in await who.get("/promises")]


async def test_a_promise_is_noted_and_each_step_of_it_can_be_taken_back(desk: Desk) -> None:
    camila, ana = await desk.add("camila"), await desk.add("ana")
    case, _ = await begun(desk, camila)
    contact = (await camila.get(f"/cases/{case}"))["contact"]
    made = await promise(desk, camila, case)
    assert (made["kind"], made["state"], made["by"]["name"], made["contact"]) == (
        "call_back", "owed", "Camila", contact,
    )  # fmt: skip
    again = {"id": made["id"], "kind": "call_back", "body": "llamar a Rosa", "due_at": made["due_at"]}
    assert (await camila.post(f"/cases/{case}/promises", again))["id"] == made["id"]
    assert (await ana.ask("POST", f"/cases/{case}/promises", again)).json()["code"] == "key_reused"
    assert await states(camila) == [("llamar a Rosa", "owed")] and await states(ana) == []
    assert [one["id"] for one in await ana.get(f"/contacts/{contact['id']}/promises")] == [made["id"]]

    at = f"/promises/{made['id']}"
    assert (await camila.post(f"{at}/keep"))["state"] == "kept" and await states(camila) == []
    assert (await camila.post(f"{at}/keep", {"undo": True}))["state"] == "owed"
    later = (datetime.fromisoformat(made["due_at"]) + timedelta(days=1)).isoformat()
    moved = await camila.post(f"{at}/move", {"due_at": later})
    assert datetime.fromisoformat(moved["due_at"]) == datetime.fromisoformat(later)
    assert (await camila.post(f"{at}/cancel"))["state"] == "cancelled" and await states(camila) == []
    assert (await camila.post(f"{at}/cancel", {"undo": True}))["state"] == "owed"

    told = [one["kind"] for one in (await camila.get(f"/cases/{case}/timeline"))["items"]]
    assert {"promise_made", "promise_kept", "promise_moved", "promise_cancelled"} <= set(told)


async def test_a_promise_is_reminded_of_before_it_is_due_and_broken_after(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    made = await promise(desk, camila, case)

    async def come_to(minutes: int) -> list[str]:
        """Let it be so many minutes before it falls due; return what was told of it so far."""
        statement = """
        with one as (update cases.promise set due_at = now() + $1 returning id, workspace_id)
        update kit.timer t set due_at = now() from one
        where t.subject = one.id and t.workspace_id = one.workspace_id and t.fired_at is null returning 1"""
        await desk.world.fetch(statement, timedelta(minutes=minutes))
        await Timekeeper(desk.world.house.db).work(desk.world.workspace)
        kinds = "select kind from kit.event where kind like 'cases.promise%' order by seq"
        return [row["kind"].rpartition("_")[2] for row in await desk.world.fetch(kinds)]

    assert await come_to(10) == ["made", "due"]
    assert await states(camila) == [("llamar a Rosa", "owed")]
    assert await come_to(-1) == ["made", "due", "broken"]
    assert await states(camila) == [("llamar a Rosa", "broken")]  # it is owed still
    late = await camila.post(f"/promises/{made['id']}/keep")
    assert late["state"] == "kept" and await states(camila) == []


async def test_a_promise_is_refused_in_the_past_without_words_and_out_of_reach(desk: Desk) -> None:
    camila = await desk.add("camila")
    away = await desk.add("away", kind=ScopeKind.QUEUE, scope=uuid7())
    case, _ = await begun(desk, camila)
    made = await promise(desk, camila, case)
    body = {"id": str(uuid7()), "body": "x", "due_at": made["due_at"]}
    for wrong in ({"due_at": "2020-01-01T00:00:00Z"}, {"body": "  "}, {"due_at": "mañana"}, {"kind": "voto"}):
        assert (await camila.ask("POST", f"/cases/{case}/promises", body | wrong)).status_code == 422, wrong
    refused = await away.ask("POST", f"/cases/{case}/promises", body)
    assert refused.status_code == 404
    for deed in ("keep", "cancel"):
        assert (await away.ask("POST", f"/promises/{made['id']}/{deed}", {})).status_code == 404
        assert (await camila.ask("POST", f"/promises/{uuid7()}/{deed}", {})).status_code == 404
