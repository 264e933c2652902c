"""Triage as people meet it: what stands aside and why, one act to take it back, a sample, and corrections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.flow import providers
from tests.flow.records import react
from tests.flow.understanding import understand
from tests.rooms.console.desk import Desk
from trato.rooms.console.rules.triage import interval
from trato.rooms.intelligence.api import Analyser

SPAM = "Gana dinero desde casa, 5000 soles por semana, escribe ya a http://bit.ly/abc"
TROLL = "muéranse todos, imbéciles"
ANGRY = "son unos rateros, llevo 3 semanas sin mi pedido"
WAY: dict[str, Any] = {
    "active": True, "spam": 0.97, "troll": 0.97, "no_engagement": 0.97, "sample": 1.0, "trolls": "silence",
}  # fmt: skip


async def settle(desk: Desk, analyser: Analyser) -> None:
    for _ in range(3):
        await understand(desk.world, analyser)
        await react(desk.world)


async def said(desk: Desk, analyser: Analyser, *texts: str) -> None:
    for n, text in enumerate(texts):
        await desk.world.whatsapp(text, phone=f"5198731021{n}")
    await settle(desk, analyser)


async def test_what_stands_aside_is_listed_with_who_why_and_how_sure_and_is_given_back(
    desk: Desk, analyser: Analyser
) -> None:
    ana = await desk.add("ana", "supervisor")
    await said(desk, analyser, SPAM, TROLL, ANGRY)
    rows = (await ana.get("/triage"))["items"]
    assert [(one["text"], one["reason"], one["by"]) for one in rows] == [
        (TROLL, "troll", "understanding"),
        (SPAM, "spam", "understanding"),
    ]
    assert all(one["score"] >= 0.97 for one in rows)
    assert [one["text"] for one in (await ana.get("/triage", reason="spam"))["items"]] == [SPAM]
    assert (await ana.get("/triage", by="person,rule"))["items"] == []
    first = await ana.get("/triage", limit=1)
    assert [one["text"] for one in (await ana.get("/triage", cursor=first["next"]))["items"]] == [SPAM]
    await ana.post(f"/cases/{rows[1]['case_id']}/restore")
    await settle(desk, analyser)
    assert [one["text"] for one in (await ana.get("/triage"))["items"]] == [TROLL]
    told = await ana.get("/triage/summary")
    assert told["back"] == 1
    aside = [(one["reason"], one["aside"]) for one in told["reasons"]]  # what was drawn to be looked at is told too
    assert [one for one in aside if one[1]] == [("troll", 1)]


async def test_the_sample_is_looked_at_and_says_how_well_it_was_sorted(desk: Desk, analyser: Analyser) -> None:
    ana = await desk.add("ana", "supervisor")
    brand = desk.world.brand.brand.id
    assert (await ana.ask("PUT", f"/triage/ways/{brand}", WAY)).status_code in (200, 403)
    boss = await desk.add("boss", "director_of_care")
    assert (await boss.ask("PUT", f"/triage/ways/{brand}", WAY)).status_code == 200
    await said(desk, analyser, SPAM, TROLL)
    sample = (await boss.get("/triage/sample"))["items"]
    assert [one["text"] for one in sample] == [SPAM, TROLL]
    await boss.post(f"/triage/cases/{sample[0]['case_id']}/review", {"right": True})
    told = await boss.post(f"/triage/cases/{sample[1]['case_id']}/review", {"right": False})
    assert told["to_review"] == 0
    found = {one["reason"]: (one["looked_at"], one["right"]) for one in told["reasons"]}
    assert found == {"spam": (1, 1), "troll": (1, 0)}
    await settle(desk, analyser)
    assert [one["text"] for one in (await boss.get("/triage"))["items"]] == [SPAM]
    assert (await boss.ask("POST", f"/triage/cases/{sample[0]['case_id']}/review", {"right": True})).status_code == 404


async def test_a_message_says_what_was_understood_of_it_and_what_a_person_says_instead(
    desk: Desk, analyser: Analyser
) -> None:
    luis = await desk.add("luis", "agent")
    await said(desk, analyser, ANGRY)
    (case,) = await desk.world.fetch('select id from cases."case"')
    (item,) = (await luis.get(f"/cases/{case['id']}/thread"))["items"]
    understood = item["message"]["understood"]
    assert (understood["kind"], understood["sentiment"], understood["corrected"]) == ("issue", "negative", {})
    path = f"/messages/{item['message']['id']}/correct"
    after = await luis.post(path, {"aspect": "kind", "meant": "complaint_brand"})
    assert after["understood"]["corrected"] == {"kind": "complaint_brand"}
    assert after["understood"]["kind"] == "issue"  # the prediction stays what it was
    assert (await luis.ask("POST", path, {"aspect": "kind", "meant": "weather"})).status_code == 422
    auditor = await desk.add("eva", "auditor")
    assert (await auditor.ask("POST", path, {"aspect": "kind", "meant": "issue"})).status_code == 403


async def test_a_way_with_trolls_needs_what_it_needs(desk: Desk) -> None:
    boss = await desk.add("boss", "director_of_care")
    brand = desk.world.brand.brand.id
    assert (await boss.ask("PUT", f"/triage/ways/{brand}", {**WAY, "trolls": "reply"})).status_code == 422
    assert (await boss.ask("PUT", f"/triage/ways/{brand}", {**WAY, "trolls": "escalate"})).status_code == 422
    done = await boss.ask("PUT", f"/triage/ways/{brand}", {**WAY, "trolls": "reply", "reply": "Aquí estamos."})
    assert [(one["trolls"], one["reply"]) for one in done.json()] == [("reply", "Aquí estamos.")]
    luis = await desk.add("luis", "agent")
    assert (await luis.ask("GET", "/triage/ways")).status_code == 403


def test_an_interval_holds_its_share_and_narrows_with_what_is_seen() -> None:
    assert interval(0, 0) is None
    few, many = interval(9, 10), interval(900, 1000)
    assert few is not None and many is not None
    assert few[0] < 0.9 < few[1]
    assert few[0] < many[0] < 0.9 < many[1] < few[1]


async def test_what_was_set_aside_today_is_the_same_number_on_the_wall_in_the_report_and_in_the_list(
    desk: Desk, analyser: Analyser
) -> None:
    boss = await desk.add("boss", "director_of_care")
    await said(desk, analyser, SPAM, TROLL, ANGRY)
    await desk.world.accept("email", providers.mail("gane dinero desde su casa", sender="<otro@otra.example>"))
    await desk.world.receive()
    (mail,) = await desk.world.fetch("select id from cases.\"case\" where channel = 'email'")
    await boss.post(f"/cases/{mail['id']}/set-aside", {"reason": "spam"})
    brand = desk.world.brand
    today = (await desk.world.fetch("select (now() at time zone $1)::date as day", brand.brand.timezone))[0]["day"]
    days = {"from": today.isoformat(), "to": today.isoformat()}
    wall = await boss.get("/floor")
    assert (wall["numbers"]["aside"], [one["numbers"]["aside"] for one in wall["queues"]]) == (3, [3])
    report = await boss.get("/reports", **days, measures="set_aside,answered_in_time")
    assert {one["key"]: one["now"]["n"] for one in report["told"]}["set_aside"] == 3
    for days_said in (days, {"today": "true"}):
        assert len((await boss.get("/triage", **days_said, queue=str(brand.queue.id)))["items"]) == 3
    zone = report["period"]["zone"]
    for narrowed, many in (({"channel": "email"}, 1), ({"channel": "whatsapp"}, 2), ({"surface": "public_comment"}, 0)):
        told = (await boss.get("/reports", **days, **narrowed, measures="set_aside"))["told"]
        rows = (await boss.get("/triage", **days, **narrowed, zone=zone))["items"]
        assert (told[0]["now"]["n"], len(rows)) == (many, many)
    yesterday = (today - timedelta(days=1)).isoformat()
    assert (await boss.get("/triage", **{"from": yesterday, "to": yesterday}))["items"] == []
    assert (await boss.get("/triage", queue="none"))["items"] == []
    assert (await boss.ask("GET", "/triage?zone=Macondo")).json()["code"] == "invalid"
    await boss.post(f"/cases/{mail['id']}/restore")
    assert (await boss.get("/floor"))["numbers"]["aside"] == 2
