"""SUGGEST: answers that were good once are kept without what was somebody's own, and offered with their source."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, answer, react
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.flow import closing
from trato.flow.suggesting import Suggester
from trato.kit.events import Actor, ActorKind
from trato.rooms.cases.model import ResolvedHow
from trato.rooms.console.service import suggestions as desk
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose
from trato.rooms.conversations.model import Source, SourceKind
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.model import RejectReason
from trato.rooms.intelligence.service import answers as answers_service
from trato.rooms.knowledge import api as knowledge

CURING = "¿hay que hacerle algo a la olla de barro antes de usarla por primera vez?"
CURED = "Sí, Rosa: hiérvela con leche a fuego bajo durante una hora y deja que se enfríe sola. Soy Lucia."
AGAIN = "compré una olla de barro, ¿qué debo hacer antes de usarla la primera vez?"


@pytest.fixture
def suggester(world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> Suggester:
    monkeypatch.setattr(answers_service, "SETTLED", timedelta(0))
    return Suggester(world.house.db, world.house.book, analyser)


async def resolve(world: World, case_id: UUID, user: UUID) -> None:
    async with world.tx(Actor(ActorKind.USER, user)) as tx:
        await closing.resolve(tx, case_id, how=ResolvedHow.AGENT)


async def a_good_case(world: World, asked: str = CURING, told: str = CURED, phone: str = "51987310214") -> UUID:
    """Live through a case that was answered, thanked for and resolved; return it."""
    await world.whatsapp(asked, phone=phone)
    lucia = await agent(world)
    (case,) = await world.fetch('select id from cases."case" order by opened_at desc limit 1')
    await answer(world, case["id"], lucia, told)
    await world.whatsapp("¡Muchas gracias, me ayudaste un montón!", phone=phone)
    await resolve(world, case["id"], lucia)
    await react(world)
    case_id: UUID = case["id"]
    return case_id


async def keep(world: World, suggester: Suggester) -> list[dict[str, Any]]:
    await understand(world, suggester.analyser)
    while await suggester.keep_answers(world.workspace):
        pass
    return await world.fetch("select * from intelligence.answer order by at")


async def suggest(world: World, suggester: Suggester) -> list[dict[str, Any]]:
    """Understand and suggest; return the suggestions for the last message that has any."""
    await understand(world, suggester.analyser)
    for kept in suggester._libraries.values():
        kept.opened -= 1_000
    while await suggester.work(world.workspace):
        pass
    return await world.fetch(
        "select s.* from intelligence.suggestion s where s.message_id = (select id from conversations.message "
        "where direction = 'in' order by sort_at desc, sort_id desc limit 1) order by rank"
    )


async def ask(world: World, suggester: Suggester, text: str = AGAIN) -> list[dict[str, Any]]:
    await world.whatsapp(text, phone="51900000002", name="Otto Quispe")
    return await suggest(world, suggester)


async def test_an_answer_that_ended_well_is_kept_without_what_was_somebodys_own(
    world: World, suggester: Suggester
) -> None:
    await a_good_case(world)
    (kept,) = await keep(world, suggester)
    assert kept["text"] == (
        "Sí, {{contact.first_name}}: hiérvela con leche a fuego bajo durante una hora y deja que se enfríe sola. "
        "Soy {{agent.alias}}."
    )
    assert (kept["lang"], len(kept["vector"])) == ("es", 1024)
    assert await keep(world, suggester) == [kept]


async def test_a_case_that_was_reopened_or_ended_badly_teaches_nothing(world: World, suggester: Suggester) -> None:
    case_id = await a_good_case(world)
    await world.whatsapp("pésimo, se me rajó la olla, no sirve lo que me dijeron, qué vergüenza")
    assert await keep(world, suggester) == []
    (ended,) = await world.fetch("select ended, well from intelligence.answerer")
    assert ended == {"ended": 1, "well": 0}
    assert case_id


async def test_a_case_that_nobody_may_judge_counts_neither_for_nor_against_who_answered(
    world: World, suggester: Suggester
) -> None:
    await a_good_case(world)
    async with world.tx() as tx:
        (row,) = await world.fetch("select contact_id from contacts.identity")
        await contacts.withdraw(tx, row["contact_id"], Purpose.PROFILING, Evidence(EvidenceKind.FORM))
    await react(world)
    assert await keep(world, suggester) == []
    assert await world.fetch("select 1 from intelligence.answerer") == []


async def test_a_case_that_left_the_contact_discontent_teaches_nothing(world: World, suggester: Suggester) -> None:
    await world.whatsapp(CURING)
    lucia = await agent(world)
    (case,) = await world.fetch('select id from cases."case"')
    await answer(world, case["id"], lucia, CURED)
    await world.whatsapp("Pésimo, se me rajó la olla por hacerles caso. Qué vergüenza de tienda, quiero mi dinero ya.")
    await resolve(world, case["id"], lucia)
    assert await keep(world, suggester) == []
    (ended,) = await world.fetch("select ended, well from intelligence.answerer")
    assert ended == {"ended": 1, "well": 0}


async def test_the_desk_shows_them_filled_with_what_the_contact_told_until_one_of_us_has_answered(
    world: World, suggester: Suggester
) -> None:
    asked = "Buenas, quisiera saber dónde está mi pedido PR-30111, lo hice el lunes"
    await a_good_case(world, asked, "Tu pedido PR-30111 ya salió del almacén y va en camino a tu casa.")
    await keep(world, suggester)
    (first, *_) = await ask(world, suggester, "hola, quisiera saber dónde está mi pedido PR-40222, lo hice el martes")
    async with world.tx() as tx:
        (shown, *_) = await desk.standing(tx, first["case_id"])
        assert (shown.text, shown.values) == (first["text"], {"order_id": "PR-40222"})
        assert "{{order_id}}" in shown.text
        assert shown.source.by == "Lucia"
        assert not shown.shown
        await intelligence.note_shown(tx, first["case_id"], [shown.id])
    async with world.tx() as tx:
        assert (await desk.standing(tx, first["case_id"]))[0].shown
    await answer(world, first["case_id"], await agent(world, "mara"), "Ya lo veo")
    async with world.tx() as tx:
        assert await desk.standing(tx, first["case_id"]) == []


async def test_a_contact_who_refused_to_be_profiled_teaches_nothing(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    (case,) = await world.fetch('select contact_id from cases."case"')
    await refuse(world, case["contact_id"])
    assert await keep(world, suggester) == []


async def test_a_question_alike_gets_the_answer_with_its_source_and_a_fact(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    (kept,) = await keep(world, suggester)
    (first, *_) = await ask(world, suggester)
    assert (first["source"], first["source_id"], first["rank"]) == ("answer", kept["id"], 1)
    assert (first["by_id"], first["said_at"]) == (kept["author_id"], kept["at"])
    (told,) = await world.fetch("select body from kit.event where kind = 'intelligence.answers_suggested'")
    assert told["body"]["source"] == "answer"
    assert await suggest(world, suggester) == [first]


async def test_what_has_nothing_to_do_with_it_is_not_suggested(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    await keep(world, suggester)
    assert await ask(world, suggester, "¿me pueden mandar la factura a nombre de mi empresa?") == []


async def test_saved_replies_alone_suggest_before_there_is_a_past(world: World, suggester: Suggester) -> None:
    async with world.tx() as tx:
        await knowledge.add_canned(
            tx, world.brand.brand.id, "curado", "Curar el barro",
            {"es": "Para curar tu olla de barro antes del primer uso, hiérvela con leche una hora a fuego bajo."},
        )  # fmt: skip
    (only,) = await ask(world, suggester)
    assert (only["source"], only["version"]) == ("canned", 1)


async def test_without_the_encoder_words_still_find_saved_replies(
    world: World, bare_analyser: Analyser, suggester: Suggester
) -> None:
    async with world.tx() as tx:
        await knowledge.add_canned(
            tx, world.brand.brand.id, "curado", "Curar la olla de barro",
            {"es": "Antes de usar la olla de barro por primera vez, hiérvela con leche."},
        )  # fmt: skip
    bare = Suggester(world.house.db, world.house.book, bare_analyser)
    (only, *_) = await ask(world, bare)
    assert only["source"] == "canned"


async def test_another_brand_and_another_language_are_no_source(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    await keep(world, suggester)
    assert await ask(world, suggester, "I bought a clay pot, what should I do before using it the first time?") == []


async def test_what_was_sent_as_it_was_gains_and_what_is_rejected_goes(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    await keep(world, suggester)
    (first, *_) = await ask(world, suggester)
    mara = await agent(world, "mara")
    await answer(
        world, first["case_id"], mara, "Sí: hiérvela con leche.",
        sources=(Source(SourceKind.SUGGESTION, first["id"], edit_share=0.05),),
    )  # fmt: skip
    (sent,) = await world.fetch("select sent_id, edit_share, taken_at from intelligence.suggestion where rank = 1")
    assert sent["sent_id"] and sent["taken_at"]
    (record,) = await world.fetch("select accepted, edited from intelligence.text_record")
    assert record == {"accepted": 1, "edited": 0}
    (again, *_) = await ask(world, suggester, "tengo otra duda: " + AGAIN)
    assert again["score"] > first["score"]
    async with world.tx(Actor(ActorKind.USER, mara)) as tx:
        await intelligence.reject_suggestion(tx, again["case_id"], again["id"], RejectReason.OUTDATED, 2.0)
    lower = await ask(world, suggester, "disculpen: " + AGAIN)
    assert not lower or lower[0]["score"] < again["score"] / 2
    async with world.tx(Actor(ActorKind.USER, mara)) as tx:
        await intelligence.restore_suggestion(tx, again["case_id"], again["id"])
    (restored, *_) = await ask(world, suggester, "perdón, insisto: " + AGAIN)
    assert restored["score"] > again["score"] * 0.8


async def test_what_good_hands_made_of_a_suggestion_is_suggested_next(world: World, suggester: Suggester) -> None:
    await a_good_case(world)
    await keep(world, suggester)
    (first, *_) = await ask(world, suggester)
    mara = await agent(world, "mara")
    edited = "Sí: hiérvela con leche a fuego bajo durante una hora, deja que se enfríe sola y sécala al sol un día."
    sources = (Source(SourceKind.SUGGESTION, first["id"], edit_share=0.3),)
    await answer(world, first["case_id"], mara, edited, sources=sources)
    await world.whatsapp("¡Mil gracias, clarísimo y muy amable!", phone="51900000002", name="Otto Quispe")
    await resolve(world, first["case_id"], mara)
    await react(world)
    kept = {row["author_id"]: row for row in await keep(world, suggester)}
    assert kept[mara]["instead_of"] == first["key"] and kept[first["by_id"]]["instead_of"] is None
    await world.whatsapp(AGAIN, phone="51900000003", name="Ema Soto")
    (now, *others) = await suggest(world, suggester)
    assert now["text"].startswith("Sí: hiérvela con leche") and "sécala al sol" in now["text"]
    assert first["text"] not in {one["text"] for one in others}


async def test_a_suggestion_of_another_case_is_not_believed(world: World, suggester: Suggester) -> None:
    other = await a_good_case(world)
    await keep(world, suggester)
    (first, *_) = await ask(world, suggester)
    assert first["case_id"] != other
    mara = await agent(world, "mara")
    async with world.tx(Actor(ActorKind.USER, mara)) as tx:
        await intelligence.note_sent(tx, [(first["id"], first["message_id"], other, 0.0, mara)])
    assert await world.fetch("select 1 from intelligence.text_record") == []


async def refuse(world: World, contact_id: UUID) -> None:
    from trato.rooms.contacts import api as contacts  # noqa: PLC0415
    from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose  # noqa: PLC0415

    async with world.tx() as tx:
        await contacts.withdraw(tx, contact_id, Purpose.PROFILING, Evidence(EvidenceKind.AGENT))
