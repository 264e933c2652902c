"""Rules and macros at the desk: refused in words, tried before, done whole or not at all, and given back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.flow.test_automating import drain
from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.cases import api as cases
from trato.rooms.routing import api as routing

WHEN = {"kind": "message_received"}
URGENT = [{"do": "priority", "priority": 2}]


def body(**told: Any) -> dict[str, Any]:
    return {"when": WHEN, "then": URGENT, **told}


async def leader(desk: Desk) -> Person:
    return await desk.add("marisol", "service_leader", team=desk.world.brand.team_id)


async def a_tag(desk: Desk, name: str) -> str:
    async with desk.world.tx() as tx:
        return str((await cases.create_tag(tx, name)).id)


async def the_case(desk: Desk) -> str:
    (row,) = await desk.world.fetch('select id from cases."case" order by opened_at desc limit 1')
    return str(row["id"])


async def refused(who: Person, method: str, path: str, told: Any) -> tuple[int, str, Any]:
    answer = await who.ask(method, path, told)
    said = answer.json()
    return answer.status_code, said["code"], said


async def test_a_rule_is_written_tried_turned_on_and_what_it_did_is_given_back(desk: Desk) -> None:
    marisol = await leader(desk)
    await desk.world.whatsapp("quiero una devolución")
    await desk.world.whatsapp("hola", phone="51987310299", name="Otra")
    given = {"is": "text", "words": ["devolucion"]}
    tried = await marisol.post("/automation/dry-run", {"body": body(given=given)})
    assert (tried["looked"], [one["words"] for one in tried["matched"]]) == (2, ["quiero una devolución"])
    assert (tried["next"], tried["through"], tried["as_now"]) == (None, 1.0, [])

    rule = await marisol.post("/automation/rules", {"name": "Devoluciones", "body": body(given=given)})
    assert (rule["state"], rule["version"]) == ("draft", 1)
    await marisol.post(f"/automation/rules/{rule['id']}/state", {"state": "active"})
    await desk.world.whatsapp("¡la devolución!")
    await drain(desk.world)
    (run,) = (await marisol.get("/automation/runs"))["items"]
    assert (run["name"], run["outcome"], run["undoable"], run["event"]) == (
        "Devoluciones", "done", True, "conversations.message_received",
    )  # fmt: skip
    told = await marisol.get(f"/cases/{run['case_id']}/timeline")
    said = {one["kind"]: one for one in told["items"]}
    actor = said["case_changed"]["actor"]
    assert (actor["kind"], actor["id"], actor["name"]) == ("system", rule["id"], "Devoluciones")
    assert said["automation_ran"]["values"]["name"] == "Devoluciones"
    assert (await marisol.post(f"/automation/runs/{run['id']}/undo"))["left"] == []
    assert (await marisol.get(f"/cases/{run['case_id']}"))["priority"] == "normal"
    (listed,) = await marisol.get("/automation/rules")
    assert (listed["looked"], listed["matched"]) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (body(given={"is": "choice", "field": "mood", "values": ["x"]}), "invalid"),
        (body(given={"is": "text", "words": "hola"}), "invalid"),
        (body(given={"is": "number", "field": "tier", "value": 1, "op": "near"}), "invalid"),
        ({**body(), "when": {"kind": "priority_changed"}}, "rule_triggers_itself"),
        (body(then=[{"do": "note", "text": "Hola {{ contact.nmae }}"}]), "template_invalid"),
        (body(then=[{"do": "tag", "tag_id": str(uuid7())}]), "reference_gone"),
        (body(then=[{"do": "assign", "queue_id": str(uuid7())}]), "reference_gone"),
        (body(given={"is": "attribute", "key": "nunca", "op": "known"}), "reference_gone"),
        (body(given={"is": "all", "of": [{"is": "text", "words": ["x"]}] * 60}), "condition_too_large"),
    ],
)
async def test_what_a_rule_may_not_say_is_refused_with_its_reason(desk: Desk, wrong: Any, code: str) -> None:
    marisol = await leader(desk)
    status, told, _ = await refused(marisol, "POST", "/automation/rules", {"name": "Mal", "body": wrong})
    assert (400 <= status < 500, told) == (True, code)
    assert await marisol.get("/automation/rules") == []


async def test_a_tree_without_end_is_refused_before_anybody_walks_it(desk: Desk) -> None:
    marisol = await leader(desk)
    deep: Any = {"is": "text", "words": ["x"]}
    for _ in range(900):
        deep = {"is": "not", "of": deep}
    status, _, _ = await refused(marisol, "POST", "/automation/rules", {"name": "Hondo", "body": body(given=deep)})
    assert 400 <= status < 500


async def test_an_action_on_a_tag_that_was_retired_is_not_turned_on(desk: Desk) -> None:
    marisol, tag = await leader(desk), await a_tag(desk, "viejo")
    rule = await marisol.post("/automation/rules", {"name": "R", "body": body(then=[{"do": "tag", "tag_id": tag}])})
    async with desk.world.tx() as tx:
        await cases.retire_tag(tx, UUID(tag))
    _, code, said = await refused(marisol, "POST", f"/automation/rules/{rule['id']}/state", {"state": "active"})
    assert (code, said["what"]) == ("reference_gone", "tag")


async def test_two_who_save_at_once_are_told_and_versions_are_kept(desk: Desk) -> None:
    marisol = await leader(desk)
    rule = await marisol.post("/automation/rules", {"name": "Una", "body": body()})
    change = {"version": 1, "name": "Dos", "body": body(stop=True)}
    assert (await marisol.ask("PUT", f"/automation/rules/{rule['id']}", change)).status_code == 200
    again = {**change, "name": "Tres"}
    assert (await refused(marisol, "PUT", f"/automation/rules/{rule['id']}", again))[:2] == (409, "rule_changed")
    versions = await marisol.get(f"/automation/rules/{rule['id']}/versions")
    assert [(one["version"], one["name"]) for one in versions] == [(2, "Dos"), (1, "Una")]
    await marisol.client.delete(f"/api/v1/automation/rules/{rule['id']}")
    assert await marisol.get("/automation/rules") == []
    assert (await marisol.post(f"/automation/rules/{rule['id']}/restore"))["state"] == "off"


async def test_rules_hold_for_all_so_who_keeps_them_keeps_them_everywhere(desk: Desk) -> None:
    agent = await desk.add("camila", team=desk.world.brand.team_id)
    local = await desk.add("local", "service_leader", ScopeKind.BRAND, desk.world.brand.brand.id)
    assert (await refused(agent, "POST", "/automation/rules", {"name": "X", "body": body()}))[0] == 403
    assert (await refused(local, "POST", "/automation/rules", {"name": "X", "body": body()}))[0] == 403


async def test_a_macro_is_done_in_one_click_told_in_the_case_and_given_back(desk: Desk) -> None:
    camila, tag = await desk.add("camila", team=desk.world.brand.team_id), await a_tag(desk, "envío")
    await desk.world.whatsapp("¿y mi pedido?")
    case = await the_case(desk)
    steps = [
        {"do": "tag", "tag_id": tag}, {"do": "priority", "priority": 1},
        {"do": "reply", "texts": {"es": "Hola {{ contact.first_name }}, soy {{ agent.alias }}."}},
        {"do": "wait", "on": "contact"},
    ]  # fmt: skip
    macro = await camila.post("/macros", {"name": "Pedido en camino", "then": steps})
    run = str(uuid7())
    use = {"macro_id": macro["id"], "run_id": run, "undo_seconds": 30}
    used = await camila.post(f"/cases/{case}/macro", use)
    assert [one["outcome"] for one in used["steps"]] == ["done"] * 4
    assert (used["case"]["priority"], used["case"]["waiting"]["on"]) == ("high", "contact")
    assert (await camila.post(f"/cases/{case}/macro", use))["run_id"] == run
    (said,) = await desk.world.fetch("select text, purpose from conversations.message where direction = 'out'")
    assert (said["text"], said["purpose"]) == ("Hola Rosa, soy Camila.", "reply")
    told = await camila.get(f"/cases/{case}/timeline")
    assert [one["values"]["name"] for one in told["items"] if one["kind"] == "automation_ran"] == ["Pedido en camino"]

    back = await camila.post(f"/macro-runs/{run}/undo")
    assert (back["left"], back["case"]["priority"], back["case"]["waiting"], back["case"]["tags"]) == (
        [], "normal", None, [],
    )  # fmt: skip
    (sent,) = await desk.world.fetch("select state from conversations.delivery")
    assert sent["state"] == "cancelled"


async def test_of_a_macro_whose_step_is_refused_nothing_is_done(desk: Desk) -> None:
    camila, tag = await desk.add("camila", team=desk.world.brand.team_id), await a_tag(desk, "envío")
    await desk.world.whatsapp("hola")
    case = await the_case(desk)
    long = {"es": "{% for i in (1..900) %}aaaaaaa{% endfor %}"}  # more than the channel takes
    macro = await camila.post("/macros", {"name": "M", "then": [
        {"do": "tag", "tag_id": tag}, {"do": "note", "text": "x"}, {"do": "reply", "texts": long},
    ]})  # fmt: skip
    use = {"macro_id": macro["id"], "run_id": str(uuid7())}
    assert (await refused(camila, "POST", f"/cases/{case}/macro", use))[1] == "text_too_long"
    assert (await camila.get(f"/cases/{case}"))["tags"] == []
    assert await desk.world.fetch("select 1 from cases.note") == []
    assert await desk.world.fetch("select 1 from automation.run") == []


async def test_each_step_of_a_macro_asks_the_right_that_it_needs(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    analyst = await desk.add("ana", "service_analyst")
    tag = await a_tag(desk, "x")
    await desk.world.whatsapp("hola")
    case = await the_case(desk)
    assert (await refused(analyst, "POST", "/macros", {"name": "M", "then": URGENT}))[0] == 403
    shared = {"name": "De todos", "own": False, "then": [{"do": "tag", "tag_id": tag}]}
    assert (await refused(camila, "POST", "/macros", shared))[1] == "forbidden"
    marisol = await leader(desk)
    macro = await marisol.post("/macros", shared)
    assert [one["name"] for one in await camila.get("/macros")] == ["De todos"]
    assert (await camila.get("/macros"))[0]["editable"] is False
    mine = await camila.post("/macros", {"name": "Mía", "then": URGENT})
    assert mine["name"] not in [one["name"] for one in await marisol.get("/macros")]
    use = {"macro_id": mine["id"], "run_id": str(uuid7())}
    assert (await refused(marisol, "POST", f"/cases/{case}/macro", use))[1] == "macro_unknown"
    await camila.post(f"/cases/{case}/macro", {"macro_id": macro["id"], "run_id": str(uuid7())})


async def test_what_rules_may_name_comes_in_one_answer(desk: Desk) -> None:
    marisol = await leader(desk)
    await a_tag(desk, "envío")
    told = await marisol.get("/automation/choices")
    assert [one["name"] for one in told["tags"]] == ["envío"] and [one["name"] for one in told["queues"]] == [
        "Postventa"
    ]
    assert "contact.first_name" in told["variables"]


async def test_what_a_macro_may_name_is_what_its_author_may_reach(desk: Desk) -> None:
    async with desk.world.tx() as tx:
        await routing.create_queue(tx, "Ajena", brand_id=uuid7(), team_id=None, automatic=False)
    local = await desk.add("local", "agent", ScopeKind.BRAND, desk.world.brand.brand.id)
    told = await local.get("/automation/choices")
    assert [one["name"] for one in told["queues"]] == ["Postventa"]
    assert (told["organisations"], told["flags"]) == ([], [])
    assert {one["name"] for one in (await (await leader(desk)).get("/automation/choices"))["queues"]} >= {"Ajena"}


async def test_why_a_step_was_refused_is_told_in_words(desk: Desk) -> None:
    marisol, tag = await leader(desk), await a_tag(desk, "viejo")
    rule = await marisol.post("/automation/rules", {"name": "R", "body": body(then=[{"do": "tag", "tag_id": tag}])})
    await marisol.post(f"/automation/rules/{rule['id']}/state", {"state": "active"})
    async with desk.world.tx() as tx:
        await cases.retire_tag(tx, UUID(tag))
    await desk.world.whatsapp("hola")
    await drain(desk.world)
    (run,) = (await marisol.get("/automation/runs"))["items"]
    assert (run["outcome"], run["undoable"]) == ("refused", False)
    assert run["steps"] == [{"action": "tag", "outcome": "refused", "reason": "La etiqueta no existe."}]
