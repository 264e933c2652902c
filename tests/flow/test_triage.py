"""TRIAGE: what needs no answer is set aside by itself, carefully, reversibly; whoever says otherwise teaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, answer, react
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.flow import closing, triage
from trato.kit.events import Actor, ActorKind
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, SetAsideReason
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.model import YES, Aspect, TriageWay, TrollWay

SPAM = "Gana dinero desde casa, 5000 soles por semana, escribe ya a http://bit.ly/abc"
AGAIN = "Gana dinero desde casa, 9000 soles por semana, escribe ya a http://bit.ly/xyz"
TROLL = "muéranse todos, imbéciles"
ANGRY = "son unos rateros, llevo 3 semanas sin mi pedido"
AVAILABLE = AssignReason.AVAILABLE
DOUBTFUL = "Préstamos inmediatos sin aval, escríbanos al WhatsApp +52 555 1234567"


async def settle(world: World, analyser: Analyser) -> None:
    """Let all that was said be understood, and all that follows happen."""
    for _ in range(3):
        await understand(world, analyser)
        await react(world)


async def case_of(world: World, text: str) -> dict[str, Any]:
    (case,) = await world.fetch(
        'select c.*, m.id as message_id from cases."case" c join conversations.message m on m.case_id = c.id '
        "where m.text = $1",
        text,
    )
    return case


async def clocks(world: World, case_id: UUID) -> list[dict[str, Any]]:
    return await world.fetch(
        "select target, started_at, due_at, voided_at is null as runs from sla.clock where case_id = $1 order by 1",
        case_id,
    )


async def way(world: World, **said: Any) -> None:
    async with world.tx() as tx:
        await intelligence.set_way(tx, replace(TriageWay(world.brand.brand.id), **said))


async def test_spam_is_set_aside_by_itself_with_its_reason_and_out_of_every_promise(
    world: World, analyser: Analyser
) -> None:
    await world.whatsapp(SPAM)
    before = await clocks(world, (await case_of(world, SPAM))["id"])
    assert before
    await settle(world, analyser)
    case = await case_of(world, SPAM)
    assert (case["set_aside"], case["state"]) == ("spam", "closed")
    assert {one["runs"] for one in await clocks(world, case["id"])} == {False}
    (kept,) = await world.fetch("select deed, reason, score from intelligence.triage")
    assert (kept["deed"], kept["reason"]) == ("aside", "spam")
    assert kept["score"] >= 0.97


@pytest.mark.parametrize("text", [ANGRY, "hola", "jajajaja", "Quiero hablar con una persona, imbéciles"])
async def test_who_may_want_something_is_served(world: World, analyser: Analyser, text: str) -> None:
    await world.whatsapp(text)
    await settle(world, analyser)
    assert (await case_of(world, text))["set_aside"] is None


async def test_a_second_word_that_matters_keeps_the_case(world: World, analyser: Analyser) -> None:
    await world.whatsapp(SPAM, ANGRY)
    await settle(world, analyser)
    assert (await case_of(world, SPAM))["set_aside"] is None


async def test_what_nobody_has_understood_yet_is_not_set_aside(world: World, analyser: Analyser) -> None:
    await world.whatsapp(SPAM)
    await understand(world, analyser)
    await world.whatsapp("mi pedido 4412 no llegó")
    await react(world)
    assert (await case_of(world, SPAM))["set_aside"] is None


async def test_a_case_that_somebody_holds_answered_or_noted_stays(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    for n, text in enumerate((SPAM, TROLL, AGAIN)):
        await world.whatsapp(text, phone=f"5198731021{n}")
    held, answered, noted = [(await case_of(world, one))["id"] for one in (SPAM, TROLL, AGAIN)]
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.take(tx, held)
        await cases.add_note(tx, noted, "Lo miro yo")
    await answer(world, answered, lucia)
    await settle(world, analyser)
    assert {(await case_of(world, one))["set_aside"] for one in (SPAM, TROLL, AGAIN)} == {None}


async def test_what_was_given_to_somebody_by_itself_a_moment_ago_is_still_set_aside_and_later_it_stays(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    for n, text in enumerate((SPAM, AGAIN)):
        await world.whatsapp(text, phone=f"5198731021{n}")
        async with world.tx() as tx:
            await cases.assign(tx, (await case_of(world, text))["id"], Holder(HolderKind.AGENT, lucia), AVAILABLE)
    held = (await case_of(world, AGAIN))["id"]
    await world.fetch(
        "update cases.holding set from_at = from_at - interval '1 minute' where case_id = $1 and to_at is null "
        "returning 1", held,
    )  # fmt: skip
    await settle(world, analyser)
    assert (await case_of(world, SPAM))["set_aside"] == "spam"
    assert (await case_of(world, AGAIN))["set_aside"] is None


async def test_a_known_customer_and_one_with_an_open_case_are_served(world: World, analyser: Analyser) -> None:
    await world.whatsapp(SPAM)
    await world.fetch("update contacts.identity set verified_at = now() returning 1")
    await world.whatsapp(TROLL, phone="51987310999")
    await world.fetch(
        'update cases."case" set contact_id = (select contact_id from cases."case" order by number desc limit 1) '
        "returning 1"
    )
    await settle(world, analyser)
    assert {(await case_of(world, one))["set_aside"] for one in (SPAM, TROLL)} == {None}


async def test_a_brand_can_switch_it_off_or_ask_for_more(world: World, analyser: Analyser) -> None:
    await way(world, active=False)
    await world.whatsapp(SPAM)
    await settle(world, analyser)
    assert (await case_of(world, SPAM))["set_aside"] is None
    await way(world, spam=1.0)
    await world.whatsapp(AGAIN, phone="51987310999")
    await settle(world, analyser)
    assert (await case_of(world, AGAIN))["set_aside"] is None
    await way(world, spam=0.5)
    await world.whatsapp(DOUBTFUL, phone="51987310998")
    await settle(world, analyser)
    assert (await case_of(world, DOUBTFUL))["set_aside"] == "spam"


async def test_who_says_it_needs_an_answer_gives_the_promise_its_first_beginning_and_the_house_learns(
    world: World, analyser: Analyser
) -> None:
    await world.whatsapp(SPAM)
    before = await clocks(world, (await case_of(world, SPAM))["id"])
    await settle(world, analyser)
    case = await case_of(world, SPAM)
    await world.fetch("update intelligence.triage set at = at - $1::interval returning 1", timedelta(minutes=12))
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        said = await triage.correct(tx, case["message_id"], case["id"], Aspect.ENGAGEABLE, YES)
    assert (said.said, said.meant) == ("spam", "yes")
    assert said.waited >= 12 * 60
    assert await clocks(world, case["id"]) == before
    assert (await case_of(world, SPAM))["set_aside"] is None
    (told,) = await world.fetch("select body, actor_id from kit.event where kind = 'intelligence.corrected'")
    assert told["actor_id"] == lucia
    assert told["body"]["waited"] == said.waited
    await world.whatsapp(AGAIN, phone="51987310999")
    await settle(world, analyser)
    assert (await case_of(world, AGAIN))["set_aside"] is None
    assert (await case_of(world, SPAM))["set_aside"] is None


async def test_taking_it_back_through_any_door_teaches(world: World, analyser: Analyser) -> None:
    await world.whatsapp(SPAM)
    await settle(world, analyser)
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.restore(tx, (await case_of(world, SPAM))["id"])
    await settle(world, analyser)
    (kept,) = await world.fetch("select meant, by_id from intelligence.correction where aspect = 'engageable'")
    assert (kept["meant"], kept["by_id"]) == ("yes", lucia)
    await world.whatsapp(AGAIN, phone="51987310999")
    await settle(world, analyser)
    assert (await case_of(world, AGAIN))["set_aside"] is None


async def test_two_people_who_set_the_same_aside_teach_it_and_one_does_not(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    texts = [f"¿Hacen colaboraciones con creadores de contenido? Les paso mi propuesta {n}" for n in range(4)]
    for n, text in enumerate(texts[:2]):
        await world.whatsapp(text, phone=f"5198731021{n}")
        await settle(world, analyser)
        case = await case_of(world, text)
        if case["set_aside"] is None:
            async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
                await closing.set_aside(tx, case["id"], SetAsideReason.SPAM)
        await settle(world, analyser)
        await world.whatsapp(texts[n + 2], phone=f"5198731023{n}")
        await settle(world, analyser)
        assert (await case_of(world, texts[n + 2]))["set_aside"] == (None if n == 0 else "spam")


async def test_a_reason_said_by_hand_sets_the_case_aside(world: World, analyser: Analyser) -> None:
    await way(world, spam=1.0)
    await world.whatsapp(DOUBTFUL)
    await settle(world, analyser)
    case = await case_of(world, DOUBTFUL)
    async with world.tx(Actor(ActorKind.USER, await agent(world))) as tx:
        await triage.correct(tx, case["message_id"], case["id"], Aspect.ENGAGEABLE, "troll")
    case = await case_of(world, DOUBTFUL)
    assert case["set_aside"] == "troll"
    assert {one["runs"] for one in await clocks(world, case["id"])} == {False}


async def test_a_word_that_matters_and_comes_into_a_case_set_aside_brings_it_back(
    world: World, analyser: Analyser
) -> None:
    await world.whatsapp(SPAM)
    await understand(world, analyser)
    await react(world)
    case = await case_of(world, SPAM)
    await world.whatsapp(ANGRY)
    later = await case_of(world, ANGRY)
    assert later["id"] != case["id"]  # what needs an answer never hides in a case that was set aside
    assert later["set_aside"] is None
    await world.fetch("update conversations.message set case_id = $1 where text = $2 returning 1", case["id"], ANGRY)
    await settle(world, analyser)
    assert (await case_of(world, SPAM))["set_aside"] is None


async def test_what_follows_happens_once_however_often_it_is_told(world: World, analyser: Analyser) -> None:
    await world.whatsapp(SPAM)
    await settle(world, analyser)
    await world.fetch("update kit.reaction_head set seq = 0 returning 1")
    await settle(world, analyser)
    (many,) = await world.fetch("select count(*) as many from cases.case_exclusion")
    assert many["many"] == 1


async def test_a_share_is_drawn_to_be_looked_at_and_a_look_is_kept_once(world: World, analyser: Analyser) -> None:
    await way(world, sample=1.0)
    await world.whatsapp(SPAM)
    await settle(world, analyser)
    case = await case_of(world, SPAM)
    async with world.tx(Actor(ActorKind.USER, await agent(world))) as tx:
        assert await intelligence.review(tx, case["id"], right=True)
        assert not await intelligence.review(tx, case["id"], right=False)
    (kept,) = await world.fetch("select sampled, was_right from intelligence.triage")
    assert (kept["sampled"], kept["was_right"]) == (True, True)


async def test_a_troll_has_one_reply_and_then_silence(world: World, analyser: Analyser) -> None:
    await way(world, troll=0.5, trolls=TrollWay.REPLY, reply="Estamos para ayudarte cuando quieras.")
    for text in (TROLL, "muéranse todos, payasos imbéciles"):
        await world.whatsapp(text)
        await settle(world, analyser)
        assert (await case_of(world, text))["set_aside"] == "troll"
    sent = await world.fetch("select text from conversations.message where direction = 'out'")
    assert [one["text"] for one in sent] == ["Estamos para ayudarte cuando quieras."]
    answers = await world.fetch("select answer from intelligence.triage order by at")
    assert [one["answer"] for one in answers] == ["replied", "replied_before"]


async def test_a_troll_can_be_a_teams_with_no_promise_running_and_comes_back_into_them(
    world: World, analyser: Analyser
) -> None:
    await way(world, trolls=TrollWay.ESCALATE, team_id=world.brand.team_id)
    await world.whatsapp(TROLL)
    before = await clocks(world, (await case_of(world, TROLL))["id"])
    await settle(world, analyser)
    case = await case_of(world, TROLL)
    assert (case["state"], case["holder_kind"], case["holder_id"]) == ("open", "team", world.brand.team_id)
    assert {one["runs"] for one in await clocks(world, case["id"])} == {False}
    async with world.tx(Actor(ActorKind.USER, await agent(world))) as tx:
        await triage.correct(tx, case["message_id"], case["id"], Aspect.ENGAGEABLE, YES)
    assert await clocks(world, case["id"]) == before
