"""How cases are given out, as people administer it: queues, what people can hold and do, reasons to be away."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.flow.records import react
from tests.rooms.console.desk import Desk, Person
from trato.flow.timers import Timekeeper
from trato.rooms.access.model import ScopeKind


def terms(desk: Desk, **changed: Any) -> dict[str, Any]:
    brand = desk.world.brand
    return {"name": "Cobranzas", "brand_id": str(brand.brand.id), "team_id": str(brand.team_id), **changed}


async def code(person: Person, method: str, path: str, body: Any) -> tuple[int, str]:
    answer = await person.ask(method, path, body)
    return answer.status_code, answer.json().get("code", "")


async def test_a_queue_is_opened_changed_and_closed(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    made = await ana.post("/routing/queues", terms(desk, mode="pull", accept_seconds=20))
    assert (made["mode"], made["accept_seconds"], made["sticky_seconds"]) == ("pull", 20, 120)
    (first,) = [one for one in await ana.get("/routing/queues") if one["id"] != made["id"]]
    into = terms(desk, name="Cobros", overflow_queue_id=first["id"], overflow_seconds=300)
    changed = await ana.ask("PUT", f"/routing/queues/{made['id']}", into)
    assert changed.json()["overflow_seconds"] == 300 and changed.json()["name"] == "Cobros"
    back = terms(desk, name="Postventa", overflow_queue_id=made["id"], overflow_seconds=60)
    assert await code(ana, "PUT", f"/routing/queues/{first['id']}", back) == (409, "overflow_in_circles")
    await ana.post(f"/routing/queues/{made['id']}/retire")
    assert [one["id"] for one in await ana.get("/routing/queues")] == [first["id"]]


async def test_what_makes_no_sense_or_is_out_of_reach_is_refused(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    far = await desk.add("far", "director_of_care", ScopeKind.QUEUE, uuid4())
    assert await code(ana, "POST", "/routing/queues", terms(desk, accept_seconds=601)) == (422, "senseless_queue")
    assert (await ana.ask("POST", "/routing/queues", terms(desk, team_id=str(uuid4())))).status_code == 404
    assert (await far.ask("POST", "/routing/queues", terms(desk))).status_code == 404
    assert await far.get("/routing/queues") == [] and await far.get("/routing/agents") == []


async def test_a_capacity_below_the_load_is_accepted_and_explained(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    for phone in ("51900000011", "51900000012"):
        await desk.world.whatsapp("Hola", phone=phone)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    for _ in range(2):
        await camila.post("/cases/next")
    path = f"/routing/agents/{camila.id}/capacity"
    lowered = (await ana.ask("PUT", path, {"live": 50, "deferred": 10, "limits": {"webchat": 3}})).json()
    assert (lowered["over"], lowered["deferred_load"], lowered["held"]) == (True, 20, {"whatsapp": 2})
    await desk.world.whatsapp("Hola", phone="51900000013")
    assert await code(camila, "POST", "/cases/next", {}) == (409, "no_room_to_take")
    raised = (await ana.ask("PUT", path, {"live": 50, "deferred": 30})).json()
    assert (raised["over"], raised["limits"]) == (False, {"webchat": 3})


@pytest.mark.parametrize(
    "body",
    [{"live": -1, "deferred": 10}, {"live": 10, "deferred": 10**8}, {"live": 1, "deferred": 1, "limits": {"": 1}}],
)
async def test_a_capacity_that_no_person_has_is_refused(desk: Desk, body: dict[str, Any]) -> None:
    ana = await desk.add("ana", "director_of_care")
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    assert await code(ana, "PUT", f"/routing/agents/{camila.id}/capacity", body) == (422, "senseless_capacity")
    assert (await ana.ask("PUT", f"/routing/agents/{uuid4()}/capacity", {"live": 1, "deferred": 1})).status_code == 404


async def test_skills_say_how_many_have_them(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    skill = await ana.post("/skills", {"name": "Portugués", "matches": "language", "value": "pt", "level": 2})
    assert skill["people"] == 0
    path = f"/routing/agents/{camila.id}/skills"
    able = (await ana.ask("PUT", path, {"levels": {skill["id"]: 3}})).json()
    assert able["skills"] == {skill["id"]: 3}
    assert [one["people"] for one in await ana.get("/skills")] == [1]
    assert await code(ana, "PUT", path, {"levels": {skill["id"]: 6}}) == (422, "senseless_skill")
    assert (await ana.ask("PUT", path, {"levels": {str(uuid4()): 1}})).status_code == 404
    await ana.post(f"/skills/{skill['id']}/retire")
    assert await ana.get("/skills") == []


async def test_the_reasons_to_be_away_are_changed_by_administrators_alone(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "director_of_care"), await desk.add("camila")
    names = {"es": "mate", "en": "mate", "pt": "mate"}
    body = {"reasons": [{"code": "mate", "state": "break", "names": names}]}
    assert (await camila.ask("PUT", "/presence-reasons", body)).status_code == 403
    kept = (await ana.ask("PUT", "/presence-reasons", body)).json()
    assert [one["code"] for one in kept] == ["mate"]
    assert [one["code"] for one in (await camila.get("/me"))["presence_reasons"]] == ["mate"]
    assert {one["code"] for one in await camila.get("/presence-reasons") if not one["kept"]} >= {"lunch", "training"}
    twice = {"reasons": [body["reasons"][0], body["reasons"][0]]}
    assert await code(ana, "PUT", "/presence-reasons", twice) == (422, "senseless_reasons")


async def test_ones_own_day_is_counted_from_what_was_recorded(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    await desk.world.whatsapp("Hola")
    taken = await camila.post("/cases/next")
    await camila.post(f"/cases/{taken['id']}/resolve", {"disposition_id": None})
    day = await camila.get("/me/day")
    assert (day["resolved"], day["answered"], day["first_answers"], day["adherence"]) == (1, 0, 0, None)
    assert [one["state"] for one in day["parts"]] == ["available"] and list(day["seconds"]) == ["available"]
    await camila.post(f"/cases/{taken['id']}/reopen")
    await camila.post(f"/cases/{taken['id']}/resolve", {"disposition_id": None})
    assert (await camila.get("/me/day"))["resolved"] == 2  # as reports count it
    diego = await desk.add("diego")
    assert (await diego.get("/me/day"))["parts"] == []


async def test_a_first_answer_that_fell_due_in_ones_hands_is_not_in_time(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    await desk.world.whatsapp("Hola")
    await camila.post("/cases/next")
    await desk.world.fetch(
        "update sla.clock set approach_at = started_at, due_at = now() where stopped_at is null returning 1"
    )
    await Timekeeper(desk.world.house.db).work(desk.world.workspace)
    day = await camila.get("/me/day")
    assert (day["first_answers"], day["first_in_time"]) == (1, 0)


async def test_a_case_that_waits_says_its_place_and_how_long_at_the_pace_of_late(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    for n in range(4):
        await desk.world.whatsapp("Hola", phone=f"5190000002{n}")
    rows = await desk.world.fetch('select id from cases."case" order by opened_at, number')
    first, *others, last = [row["id"] for row in rows]
    unknown = await camila.get(f"/cases/{last}/queue-position")
    assert unknown == {"place": 4, "seconds": None, "opens_at": None}
    await camila.post("/cases/next")
    assert await camila.get(f"/cases/{last}/queue-position") == {"place": 3, "seconds": 5400, "opens_at": None}
    assert (await camila.get(f"/cases/{others[0]}/queue-position"))["place"] == 1
    assert (await camila.get(f"/cases/{first}/queue-position"))["place"] is None


async def test_what_a_channel_weighs_is_said_counts_at_once_and_goes_back_to_what_is_usual(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    await desk.world.whatsapp("Hola")
    await camila.post("/cases/next")
    path = "/routing/channel-weights"
    usual = {one["channel"]: one["usual"] for one in await ana.get(path)}
    assert usual["whatsapp"] == {"channel": "whatsapp", "units": 10, "live": False, "exclusive": False}
    heavy = {"channel": "whatsapp", "units": 25, "live": True, "exclusive": False}
    (shown,) = [
        one
        for one in (await ana.ask("PUT", path, {"weights": [heavy]})).json()
        if {name: one[name] for name in heavy} != one["usual"]
    ]
    assert {name: shown[name] for name in heavy} == heavy
    (held,) = [one for one in await ana.get("/routing/agents") if one["user_id"] == str(camila.id)]
    assert (held["live_load"], held["deferred_load"]) == (25, 0)
    whole = heavy | {"live": False, "exclusive": True}
    (shown,) = [
        one for one in (await ana.ask("PUT", path, {"weights": [whole]})).json() if one["channel"] == "whatsapp"
    ]
    assert shown["live"] and shown["exclusive"]  # what takes all of a person is live work
    await ana.ask("PUT", path, {"weights": [usual["whatsapp"]]})
    assert await desk.world.fetch("select * from workforce.channel_weight") == []
    said = "select codes from access.audit where verb = 'capacity.weigh' order by seq"
    assert [row["codes"]["units"] for row in await desk.world.fetch(said)] == [25, 25, 10]


async def test_a_weight_that_makes_no_sense_or_is_anothers_to_say_is_refused(desk: Desk) -> None:
    ana = await desk.add("ana", "director_of_care")
    near = await desk.add("near", "director_of_care", ScopeKind.QUEUE, desk.world.brand.queue.id)
    for wrong in ({"units": -1}, {"units": 1_001}, {"channel": "fax"}):
        body = {"weights": [{"channel": "email", "units": 10, "live": False, "exclusive": False} | wrong]}
        assert await code(ana, "PUT", "/routing/channel-weights", body) == (422, "senseless_weight")
    assert (await near.ask("GET", "/routing/channel-weights")).status_code == 403
    assert (await near.ask("PUT", "/routing/channel-weights", {"weights": []})).status_code == 403


async def test_who_deactivates_somebody_is_told_what_goes_back_and_it_does(desk: Desk) -> None:
    root = await desk.add("root", "system_admin")
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    for phone in ("51900000031", "51900000032"):
        await desk.world.whatsapp("Hola", phone=phone)
        await camila.post("/cases/next")
    assert await root.get(f"/users/{camila.id}/left-behind") == {"cases": 2}
    assert (await camila.ask("GET", f"/users/{camila.id}/left-behind")).status_code == 403
    assert (await root.ask("GET", f"/users/{uuid4()}/left-behind")).status_code == 404
    await root.post(f"/users/{camila.id}/disable")
    await react(desk.world)
    held = 'select holder_kind, holder_id from cases."case"'
    queue = {"holder_kind": "queue", "holder_id": desk.world.brand.queue.id}
    assert await desk.world.fetch(held) == [queue, queue]
    assert await root.get(f"/users/{camila.id}/left-behind") == {"cases": 0}
