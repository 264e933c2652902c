"""A Monday of calls, stars and advertisements, and of promises that differ by country, counted by hand.

| call | what happened |
|---|---|
| one | waits 10 s, Ana talks 60 s, holds 30 s, talks 90 s, then works 40 s on its case |
| two | waits 40 s, Beto talks 120 s |
| three | waits 60 s and gives up; called back at 11:00, promised by 14:21 |
| four | gives up after 5 s; called back at 15:00, promised by 14:31 |
| five | goes on in writing |
| six | hangs up in the menu |
| seven | waits 60 s, leaves words; what was promised was taken back |

| review | stars |
|---|---|
| r1 | 1, answered, then 4 |
| r2 | 2, answered |
| r3 | 5 |
| r4 | 3, then 2 |

Promised on WhatsApp: 2 min, in Brazil half of it. Two came by an advertisement: one is answered in time. One came by a
post, and Bia of Brazil is answered after 90 s: late there, and in time anywhere else.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

from tests.rooms.console.desk import Person, open_desk
from tests.rooms.reporting.day import Day, begin
from tests.rooms.reporting.of_channels import Channels, clock
from trato.app.wiring import House
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import CallStage
from trato.rooms.channels.standings import StandingRow
from trato.rooms.sla import api as sla

MONDAY = {"from": "2026-03-02", "to": "2026-03-02"}
AD = "120210000000000001"
W, A, H, R, E = CallStage.WAITING, CallStage.ANSWERED, CallStage.HELD, CallStage.RESUMED, CallStage.ENDED
NUMBERS: dict[str, dict[str, Any]] = {
    "calls": {"n": 6, "beside": 1, "reasons": {"answered": 2, "missed": 2, "aside": 1, "words": 1}},
    "calls_offered": {"n": 4, "beside": 1},  # one, two, three, seven; four is too brief
    "calls_answered": {"counted": 2, "n": 4},
    "calls_abandoned": {"counted": 1, "n": 4},  # three
    "calls_in_20_s": {"counted": 1, "n": 4},  # one
    "speed_of_answer": {"n": 2, "value": 25, "p50": 25},
    "call_patience": {"n": 4, "value": 170, "per": 1},  # 10 + 40 + 60 + 60 s, one gave up
    "call_talk": {"n": 2, "value": 135},
    "call_hold": {"n": 2, "value": 15},
    "after_call": {"n": 1, "value": 40},
    "call_load": {"n": 2, "value": 340 / 86_400},
    "called_back": {"counted": 1, "n": 2, "beside": 0},
    "calls_to_messaging": {"counted": 1, "n": 6},
    "reviews": {"n": 4, "beside": 2},
    "stars": {"n": 4, "value": 13 / 4, "reasons": {"4": 1, "2": 2, "5": 1}},
    "reviews_answered": {"counted": 2, "n": 4},
    "stars_at_answer": {"n": 2, "value": 1.5},
    "stars_after_answer": {"n": 2, "value": 3},
    "reviews_raised": {"counted": 1, "n": 2},
    "advert_cases": {"n": 2},
    "advert_engaged": {"counted": 1, "n": 2},
}


async def live(day: Day) -> None:
    """Live through that Monday."""
    them = Channels(day)
    await them.connect()
    await stand(day)
    for name in ("ana", "beto"):
        await day.hire(name)
    day.at("09:00")
    await them.clicks("click1", "precio de las ollas", "51900000001", "ad", AD, "Ollas de barro")
    await them.clicks("click2", "quiero una olla", "51900000002", "ad", AD, "Ollas de barro")
    await them.clicks("post", "vi su publicación", "51900000003", "post", "p-1")
    await day.whatsapp("bia", "cadê o meu pedido", "5511900000004")
    day.at("09:01:30")
    for name in ("click1", "bia"):
        await day.take("ana", name)
        await day.answer("ana", name)
    for at, review, stars in (("09:02", "r1", 1), ("09:10", "r2", 2), ("09:20", "r3", 5), ("10:00", "r4", 3)):
        day.at(at)
        await them.stars(review, stars)
    day.at("10:00")
    await them.call("one", clock("10:00"), (5, W, ""), (15, A, "ana"), (75, H, "ana"), (105, R, "ana"), (195, E, ""),
                    case="click1")  # fmt: skip
    await them.call("two", clock("10:10"), (0, W, ""), (40, A, "beto"), (160, E, ""), case="post")
    await them.call("five", clock("10:12"), (5, CallStage.CHOSE, ""), (8, CallStage.ASIDE, ""), (9, E, ""))
    await them.call("six", clock("10:13"), (5, E, ""), seconds=5)
    await them.call("three", clock("10:20"), (0, W, ""), (60, E, ""), case="click2")
    await them.call("four", clock("10:30"), (0, W, ""), (5, E, ""), case="click2")
    await them.call("seven", clock("10:40"), (0, W, ""), (30, CallStage.RECORDED, ""), (60, E, ""), case="click2")
    for at, name in (("10:21", "three"), ("10:31", "four"), ("10:41", "seven")):
        day.at(at)
        await them.promise(name, 4)
    await them.cancel("seven")
    await day.looks("ana", "click1", "10:03:20", "10:04:10", 40)
    day.at("10:50")
    for name in ("r1", "r2"):
        await day.take("ana", name)
        await day.answer("ana", name)
    day.at("11:00")
    await them.stars("r1", 4, "Ya funciona")
    await them.keep("three")
    day.at("12:00")
    await them.stars("r4", 2, "Sigue igual")
    day.at("15:00")
    await them.keep("four")
    day.at("19:00")
    await day.time_passes()


async def stand(day: Day) -> None:
    """Let Brazil be promised half the time, and WhatsApp be of the first tier everywhere, Telegram in Brazil alone."""
    async with day.world.tx() as tx:
        for one in await sla.list_policies(tx):
            if one.source == "S76":
                await sla.revise_policy(tx, one.id, replace(one.terms, factors=(("BR", 0.5),)))
        await channels.say_standing(tx, StandingRow(None, "whatsapp", 1, True, True, tx.now, None))
        await channels.say_standing(tx, StandingRow(None, "telegram", 2, True, True, tx.now, None, country="BR"))
        await channels.say_standing(tx, StandingRow(None, "email", 3, False, False, tx.now, None))
        gone = StandingRow(None, "email", 3, False, False, tx.now, None, country="BR", offered=False)
        await channels.say_standing(tx, gone)
    day.house.book.forget(day.world.workspace)


async def test_calls_stars_and_advertisements_are_counted_as_by_hand_and_open_their_cases(house: House) -> None:
    day = await begin(house)
    await live(day)
    day.at("12:00", days=10)
    async with open_desk(day.house, day.world) as desk:
        boss = await desk.add("boss", "director_of_care")
        report = await boss.get("/reports", **MONDAY)
        said = {one["key"]: one for one in report["told"]}
        for key, expected in NUMBERS.items():
            now = said[key]["now"] | {
                "reasons": {line["key"]: line["figures"][key]["n"] for line in said[key]["reasons"]}
            }
            assert {name: now[name] for name in expected} == expected, key
        await check_countries(boss)
        await check_adverts(day, boss)
        await check_files(boss)


async def check_countries(boss: Person) -> None:
    """Each is compared with the target of its own country, told with the channels there (S111, S130)."""
    table = await boss.get("/reports/table", **MONDAY, by="country", channel="whatsapp",
                           measures="answered_in_time,first_response,offered")  # fmt: skip
    lines = {line["key"]: line for line in table["lines"]}
    bia, peru = lines["BR"]["figures"]["first_response"], lines["PE"]["figures"]["first_response"]
    assert (bia["p50"], bia["counted"], bia["n"], bia["promised_least"], bia["promised_most"]) == (90, 0, 1, 60, 60)
    assert (peru["p50"], peru["counted"], peru["n"], peru["promised_least"]) == (90, 1, 1, 120)
    whole = table["whole"]["first_response"]
    assert (whole["promised_least"], whole["promised_most"], whole["counted"]) == (60, 120, 1)
    told = {
        key: [(one["channel"], one["tier"], one["local"]) for one in line["channels"]] for key, line in lines.items()
    }
    assert told == {
        "BR": [("whatsapp", 1, False), ("telegram", 2, True)],
        "PE": [("whatsapp", 1, False), ("email", 3, False)],
    }
    late = await boss.get("/reports/cases", **MONDAY, measure="first_response", part="rest", country="BR")
    assert [(one["contact_name"], one["country"], one["seconds"], one["promised"]) for one in late["items"]] == [
        ("bia", "BR", 90, 60)
    ]
    tiers = await boss.get("/reports/table", **MONDAY, by="tier", measures="answered_in_time,offered")
    assert {line["key"]: line["figures"]["offered"]["n"] for line in tiers["lines"]} == {"1": 4, "none": 4}
    first = await boss.get("/reports", **MONDAY, tier="1", measures="offered")
    assert first["told"][0]["now"]["n"] == 4


async def check_adverts(day: Day, boss: Person) -> None:
    """An advertisement is called what its headline says; what its cases cost and came to is cut by it."""
    table = await boss.get("/reports/table", **MONDAY, by="advert", measures="offered,first_response,advert_engaged")
    assert {(one["key"], one["name"], one["figures"]["offered"]["n"]) for one in table["lines"]} == {
        (AD, "Ollas de barro", 2), ("none", "Sin anuncio", 6),
    }  # fmt: skip
    coming = await boss.get("/reports/table", **MONDAY, by="coming", measures="offered")
    assert {(one["name"], one["figures"]["offered"]["n"]) for one in coming["lines"]} == {
        ("Anuncio", 2), ("Publicación", 1), ("Por sí mismos", 5),
    }  # fmt: skip
    page = await boss.get("/reports/cases", **MONDAY, measure="offered", advert=AD)
    assert {one["case_id"] for one in page["items"]} == {str(day.cases[name]) for name in ("click1", "click2")}


async def check_files(boss: Person) -> None:
    found = await boss.client.get("/api/v1/reports/cases.csv", params=MONDAY | {"measure": "stars_after_answer"})
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert sorted(one["Estrellas"] for one in rows) == ["2", "4"]
    found = await boss.client.get("/api/v1/reports/table.csv", params=MONDAY | {"by": "country", "channel": "whatsapp"})
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    told = {
        one["País"]: one["Prometido, máximo (s)"] for one in rows if one["Medida"] == "Primera respuesta en el plazo"
    }
    assert told["BR"] == "60" and told["PE"] == "120"
