"""What a case would be tagged with, at the desk: suggested, put by itself, asked about, taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from tests.flow.records import react
from tests.flow.test_relearning import many, refit, returns
from tests.flow.test_typifying import case_of, lessons, prove
from tests.flow.understanding import typify, understand
from tests.rooms.console.desk import Desk
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseId, TagId, TagMark
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.service.learning import interval
from trato.rooms.intelligence.service.reviews import chosen


async def test_suggestions_stand_beside_the_case_until_they_stand_on_it(desk: Desk, analyser: Analyser) -> None:
    world = desk.world
    lucia = await desk.add("lucia")
    one, other = await many(world, lucia.id, 6)
    case = await case_of(world, returns(99), 900)
    await typify(world, analyser)
    said = await lucia.get(f"/cases/{case}/typing")
    assert said["tags"][0]["name"] == "devoluciones" and 0 < said["tags"][0]["probability"] <= 1
    assert said["automatic"] == [] and said["question"] is None
    await lucia.post(f"/cases/{case}/tags", {"name": said["tags"][0]["name"]})
    said = await lucia.get(f"/cases/{case}/typing")
    assert [tag["id"] for tag in said["tags"]] == [str(other)]


async def test_a_few_automatic_tags_are_asked_about_and_no_takes_them_away(desk: Desk, analyser: Analyser) -> None:
    world = desk.world
    lucia = await desk.add("lucia")
    async with world.tx() as tx:
        tag = (await cases.create_tag(tx, "devoluciones")).id
    answers = {}
    for n in range(2):
        await case_of(world, returns(n), n)
    await understand(world, analyser)
    rows = await world.fetch("select case_id from intelligence.understanding order by at")
    for row, right in zip(rows, (True, False), strict=True):
        await prove(world, row["case_id"], tag)
        (mark,) = await world.fetch("select id from cases.tag_mark where case_id = $1", row["case_id"])
        async with world.tx() as tx:
            await tx.connection.execute(
                "insert into intelligence.review (mark_id, workspace_id, case_id, tag_id, score, version, asked_at) "
                "values ($1, $2, $3, $4, 0.9, 'tags-1+0', now()) on conflict do nothing",
                mark["id"], world.workspace, row["case_id"], tag,
            )  # fmt: skip
        said = await lucia.get(f"/cases/{row['case_id']}/typing")
        assert said["question"]["name"] == "devoluciones"
        assert said["automatic"][0]["id"] == str(tag)
        answers[right] = await lucia.post(
            f"/cases/{row['case_id']}/typing/answer", {"mark_id": said["question"]["mark_id"], "right": right}
        )
    assert [one["id"] for one in answers[True]["automatic"]] == [str(tag)] and answers[True]["question"] is None
    assert answers[False]["automatic"] == [] and answers[False]["question"] is None
    await react(world)
    yes, no = await lessons(world)
    assert (yes["labels"], yes["refused"]) == ([tag], [])
    assert (no["labels"], no["refused"], no["weight"]) == ([], [tag], 3.0)


def test_of_automatic_marks_as_many_are_chosen_as_is_wished() -> None:
    marks = [
        TagMark(
            uuid4(),
            CaseId(uuid4()),
            TagId(uuid4()),
            "system",
            None,
            datetime(2026, 1, 1, tzinfo=UTC),
            None,
            "tags-1+0",
            0.9,
        )
    ]
    marks += [replace(marks[0], id=uuid4()) for _ in range(20_000)]
    assert 0.03 < len(chosen(marks, 0.04)) / len(marks) < 0.05
    assert chosen([replace(one, model=None) for one in marks], 0.05) == []


async def test_how_learning_goes_is_told_fitted_now_and_a_version_chosen(desk: Desk, analyser: Analyser) -> None:
    world = desk.world
    lucia, ada = await desk.add("lucia"), await desk.add("ada", "director_of_care")
    assert (await lucia.ask("GET", "/learning")).status_code == 403
    empty = await ada.get("/learning")
    assert empty["tags"] == [] and empty["versions"] == [] and empty["learners"][1]["automatic"]
    await many(world, lucia.id, 12)
    asked = await ada.post("/learning/tags/fit")
    assert asked["learners"][1]["progress"] == 0
    await refit(world, analyser, now=False)
    told = await ada.get("/learning")
    assert {row["name"]: row["examples"] for row in told["tags"]} == {"devoluciones": 12, "facturas": 12}
    assert told["tags"][0]["interval"] == [0.0, 1.0]
    (first,) = told["versions"]
    assert first["is_champion"] and first["macro_f1"] > 0.9 and told["learners"][1]["progress"] is None
    await many(world, lucia.id, 3, 20)
    await refit(world, analyser)
    told = await ada.post(f"/learning/models/{first['id']}/choose")
    assert [row["is_champion"] for row in told["versions"]] == [False, True]
    told = (await ada.ask("PUT", "/learning/tags/automatic", {"on": False})).json()
    assert told["learners"][1]["automatic"] is False


def test_a_precision_has_the_interval_that_its_answers_bear() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    low, high = interval(19, 20)  # 0.764 to 0.991, as tables of Wilson's interval say
    assert abs(low - 0.764) < 0.002 and abs(high - 0.991) < 0.002
