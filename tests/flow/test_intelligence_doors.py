"""The doors of learning, coaching, discovery and suggestions: who may, what is refused in words, and what is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, react
from tests.flow.test_discovering import discover, story
from tests.flow.test_relearning import many, refit
from tests.flow.test_suggesting import AGAIN, a_good_case, keep, suggest
from tests.flow.test_typifying import case_of
from tests.flow.understanding import typify, understand
from tests.flow.world import World
from tests.rooms.console.desk import Desk, open_desk
from trato.app.wiring import House
from trato.flow.suggesting import Suggester
from trato.kit.i18n import sentences
from trato.rooms.access.model import ScopeKind
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.service import answers as answers_service

NOWHERE = "0192f0c1-7a3e-7c52-9d3b-5b1f1e6a9c01"
LEARNING: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/learning", None),
    ("POST", "/learning/tags/fit", {}),
    ("PUT", "/learning/tags/automatic", {"on": False}),
    ("POST", f"/learning/models/{NOWHERE}/choose", {}),
    ("POST", f"/discovery/topics/{NOWHERE}/tag", {"name": "x"}),
)


@pytest.fixture
async def desk(house: House, world: World) -> AsyncIterator[Desk]:
    async with open_desk(house, world) as one:
        await one.add("ada", "director_of_care")
        await one.add("of_a_brand", "director_of_care", ScopeKind.BRAND, world.brand.brand.id)
        await one.add("agent", team=world.brand.team_id)
        yield one


def sentence_of(code: str) -> str:
    """Return the Spanish sentence of a refusal; a code without one fails."""
    return sentences("problems", "es")[code]


@pytest.mark.parametrize(("method", "path", "body"), LEARNING)
async def test_words_are_learned_by_who_manages_them_everywhere(desk: Desk, method: str, path: str, body: Any) -> None:
    for who in ("agent", "of_a_brand"):
        refused = await desk.people[who].ask(method, path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden"), who
        assert sentence_of(refused.json()["code"])


async def test_learning_is_told_whole_and_changed(world: World, desk: Desk, analyser: Analyser) -> None:
    ada = desk.people["ada"]
    await many(world, await agent(world), 12)
    await refit(world, analyser)
    told = await ada.get("/learning")
    assert set(told) == {"learners", "versions", "tags", "merge", "split", "drift", "untyped", "untyped_before"}
    assert (told["untyped"], told["untyped_before"]) == (None, None)
    (tag, *_) = told["tags"]
    assert {"id", "name", "examples", "coverage", "threshold", "confusions", "right", "answered", "interval", "share",
            "share_before"} == set(tag)  # fmt: skip
    assert tag["interval"] == [0.0, 1.0] and told["drift"] is None
    off = (await ada.ask("PUT", "/learning/tags/automatic", {"on": False})).json()
    assert [one["automatic"] for one in off["learners"] if one["name"] == "tags"] == [False]
    await typify(world, analyser)
    assert (await ada.get("/learning"))["untyped"] == 0.0  # all have tags of people, and none is proven
    (version,) = told["versions"]
    assert (await ada.post(f"/learning/models/{version['id']}/choose"))["versions"][0]["is_champion"]
    asked = await ada.post("/learning/tags/fit")
    assert [one["progress"] for one in asked["learners"] if one["name"] == "tags"] == [0]
    gone = await ada.ask("POST", f"/learning/models/{NOWHERE}/choose", {})
    assert (gone.status_code, gone.json()["code"]) == (404, "not_found") and sentence_of("not_found")
    assert (await ada.ask("POST", "/learning/words/fit", {})).status_code == 422


async def test_what_was_discovered_is_for_who_reads_reports_everywhere(
    world: World, desk: Desk, analyser: Analyser
) -> None:
    for who in ("agent", "of_a_brand"):
        assert (await desk.people[who].ask("GET", "/discovery")).status_code == 403
    ada = desk.people["ada"]
    empty = await ada.get("/discovery")
    assert (empty["at"], empty["topics"], empty["spikes"]) == (None, [], []) and empty["needs"] > 1
    await story(world, analyser)
    await discover(world, analyser)
    told = await ada.get("/discovery")
    (topic, *_) = told["topics"]
    assert set(topic) == {"id", "name", "found_at", "size", "lately", "before", "tag_id", "examples", "given_name",
                          "given_by"}  # fmt: skip
    assert len(topic["examples"]) == 3 and "Huamán" not in str(told)
    made = await ada.post(f"/discovery/topics/{topic['id']}/tag", {"name": "Del tema"})
    assert made["name"] == "Del tema"
    lost = await ada.ask("POST", f"/discovery/topics/{NOWHERE}/tag", {"name": "x"})
    assert (lost.status_code, lost.json()["code"]) == (404, "not_found")
    blank = await ada.ask("POST", f"/discovery/topics/{topic['id']}/tag", {"name": "  "})
    assert blank.status_code == 422 and sentence_of(blank.json()["code"])


async def test_hints_are_for_who_reads_the_case_and_trends_for_who_sees_the_floor(
    world: World, desk: Desk, analyser: Analyser
) -> None:
    case = await case_of(world, "Estoy harta, quiero hablar con una persona, esto es una vergüenza", 1)
    await understand(world, analyser)
    outsider = await desk.add("outsider", "", team=None)
    for path in (f"/cases/{case}/hints", f"/cases/{case}/suggestions", f"/cases/{case}/typing"):
        assert (await outsider.ask("GET", path)).status_code in (403, 404), path
        assert (await desk.people["agent"].ask("GET", path)).status_code == 200, path
        assert (await desk.people["ada"].ask("GET", path.replace(str(case), NOWHERE))).status_code == 404, path
    hints = await desk.people["agent"].get(f"/cases/{case}/hints")
    assert 0 < len(hints) <= 3 and set(hints[0]) == {"code", "severity", "about", "minutes"}
    one = {"about": hints[0]["about"], "code": hints[0]["code"]}
    await desk.people["agent"].post(f"/cases/{case}/hints/shown", {"hints": [one]})
    many_ = await desk.people["agent"].ask("POST", f"/cases/{case}/hints/shown", {"hints": [one] * 40})
    assert (many_.status_code, many_.json()["code"]) == (422, "invalid") and sentence_of("invalid")
    await desk.people["agent"].post(f"/cases/{case}/hints/dismissed", one)
    left = await desk.people["agent"].get(f"/cases/{case}/hints")
    assert one["code"] not in {each["code"] for each in left if each["about"] == one["about"]}
    assert (await desk.people["agent"].ask("GET", "/coaching/agents?zone=UTC")).status_code == 403
    assert await desk.people["ada"].get("/coaching/agents", zone="UTC") == []
    where = await desk.people["ada"].ask("GET", "/coaching/agents?zone=Nowhere/Here")
    assert (where.status_code, where.json()["field"]) == (422, "zone")


async def test_a_suggestion_is_shown_taken_and_rejected_by_who_answers(
    world: World, desk: Desk, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_service, "SETTLED", timedelta(0))
    suggester = Suggester(world.house.db, world.house.book, analyser)
    await a_good_case(world)
    await keep(world, suggester)
    await world.whatsapp(AGAIN, phone="51900000002", name="Otto Quispe")
    (kept, *_) = await suggest(world, suggester)
    lucia, path = desk.people["agent"], f"/cases/{kept['case_id']}/suggestions"
    (told, *_) = await lucia.get(path)
    assert UUID(told["id"]) == kept["id"] and told["source"]["by"] == "Lucia" and not told["shown"]
    await lucia.post(f"{path}/shown", {"ids": [told["id"]]})
    await lucia.post(f"{path}/{told['id']}/take", {"seconds": 3.5})
    assert await lucia.post(f"{path}/{told['id']}/reject", {"reason": "outdated"}) == []
    back = await lucia.post(f"{path}/{told['id']}/reject", {"undo": True})
    assert [one["id"] for one in back] == [told["id"]]
    for body in ({"reason": "because"}, {"seconds": -1}):
        assert (await lucia.ask("POST", f"{path}/{told['id']}/reject", body)).status_code == 422
    lost = await lucia.ask("POST", f"{path}/{NOWHERE}/take", {})
    assert (lost.status_code, lost.json()["code"]) == (404, "not_found")


async def test_what_a_case_would_be_tagged_with_has_its_shape(world: World, desk: Desk, analyser: Analyser) -> None:
    await many(world, await agent(world), 12)
    await refit(world, analyser)
    case = await case_of(world, "Hola, quiero devolver una mesa, no es lo que esperaba", 900)
    await typify(world, analyser)
    await react(world)
    told = await desk.people["agent"].get(f"/cases/{case}/typing")
    assert set(told) == {"tags", "automatic", "reasons", "question"}
    assert [one["name"] for one in told["tags"] + told["automatic"]][0] == "devoluciones"
    assert all(0 <= one["probability"] <= 1 for one in told["tags"])
