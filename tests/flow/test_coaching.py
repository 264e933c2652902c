"""Coaching over a real house: hints from what is stored, counted once, put away, and summed by agent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.flow.records import agent, answer, the_case
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.kit.events import Actor, ActorKind
from trato.rooms.access.model import Scope
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import ResolvedHow
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.rules.coaching import Hint, HintCode
from trato.rooms.intelligence.service import coaching

UPSET = "Es la tercera vez que escribo y nadie responde, un desastre. Quiero hablar con una persona ya."


async def hints(world: World, case: UUID, who: UUID) -> list[Hint]:
    """Return the hints but that of the promise, which every case of these stories has for its first minutes."""
    async with world.tx() as tx:
        return [one for one in await coaching.hints(tx, case, who) if one.code is not HintCode.PROMISE_NEAR]


async def test_hints_come_from_what_was_understood_and_go_with_our_answer(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await world.whatsapp(UPSET)
    case = (await the_case(world))["id"]
    assert await hints(world, case, lucia) == []  # nothing was understood yet, and nothing is made up
    await understand(world, analyser)
    codes = {one.code for one in await hints(world, case, lucia)}
    assert {HintCode.ASKS_FOR_PERSON, HintCode.ANGRY_TURN} <= codes
    await answer(world, case, lucia, "Hola Rosa, soy Lucía y me ocupo yo: su pedido sale hoy.")
    assert await hints(world, case, lucia) == []


async def test_a_hint_counts_once_and_one_put_away_comes_back_for_a_new_cause_only(
    world: World, analyser: Analyser
) -> None:
    lucia, other = await agent(world), await agent(world, "eva")
    await world.whatsapp(UPSET)
    case = (await the_case(world))["id"]
    await understand(world, analyser)
    shown = await hints(world, case, lucia)
    for _ in range(2):
        async with world.tx() as tx:
            await coaching.show_hints(tx, case, lucia, [(one.about, one.code) for one in shown])
            await coaching.dismiss_hint(tx, case, lucia, shown[0].about, shown[0].code)
    kinds = await world.fetch("select kind, count(*) as many from kit.event where kind like '%.hint_%' group by kind")
    counted = {row["kind"]: row["many"] for row in kinds}
    assert counted == {"intelligence.hint_shown": len(shown), "intelligence.hint_dismissed": 1}
    assert [one.code for one in await hints(world, case, lucia)] == [one.code for one in shown[1:]]
    assert await hints(world, case, other) == shown
    await world.whatsapp("Insisto: quiero hablar con una persona, con un supervisor")
    await understand(world, analyser)
    assert shown[0].code in {one.code for one in await hints(world, case, lucia)}


async def test_how_an_agents_cases_went_is_summed_by_week_within_reach(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await world.whatsapp(UPSET)
    case = (await the_case(world))["id"]
    await understand(world, analyser)
    async with world.tx() as tx:
        await coaching.show_hints(tx, case, lucia, [(case, HintCode.PROMISE_NEAR)])
    await answer(world, case, lucia, "Hola Rosa, ya está resuelto, llega hoy.")
    await world.whatsapp("¡Excelente, muchas gracias, qué buena atención!")
    await understand(world, analyser)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await cases.resolve(tx, case, disposition_id=None, how=ResolvedHow.AGENT, in_wrap_up=True)
    async with world.tx() as tx:
        (row,) = await coaching.trends(tx, Scope(everywhere=True), "America/Lima")
        assert (row["agent_id"], row["cases"], row["hints"], row["began_badly"], row["turned"]) == (lucia, 1, 1, 1, 1)
        assert row["judged"] == 1 and 0 <= row["csat"] <= 100
        assert [one["id"] for one in await coaching.cases_behind(tx, Scope(everywhere=True), lucia)] == [case]
        assert await coaching.trends(tx, Scope(), "America/Lima") == []
        assert await coaching.cases_behind(tx, Scope(), lucia) == []
    await world.fetch("update cases.resolution set at = at - $1::interval returning 1", timedelta(weeks=9))
    async with world.tx() as tx:
        assert await coaching.trends(tx, Scope(everywhere=True), "America/Lima") == []
