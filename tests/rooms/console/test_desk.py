"""A case at the desk, from the list to the answer and its end."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.rooms.console.desk import Desk, Person
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.cases import api as cases
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing


async def first_case(desk: Desk, name: str = "camila") -> dict[str, Any]:
    page = await desk.people[name].get("/cases", view="all", sort="newest")
    row: dict[str, Any] = page["items"][0]
    return row


async def test_whoever_signs_in_learns_who_they_are_and_what_they_may(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)

    me = await camila.get("/me")

    assert me["user"]["name"] == "Camila" and me["workspace"]["name"] == "Grupo Pirca"
    assert {"case.reply", "case.assign", "contact.block"} <= set(me["permissions"])
    assert [one["name"] for one in me["brands"]] == ["Pirca"]
    assert [one["brand_id"] for one in me["teams"]] == [str(desk.world.brand.brand.id)]
    assert me["presence"]["state"] == "offline" and me["load"]["live"] == {"now": 0, "limit": 5}
    assert me["keeping"]["ends_at"] > me["now"] and me["keeping"]["idle_seconds"] == 12 * 3600
    changed = await camila.ask("PUT", "/me/presence", {"state": "away", "reason": "lunch"})
    assert (changed.json()["presence"]["state"], changed.json()["presence"]["reason"]) == ("break", "lunch")
    unknown = await camila.ask("PUT", "/me/presence", {"state": "away", "reason": "siesta"})
    assert unknown.json()["code"] == "unknown_reason"
    changed = await camila.ask("PATCH", "/me", {"locale": "pt"})
    assert changed.json()["locale"] == "pt"


async def test_a_message_stands_in_the_lists_with_its_promise_and_its_counts(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await desk.world.whatsapp("Hola, mi olla llegó quiñada", "¿la cambian?")

    row = await first_case(desk)
    views = {one["id"]: one for one in await camila.get("/views")}

    assert row["contact"]["name"] == "Rosa Huamán" and row["preview"] == "¿la cambian?"
    assert row["preview_by"] == "contact" and row["unread"] == 2
    assert row["team_id"] == str(desk.world.brand.team_id) and row["holder"] is None
    assert row["clock"]["target"] in ("first_response", "first_human_response") and row["clock"]["state"] == "running"
    team = desk.world.brand.team_id
    assert views["unassigned"]["count"] == 1 and views[f"unassigned.{team}"]["count"] == 1
    assert views["mine"]["count"] == 0
    for view in ("unassigned", f"unassigned.{team}", f"team.{team}", "team"):
        page = await camila.get("/cases", view=view)
        assert [one["id"] for one in page["items"]] == [row["id"]], view


async def test_taking_a_case_and_answering_it_changes_what_is_seen(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)

    detail = await camila.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "team_id": None})
    assert detail["holder"]["name"] == "Camila" and "case.reply" in detail["may"]
    (conversation,) = detail["conversations"]
    assert conversation["capabilities"]["window"] == "open" and conversation["identity"]["value"]
    body = {"id": str(uuid7()), "case_id": row["id"], "purpose": "reply", "text": "Claro, la cambiamos",
            "attachments": [], "template": None, "subject": None, "copied": [], "reply_to": None,
            "sources": [{"kind": "typed", "id": None, "version": None, "edit_share": 0}], "compose": None}  # fmt: skip
    message = await camila.post(f"/conversations/{conversation['id']}/messages", body)
    again = await camila.post(f"/conversations/{conversation['id']}/messages", body)
    assert message["id"] == again["id"] == body["id"]
    assert message["delivery"]["state"] == "cleared" and message["delivery"]["deeds"] == ["cancel"]
    assert message["author"]["name"] == "Camila"

    thread = await camila.get(f"/cases/{row['id']}/thread")
    assert [item["message"]["parts"][0]["text"] for item in thread["items"]] == ["Hola", "Claro, la cambiamos"]
    first = thread["items"][0]["message"]
    assert await camila.post(f"/cases/{row['id']}/read", {"message_id": first["id"]}) is None
    page = await camila.get("/cases", view="mine")
    assert [(one["id"], one["unread"]) for one in page["items"]] == [(row["id"], 0)]
    cancelled = await camila.post(f"/messages/{message['id']}/cancel")
    assert cancelled["delivery"]["state"] == "cancelled"


@pytest.mark.parametrize("quoting", [False, True], ids=["plain", "through the ordinary door"])
async def test_an_answer_rests_for_as_long_as_it_can_be_taken_back(desk: Desk, quoting: bool) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    await camila.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "team_id": None})
    (conversation,) = (await camila.get(f"/cases/{row['id']}"))["conversations"]
    first = (await camila.get(f"/cases/{row['id']}/thread"))["items"][0]["message"]["id"]
    body = {"id": str(uuid7()), "case_id": row["id"], "text": "Clario", "undo_seconds": 5,
            "reply_to": first if quoting else None}  # fmt: skip
    at = f"/conversations/{conversation['id']}/messages"
    message = await camila.post(at, body)
    assert message["delivery"]["state"] == "cleared" and message["delivery"]["deeds"] == ["cancel"]
    (rests,) = await desk.world.fetch("select next_at - clock_timestamp() as left from conversations.delivery")
    assert timedelta(seconds=3) < rests["left"] <= timedelta(seconds=5)
    assert await _claimable(desk) == 0
    await desk.world.fetch("update conversations.delivery set next_at = clock_timestamp() returning 1")
    assert await _claimable(desk) == 1
    refused = await camila.ask("POST", at, {**body, "id": str(uuid7()), "undo_seconds": 31})
    assert refused.status_code == 422


async def _claimable(desk: Desk) -> int:
    """Return how many messages a worker would take in hand now, and leave them where they are."""
    async with desk.world.tx() as tx:
        claimed = await conversations.claim(tx, 10, [], 30.0)
        await tx.connection.execute("update conversations.delivery set state = 'cleared', lease_until = null")
    return len(claimed)


async def _waits_for_a_team(desk: Desk, camila: Person, at: str) -> None:
    """A case waits for a team by name; a limit or a team that does not belong to the reason is refused."""
    team = str(desk.world.brand.team_id)
    waiting = await camila.post(f"{at}/wait", {"on": "team", "until": None, "team_id": team})
    assert (waiting["waiting"]["on"], waiting["waiting"]["team_id"]) == ("team", team)
    told = (await camila.get(f"{at}/timeline"))["items"]
    assert any(one["kind"] == "case_waiting" and one["values"].get("team") for one in told)
    (now,) = await desk.world.fetch("select waiting_team_id from cases.state_seg where to_at is null")
    assert str(now["waiting_team_id"]) == team
    for wrong in (
        {"on": "contact", "until": None, "team_id": team},
        {"on": "contact", "until": "2099-01-01T00:00:00Z", "team_id": None},
    ):
        assert (await camila.ask("POST", f"{at}/wait", wrong)).status_code == 422
    unknown = {"on": "team", "until": None, "team_id": str(uuid4())}
    assert (await camila.ask("POST", f"{at}/wait", unknown)).status_code == 404


async def test_notes_tags_and_waiting_are_told_in_thread_and_timeline(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    renato = await desk.add("renato", "supervisor")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    at = f"/cases/{row['id']}"

    note = {"id": str(uuid7()), "text": "Pide cambio", "mentions": [str(renato.id), str(uuid4())]}
    written = await camila.post(f"{at}/notes", note)
    assert written["mentions"] == [str(renato.id)]
    assert (await camila.post(f"{at}/notes", note))["id"] == note["id"]
    assert [one["id"] for one in (await renato.get("/cases", view="mentions"))["items"]] == [row["id"]]
    tagged = await camila.post(f"{at}/tags", {"name": "cambio"})
    assert [one["name"] for one in tagged["tags"]] == ["cambio"]
    untagged = await camila.ask("DELETE", f"{at}/tags/{tagged['tags'][0]['id']}")
    assert untagged.json()["tags"] == []
    await _waits_for_a_team(desk, camila, at)
    waiting = await camila.post(f"{at}/wait", {"on": "contact", "until": None, "team_id": None})
    assert waiting["waiting"]["on"] == "contact"
    ended = await camila.post(f"{at}/wait", {"on": None, "until": None, "team_id": None})
    assert ended["waiting"] is None
    changed = await camila.ask("PATCH", at, {"subject": "Olla quiñada", "priority": "high"})
    assert changed.json()["priority"] == "high"

    thread = await camila.get(f"{at}/thread")
    assert [item["kind"] for item in thread["items"]] == ["message", "note"]
    timeline = await camila.get(f"{at}/timeline")
    kinds = [one["kind"] for one in timeline["items"]]
    assert {"case_opened", "case_tagged", "case_untagged", "case_waiting", "wait_ended", "case_changed"} <= set(kinds)
    tag = next(one for one in timeline["items"] if one["kind"] == "case_tagged")
    assert tag["values"]["tag"] == "cambio" and tag["actor"]["name"] == "Camila"
    opened = next(one for one in timeline["items"] if one["kind"] == "case_opened")
    assert opened["values"]["channel"] == "whatsapp"


async def test_a_case_ends_with_its_reason_and_the_undo_gives_it_back(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    ana = await desk.add("ana", team=desk.world.brand.team_id)
    async with desk.world.tx() as tx:
        reason = await cases.add_disposition(tx, "cambio", {"es": "Cambio de pieza"})
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    at = f"/cases/{row['id']}"

    (shown,) = await camila.get("/dispositions", case_id=row["id"])
    assert shown["name"] == "Cambio de pieza" and shown["leaf"]
    refused = await camila.ask("POST", f"{at}/resolve", {"disposition_id": None})
    assert refused.status_code == 422 and refused.json()["code"] == "disposition_needed"
    done = await camila.post(f"{at}/resolve", {"disposition_id": str(reason.id)})
    assert done["state"] == "resolved" and done["resolution"]["by"]["name"] == "Camila"
    assert "case.reopen" in done["may"] and "case.resolve" not in done["may"]
    assert (await camila.post(f"{at}/resolve", {"disposition_id": str(reason.id)}))["state"] == "resolved"
    late = await ana.ask("POST", f"{at}/resolve", {"disposition_id": str(reason.id)})
    assert late.status_code == 409 and late.json()["code"] == "already_resolved"
    assert late.json()["by"]["name"] == "Camila"
    assert [one["id"] for one in (await camila.get("/cases", view="resolved"))["items"]] == [row["id"]]
    back = await camila.post(f"{at}/reopen", {"undo": True})
    assert back["state"] == "open" and back["resolution"] is None
    aside = await camila.post(f"{at}/set-aside", {"reason": "no_engage"})
    assert aside["set_aside"] == "no_engage"
    assert [one["id"] for one in (await camila.get("/cases", view="set_aside"))["items"]] == [row["id"]]
    restored = await camila.post(f"{at}/restore")
    assert restored["set_aside"] is None and restored["state"] == "open"


async def test_two_cases_become_one_and_part_again_and_one_becomes_two(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola", phone="51987310214")
    await desk.world.whatsapp("Soy su hermana", phone="51987310999", name="Flor")
    first, second = (await camila.get("/cases", view="all", sort="oldest"))["items"]

    survivor = await camila.post(f"/cases/{second['id']}/merge", {"into": first["id"]})
    assert survivor["id"] == first["id"] and [one["number"] for one in survivor["merges"]] == [second["number"]]
    assert len(survivor["conversations"]) == 2 and len(survivor["participants"]) == 2
    absorbed = await camila.get(f"/cases/{second['id']}")
    assert absorbed["merged_into"] == {"id": first["id"], "number": first["number"]}
    parted = await camila.post(f"/merges/{survivor['merges'][0]['id']}/undo")
    assert parted["id"] == second["id"] and parted["state"] == "open"

    await desk.world.whatsapp("y otra cosa: mi factura", phone="51987310214")
    message = (await camila.get(f"/cases/{first['id']}/thread"))["items"][-1]["message"]
    body = {"case_id": str(uuid7()), "message_id": message["id"], "following": True, "subject": "Factura"}
    created = await camila.post(f"/cases/{first['id']}/split", body)
    assert created["id"] == body["case_id"] and created["subject"] == "Factura"
    assert (await camila.post(f"/cases/{first['id']}/split", body))["id"] == body["case_id"]


async def test_a_second_case_is_given_back_with_what_came_since_and_what_is_promised_for_it(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    await desk.world.whatsapp("y otra cosa: mi factura")
    first = (await camila.get("/cases", view="all"))["items"][0]
    message = (await camila.get(f"/cases/{first['id']}/thread"))["items"][-1]["message"]
    body = {"case_id": str(uuid7()), "message_id": message["id"], "following": True, "subject": "Factura"}
    await camila.post(f"/cases/{first['id']}/split", body)
    await desk.world.whatsapp("¿la tienen?")
    assert await said_in(camila, body["case_id"]) == ["y otra cosa: mi factura", "¿la tienen?"]

    before = await camila.get(f"/cases/{first['id']}")
    back = await camila.post(f"/cases/{body['case_id']}/split/undo")
    assert back["id"] == first["id"] and back["state"] == "open"
    assert await said_in(camila, first["id"]) == ["Hola", "y otra cosa: mi factura", "¿la tienen?"]
    assert back["clock"]["started_at"] == before["clock"]["started_at"]
    second = await camila.get(f"/cases/{body['case_id']}")
    assert (second["state"], second["clock"], second["holder"]) == ("closed", None, None)
    told = [one["kind"] for one in (await camila.get(f"/cases/{first['id']}/timeline"))["items"]]
    assert told[0] == "split_undone" and "case_split" in told
    await desk.world.whatsapp("gracias")
    assert (await said_in(camila, first["id"]))[-1] == "gracias"
    await camila.post(f"/cases/{body['case_id']}/split/undo", status=404)


async def test_a_split_is_not_undone_once_the_first_case_has_ended(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    await desk.world.whatsapp("y otra cosa: mi factura")
    first = (await camila.get("/cases", view="all"))["items"][0]
    message = (await camila.get(f"/cases/{first['id']}/thread"))["items"][-1]["message"]
    body = {"case_id": str(uuid7()), "message_id": message["id"], "following": True, "subject": "Factura"}
    await camila.post(f"/cases/{first['id']}/split", body)
    await camila.post(f"/cases/{first['id']}/resolve", {"disposition_id": None})
    refused = await camila.post(f"/cases/{body['case_id']}/split/undo", status=409)
    assert refused["code"] == "undo_too_late"
    assert (await camila.get(f"/cases/{body['case_id']}"))["state"] == "open"


async def said_in(person: Person, case_id: str) -> list[str]:
    items = (await person.get(f"/cases/{case_id}/thread"))["items"]
    return [one["message"]["parts"][0]["text"] for one in items if one["kind"] == "message"]


async def test_pages_of_a_list_follow_each_other_without_gap_or_double(desk: Desk) -> None:
    camila = await desk.add("camila")
    for n in range(7):
        await desk.world.whatsapp(f"Hola {n}", phone=f"5198731020{n}", name=f"Persona {n}")

    for sort in ("slack", "newest", "oldest"):
        seen: list[str] = []
        cursor = ""
        while True:
            page = await camila.get("/cases", view="all", sort=sort, limit=3, cursor=cursor)
            seen += [one["id"] for one in page["items"]]
            if page["next"] is None:
                break
            cursor = page["next"]
        assert len(seen) == len(set(seen)) == 7, sort
    found = await camila.get("/cases", view="all", q="persona 3")
    assert [one["contact"]["name"] for one in found["items"]] == ["Persona 3"]
    number = found["items"][0]["number"]
    assert [one["number"] for one in (await camila.get("/cases", view="all", q=f"#{number}"))["items"]] == [number]
    for bad in ("nonsense", "team.nonsense", "mine.00000000-0000-0000-0000-000000000000"):
        assert (await camila.ask("GET", f"/cases?view={bad}")).status_code == 404
    assert (await camila.ask("GET", "/cases?view=all&cursor=%21%21")).status_code == 422


async def test_the_contact_panel_tells_who_writes_and_blocks_them(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)

    panel = await camila.get(f"/contacts/{row['contact']['id']}", **{"except": row["id"]})
    assert panel["name"] == "Rosa Huamán" and panel["previous_cases"] == []
    assert {one["kind"] for one in panel["identities"]} >= {"phone"}
    found = await camila.get("/contacts", q="huaman")
    assert [one["id"] for one in found["items"]] == [panel["id"]]
    blocked = await camila.post(f"/contacts/{panel['id']}/block", {"reason": "insultos"})
    assert blocked["blocked"]["reason"] == "insultos" and blocked["blocked"]["by"]["name"] == "Camila"
    assert (await camila.post(f"/contacts/{panel['id']}/unblock"))["blocked"] is None


async def test_writing_first_by_mail_opens_a_case(desk: Desk) -> None:
    camila = await desk.add("camila")
    accounts = {one["channel"]: one for one in await camila.get("/channel-accounts")}
    assert accounts["email"]["starts_conversations"] and accounts["email"]["identity_kinds"] == ["email"]
    message: dict[str, Any] = {"id": str(uuid7()), "text": "Su pedido salió", "attachments": [], "template": None,
               "subject": "Su pedido", "copied": [], "sources": [], "compose": None}  # fmt: skip
    body = {"case_id": str(uuid7()), "account_id": accounts["email"]["id"], "contact_id": None, "identity_id": None,
            "address": "rosa@correo.example", "name": "Rosa", "purpose": "service", "case_subject": "Pedido",
            "message": message}  # fmt: skip

    started = await camila.post("/conversations", body)
    assert started["case"]["id"] == body["case_id"] and started["message"]["mail"]["subject"] == "Su pedido"
    assert (await camila.post("/conversations", body))["case"]["id"] == body["case_id"]
    refused = await camila.ask("POST", "/conversations", {**body, "case_id": str(uuid7()), "address": "nadie",
                                                           "message": {**message, "id": str(uuid7())}})  # fmt: skip
    assert refused.status_code == 422 and refused.json()["code"] == "address_invalid"


async def test_segments_are_kept_once_and_only_of_cases_in_reach(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    async with desk.world.tx() as tx:
        began = (tx.now - timedelta(seconds=30)).isoformat()
        ended = tx.now.isoformat()
    segment = {"id": str(uuid7()), "kind": "focus", "case_id": row["id"], "screen": "case", "device": "d",
               "started_at": began, "ended_at": ended, "active_seconds": 99, "keys": 4, "clicks": 2, "scrolls": 1,
               "first_key_at": None, "outcome": None, "message_id": None}  # fmt: skip
    stray = {**segment, "id": str(uuid7()), "case_id": str(uuid4())}
    answer = await camila.client.post(
        "/api/v1/segments", content=json.dumps({"segments": [segment, stray, segment]}),
        headers={"content-type": "text/plain"},
    )  # fmt: skip
    assert answer.status_code in (202, 204)
    (kept,) = await desk.world.fetch("select * from console.segment")
    assert kept["active_seconds"] == 30


async def test_what_came_without_words_has_a_sign_in_the_list_and_load_counts_also_off_duty(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    await camila.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "team_id": None})
    assert (await camila.get("/me"))["load"] == {
        "now": 1, "limit": 15, "live": {"now": 0, "limit": 5}, "deferred": {"now": 1, "limit": 10}
    }  # fmt: skip
    assert (await camila.get("/assignees"))[0]["load"]["now"] == 1
    async with desk.world.tx() as tx:
        await tx.connection.execute(
            "update conversations.message set text = '', parts = $2 where workspace_id = $1", tx.workspace,
            [{"type": "media", "media": "image", "ref": "x"}],
        )  # fmt: skip
    assert (await first_case(desk))["preview"] == "🖼️"


async def test_a_case_passes_to_a_team_with_a_word_for_whoever_receives_it(desk: Desk) -> None:
    team = desk.world.brand.team_id
    camila = await desk.add("camila", team=team)
    diego = await desk.add("diego", team=team)
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    body = {"user_id": None, "team_id": str(team), "note": " Ya pagó: falta el envío. "}

    await camila.post(f"/cases/{row['id']}/assign", body)

    thread = await diego.get(f"/cases/{row['id']}/thread")
    (note,) = [item["note"] for item in thread["items"] if item["kind"] == "note"]
    assert note["text"] == "Ya pagó: falta el envío."
    assert [one["id"] for one in (await diego.get("/cases", view="mentions"))["items"]] == [row["id"]]
    assert (await camila.get("/cases", view="mentions"))["items"] == []
    again = await camila.post(f"/cases/{row['id']}/assign", {"user_id": None, "team_id": None, "undo": True})
    assert again["holder"] is None


async def test_each_answer_names_its_case_where_a_conversation_serves_several(desk: Desk) -> None:
    camila = await desk.add("camila")
    await desk.world.whatsapp("Mi olla llegó rota")
    await desk.world.whatsapp("y otra cosa: mi factura")
    first = (await camila.get("/cases", view="all"))["items"][0]["id"]
    message = (await camila.get(f"/cases/{first}/thread"))["items"][-1]["message"]
    conversation, second = message["conversation_id"], str(uuid7())
    body = {"case_id": second, "message_id": message["id"], "following": True, "subject": "Factura"}
    await camila.post(f"/cases/{first}/split", body)
    for case_id in (first, second):
        shown = await camila.get(f"/cases/{case_id}")
        assert [one["id"] for one in shown["conversations"]] == [conversation]

    async def answer(case_id: str, text: str, status: int = 200) -> dict[str, Any]:
        body = {"id": str(uuid7()), "case_id": case_id, "purpose": "reply", "text": text, "sources": []}
        said: dict[str, Any] = await camila.post(f"/conversations/{conversation}/messages", body, status=status)
        return said

    assert (await answer(first, "Va otra olla."))["case_id"] == first
    await desk.world.whatsapp("¡gracias! ¿cuándo llega?")  # it answers what was said last
    assert (await answer(second, "La factura va por correo."))["case_id"] == second
    await desk.world.whatsapp("¿a qué correo?")
    olla = (await camila.get(f"/cases/{first}/thread"))["items"][0]["message"]
    quoted = (await desk.world.fetch(f"select provider_id from conversations.message where id = '{olla['id']}'"))[0]
    await desk.world.whatsapp("esta, la de barro", quoting=quoted["provider_id"])  # or what it quotes
    assert await said_in(camila, first) == [
        "Mi olla llegó rota", "Va otra olla.", "¡gracias! ¿cuándo llega?", "esta, la de barro"
    ]  # fmt: skip
    assert await said_in(camila, second) == [
        "y otra cosa: mi factura", "La factura va por correo.", "¿a qué correo?"
    ]  # fmt: skip
    await answer(str(uuid7()), "De ningún caso.", status=404)


async def test_of_two_who_take_a_case_at_once_one_has_it_and_the_other_is_told_who(desk: Desk) -> None:
    camila, diego = await desk.add("camila"), await desk.add("diego")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    await camila.post(f"/cases/{row['id']}/assign", {"user_id": str(camila.id), "expected_holder_id": None})
    late = await diego.ask("POST", f"/cases/{row['id']}/assign", {"user_id": str(diego.id), "expected_holder_id": None})
    assert (late.status_code, late.json()["code"], late.json()["by"]["name"]) == (409, "already_held", "Camila")
    knowing = {"user_id": str(diego.id), "expected_holder_id": str(camila.id)}
    assert (await diego.post(f"/cases/{row['id']}/assign", knowing))["holder"]["name"] == "Diego"


async def test_a_case_goes_to_another_queue_with_a_note_and_not_to_one_that_is_no_more(desk: Desk) -> None:
    camila, gone = await desk.add("camila", "supervisor"), await desk.add("gone")
    await desk.add("ana", "system_admin")
    await desk.world.whatsapp("Hola")
    row = await first_case(desk)
    brand = desk.world.brand
    async with desk.world.tx() as tx:
        other = await routing.create_queue(tx, "Cobranzas", brand_id=brand.brand.id, team_id=brand.team_id)
        retired = await routing.create_queue(tx, "Antigua", brand_id=brand.brand.id, team_id=brand.team_id)
        await routing.retire_queue(tx, retired.id)
        await access.disable_user(tx, gone.id)
    body = {"queue_id": str(other.id), "note": "Pide un comprobante"}
    await camila.post(f"/cases/{row['id']}/assign", body)
    (moved,) = await desk.world.fetch('select holder_kind, holder_id, queue_id from cases."case"')
    assert tuple(moved.values()) == ("queue", other.id, other.id)
    (kept,) = await desk.world.fetch("select to_kind, to_id from cases.transfer")
    assert tuple(kept.values()) == ("queue", other.id)
    for where in ({"queue_id": str(retired.id)}, {"user_id": str(gone.id)}):
        refused = await camila.ask("POST", f"/cases/{row['id']}/assign", where)
        assert (refused.status_code, refused.json()["code"]) == (409, "holder_gone")
    assert (await camila.ask("POST", f"/cases/{row['id']}/assign", {"queue_id": str(uuid4())})).status_code == 404


async def test_the_next_best_case_and_what_one_is_asked_to_take_come_over_the_desk(desk: Desk) -> None:
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    refused = await camila.ask("POST", "/cases/next", {})
    assert refused.json()["code"] == "not_at_work"
    await camila.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    refused = await camila.ask("POST", "/cases/next", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_waits")
    await desk.world.whatsapp("Hola")
    taken = await camila.post("/cases/next")
    assert taken["holder"]["name"] == "Camila" and (await camila.get("/me"))["offers"] == []
    late = await camila.ask("POST", f"/me/offers/{taken['id']}/accept", {})
    assert (late.status_code, late.json()["code"]) == (409, "offer_gone")
