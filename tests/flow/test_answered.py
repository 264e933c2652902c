"""Survey answers calibrate predicted satisfaction, each workspace by its own, and never for the worse."""

from __future__ import annotations

import random
from uuid import UUID

import pytest

from tests.flow.records import react
from tests.flow.test_typifying import case_of, phone
from tests.flow.understanding import understand
from tests.flow.world import World, make_world
from trato.app.wiring import House
from trato.kit.errors import Invalid
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser
from trato.rooms.intelligence.engine.answered import LEAST, Calibration, calibrate
from trato.rooms.intelligence.model import CaseOutlook

SAD = "Estoy harta, es la tercera vez que escribo y nadie responde, pésimo servicio"


def answers(many: int, *, harsh: float, seed: int = 3) -> tuple[list[float], list[float]]:
    """Return what was predicted and what was said where people are `harsh` points less content than predicted."""
    chance = random.Random(seed)
    points = [float(chance.randint(20, 95)) for _ in range(many)]
    said = [25 * round(min(100, max(0, one - harsh + chance.gauss(0, 12))) / 25) for one in points]
    return points, [float(one) for one in said]


def test_people_who_are_harsher_than_predicted_move_the_prediction() -> None:
    trial = calibrate(*answers(300, harsh=25), 45, 1)
    assert trial is not None and trial.is_won
    assert trial.error_after < trial.error_before - 5 and trial.brier_after < trial.brier_before
    one = trial.calibration
    assert one.csat(70) < 55 and one.csat(90) > one.csat(40)
    assert one.dissatisfied(60) > Calibration().dissatisfied(60) + 0.2


def test_noise_does_not_win_and_few_answers_say_nothing() -> None:
    assert calibrate(*answers(LEAST - 1, harsh=30), 45, 1) is None
    chance = random.Random(5)
    won = 0
    for seed in range(20):
        points, _ = answers(40, harsh=0, seed=seed)
        trial = calibrate(points, [min(100.0, max(0.0, one + chance.gauss(0, 20))) for one in points], 45, 1)
        assert trial is not None
        won += trial.is_won
        assert not trial.is_won or trial.error_after <= trial.error_before
        assert abs(trial.calibration.csat(60) - 60) < 15  # what few answers say, moves it little
    assert won < 20


async def answered(world: World, many: int, harsh: int) -> None:
    """Let cases be judged, and their contacts say how content they are."""
    chance = random.Random(7)
    said: dict[UUID, int] = {}
    judged = []
    for n in range(many):
        case = await case_of(world, f"hola, una pregunta {n}", n)
        points = chance.randint(20, 95)
        judged.append(CaseOutlook(case, points, 0.1, 0.1, 0.1, (), "points-1", 0.0, points))
        said[case] = min(100, max(0, points - harsh + chance.randint(-8, 8)))
    async with world.tx() as tx:
        await intelligence.judge(tx, judged)
        assert await intelligence.note_satisfaction(tx, said) == many
    await react(world)


async def test_the_next_judgement_is_calibrated_and_that_of_others_is_not(
    house: House, world: World, analyser: Analyser
) -> None:
    other = await make_world(house)
    for one in (other, world):
        case = await case_of(one, SAD, 900)
        await understand(one, analyser)
    (plain,) = await world.fetch("select csat, points, model from intelligence.outlook")
    await answered(world, 40, 25)
    for one in (world, other):
        await one.whatsapp("sigo sin respuesta, qué vergüenza", phone=phone(900))
        await understand(one, analyser)
    (mine,) = await world.fetch("select csat, points, model from intelligence.outlook where case_id = $1", case)
    (theirs,) = await other.fetch("select csat, points, model from intelligence.outlook")
    assert plain["model"] == theirs["model"] == "points-1" and theirs["csat"] == theirs["points"] == mine["points"]
    assert mine["model"] == "points-1+1" and mine["csat"] < mine["points"] - 10
    (kept,) = await world.fetch("select * from intelligence.calibration")
    assert kept["used"] and kept["answers"] == 40 and kept["error_after"] < kept["error_before"]
    facts = await world.fetch("select body from kit.event where kind = 'intelligence.satisfaction_answered'")
    assert len(facts) == 40


async def test_a_calibration_that_gets_worse_is_not_used(world: World) -> None:
    await answered(world, 40, 25)
    async with world.tx() as tx:
        assert (await intelligence.calibration(tx)).version == 1
        # what four of five answers say is the opposite of what the fifth says
        await tx.connection.execute(
            "update intelligence.survey_answer a set points = 50, said = 50 + 20 * (n.n % 5 - 2) from (select case_id,"
            " row_number() over (order by at, case_id) - 1 as n from intelligence.survey_answer) n"
            " where n.case_id = a.case_id"
        )
        assert not await intelligence.calibrate_satisfaction(tx)
        assert await intelligence.calibration(tx) == Calibration()


async def test_who_refused_to_be_learned_from_and_who_was_never_judged_teach_nothing(world: World) -> None:
    case, other = await case_of(world, "hola", 1), await case_of(world, "buenas", 2)
    (row,) = await world.fetch('select contact_id from cases."case" where id = $1', case)
    async with world.tx() as tx:
        await intelligence.judge(tx, [CaseOutlook(case, 60, 0.1, 0.1, 0.1, (), "points-1")])
        await contacts.withdraw(tx, row["contact_id"], Purpose.TRAINING, Evidence(EvidenceKind.FORM))
        assert await intelligence.note_satisfaction(tx, {case: 50, other: 25}) == 0
        with pytest.raises(Invalid):
            await intelligence.note_satisfaction(tx, {case: 101})
