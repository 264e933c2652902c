"""Administration of the firm through its doors: who may, what is refused and in which words, what can be taken back."""

from __future__ import annotations

from typing import Any

from tests.rooms.console.desk import Desk
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind
from trato.rooms.sla.rules.defaults import DEFAULTS

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


async def test_a_leader_of_one_brand_does_not_say_who_answers_for_its_data(desk: Desk) -> None:
    brand = desk.world.brand.brand.id
    whole = await desk.add("marisol", "director_of_care")
    local = await desk.add("renata", "service_leader", ScopeKind.BRAND, brand)
    other = await whole.post("/controllers", {"legal_name": "Otra S.A.", "country": "PE"})
    (mine,) = [one for one in await local.get("/brands") if one["id"] == str(brand)]
    told = {key: mine[key] for key in ("name", "locale", "country", "timezone", "controller_id", "voice")}
    assert (await local.ask("PUT", f"/brands/{brand}", told)).status_code == 200
    moved = {**told, "controller_id": other["id"]}
    assert (await local.ask("PUT", f"/brands/{brand}", moved)).status_code == 403
    assert (await whole.ask("PUT", f"/brands/{brand}", moved)).json()["controller_id"] == other["id"]


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
    assert len(starters) == len(DEFAULTS) and all(one["there"] for one in starters)
    unknown = await leader.ask("POST", f"/policies/{uuid7()}/retire", {})
    assert unknown.status_code == 404


async def test_tags_are_merged_with_their_cases_and_the_merge_is_taken_back(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    await desk.world.whatsapp("Hola, mi olla llegó quiñada")
    case = (await leader.get("/cases", view="all", sort="newest"))["items"][0]["id"]
    await leader.post(f"/cases/{case}/tags", {"name": "abollada"})
    other = await leader.post("/tags", {"name": "Golpeada"})
    tags = {one["name"]: one for one in (await leader.get("/tags/all"))["items"]}
    assert (tags["abollada"]["cases"], tags["Golpeada"]["cases"]) == (1, 0)

    merged = await leader.post(f"/tags/{tags['abollada']['id']}/merge", {"into": other["id"]})
    assert merged["retired_at"] and merged["merged_into"] == other["id"]
    assert [one["name"] for one in (await leader.get(f"/cases/{case}"))["tags"]] == ["Golpeada"]
    twice = await leader.ask("POST", f"/tags/{merged['id']}/merge", {"into": other["id"]})
    assert twice.status_code == 404, "a tag that is no more is not merged again"

    await leader.post(f"/tags/{merged['id']}/unmerge")
    assert [one["name"] for one in (await leader.get(f"/cases/{case}"))["tags"]] == ["abollada"]
    assert [one["cases"] for one in (await leader.get("/tags/all", q="golp"))["items"]] == [0]


async def test_a_case_that_had_both_tags_keeps_the_other_when_the_merge_is_taken_back(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    await desk.world.whatsapp("Hola")
    case = (await leader.get("/cases", view="all", sort="newest"))["items"][0]["id"]
    for name in ("uno", "dos"):
        await leader.post(f"/cases/{case}/tags", {"name": name})
    tags = {one["name"]: one["id"] for one in (await leader.get("/tags/all"))["items"]}
    await leader.post(f"/tags/{tags['uno']}/merge", {"into": tags["dos"]})
    await leader.post(f"/tags/{tags['uno']}/unmerge")
    assert sorted(one["name"] for one in (await leader.get(f"/cases/{case}"))["tags"]) == ["dos", "uno"]


async def test_tags_are_listed_by_name_in_pages(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    for name in ("b", "C", "a"):
        await leader.post("/tags", {"name": name})
    first = await leader.get("/tags/all", limit=2)
    rest = await leader.get("/tags/all", limit=2, cursor=first["next"])
    assert [one["name"] for one in first["items"] + rest["items"]] == ["a", "b", "C"] and rest["next"] is None
    assert (await leader.get("/tags/all", cursor="nonsense"))["items"]


async def test_the_tree_is_arranged_merged_and_taken_back(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    top = await leader.post("/dispositions", {"name": {"es": "Pedido", "en": "Order"}})
    made = [
        await leader.post("/dispositions", {"name": {"es": name}, "parent_id": top["id"]})
        for name in ("Llegó dañado", "No llegó", "Llegó dañado")
    ]
    assert [one["code"] for one in made] == ["llego_danado", "no_llego", "llego_danado_2"]

    await leader.post(f"/dispositions/{made[2]['id']}/place", {"parent_id": top["id"], "place": 0})
    assert await children(leader, top["id"]) == ["llego_danado_2", "llego_danado", "no_llego"]
    circle = await leader.ask("POST", f"/dispositions/{top['id']}/place", {"parent_id": made[0]["id"], "place": 0})
    assert circle.status_code == 422
    await leader.post(f"/dispositions/{made[2]['id']}/merge", {"into": made[0]["id"]})
    assert await children(leader, top["id"]) == ["llego_danado", "no_llego"]
    await leader.post(f"/dispositions/{made[2]['id']}/restore")
    assert len(await children(leader, top["id"])) == 3


async def test_a_brand_says_whether_its_cases_need_a_reason(desk: Desk) -> None:
    brand = str(desk.world.brand.brand.id)
    leader = await desk.add("marisol", "director_of_care")
    await leader.post("/dispositions", {"name": {"es": "Pedido"}})
    await desk.world.whatsapp("Hola")
    case = (await leader.get("/cases", view="all", sort="newest"))["items"][0]["id"]
    refused = await leader.ask("POST", f"/cases/{case}/resolve", {"disposition_id": None})
    assert refused.status_code == 422 and (await leader.get(f"/cases/{case}/needs-reason")) == {
        "required": True,
        "data": [],
    }
    assert (
        await leader.ask("PUT", "/dispositions/required", {"brand_id": brand, "required": False})
    ).status_code == 200
    assert [one["required"] for one in (await leader.get("/dispositions/tree"))["required"]] == [False]
    assert (await leader.get(f"/cases/{case}/needs-reason")) == {"required": False, "data": []}
    await leader.post(f"/cases/{case}/resolve", {"disposition_id": None})


async def children(who: Any, parent: str) -> list[str]:
    tree = await who.get("/dispositions/tree")
    here = [one for one in tree["nodes"] if one["parent_id"] == parent and one["retired_at"] is None]
    return [one["code"] for one in sorted(here, key=lambda one: one["position"])]


async def test_saved_texts_are_kept_in_folders_counted_placed_and_taken_back(desk: Desk) -> None:
    brand, team = str(desk.world.brand.brand.id), str(desk.world.brand.team_id)
    leader = await desk.add("marisol", "director_of_care")
    new = {"unit_id": brand, "shortcut": "gracias", "title": "Gracias", "texts": {"es": "Gracias, {{contact.name}}"}}
    made = await leader.post("/canned-replies", {**new, "folder": "Cierre"})
    places = await leader.get("/canned-replies/places")
    assert places["folders"] == {"Cierre": 1} and "contact.name" in places["variables"]

    shown = (await leader.get("/canned-replies/all", folder="Cierre"))["items"]
    assert [(one["shortcut"], one["uses"], one["texts"]) for one in shown] == [("gracias", 0, new["texts"])]
    tried = await leader.post("/canned-replies/try", {"text": "Hola, {{contact.name|vecina}}", "values": {}})
    assert tried["text"] == "Hola, vecina"
    path = f"/canned-replies/{made['id']}"
    assert (await leader.ask("PUT", f"{path}/place", {"unit_id": brand, "team_id": team})).json()["team_id"] == team
    await leader.ask("DELETE", path)
    assert (await leader.get("/canned-replies/all"))["items"] == []
    assert (await leader.post(f"{path}/restore"))["shortcut"] == "gracias"


async def test_a_file_of_saved_texts_is_tried_before_it_comes_in(desk: Desk) -> None:
    leader = await desk.add("marisol", "director_of_care")
    brand = desk.world.brand.brand.name
    text = f"shortcut,title,folder,unit,es\nhola,Hola,,{brand},Hola\nMAL,Mal,,{brand},x\nchau,Chau,,Otra,x\n"
    told = await leader.post("/canned-replies/csv", {"csv": text})
    assert [(one["line"], one["outcome"], one["reason"]) for one in told] == [
        (2, "new", ""), (3, "refused", "malformed"), (4, "refused", "unit"),
    ]  # fmt: skip
    assert (await leader.get("/canned-replies/all"))["items"] == []
    await leader.post("/canned-replies/csv", {"csv": text, "apply": True})
    assert [one["shortcut"] for one in (await leader.get("/canned-replies/all"))["items"]] == ["hola"]
    again = await leader.post("/canned-replies/csv", {"csv": (await leader.get("/canned-replies/csv"))["csv"]})
    assert [one["outcome"] for one in again] == ["same"]
    agent = await desk.add("camila", "agent")
    assert (await agent.ask("GET", "/canned-replies/csv")).status_code == 403
