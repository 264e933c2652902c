"""A case summed up for whoever takes it over: from what is stored, for those who may see it, in few statements."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.flow.records import agent, answer, the_case
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Holder, HolderKind
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.rules.summing_up import PointKind
from trato.rooms.intelligence.service.summing_up import Brief, brief

WANTS = "Compré una olla el lunes y llegó rota, pedido PED-48213. Quiero que me devuelvan el dinero."
ASKS = "¿Y cuánto tarda en llegar el dinero a mi tarjeta?"


async def told(world: World, case: UUID, who: UUID) -> Brief:
    async with world.tx() as tx:
        return await brief(tx, case, who)


async def given(world: World, case: UUID, to: UUID, by: UUID | None = None, why: str = "") -> None:
    """Let a case pass to an agent."""
    async with world.tx(Actor(ActorKind.USER, by) if by else Actor(ActorKind.SYSTEM)) as tx:
        await cases.transfer(tx, case, Holder(HolderKind.AGENT, to), why=why)


async def a_story(world: World, lucia: UUID) -> UUID:
    await world.whatsapp(WANTS)
    case: UUID = (await the_case(world))["id"]
    await given(world, case, lucia)
    await answer(world, case, lucia, "Hola Rosa, ya revisé el pedido con el almacén.")
    await world.whatsapp(ASKS)
    return case


async def test_who_takes_over_is_told_by_itself_until_they_answer(world: World) -> None:
    lucia, eva = await agent(world), await agent(world, "eva")
    case = await a_story(world, lucia)
    assert not (await told(world, case, lucia)).fresh  # nobody had it before
    await given(world, case, eva, by=lucia, why="Termino mi turno")
    found = await told(world, case, eva)
    assert found.fresh and found.handing is not None
    assert (found.handing.giver, found.handing.why) == ("Lucia", "Termino mi turno")
    assert not (await told(world, case, lucia)).fresh  # not for who gave it
    kinds = [one.kind for one in found.points]
    assert kinds == [PointKind.WANTS, PointKind.SAID, PointKind.OPEN]
    assert found.points[-1].text == ASKS and found.orders == ["PED-48213"]
    await answer(world, case, eva, "Tarda tres días hábiles.")
    after = await told(world, case, eva)
    assert not after.fresh and PointKind.OPEN not in {one.kind for one in after.points}


async def test_through_a_queue_it_is_still_a_handover_and_to_oneself_it_is_none(world: World) -> None:
    lucia, eva = await agent(world), await agent(world, "eva")
    case = await a_story(world, lucia)
    for to, fresh in ((lucia, False), (eva, True)):
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await cases.release(tx, case)
        await given(world, case, to)
        assert (await told(world, case, to)).fresh is fresh


async def test_from_a_bot_it_is_a_handover_too(world: World) -> None:
    lucia = await agent(world)
    await world.whatsapp(WANTS, ASKS)
    case = (await the_case(world))["id"]
    for kind, who in ((HolderKind.BOT, uuid7()), (HolderKind.AGENT, lucia)):
        async with world.tx() as tx:
            await cases.assign(tx, case, Holder(kind, who), AssignReason.HANDOVER)
    found = await told(world, case, lucia)
    assert found.fresh and found.handing is not None and found.handing.giver_kind is HolderKind.BOT


async def test_what_was_promised_stands_there_with_its_time_until_it_is_kept(world: World) -> None:
    lucia = await agent(world)
    case = await a_story(world, lucia)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        due = tx.now + timedelta(hours=3)
        one = await cases.promise(tx, case, "Confirmar la devolución", due)
    (owed,) = (await told(world, case, lucia)).owed
    assert (owed.body, owed.due_at) == ("Confirmar la devolución", due)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.keep_promise(tx, one.id)
    assert (await told(world, case, lucia)).owed == []


async def test_tags_and_how_they_sound_are_told_once_known(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    case = await a_story(world, lucia)
    before = await told(world, case, lucia)
    assert before.tone is None and before.tags == []
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        tag = await cases.create_tag(tx, "devolución")
        await cases.add_tag(tx, case, tag.id)
    await world.whatsapp("Es una vergüenza, nadie responde, pésimo servicio")
    await understand(world, analyser)
    after = await told(world, case, lucia)
    assert after.tags == ["devolución"] and after.tone is not None and after.tone.mood == "negative"


async def test_what_never_reached_the_contact_was_not_said_to_them(world: World) -> None:
    lucia = await agent(world)
    case = await a_story(world, lucia)
    sent = await answer(world, case, lucia, "Registré su devolución con el número 99.")
    assert any("99" in one.text for one in (await told(world, case, lucia)).points)
    await world.fetch("update conversations.delivery set state = 'cancelled' where message_id = $1 returning 1", sent)
    assert not any("99" in one.text for one in (await told(world, case, lucia)).points)


async def test_a_survey_or_a_notice_answers_nobody(world: World) -> None:
    lucia = await agent(world)
    case = await a_story(world, lucia)
    sent = await answer(world, case, lucia, "Tarda tres días hábiles en llegar a su tarjeta.")
    assert PointKind.OPEN not in {one.kind for one in (await told(world, case, lucia)).points}
    await world.fetch("update conversations.message set purpose = 'survey' where id = $1 returning 1", sent)
    assert PointKind.OPEN in {one.kind for one in (await told(world, case, lucia)).points}


async def test_a_long_case_takes_as_many_statements_as_a_short_one(world: World) -> None:
    lucia = await agent(world)
    case = await a_story(world, lucia)

    async def statements() -> int:
        seen: list[str] = []
        async with world.tx() as tx:
            tx.connection.add_query_logger(lambda query: seen.append(query.query))
            await brief(tx, case, lucia)
        return len(seen)

    few = await statements()
    await world.whatsapp(*(f"Escribo otra vez por lo mismo, van {n} veces" for n in range(12)))
    assert await statements() == few <= 5
