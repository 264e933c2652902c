"""RELEARN: fits that are due, a challenger that must not be worse, versions that can be chosen again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from tests.flow.records import agent, react
from tests.flow.test_typifying import RETURNS, case_of, lessons, marks, tag, typed, untag
from tests.flow.understanding import typify
from tests.flow.world import World
from trato.flow.relearning import Relearner
from trato.kit.errors import NotFound
from trato.kit.events import Actor, ActorKind
from trato.rooms.cases import api as cases
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.engine.insight import ALIKE, two_groups
from trato.rooms.intelligence.engine.refitting import Judgement, Trial
from trato.rooms.intelligence.model import Learner

WHAT = ("el pedido", "mi compra", "una chaqueta", "los zapatos", "el televisor", "la silla", "un libro", "la mesa")


def returns(n: int) -> str:
    return f"Hola {n}, quiero devolver {WHAT[n % len(WHAT)]}, no es lo que esperaba"


def invoices(n: int) -> str:
    return f"Hola {n}, necesito la factura de {WHAT[n % len(WHAT)]} con el RUC de mi empresa"


async def many(world: World, user: UUID, each: int, start: int = 0) -> tuple[UUID, UUID]:
    """Let people write of two matters, and an agent tag each case."""
    for n in range(start, start + each):
        one = await tag(world, user, await case_of(world, returns(n), 2 * n), "devoluciones")
        other = await tag(world, user, await case_of(world, invoices(n), 2 * n + 1), "facturas")
    await react(world)
    return one, other


async def refit(world: World, analyser: Analyser, *, now: bool = True) -> int:
    """Let a fit that is due be done; `now` makes one due."""
    if now:
        async with world.tx() as tx:
            await intelligence.ask_to_fit(tx, Learner.TAGS)
    return await Relearner(world.house.db, analyser.encoder).work(world.workspace)


async def models(world: World) -> list[dict[str, Any]]:
    return await world.fetch("select * from intelligence.model order by version")


async def learner(world: World) -> dict[str, Any]:
    (row,) = await world.fetch("select * from intelligence.learner where name = 'tags'")
    return row


async def test_after_ten_lessons_a_fit_is_due_before_that_in_the_night(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await many(world, lucia, 4)
    due = (await learner(world))["due_at"]
    assert due.astimezone(timezone(timedelta(hours=-5))).hour == 3  # in Lima, where the brand is
    await many(world, lucia, 1, 4)
    assert world.workspace in await Relearner(world.house.db, analyser.encoder).look()


def test_a_night_is_three_in_the_morning_of_where_the_brands_are() -> None:
    at = datetime.fromisoformat("2026-03-01T08:30:00+00:00")
    assert intelligence.next_night(at, "America/Lima").isoformat() == "2026-03-02T03:00:00-05:00"
    assert intelligence.next_night(at, "America/Los_Angeles").isoformat() == "2026-03-01T03:00:00-08:00"


async def test_what_is_proven_after_a_fit_is_put_on_the_next_case(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    one, _ = await many(world, lucia, 60)
    assert await refit(world, analyser) == 120
    (model,) = await models(world)
    assert model["promoted"] and model["version"] == 1 and model["judged"]["challenger"]["macro_f1"] > 0.95
    case = await case_of(world, returns(99), 900)
    strange = await case_of(world, "¿El estacionamiento de la tienda es gratuito los domingos?", 901)
    await typify(world, analyser)
    await react(world)
    said, other = await typed(world, case), await typed(world, strange)
    assert said and said.decided_tags == (one,)
    (mark,) = await marks(world, case)
    assert mark["tag_id"] == one and mark["model"] == said.tags_version and mark["score"] > 0.5
    assert other is not None and other.decided_tags == ()
    assert await marks(world, strange) == []
    assert len(await lessons(world)) == 120  # what was put by itself teaches nothing


async def test_tags_that_are_switched_off_are_predicted_and_not_put(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    one, _ = await many(world, lucia, 60)
    await refit(world, analyser)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await intelligence.set_automatic(tx, Learner.TAGS, on=False)
    case = await case_of(world, returns(99), 900)
    await typify(world, analyser)
    await react(world)
    said = await typed(world, case)
    assert said and said.decided_tags == (one,)
    assert await marks(world, case) == []


async def test_a_worse_challenger_is_kept_and_not_promoted(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lucia = await agent(world)
    await many(world, lucia, 15)
    await refit(world, analyser)
    champion = (await learner(world))["champion"]
    await many(world, lucia, 6, 20)
    worse = iter((Judgement(0.80, 0.02, 12), Judgement(0.90, 0.02, 12)))
    monkeypatch.setattr(intelligence, "judge_model", lambda *_: next(worse))
    await refit(world, analyser)
    first, second = await models(world)
    assert first["promoted"] and not second["promoted"]
    assert (await learner(world))["champion"] == champion == first["id"]
    assert (await learner(world))["due_at"] is None
    told = await world.fetch(
        "select body ->> 'promoted' as promoted from kit.event where kind = 'intelligence.model_judged' order by seq"
    )
    assert [row["promoted"] for row in told] == ["true", "false"]


@pytest.mark.parametrize(
    ("f1", "off", "won"), [(0.9, 0.1, True), (0.91, 0.05, True), (0.89, 0.05, False), (0.95, 0.13, False)]
)
def test_neither_f1_nor_calibration_may_get_worse(f1: float, off: float, won: bool) -> None:
    assert Trial(Judgement(f1, off, 50), Judgement(0.9, 0.1, 50)).is_won is won
    assert Trial(Judgement(0.1, 0.9, 50), None).is_won


async def test_a_challenger_is_judged_on_what_neither_has_seen(
    world: World, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lucia = await agent(world)
    await many(world, lucia, 15)
    await refit(world, analyser)
    until = (await models(world))[0]["until"]
    await many(world, lucia, 6, 20)
    seen: list[tuple[set[int], set[int]]] = []
    fit, judge = intelligence.fit_lessons, intelligence.judge_model

    def fitting(material: Any, encoder: Any) -> Any:
        seen.append(({one.number for one in material.lessons}, set()))
        return fit(material, encoder)

    def judging(model: Any, material: Any) -> Any:
        seen[-1][1].update(one.number for one in material.lessons)
        return judge(model, material)

    monkeypatch.setattr(intelligence, "fit_lessons", fitting)
    monkeypatch.setattr(intelligence, "judge_model", judging)
    await refit(world, analyser)
    learned, judged = seen[0]
    assert judged and not learned & judged and min(judged) > until
    assert seen[1][0] == learned | judged  # fitted once more, with all


async def test_five_versions_are_kept_and_any_of_them_predicts_again(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await many(world, lucia, 6)
    await refit(world, analyser)
    for n in range(6):
        await many(world, lucia, 1, 10 + n)
        await refit(world, analyser)
    kept = await models(world)
    assert [row["version"] for row in kept if row["id"] != (await learner(world))["champion"]][-4:] != []
    assert 5 <= len(kept) <= 6 and kept[-1]["version"] == 7
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await intelligence.choose(tx, kept[1]["id"])
    assert (await learner(world))["champion"] == kept[1]["id"]
    case = await case_of(world, "quiero devolver la mesa", 900)
    typifier = await typify(world, analyser)
    assert typifier.pupils[world.workspace][Learner.TAGS].version == kept[1]["version"]
    said = await typed(world, case)
    assert said and said.tags_version.startswith(f"tags-{kept[1]['version']}+")
    told = await world.fetch("select 1 from kit.event where kind = 'intelligence.model_chosen'")
    assert len(told) == 1
    async with world.tx() as tx:
        with pytest.raises(NotFound):
            await intelligence.choose(tx, case)


async def test_a_model_that_people_chose_meanwhile_is_not_replaced(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await many(world, lucia, 6)
    await refit(world, analyser)
    first = (await learner(world))["champion"]
    await many(world, lucia, 2, 20)
    async with world.tx() as tx:
        fresh = intelligence.Fresh(
            Learner.TAGS, "night", 99, 16, "x", {"challenger": {"macro_f1": 1.0, "off": 0.0}}, True, {}, b"", None
        )
        await intelligence.add_version(tx, fresh)
    assert (await learner(world))["champion"] == first


async def test_nothing_new_is_no_new_version(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    await many(world, lucia, 6)
    await refit(world, analyser)
    await refit(world, analyser)
    assert len(await models(world)) == 1
    assert (await learner(world))["progress"] is None


async def test_what_was_corrected_is_fitted_as_not_meant(world: World, analyser: Analyser) -> None:
    lucia = await agent(world)
    one, _ = await many(world, lucia, 60)
    await refit(world, analyser)
    texts = [f"Quiero devolver la llamada perdida número {n}" for n in range(12)]
    for n, text in enumerate(texts):
        case = await case_of(world, text, 500 + n)
        async with world.tx() as tx:
            await cases.add_tag(tx, case, one, model="tags-1+0", score=0.9)
        await untag(world, lucia, case, one)
    await react(world)
    await refit(world, analyser)
    before, after = [intelligence.TagModel.from_bytes(row["file"]) for row in await models(world)]
    text = "Quiero devolver la llamada perdida de ayer"
    vector = analyser.encoder.encode([text])
    was, now = dict(before.predict([text], vector)[0].top), dict(after.predict([text], vector)[0].top)
    assert now[str(one)] < was[str(one)] - 0.2


async def test_a_tag_of_two_matters_is_told_apart_with_the_messages_that_show_it(
    world: World, analyser: Analyser
) -> None:
    lucia = await agent(world)
    for n in range(14):
        await tag(world, lucia, await case_of(world, f"Quiero devolver {WHAT[n % 8]} {n}", n), "varios")
        await tag(world, lucia, await case_of(world, f"¿A qué hora abre la tienda el día {n}?", 100 + n), "varios")
        await tag(world, lucia, await case_of(world, f"Necesito la factura {n} con mi RUC", 300 + n), "facturas")
    await react(world)
    await refit(world, analyser)
    (model,) = await models(world)
    (split,) = model["insight"]["split"]
    assert sorted(group["many"] for group in split["groups"]) == [14, 14]
    assert all(len(group["messages"]) == 3 for group in split["groups"])


def test_messages_of_one_matter_have_middles_that_are_alike(analyser: Analyser) -> None:
    _, _, one = two_groups(analyser.encoder.encode([returns(n) for n in range(24)]))
    _, apart, two = two_groups(
        analyser.encoder.encode([*RETURNS, *(f"¿A qué hora abren el día {n}?" for n in range(5))])
    )
    assert float(one[0] @ one[1]) > ALIKE > float(two[0] @ two[1])
    assert apart > 0.15
