"""What a person said of a message holds from then on: for rules, skills, hints and how the case is judged next."""

from __future__ import annotations

from uuid import UUID

from tests.flow.records import agent, the_case
from tests.flow.test_automating import drain, runs, write
from tests.flow.test_coaching import hints
from tests.flow.test_triage import case_of
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.flow import triage
from trato.kit.events import Actor, ActorKind
from trato.rooms.automation.model import Choice, ChoiceField, Predicted, Prediction, SetPriority, TriggerKind
from trato.rooms.cases.model import Priority
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.model import Aspect
from trato.rooms.intelligence.rules.coaching import HintCode

OPENING = "¿A qué hora abren los domingos?"
CROSS = "Qué maravilla, otra vez me dejaron esperando toda la mañana, un desastre"
LATER = "Entonces quedo a la espera del mensaje"


async def say(world: World, text: str, meant: dict[Aspect, str]) -> UUID:
    """Let a person say what a message is; return its case."""
    case = await case_of(world, text)
    async with world.tx(Actor(ActorKind.USER, await agent(world))) as tx:
        for aspect, word in meant.items():
            await triage.correct(tx, case["message_id"], case["id"], aspect, word)
    found: UUID = case["id"]
    return found


async def test_rules_and_skills_ask_about_what_a_person_said(world: World, analyser: Analyser) -> None:
    await world.whatsapp(OPENING)
    await understand(world, analyser)
    case = await say(
        world, OPENING,
        {Aspect.KIND: "issue", Aspect.LANGUAGE: "pt", Aspect.URGENCY: "2", Aspect.SENTIMENT: "negative",
         Aspect.OFFENSIVE: "yes", Aspect.NEEDS_HUMAN: "yes"},
    )  # fmt: skip
    async with world.tx() as tx:
        signs = (await intelligence.signs_of(tx, [case]))[case]
        assert await intelligence.languages_of(tx, [case]) == {case: "pt"}
    assert (signs.kind, signs.lang, signs.urgency, signs.sentiment) == ("issue", "pt", 2, "negative")
    assert min(signs.offensive, signs.needs_human) > 0.9
    both = Choice(ChoiceField.ABOUT, ("issue",))
    await write(world, "Asignado", TriggerKind.CASE_JUDGED, SetPriority(Priority.HIGH), given=both)
    await write(
        world, "Urge", TriggerKind.CASE_JUDGED, SetPriority(Priority.URGENT), given=Predicted(Prediction.URGENCY, 2)
    )
    await drain(world)
    assert await runs(world) == []
    await world.whatsapp("   ")  # nothing to read: the case is judged again by what was said before
    await understand(world, analyser)
    await drain(world)
    assert await runs(world) == [("done", ""), ("done", "")]


async def test_a_rule_may_wait_for_a_persons_word_on_a_message(world: World, analyser: Analyser) -> None:
    await write(
        world, "Era queja", TriggerKind.MESSAGE_CORRECTED, SetPriority(Priority.HIGH),
        given=Choice(ChoiceField.ABOUT, ("issue",)),
    )  # fmt: skip
    await world.whatsapp(OPENING)
    await understand(world, analyser)
    await drain(world)
    assert await runs(world) == []
    await say(world, OPENING, {Aspect.KIND: "issue"})
    await drain(world)
    assert await runs(world) == [("done", "")]
    assert (await the_case(world))["priority"] == Priority.HIGH.value


async def test_a_mood_that_a_person_set_right_counts_at_once_and_when_the_case_is_judged_next(
    world: World, analyser: Analyser
) -> None:
    for n, text in enumerate((CROSS, CROSS + ".")):
        await world.whatsapp(text, phone=f"5190000000{n}")
    await understand(world, analyser)
    corrected = await say(world, CROSS, {Aspect.SENTIMENT: "positive"})
    before = await world.fetch("select case_id, csat from intelligence.outlook")
    await understand(world, analyser)
    now = {row["case_id"]: row["csat"] for row in await world.fetch("select case_id, csat from intelligence.outlook")}
    assert [now[row["case_id"]] > row["csat"] for row in before] == [row["case_id"] == corrected for row in before]
    for n in range(2):
        await world.whatsapp(LATER, phone=f"5190000000{n}")
    await understand(world, analyser)
    rows = await world.fetch("select case_id, csat from intelligence.outlook")
    csat = {row["case_id"] == corrected: row["csat"] for row in rows}
    assert csat[True] > csat[False] + 5


async def test_a_hint_goes_with_what_it_came_of(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await world.whatsapp(CROSS)
    await understand(world, analyser)
    case = (await the_case(world))["id"]
    assert HintCode.ANGRY_TURN in {one.code for one in await hints(world, case, lucia)}
    await say(world, CROSS, {Aspect.SENTIMENT: "neutral", Aspect.OFFENSIVE: "no"})
    assert HintCode.ANGRY_TURN not in {one.code for one in await hints(world, case, lucia)}


async def test_a_writers_own_name_and_a_telephone_of_their_country_are_personal_data(
    world: World, analyser: Analyser
) -> None:
    text = "marisela confirma, ella recibe. llamen al 6612-3456"
    await world.whatsapp(text, phone="50766120000", name="Yaneisi Marisela")
    await understand(world, analyser)
    (row,) = await world.fetch("select personal from intelligence.understanding")
    found = {text[start:end]: kind for start, end, kind in row["personal"]}
    assert found == {"marisela": "person_name", "6612-3456": "phone"}
