"""Administration of the firm through its doors: who may, what is refused and in which words, what can be taken back."""

from __future__ import annotations

from typing import Any

from tests.rooms.console.desk import Desk
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind

WEEK = [[{"opens": 540, "closes": 1080}]] * 5 + [[], []]


def plan(**more: Any) -> dict[str, Any]:
    return {"timezone": "America/Lima", "week": WEEK, "own_days": [], "country": "PE", "subdivision": "", **more}


async def test_hours_are_made_changed_and_given_to_a_brand_by_whoever_manages_it(desk: Desk) -> None:
    brand = str(desk.world.brand.brand.id)
    leader = await desk.add("marisol", "director_of_care")
    made = await leader.post("/calendars", {"name": "Guardia", "plan": plan(), "brand_id": brand})
    assert made["code"] == "guardia" and made["version"] == 1 and made["now"]["until"]

    night = {**plan(), "week": [[{"opens": 1320, "closes": 1800}]] * 7}
    changed = await leader.ask("PUT", f"/calendars/{made['id']}", {"name": "Noche", "plan": night, "version": 1})
    assert changed.json()["version"] == 2 and changed.json()["code"] == "guardia"
    stale = await leader.ask("PUT", f"/calendars/{made['id']}", {"name": "Noche", "plan": plan(), "version": 1})
    assert stale.status_code == 409 and stale.json()["code"] == "calendar_changed"

    held = await leader.post(f"/calendars/{made['id']}/attach", {"holder_kind": "brand", "holder_id": brand})
    assert [one["holder_id"] for one in held["holders"]] == [brand]
    refused = await leader.ask("POST", f"/calendars/{made['id']}/retire", {})
    assert refused.status_code == 409 and refused.json()["code"] == "calendar_in_use"

    versions = await leader.get(f"/calendars/{made['id']}/versions")
    assert [(one["version"], one["by_id"]) for one in versions] == [(2, str(leader.id)), (1, str(leader.id))]
    assert (await leader.get(f"/calendars/{made['id']}/versions/1"))["week"] == WEEK


async def test_openings_that_overlap_and_strange_minutes_are_refused_in_words(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    twice = {**plan(), "week": [[{"opens": 540, "closes": 780}, {"opens": 720, "closes": 1080}]] * 7}
    refused = await leader.ask("POST", "/calendars", {"name": "Mal", "plan": twice})
    assert refused.status_code == 422 and refused.json()["code"] == "overlapping_hours"
    backwards = {**plan(), "week": [[{"opens": 900, "closes": 540}]] * 7}
    refused = await leader.ask("POST", "/calendars", {"name": "Mal", "plan": backwards})
    assert refused.status_code == 422


async def test_a_year_is_shown_with_its_holidays_before_anything_is_saved(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    own = {"day": "2031-12-24", "kind": "half_day", "name": "Nochebuena", "openings": [{"opens": 540, "closes": 720}]}
    year = await leader.post("/calendars/year", {"plan": plan(own_days=[own]), "year": 2031})
    by_day = {one["day"]: one for one in year["days"]}
    assert by_day["2031-07-28"]["kind"] == "holiday" and by_day["2031-12-24"]["name"] == "Nochebuena"
    assert year["open_days"] < 366 and year["open_seconds"] > 0
    assert "PE" in await leader.get("/calendars/places")
    nowhere = await leader.ask("POST", "/calendars/year", {"plan": plan(country="QQ"), "year": 2031})
    assert nowhere.json()["code"] == "unknown_holidays"


async def test_a_leader_of_one_brand_manages_neither_hours_nor_promises_of_all(desk: Desk) -> None:
    brand = desk.world.brand.brand.id
    local = await desk.add("renata", "service_leader", ScopeKind.BRAND, brand)
    agent = await desk.add("camila", "agent")
    assert (await agent.ask("POST", "/calendars", {"name": "x", "plan": plan()})).status_code == 403
    assert (await local.ask("POST", "/calendars", {"name": "Todas", "plan": plan()})).status_code == 403
    assert (await local.post("/calendars", {"name": "Mía", "plan": plan(), "brand_id": str(brand)}))["version"] == 1
    terms = {"promises": [{"target": "first_response", "seconds": 60}]}
    assert (await local.ask("POST", "/policies", {"name": "De todas", "terms": terms})).status_code == 403
    mine = await local.post("/policies", {"name": "De la mía", "terms": {**terms, "brand_id": str(brand)}})
    wider = await local.ask("PUT", f"/policies/{mine['id']}", {"name": "De todas", "terms": terms, "version": 1})
    assert wider.status_code == 403, "nobody widens a policy beyond their reach"


async def test_a_policy_is_tried_published_changed_and_taken_back(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    terms = {"channel": "email", "surface": "mail", "promises": [{"target": "first_response", "seconds": 1800}]}
    tried = await leader.post("/policies/example", {"terms": terms, "at": "2026-11-20T17:50:00"})
    assert tried["channel"] == "email" and tried["clocks"][0]["lines"][-1]["code"] == "due"

    made = await leader.post("/policies", {"name": "Correo rápido", "terms": terms})
    listed = await leader.get("/policies")
    mail = next(one for one in listed if one["source"] == "S82")
    assert [(one["kind"], one["by"]) for one in mail["findings"]] == [("replaced", made["id"])]

    effect = await leader.post(f"/policies/{made['id']}/effect", {"terms": terms})
    assert effect == {"looked": 0, "sooner": 0, "later": 0, "overdue": 0, "complete": True}
    await leader.ask("POST", f"/policies/{made['id']}/retire", {})
    assert made["id"] not in [one["id"] for one in await leader.get("/policies")]
    assert (await leader.post(f"/policies/{made['id']}/restore"))["id"] == made["id"]
    starters = await leader.get("/policies/starters")
    assert len(starters) == 11 and all(one["there"] for one in starters)
    unknown = await leader.ask("POST", f"/policies/{uuid7()}/retire", {})
    assert unknown.status_code == 404
