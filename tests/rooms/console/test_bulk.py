"""One act on many cases: done to each as alone, told case by case, undone together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.cases import api as cases


async def some_cases(desk: Desk, count: int) -> list[str]:
    for n in range(count):
        await desk.world.whatsapp(f"Hola {n}", phone=f"51987{n:06}", name=f"Persona {n}")
    return [str(row["id"]) for row in await desk.world.fetch('select id from cases."case" order by number')]


async def reason(desk: Desk) -> str:
    async with desk.world.tx() as tx:
        return str((await cases.add_disposition(tx, "entrega", {"es": "Entrega"})).id)


async def act(who: Person, ids: list[str], bulk: str | None = None, **what: Any) -> tuple[str, dict[str, Any]]:
    id = bulk or str(uuid7())
    return id, await who.post("/bulk", {"id": id, "case_ids": ids, "act": what})


def shape(row: dict[str, Any]) -> Any:
    names = ("state", "waiting", "set_aside", "holder", "priority")
    tags = sorted(one["name"] for one in row["tags"])
    waiting = row["waiting"] and {name: row["waiting"][name] for name in ("on", "until", "team_id")}
    return {name: row[name] for name in names} | {"tags": tags, "waiting": waiting}


async def shapes(who: Person, ids: list[str]) -> list[Any]:
    return [shape(await who.get(f"/cases/{id}")) for id in ids]


ACTS = (
    {"kind": "assign", "user_id": "me"},
    {"kind": "wait", "on": "until", "until": "2030-01-01T09:00:00Z"},
    {"kind": "wait", "on": "contact"},
    {"kind": "tag", "name": "prensa"},
    {"kind": "priority", "priority": "urgent"},
    {"kind": "set_aside", "reason": "spam"},
    {"kind": "resolve", "disposition_id": "reason"},
)


@pytest.mark.parametrize("what", ACTS, ids=lambda one: f"{one['kind']} {one.get('on', '')}")
async def test_an_act_on_many_is_the_deed_on_each_and_its_undo_gives_all_back(desk: Desk, what: dict[str, str]) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    ids = await some_cases(desk, 3)
    given = {**what}
    if given.get("user_id"):
        given["user_id"] = str(camila.id)
    if given.get("disposition_id"):
        given["disposition_id"] = await reason(desk)
    before = await shapes(camila, ids)
    bulk, answer = await act(camila, ids, **given)
    assert (sorted(answer["done"]), answer["refused"]) == (sorted(ids), [])
    after = await shapes(camila, ids)
    assert all(one != other for one, other in zip(before, after, strict=True))
    undone = await camila.post(f"/bulk/{bulk}/undo")
    assert (sorted(undone["done"]), undone["refused"], undone["left"]) == (sorted(ids), [], 0)
    assert await shapes(camila, ids) == before


async def test_what_is_refused_is_told_case_by_case_and_the_others_are_done(desk: Desk) -> None:
    camila, diego = await desk.add("camila"), await desk.add("diego")
    ids, why = await some_cases(desk, 3), await reason(desk)
    await diego.post(f"/cases/{ids[1]}/resolve", {"disposition_id": why})
    _, answer = await act(camila, [*ids, str(uuid7())], kind="resolve", disposition_id=why)
    assert sorted(answer["done"]) == sorted([ids[0], ids[2]])
    told = {one["code"]: one for one in answer["refused"]}
    assert set(told) == {"already_resolved", "not_found"}
    assert (told["already_resolved"]["case_id"], told["already_resolved"]["number"]) == (ids[1], 10002)
    assert told["already_resolved"]["data"]["by"]["name"] == "Diego" and told["already_resolved"]["title"]
    assert told["not_found"]["number"] is None


async def test_what_already_holds_is_done_and_its_undo_leaves_it(desk: Desk) -> None:
    camila = await desk.add("camila")
    ids = await some_cases(desk, 2)
    await camila.post(f"/cases/{ids[0]}/tags", {"name": "prensa"})
    bulk, answer = await act(camila, ids, kind="tag", name="Prensa")
    assert sorted(answer["done"]) == sorted(ids)
    undone = await camila.post(f"/bulk/{bulk}/undo")
    assert undone["done"] == [ids[1]]
    assert [one["tags"] for one in await shapes(camila, ids)] == [["prensa"], []]


async def test_a_refused_case_leaves_no_fact_behind(desk: Desk) -> None:
    camila = await desk.add("camila")
    ids = await some_cases(desk, 2)
    await desk.world.fetch("""update cases."case" set state = 'closed' where id = $1 returning id""", UUID(ids[0]))
    facts = "select count(*) n from kit.event where case_id = $1"
    (before,) = await desk.world.fetch(facts, UUID(ids[0]))
    _, answer = await act(camila, ids, kind="wait", on="contact")
    assert [one["code"] for one in answer["refused"]] == ["case_closed"] and answer["done"] == [ids[1]]
    assert (await desk.world.fetch(facts, UUID(ids[0])))[0] == before


async def test_the_same_request_twice_is_done_once(desk: Desk) -> None:
    camila, bruno = await desk.add("camila"), await desk.add("bruno")
    ids = await some_cases(desk, 2)
    bulk, _ = await act(camila, ids, kind="priority", priority="high")
    await camila.ask("PATCH", f"/cases/{ids[0]}", {"priority": "low"})
    await act(camila, ids, bulk, kind="priority", priority="high")
    assert [one["priority"] for one in await shapes(camila, ids)] == ["low", "high"]
    stranger = await bruno.ask("POST", f"/bulk/{bulk}/undo")
    assert stranger.status_code == 404


async def test_each_case_asks_its_own_permission(desk: Desk) -> None:
    ids = await some_cases(desk, 1)
    auditor = await desk.add("auditor", "auditor")
    nowhere = await desk.add("nowhere", "agent", ScopeKind.QUEUE, uuid7())
    assert (await act(auditor, ids, kind="priority", priority="high"))[1]["refused"][0]["code"] == "forbidden"
    assert (await act(nowhere, ids, kind="priority", priority="high"))[1]["refused"][0]["code"] == "not_found"


async def test_all_of_a_view_are_chosen_by_the_server(desk: Desk) -> None:
    camila = await desk.add("camila")
    ids = await some_cases(desk, 3)
    await camila.ask("PATCH", f"/cases/{ids[1]}", {"priority": "urgent"})
    assert await camila.get("/bulk/cases", view="all", priority="urgent") == {
        "ids": [ids[1]],
        "more": False,
        "limit": 1000,
    }
    _, answer = await act(camila, (await camila.get("/bulk/cases", view="all"))["ids"], kind="read")
    assert len(answer["done"]) == 3
    assert [one["unread"] for one in (await camila.get("/cases", view="all"))["items"]] == [0, 0, 0]
    many = await camila.ask(
        "POST", "/bulk", {"id": str(uuid7()), "case_ids": [str(uuid7())] * 51, "act": {"kind": "read"}}
    )
    assert many.status_code == 422
