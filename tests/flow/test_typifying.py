"""TYPIFY and TEACH: people's tags teach at once; what is proven is put on cases, marked, and can be taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.flow.records import agent, react
from tests.flow.understanding import typify, understand
from tests.flow.world import World
from trato.flow.typifying import Typifier
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.model import Learner, Typed

RETURNS = (
    "Quiero devolver los zapatos que compré ayer",
    "¿Cómo hago la devolución de una polera?",
    "Necesito devolver mi compra, no me gustó",
    "Quisiera devolver el pantalón, me queda grande",
    "¿Dónde puedo devolver un producto?",
)
INVOICES = (
    "¿Me pueden enviar la factura de mi compra?",
    "Necesito la factura a nombre de mi empresa",
    "No me llegó la factura electrónica",
    "Por favor emitan factura con mi RUC",
    "La factura salió con otro nombre",
)


def phone(n: int) -> str:
    return f"5198731{n:04d}"


async def case_of(world: World, text: str, n: int) -> UUID:
    """Let somebody new say something; return the case."""
    await world.whatsapp(text, phone=phone(n), name=f"Contacto {n}")
    (row,) = await world.fetch(
        "select case_id from conversations.message where text = $1 order by sort_at desc limit 1", text
    )
    case: UUID = row["case_id"]
    return case


async def tag(world: World, user: UUID, case: UUID, name: str) -> UUID:
    async with world.tx(Actor(ActorKind.USER, user)) as tx:
        one = await cases.create_tag(tx, name)
        await cases.add_tag(tx, case, one.id)
    return one.id


async def untag(world: World, user: UUID, case: UUID, one: UUID) -> None:
    async with world.tx(Actor(ActorKind.USER, user)) as tx:
        await cases.remove_tag(tx, case, one)


async def teach(world: World, analyser: Analyser, user: UUID, name: str, texts: tuple[str, ...], start: int) -> UUID:
    """Let people write and an agent tag each of their cases."""
    one = uuid7()
    for n, text in enumerate(texts):
        one = await tag(world, user, await case_of(world, text, start + n), name)
    await typify(world, analyser)
    await react(world)
    return one


async def typed(world: World, case: UUID) -> Typed | None:
    async with world.tx() as tx:
        return (await intelligence.typed(tx, [case])).get(case)


async def lessons(world: World) -> list[dict[str, Any]]:
    return await world.fetch("select * from intelligence.lesson order by number")


async def prove(world: World, case: UUID, one: UUID, score: float = 0.98) -> None:
    """Let a prediction of a case be proven, and what follows from it follow."""
    (row,) = await world.fetch(
        "select message_id, contact_id from intelligence.understanding where case_id = $1 limit 1", case
    )
    async with world.tx() as tx:
        await intelligence.keep_typed(
            tx,
            [
                Typed(
                    case, row["message_id"], row["contact_id"], ((one, score),), (one,), "tags-1+0", (), None, None,
                    "reasons-0+0",
                )
            ],
        )  # fmt: skip
    await react(world)


async def marks(world: World, case: UUID) -> list[dict[str, Any]]:
    return await world.fetch("select * from cases.tag_mark where case_id = $1 order by at", case)


async def test_a_new_tag_with_five_examples_is_predicted_on_the_next_message(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "facturas", INVOICES, 10)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    case = await case_of(world, "Hola, compré una chaqueta y la quiero devolver", 90)
    await typify(world, analyser)
    said = await typed(world, case)
    assert said is not None
    assert said.tags[0][0] == returns
    assert not said.decided_tags  # five examples are no proof
    assert await marks(world, case) == []


async def test_a_lesson_is_what_people_left_on_a_case_without_its_words(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    case = await case_of(world, "hola", 1)
    await world.whatsapp("Quiero devolver los zapatos que compré", phone=phone(1))
    await understand(world, analyser)
    first = await tag(world, lucia, case, "devoluciones")
    await react(world)
    (one,) = await lessons(world)
    (telling,) = await world.fetch("select id from conversations.message where text like 'Quiero devolver%'")
    assert (one["labels"], one["weight"], one["message_id"]) == ([first], 1.0, telling["id"])
    assert not any(isinstance(value, str) and "devolver" in value for value in one.values())
    second = await tag(world, lucia, case, "zapatos")
    await react(world)
    (one,) = await lessons(world)
    assert set(one["labels"]) == {first, second}
    await untag(world, lucia, case, first)
    await untag(world, lucia, case, second)
    await react(world)
    assert await lessons(world) == []


async def test_words_that_were_deleted_teach_no_more(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "devoluciones", RETURNS[:1], 1)
    async with world.tx() as tx:
        assert len(await intelligence.lessons_after(tx, Learner.TAGS, 0)) == 1
        await tx.connection.execute(
            "update conversations.message set text = '', deleted_at = now() where workspace_id = $1", world.workspace
        )
        assert await intelligence.lessons_after(tx, Learner.TAGS, 0) == []


async def test_a_proven_tag_is_put_as_automatic_and_teaches_nothing_by_itself(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS[:1], 1)
    case = await case_of(world, RETURNS[1], 2)
    await understand(world, analyser)
    await prove(world, case, returns)
    (mark,) = await marks(world, case)
    assert (mark["by_kind"], mark["model"], round(mark["score"], 2)) == ("system", "tags-1+0", 0.98)
    assert len(await lessons(world)) == 1


async def test_who_takes_an_automatic_tag_away_corrects_it_threefold_and_it_stays_away(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS[:1], 1)
    case = await case_of(world, "¿A qué hora abren mañana?", 2)
    await understand(world, analyser)
    await prove(world, case, returns)
    await untag(world, lucia, case, returns)
    await react(world)
    (_, one) = await lessons(world)
    assert (one["labels"], one["refused"], one["weight"]) == ([], [returns], 3.0)
    await prove(world, case, returns)
    assert [mark for mark in await marks(world, case) if mark["removed_at"] is None] == []


async def test_a_tag_beside_which_an_automatic_one_stands_says_nothing_of_that_one(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS[:1], 1)
    case = await case_of(world, RETURNS[1], 2)
    await understand(world, analyser)
    await prove(world, case, returns)
    other = await tag(world, lucia, case, "ropa")
    await react(world)
    (_, one) = await lessons(world)
    assert (one["labels"], one["unsure"], one["refused"]) == ([other], [returns], [])


async def test_a_correction_is_believed_by_the_next_message(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "facturas", INVOICES, 10)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    text = "¿Puedo devolver un regalo sin boleta?"
    case = await case_of(world, text, 50)
    await typify(world, analyser)
    before = await typed(world, case)
    await prove(world, case, returns)
    await untag(world, lucia, case, returns)
    await react(world)
    again = await case_of(world, text + " Gracias", 51)
    await typify(world, analyser)
    after = await typed(world, again)
    assert before and after
    assert dict(after.tags)[returns] < dict(before.tags)[returns]


async def test_a_renamed_tag_is_the_same_a_merged_one_is_the_other_a_retired_one_is_none(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    invoices = await teach(world, analyser, lucia, "facturas", INVOICES, 10)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    async with world.tx() as tx:
        await cases.rename_tag(tx, returns, "cambios y devoluciones")
    case = await case_of(world, "la quiero devolver", 90)
    await typify(world, analyser)
    said = await typed(world, case)
    assert said and said.tags[0][0] == returns
    async with world.tx() as tx:
        other = await cases.create_tag(tx, "posventa")
        await cases.merge_tags(tx, returns, other.id)
        await cases.retire_tag(tx, invoices)
    case = await case_of(world, "las quiero devolver", 91)
    await typify(world, analyser)
    said = await typed(world, case)
    assert said and {one for one, _ in said.tags} == {other.id}


async def test_who_refused_profiling_is_not_predicted_and_who_refused_training_teaches_nothing(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    taught = len(await lessons(world))
    await case_of(world, "hola", 90)
    (row,) = await world.fetch("select id from contacts.contact order by created_at desc limit 1")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        for purpose in (Purpose.PROFILING, Purpose.TRAINING):
            await contacts.withdraw(tx, row["id"], purpose, Evidence(EvidenceKind.AGENT, UserId(lucia)))
    await world.whatsapp("la quiero devolver", phone=phone(90))
    (said,) = await world.fetch("select case_id from conversations.message where text = 'la quiero devolver'")
    await typify(world, analyser)
    assert await typed(world, said["case_id"]) is None
    await tag(world, lucia, said["case_id"], "devoluciones")
    await react(world)
    assert len(await lessons(world)) == taught


async def test_a_reason_teaches_by_its_path_and_another_one_afterwards_is_a_correction(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        above = await cases.add_disposition(tx, "compras", {"es": "Compras"})
        leaf = await cases.add_disposition(tx, "devolver", {"es": "Devolución"}, parent_id=above.id)
        other = await cases.add_disposition(tx, "factura", {"es": "Factura"}, parent_id=above.id)
    for n, text in enumerate(RETURNS + INVOICES):
        case = await case_of(world, text, n)
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await cases.set_disposition(tx, case, leaf.id if text in RETURNS else other.id)
    await react(world)
    new = await case_of(world, "Hola, compré una chaqueta y la quiero devolver", 90)
    await typify(world, analyser)
    said = await typed(world, new)
    assert said and said.reasons[0][0] == leaf.id
    assert abs(sum(score for _, score in said.reasons) - 1) < 1e-3
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.set_disposition(tx, case, leaf.id)
    await react(world)
    assert [one["weight"] for one in await lessons(world)] == [1.0] * 9 + [3.0]


async def test_two_processes_tell_each_prediction_once(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    before = await world.fetch("select 1 from kit.event where kind = 'intelligence.case_typed'")
    await case_of(world, "la quiero devolver", 90)
    await understand(world, analyser)
    one, other = Typifier(world.house.db, analyser.encoder), Typifier(world.house.db, analyser.encoder)
    for _ in range(3):
        await one.work(world.workspace)
        await other.work(world.workspace)
    told = await world.fetch("select 1 from kit.event where kind = 'intelligence.case_typed'")
    assert len(told) == len(before) + 1


async def test_each_turn_is_judged_until_somebody_has_tagged_the_case(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await teach(world, analyser, lucia, "facturas", INVOICES, 10)
    returns = await teach(world, analyser, lucia, "devoluciones", RETURNS, 20)
    case = await case_of(world, "¿Me pueden enviar la factura?", 90)
    await typify(world, analyser)
    first = await typed(world, case)
    await world.whatsapp("Además quiero devolver los zapatos", phone=phone(90))
    await typify(world, analyser)
    second = await typed(world, case)
    assert first and second and first.message_id != second.message_id
    assert second.tags[0][0] == returns
    async with world.tx() as tx:
        one = await cases.add_disposition(tx, "otra", {"es": "Otra"})
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.set_disposition(tx, case, one.id)
    await tag(world, lucia, case, "devoluciones")
    await world.whatsapp("Y la factura, por favor", phone=phone(90))
    await typify(world, analyser)
    assert await typed(world, case) == second


async def test_another_reason_than_was_shown_as_likely_is_a_correction(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    async with world.tx() as tx:
        shown = await cases.add_disposition(tx, "devolver", {"es": "Devolución"})
        given = await cases.add_disposition(tx, "factura", {"es": "Factura"})
    scores = {"dudosa": 0.4, "errada": 0.8, "acertada": 0.8}
    for n, (name, score) in enumerate(scores.items()):
        case = await case_of(world, f"Hola, es por una compra {name}", n)
        await understand(world, analyser)
        (row,) = await world.fetch("select * from intelligence.understanding where case_id = $1", case)
        guess = ((shown.id, score), (given.id, 0.1))
        one = Typed(case, row["message_id"], row["contact_id"], (), (), "tags-0+0", guess, None, None, "reasons-1+0")
        async with world.tx() as tx:
            await intelligence.keep_typed(tx, [one])
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await cases.set_disposition(tx, case, shown.id if name == "acertada" else given.id)
        await react(world)
    assert [one["weight"] for one in await lessons(world)] == [1.0, 3.0, 1.0]
