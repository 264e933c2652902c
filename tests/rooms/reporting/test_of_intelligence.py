"""A Monday of predictions, tags and suggestions, counted by hand.

| case | predicted | sounds | how it ends |
|---|---|---|---|
| ada | 30, then 75 | negative, then positive | resolved |
| blas | 40, then 85 | neutral twice | resolved |
| cira | 72, then 81 | positive twice | resolved |
| dora | 44, then 60, and 20 once it was resolved | negative, then positive | resolved |
| elsa | 80 | neutral, then positive | resolved |
| fito | 90 | neutral | set aside |
| gala | 20, then 90 | neutral | resolved; objects to being profiled |
| hugo | 20, then 95 | neutral | open |
| iris | 50; on Tuesday 90 | positive | resolved, reopened, resolved on Tuesday |

Ada wants to buy twice, and counts once; Blas surely wants to know something, and a person says that he wants to buy;
Cira probably does not (0.45); Dora seems to, and a person says that she does not. Fito writes spam; of Hugo a person
says that he needs no answer, of Elsa that she does. The machine tags Ada and Cira, from whom Ana takes it away; Ana
tags Blas. Ana answers Ada with a suggestion, and Blas without.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from tests.rooms.console.desk import Person, open_desk
from tests.rooms.reporting.adding_up import misfits
from tests.rooms.reporting.day import Day, begin
from tests.rooms.reporting.of_intelligence import Minds
from trato.app.wiring import House
from trato.flow import closing
from trato.rooms.intelligence import api as intelligence

MONDAY = {"from": "2026-03-02", "to": "2026-03-02"}
TUESDAY = {"from": "2026-03-03", "to": "2026-03-03"}
NUMBERS: dict[str, dict[str, Any]] = {
    "predicted_satisfaction": {"n": 5, "value": (75 + 85 + 81 + 60 + 80) / 5},
    "predicted_satisfied": {"counted": 4, "n": 5},  # all but dora
    "content_cases": {"n": 2},  # blas, cira; elsa's 80 is not more than 80
    "won_back": {"counted": 2, "n": 3},  # ada and blas, of them and dora
    "won_back_said": {"counted": 1, "n": 2},  # ada said 75, dora 50; cira's 100 was no beginning below 45
    "mood_turned": {"counted": 3, "n": 4},  # ada, dora, elsa; blas stays as he was
    "leads": {"n": 2},  # ada, blas
    "auto_tagged": {"counted": 1, "n": 8},  # ada; fito was not offered
    "suggestions_used": {"counted": 1, "n": 2},  # ada, of her and blas
    "unengaged": {"n": 2, "beside": 1, "reasons": {"spam": 1, "no_engagement": 1}},  # fito; hugo, by a person
}


async def live(day: Day) -> None:
    """Live through that Monday, and what follows of it."""
    minds = Minds(day)
    await day.hire("ana")
    day.at("10:00")
    wants = await minds.says("ada", "lead", "negative", score=0.6)
    asks = await minds.says("blas")
    await minds.says("cira", "lead", "positive", score=0.45)
    seems = await minds.says("dora", "lead", "negative")
    quiet = await minds.says("elsa", "noise", none="noise")
    await minds.says("fito", "spam", none="spam")
    await minds.says("gala")
    hello = await minds.says("hugo")
    await minds.says("iris", mood="positive")
    firsts = (("ada", 30), ("blas", 40), ("cira", 72), ("dora", 44), ("elsa", 80), ("fito", 90), ("gala", 20),
              ("hugo", 20), ("iris", 50))  # fmt: skip
    for case, points in firsts:
        await minds.judged(case, points)
    day.at("10:10")
    await minds.says("ada", "lead", "positive")
    await minds.says("cira", mood="positive")
    for case in ("dora", "elsa"):
        await minds.says(case, "praise", "positive")
    for case, points in (("ada", 75), ("blas", 85), ("cira", 81), ("dora", 60), ("gala", 90), ("hugo", 95)):
        await minds.judged(case, points)
    for message, aspect, meant in ((asks, "kind", "lead"), (seems, "kind", "question"), (quiet, "engageable", "yes"),
                                   (hello, "engageable", "no_engagement")):  # fmt: skip
        await minds.corrects("ana", message, aspect, meant)
    await minds.tags("ada", "pedidos")
    wrong = await minds.tags("cira", "facturas")
    await minds.untags("ana", "cira", wrong)
    await minds.tags("blas", "envíos", by="ana")
    day.at("10:20")
    for case in ("ada", "blas"):
        await day.take("ana", case)
    await minds.suggests("ana", "ada", wants)
    await day.answer("ana", "blas")
    await day.set_aside("ana", "fito", "spam")
    day.at("10:30")
    for case in ("ada", "blas", "cira", "dora", "elsa", "gala", "iris"):
        await day.resolve("ana", case)
    day.at("10:40")
    await minds.judged("dora", 20)
    async with day.world.tx() as tx:
        said = {"ada": 75, "dora": 50, "cira": 100}
        assert await intelligence.note_satisfaction(tx, {day.cases[case]: one for case, one in said.items()}) == 3
    (gala,) = await day.world.fetch('select contact_id from cases."case" where id = $1', day.cases["gala"])
    async with day.world.tx() as tx:
        await intelligence.drop_outlooks(tx, [gala["contact_id"]])
    day.at("10:00", days=1)
    async with day.world.tx(day.actor("ana")) as tx:
        await closing.reopen(tx, day.cases["iris"])
    await minds.judged("iris", 90)
    await day.resolve("ana", "iris")


async def test_what_intelligence_does_is_counted_as_by_hand_and_opens_its_cases(house: House) -> None:
    day = await begin(house)
    await live(day)
    day.at("12:00", days=10)
    async with open_desk(day.house, day.world) as desk:
        boss = await desk.add("boss", "director_of_care")
        said = {one["key"]: one for one in (await boss.get("/reports", **MONDAY))["told"]}
        for key, expected in NUMBERS.items():
            now = said[key]["now"] | {
                "reasons": {line["key"]: line["figures"][key]["n"] for line in said[key]["reasons"]}
            }
            assert {name: now[name] for name in expected} == expected, key
        assert await misfits(day.house.db, day.world.workspace, date(2026, 3, 2), date(2026, 3, 3), page=4) == []
        tuesday = {one["key"]: one["now"] for one in (await boss.get("/reports", **TUESDAY))["told"]}
        assert (tuesday["predicted_satisfaction"]["n"], tuesday["predicted_satisfaction"]["value"]) == (1, 90)
        await check_rows(day, boss)


async def check_rows(day: Day, boss: Person) -> None:
    """A number opens the cases that it counts, with what was predicted of each, in the file too."""
    opened = await boss.get("/reports/cases", **MONDAY, measure="won_back", part="counted")
    assert {(row["case_id"], row["score"], row["stars"]) for row in opened["items"]} == {
        (str(day.cases["ada"]), 75, None), (str(day.cases["blas"]), 85, None),
    }  # fmt: skip
    found = await boss.client.get("/api/v1/reports/cases.csv", params=MONDAY | {"measure": "content_cases"})
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert sorted(one["Puntos previstos (0 a 100)"] for one in rows) == ["81", "85"]
    by_agent = await boss.get("/reports/table", **MONDAY, by="agent", measures="predicted_satisfaction")
    assert [(one["key"], one["figures"]["predicted_satisfaction"]["n"]) for one in by_agent["lines"]] == [
        (str(day.users["ana"]), 5)
    ]
    leads = await boss.get("/reports/cases", **MONDAY, measure="leads")
    assert {row["case_id"] for row in leads["items"]} == {str(day.cases[one]) for one in ("ada", "blas")}
