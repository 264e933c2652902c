"""Supervisors look over shoulders without being seen, say a word to whoever holds a case, and empty a queue's end."""

from __future__ import annotations

from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind


async def a_case(desk: Desk, who: Person, n: int = 0) -> str:
    await desk.world.whatsapp(f"Hola {n}", phone=f"51987{n:06}", name=f"Persona {n}")
    return str((await who.get("/cases", view="all", sort="newest"))["items"][0]["id"])


async def test_a_silent_look_leaves_what_is_unread_and_is_in_the_audit_log(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "supervisor"), await desk.add("camila", team=desk.world.brand.team_id)
    case = await a_case(desk, ana)
    await ana.post(f"/cases/{case}/watch")
    detail = await ana.get(f"/cases/{case}")
    assert detail["unread"] == 1 and detail["viewers"] == []
    written = await desk.world.fetch("select actor_id from access.audit where verb = 'cases.watch'")
    assert [one["actor_id"] for one in written] == [ana.id]
    assert (await camila.ask("POST", f"/cases/{case}/watch")).status_code == 403


async def test_a_whisper_calls_whoever_holds_the_case_and_stands_apart_in_the_thread(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "supervisor"), await desk.add("camila", team=desk.world.brand.team_id)
    case = await a_case(desk, ana)
    word = {"id": str(uuid7()), "text": "Ofrecer el cambio sin costo."}
    refused = await ana.ask("POST", f"/cases/{case}/whispers", word)
    assert (refused.status_code, refused.json()["code"]) == (409, "nobody_in_charge")
    await ana.post(f"/cases/{case}/assign", {"user_id": str(camila.id), "team_id": None})
    note = await ana.post(f"/cases/{case}/whispers", word)
    assert note["kind"] == "whisper" and note["mentions"] == [str(camila.id)]
    assert await ana.post(f"/cases/{case}/whispers", word) == note
    seen = [one["note"] for one in (await camila.get(f"/cases/{case}/thread"))["items"] if one["kind"] == "note"]
    assert [one["kind"] for one in seen] == ["whisper"]
    assert (await camila.get("/cases", view="mentions"))["items"][0]["id"] == case
    left = await desk.world.fetch("select id from conversations.message where direction = 'outbound'")
    assert left == []


async def test_a_case_out_of_reach_can_neither_be_watched_nor_whispered_to(desk: Desk) -> None:
    ana = await desk.add("ana", "supervisor")
    eva = await desk.add("eva", "supervisor", ScopeKind.QUEUE, uuid7())
    case = await a_case(desk, ana)
    assert (await eva.ask("POST", f"/cases/{case}/watch")).status_code == 404
    assert (await eva.ask("POST", f"/cases/{case}/whispers", {"id": str(uuid7()), "text": "a"})).status_code == 404


async def test_the_cases_that_wait_longest_go_to_who_was_chosen_and_come_back_together(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "supervisor"), await desk.add("camila", team=desk.world.brand.team_id)
    bruno = await desk.add("bruno", team=desk.world.brand.team_id)
    ids = [await a_case(desk, ana, n) for n in range(5)]
    queue, act = desk.world.brand.queue.id, str(uuid7())
    asked = {"act": act, "count": 4, "agents": [str(camila.id), str(bruno.id)]}
    told = await ana.post(f"/floor/queues/{queue}/rescue", asked)
    assert told["done"] == {str(camila.id): 2, str(bruno.id): 2} and told["refused"] == [] and told["left"] == 0
    held = [(await ana.get(f"/cases/{id}"))["holder"] for id in ids]
    assert all(held[:4]) and held[4] is None
    assert (await ana.post(f"/bulk/{act}/undo"))["left"] == 0
    assert [(await ana.get(f"/cases/{id}"))["holder"] for id in ids] == [None] * 5


async def test_without_names_only_those_online_with_room_are_given_any(desk: Desk) -> None:
    ana, camila = await desk.add("ana", "supervisor"), await desk.add("camila", team=desk.world.brand.team_id)
    await desk.add("bruno", team=desk.world.brand.team_id)
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    room = {"live": 20, "deferred": 20}
    assert (await ana.ask("PUT", f"/routing/agents/{camila.id}/capacity", room)).status_code == 200
    for n in range(3):
        await a_case(desk, ana, n)
    asked = {"act": str(uuid7()), "count": 10, "agents": []}
    told = await ana.post(f"/floor/queues/{desk.world.brand.queue.id}/rescue", asked)
    assert told["done"] == {str(camila.id): 2} and told["left"] == 1


async def test_a_queue_out_of_reach_is_not_rescued(desk: Desk) -> None:
    eva = await desk.add("eva", "supervisor", ScopeKind.QUEUE, uuid7())
    asked = {"act": str(uuid7()), "count": 1}
    assert (await eva.ask("POST", f"/floor/queues/{desk.world.brand.queue.id}/rescue", asked)).status_code == 404
