"""What intelligence saves and what its mistakes cost, on a Monday, counted by hand.

By hand, sorting takes 20 s, tagging 15 s and putting right 10 s; in one story the brand says otherwise.

| set aside by itself | then | saves |
|---|---|---|
| uno | stands, nobody looks | 20 |
| dos | Ana looks, nothing is measured: right | 20 - 20 |
| tres | Ana looks for 4 s: right | 20 - 4 |
| cuatro | Ana says that it needed an answer: it waited for half an hour | -10 |

Ada keeps two automatic tags: 30 s. Blas keeps one and Ana takes one away: 15 - 10. Cira's was asked about and is right:
15 - 10. Dora's is merged into another tag: 15.

Ana corrected a mood, an answer that was needed (cuatro), a tag, and rejected a suggestion that she had looked at for
6 s; that a mood is what was understood corrects nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.rooms.console.desk import open_desk
from tests.rooms.reporting.adding_up import misfits
from tests.rooms.reporting.day import Day, begin
from tests.rooms.reporting.of_intelligence import Minds
from trato.app.wiring import House
from trato.flow import closing
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.cases import api as cases
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import (
    Aspect,
    Effort,
    RejectReason,
    SuggestedText,
    TextSource,
)

MONDAY = {"from": "2026-03-02", "to": "2026-03-02"}
LAST = date(2026, 3, 3)
NUMBERS: dict[str, dict[str, Any]] = {
    "triage_saved": {"n": 4, "total": 20 + 0 + 16 - 10, "reasons": {"spam": 4}},
    "tagging_saved": {"n": 4, "value": (30 + 5 + 5 + 15) / 4},
    "corrections": {"n": 4, "reasons": {"sentiment": 1, "engageable": 1, "tag": 1, "suggestion": 1}},
    "correcting_time": {"n": 4, "total": 10 + 10 + 10 + 6},
    "waited_aside": {"n": 1, "total": 1800},
}
SPENT = {"sentiment": 10, "engageable": 10, "tag": 10, "suggestion": 6}  # spent on each function, in seconds


async def live(day: Day) -> None:
    """Live through that Monday."""
    minds = Minds(day)
    await day.hire("ana")
    day.at("10:00")
    for case in ("uno", "dos", "tres", "cuatro"):
        wrong = await minds.says(case, "spam", none="spam")
        await minds.put_aside(case)
    day.at("10:30")
    await day.looked("ana", "tres", await day.now(), await day.now() + timedelta(seconds=5), 4)
    day.at("10:31")
    async with day.world.tx(day.actor("ana")) as tx:
        for case, right in (("dos", True), ("tres", True), ("cuatro", False)):
            assert await intelligence.review(tx, day.cases[case], right=right)
        await closing.restore(tx, day.cases["cuatro"])
        assert await intelligence.note_back(tx, day.cases["cuatro"]) == 31 * 60
        await intelligence.correct(tx, wrong, Aspect.ENGAGEABLE, "yes", 1800)
    day.at("11:00")
    moody = await minds.says("ada", mood="neutral")
    await minds.corrects("ana", moody, "sentiment", "negative")
    await minds.corrects("ana", await minds.says("blas", mood="neutral"), "sentiment", "neutral")
    for case in ("cira", "dora"):
        await minds.says(case)
    for tag in ("a", "b"):
        await minds.tags("ada", tag)
    kept, taken = [await minds.tags("blas", tag) for tag in ("c", "d")]
    await minds.untags("ana", "blas", taken)
    asked, old = await minds.tags("cira", "e"), await minds.tags("dora", "f")
    async with day.world.tx(day.actor("ana")) as tx:
        marks = await cases.marks_of(tx, [day.cases["cira"]])
        await intelligence.ask_about(tx, marks, 1.0)
        assert await intelligence.answer_review(tx, marks[0].id, right=True) == (day.cases["cira"], asked)
        await cases.merge_tags(tx, old, kept)
        await suggest_and_reject(tx, day, moody)


async def suggest_and_reject(tx: Any, day: Day, message: UUID) -> None:
    text = SuggestedText(TextSource.CANNED, uuid7(), "k", "Ya lo vemos", "es", 0.9)
    await intelligence.keep_suggestions(tx, day.cases["ada"], message, tx.now, [text])
    (made,) = await tx.connection.fetch("select id from intelligence.suggestion where message_id = $1", message)
    await intelligence.reject_suggestion(tx, day.cases["ada"], made["id"], RejectReason.TONE, 6.0)


async def test_what_is_saved_and_what_mistakes_cost_is_the_sum_made_by_hand_and_opens_its_cases(house: House) -> None:
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
        of = {line["key"]: line["figures"]["correcting_time"]["total"] for line in said["correcting_time"]["reasons"]}
        assert of == SPENT
        assert await misfits(day.house.db, day.world.workspace, date(2026, 3, 2), LAST, page=4) == []
        async with day.world.tx() as tx:
            await access.set_setting(tx, day.world.brand.brand.id, Effort.TRIAGE.value, 60)
        told = (await boss.get("/reports", **MONDAY, measures="triage_saved"))["told"]
        assert told[0]["now"]["total"] == 60 + 0 + 56 - 10


async def handle(day: Day, case: str, agent: str, seconds: float, clock: str, *, days: int = 0) -> None:
    """Let somebody work on a case for so long, and resolve it."""
    day.at(clock, days)
    await day.take(agent, case)
    await day.looked(agent, case, await day.now(), await day.now() + timedelta(seconds=seconds), seconds)
    day.at(clock.replace("00", "30"), days)
    await day.resolve(agent, case)


async def test_a_case_with_suggestions_stands_beside_the_last_one_like_it_without(house: House) -> None:
    """Of the helped, Ada's like is Blas (40 s), not Cira (by mail) nor Dora (helped too); Dora's is Blas as well."""
    day = await begin(house)
    minds = Minds(day)
    for name in ("ana", "beto"):
        await day.hire(name)
    day.at("09:00")
    await minds.says("blas")
    await day.mail("cira", "una pregunta por correo sobre la factura")
    await handle(day, "blas", "ana", 40, "10:00")
    await handle(day, "cira", "ana", 900, "11:00")
    for case, agent, seconds, clock in (("dora", "beto", 60, "12:00"), ("ada", "ana", 30, "13:00")):
        day.at("09:00", 1)
        message = await minds.says(case)
        await day.take(agent, case)
        await minds.suggests(agent, case, message)
        await handle(day, case, agent, seconds, clock, days=1)
    await minds.says("elsa")
    await handle(day, "elsa", "ana", 500, "14:00", days=1)  # like them, but after: no like of theirs
    day.at("12:00", days=10)
    async with open_desk(day.house, day.world) as desk:
        boss = await desk.add("boss", "director_of_care")
        tuesday = {"from": "2026-03-03", "to": "2026-03-03"}
        told = {one["key"]: one["now"] for one in (await boss.get("/reports", **tuesday))["told"]}
        assert (told["handling_suggested"]["n"], told["handling_suggested"]["mean"]) == (2, 45)
        assert (told["handling_alike"]["n"], told["handling_alike"]["mean"]) == (2, 40)
        assert told["handling_suggested"]["beside"] == 0
        rows = (await boss.get("/reports/cases", **tuesday, measure="handling_alike"))["items"]
        assert {row["case_id"] for row in rows} == {str(day.cases["blas"])}
        by_agent = await boss.get("/reports/table", **tuesday, by="agent", measures="handling_alike,handling_suggested")
        lines = {line["key"]: line["figures"] for line in by_agent["lines"]}
        assert lines[str(day.users["beto"])]["handling_alike"]["n"] == 1  # beside what he did, whoever did the like
        assert await misfits(day.house.db, day.world.workspace, date(2026, 3, 2), LAST, page=4) == []


async def test_who_was_at_risk_is_followed_beside_those_who_were_not_won_back(house: House) -> None:
    """Ada and Blas were won back: Ada writes again on day 40. Cira was not, and is back on day 35; Dora never is.

    Elsa, won back on day 50, is told beside: it is too early to say of her.
    """
    day = await begin(house)
    minds = Minds(day)
    await day.hire("ana")
    day.at("10:00")
    for case, first, last in (("ada", 30, 80), ("blas", 20, 70), ("cira", 10, 60), ("dora", 44, 69), ("paz", 45, 90)):
        await minds.says(case)
        await minds.judged(case, first)
        await minds.judged(case, last)
        await day.resolve("ana", case)
    day.at("10:00", days=20)
    await minds.says("blas")  # too soon to say that he stays
    for case, days in (("cira", 35), ("ada", 40)):
        day.at("10:00", days=days)
        await minds.says(case)
    day.at("10:00", days=50)
    await minds.says("elsa")
    await minds.judged("elsa", 30)
    await minds.judged("elsa", 90)
    await day.resolve("ana", "elsa")
    day.at("10:00", days=100)
    async with open_desk(day.house, day.world) as desk:
        boss = await desk.add("boss", "director_of_care")
        span = {"from": "2026-03-02", "to": "2026-05-31"}
        told = {one["key"]: one["now"] for one in (await boss.get("/reports", **span))["told"]}
        assert (told["at_risk_kept"]["counted"], told["at_risk_kept"]["n"], told["at_risk_kept"]["beside"]) == (1, 2, 1)
        assert (told["at_risk_control"]["counted"], told["at_risk_control"]["n"]) == (1, 2)
