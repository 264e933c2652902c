"""What was understood decides: rules ask about it, skills follow the language, and a new case waits a moment for it."""

from __future__ import annotations

from datetime import timedelta

from tests.flow.records import agent
from tests.flow.test_automating import drain, runs, the_case, write
from tests.flow.test_routing import automatic
from tests.flow.understanding import understand
from tests.flow.world import World
from trato.flow.acts.routing import Dispatcher
from trato.rooms.automation.model import (
    Choice,
    ChoiceField,
    Predicted,
    Prediction,
    SetPriority,
    TriggerKind,
    ValueOp,
)
from trato.rooms.cases.model import Priority
from trato.rooms.console.service import details
from trato.rooms.intelligence.api import Analyser
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import Matches

CROSS = "Es la tercera vez que escribo y nadie me responde. Voy a poner una denuncia, quiero hablar con una persona."
FRAUD = "¡Me están robando! Acaban de sacar plata de mi cuenta sin mi permiso, bloqueen la tarjeta ya"
HIGH = SetPriority(Priority.HIGH)


async def understood(world: World, analyser: Analyser) -> None:
    await drain(world)
    await understand(world, analyser)
    await drain(world)


async def test_a_rule_hears_what_a_message_is_about_a_moment_after_it_came(world: World, analyser: Analyser) -> None:
    about = Choice(ChoiceField.ABOUT, ("issue",))
    await write(world, "Problemas", TriggerKind.MESSAGE_UNDERSTOOD, HIGH, given=about)
    await world.whatsapp("¿A qué hora abren los domingos?")
    await understood(world, analyser)
    assert (await the_case(world))["priority"] == Priority.NORMAL
    await world.whatsapp("Mi pedido llegó roto, necesito que lo cambien", phone="51900000001")
    await understood(world, analyser)
    assert (await the_case(world))["priority"] == Priority.HIGH
    assert await runs(world) == [("done", "")]


async def test_a_rule_hears_that_a_case_goes_badly(world: World, analyser: Analyser) -> None:
    likely = Predicted(Prediction.ESCALATION, 0.5)
    await write(world, "Va mal", TriggerKind.CASE_JUDGED, HIGH, given=likely)
    await world.whatsapp("Hola, ¿me ayudan con mi pedido?")
    await understood(world, analyser)
    assert (await the_case(world))["priority"] == Priority.NORMAL
    await world.whatsapp(CROSS)
    await understood(world, analyser)
    assert (await the_case(world))["priority"] == Priority.HIGH


async def test_what_nobody_predicted_makes_no_condition_true(world: World) -> None:
    for op in (ValueOp.AT_LEAST, ValueOp.AT_MOST):
        await write(world, op, TriggerKind.CASE_OPENED, HIGH, given=Predicted(Prediction.CSAT, 50, op))
    await world.whatsapp("Hola")
    await drain(world)
    assert (await the_case(world))["priority"] == Priority.NORMAL


async def test_urgency_and_language_of_a_message_can_be_asked_about(world: World, analyser: Analyser) -> None:
    await write(world, "Ya", TriggerKind.MESSAGE_UNDERSTOOD, HIGH, given=Predicted(Prediction.URGENCY, 2))
    await world.whatsapp(FRAUD)
    await understood(world, analyser)
    assert (await the_case(world))["priority"] == Priority.HIGH


async def test_who_writes_in_portuguese_asks_for_who_speaks_it_whatever_his_telephone_says(
    world: World, analyser: Analyser
) -> None:
    await automatic(world)
    lucia = await agent(world, "lucia")
    async with world.tx() as tx:
        portuguese = await workforce.add_skill(tx, "Portugués", Matches.LANGUAGE, "pt", 2)
    await world.whatsapp("Olá, bom dia! Meu pedido ainda não chegou e preciso dele para amanhã, vocês podem me ajudar?")
    await understood(world, analyser)
    dispatcher = Dispatcher(world.house.db)
    await dispatcher.work(world.workspace)
    assert (await the_case(world))["holder_kind"] == "queue"
    async with world.tx() as tx:
        await workforce.set_skills(tx, lucia, {portuguese.id: 2})
    await dispatcher.work(world.workspace)
    assert (await the_case(world))["holder_id"] == lucia


async def test_a_new_case_is_given_once_it_is_understood_or_after_a_moment(world: World, analyser: Analyser) -> None:
    await automatic(world)
    lucia = await agent(world, "lucia")
    await world.whatsapp("Mi pedido llegó roto")
    patient = Dispatcher(world.house.db, patience=timedelta(minutes=1))
    await patient.work(world.workspace)
    assert (await the_case(world))["holder_kind"] == "queue"
    await understand(world, analyser)
    await patient.work(world.workspace)
    assert (await the_case(world))["holder_id"] == lucia
    await world.whatsapp("Otro pedido que no llega", phone="51900000001")
    await Dispatcher(world.house.db, patience=timedelta(microseconds=1)).work(world.workspace)
    assert (await the_case(world))["holder_id"] == lucia


async def test_what_seems_to_be_spam_is_given_to_nobody_until_it_had_its_moment_to_be_set_aside(
    world: World, analyser: Analyser
) -> None:
    await automatic(world)
    lucia = await agent(world, "lucia")
    await world.whatsapp("Gana dinero desde casa, 5000 soles por semana, escribe ya a http://bit.ly/abc")
    await understand(world, analyser)
    await Dispatcher(world.house.db, patience=timedelta(minutes=1)).work(world.workspace)
    assert (await the_case(world))["holder_kind"] == "queue"
    await Dispatcher(world.house.db, patience=timedelta(microseconds=1)).work(world.workspace)
    assert (await the_case(world))["holder_id"] == lucia


async def test_of_two_that_wait_alike_the_one_that_goes_badly_is_served_first(world: World, analyser: Analyser) -> None:
    await automatic(world)
    await world.whatsapp("Hola, ¿me cuentan cómo va mi pedido? Gracias", phone="51900000001")
    await world.whatsapp(CROSS, phone="51900000002")
    await understand(world, analyser)
    async with world.tx() as tx:
        queues = [one for one in await routing.list_queues(tx) if one.team_id]
        waiting = await routing.waiting_in(tx, queues)
    moods = [one.mood for one in sorted(waiting, key=lambda one: one.queued_at)]
    assert moods[0] > moods[1]
    assert moods[1] < 0


async def test_a_case_on_screen_says_how_it_goes_and_a_list_which_may_end_badly(
    world: World, analyser: Analyser
) -> None:
    await world.whatsapp("Hola, ¿me cuentan cómo va mi pedido? Gracias", phone="51900000001")
    calm = (await the_case(world))["id"]
    await world.whatsapp(CROSS, phone="51900000002")
    cross = (await the_case(world))["id"]
    async with world.tx() as tx:
        before = await details.load(tx, world.house.book, [cross])
    assert before[cross].detail.outlook is None and not before[cross].detail.at_risk
    await understand(world, analyser)
    async with world.tx() as tx:
        shown = {id_: one.detail for id_, one in (await details.load(tx, world.house.book, [calm, cross])).items()}
    assert shown[cross].at_risk and not shown[calm].at_risk
    outlook = shown[cross].outlook
    assert outlook is not None and outlook.escalation > 0.5
    assert "threatens" in dict(outlook.reasons)
