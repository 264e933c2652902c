"""Saved views: mine, a team's; who may change them; what they count."""

from __future__ import annotations

import asyncio

from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7


async def save(who: Person, name: str, **more: object) -> str:
    id = str(uuid7())
    await who.post("/views", {"id": id, "name": name, **more})
    return id


async def views_of(who: Person) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in await who.get("/views")}


async def test_a_view_of_mine_is_counted_listed_and_nobody_elses(desk: Desk) -> None:
    camila, bruno = await desk.add("camila"), await desk.add("bruno")
    await desk.world.whatsapp("Hola", phone="51987000001", name="Rosa Núñez")
    await desk.world.whatsapp("Hola", phone="51987000002", name="Otra Persona")
    id = await save(camila, "Lo de Rosa", filter={"state": ["open"], "q": "nunez"}, sort="newest")
    told = (await views_of(camila))[id]
    assert (told["kind"], told["name"], told["count"], told["unread"]) == ("saved", "Lo de Rosa", 1, 1)
    assert (told["base"], told["filter"], told["sort"]) == ("all", {"state": ["open"], "q": "nunez"}, "newest")
    assert [one["contact"]["name"] for one in (await camila.get("/cases", view=id))["items"]] == ["Rosa Núñez"]
    assert id not in await views_of(bruno)
    assert (await bruno.ask("GET", f"/cases?view={id}")).status_code == 404
    assert (await bruno.ask("PATCH", f"/views/{id}", {"name": "Mía"})).status_code == 404
    assert (await bruno.ask("DELETE", f"/views/{id}")).status_code == 404


async def test_a_teams_view_is_changed_by_who_may_share_and_seen_by_the_team(desk: Desk) -> None:
    team = desk.world.brand.team_id
    camila, lidia = await desk.add("camila", team=team), await desk.add("lidia", "service_leader")
    stranger = await desk.add("stranger")
    refused = await camila.ask("POST", "/views", {"id": str(uuid7()), "name": "Nuestra", "team_id": str(team)})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    id = await save(lidia, "Nuestra", team_id=str(team), filter={"state": ["open"], "holder": ["me"]})
    seen = await views_of(camila)
    assert (seen[id]["team_id"], seen[id]["editable"]) == (str(team), False)
    assert (await views_of(lidia))[id]["editable"] is True
    assert id not in await views_of(stranger)
    assert (await camila.ask("DELETE", f"/views/{id}")).status_code == 403


async def test_a_deleted_view_can_be_given_back_and_the_order_is_ones_own(desk: Desk) -> None:
    camila = await desk.add("camila")
    first, second = await save(camila, "Primera"), await save(camila, "Segunda")
    await camila.ask("DELETE", f"/views/{first}")
    assert first not in await views_of(camila)
    await camila.post(f"/views/{first}/restore")
    await camila.ask("PUT", "/views/order", {"ids": [second, first]})
    assert [id for id in await views_of(camila) if id in (first, second)] == [second, first]
    changed = await camila.ask("PATCH", f"/views/{first}", {"name": "  Otra   cosa ", "base": "mine"})
    assert (changed.json()["name"], changed.json()["base"]) == ("Otra cosa", "mine")


async def test_what_cannot_be_a_view_is_refused_in_words(desk: Desk) -> None:
    camila = await desk.add("camila")
    for body, code in (
        ({"name": " "}, "view_name_missing"),
        ({"name": "x", "base": "mentions"}, "view_not_savable"),
        ({"name": "x", "base": "nowhere"}, "view_unknown"),
        ({"name": "x", "filter": {"holder": ["camila"]}}, "filter_unknown"),
        ({"name": "x", "filter": {"colour": ["red"]}}, "invalid"),
    ):
        answer = await camila.ask("POST", "/views", {"id": str(uuid7()), **body})
        assert (answer.status_code // 100, answer.json()["code"]) == (4, code), body
    assert (await camila.ask("GET", "/cases?view=all&sla=late")).json()["code"] == "filter_unknown"


async def test_history_is_listed_and_not_counted(desk: Desk) -> None:
    camila = await desk.add("camila")
    id = await save(camila, "Cerrados", filter={"state": ["closed"]})
    assert (await views_of(camila))[id]["count"] is None


async def test_the_same_save_twice_is_one_view(desk: Desk) -> None:
    camila, bruno = await desk.add("camila"), await desk.add("bruno")
    body = {"id": str(uuid7()), "name": "Una"}
    await asyncio.gather(*(camila.post("/views", body) for _ in range(3)))
    assert sum(one["name"] == "Una" for one in (await views_of(camila)).values()) == 1
    assert (await bruno.ask("POST", "/views", body)).json()["code"] == "key_reused"
