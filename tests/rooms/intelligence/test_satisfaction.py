"""How a case is going follows what is said, and says why."""

from __future__ import annotations

import numpy as np
import pytest

from training.fit_reactions import fit_reactions, pairs
from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.phrases import Reason
from trato.rooms.intelligence.engine.reactions import open_reactions
from trato.rooms.intelligence.engine.satisfaction import Outlook, Role, Turn, outlooks
from trato.rooms.intelligence.engine.turns import seen_turns

HELLO = Turn(Role.CONTACT, "hola, mi pedido no ha llegado", 0)
ANSWER = Turn(Role.AGENT, "Hola, ya lo reviso con la transportadora", 3)


def look(analyser: Analyser, *turns: Turn) -> Outlook:
    return outlooks([turns], analyser)[0]


def reasons(one: Outlook) -> set[Reason]:
    return {reason for reason, _ in one.reasons}


def test_a_thanked_case_goes_better_than_an_angry_one(analyser: Analyser) -> None:
    glad = look(analyser, HELLO, ANSWER, Turn(Role.CONTACT, "ya me llegó, muchas gracias por la ayuda", 9))
    angry = look(analyser, HELLO, ANSWER, Turn(Role.CONTACT, "pésimo servicio, es una vergüenza, son unos inútiles", 9))
    assert glad.csat > 75 > 45 > angry.csat
    assert glad.dissatisfied < 0.2 < 0.5 < angry.dissatisfied
    assert {Reason.THANKS, Reason.SOLVED} <= reasons(glad) and Reason.ANGRY in reasons(angry)


def test_asking_for_a_person_and_the_law_raise_the_escalation(analyser: Analyser) -> None:
    before = look(analyser, HELLO, ANSWER)
    after = look(
        analyser, HELLO, ANSWER, Turn(Role.CONTACT, "quiero hablar con un supervisor o los denuncio en Profeco", 9)
    )
    assert after.escalation > 0.6 > 0.3 > before.escalation
    assert {Reason.ASKS_FOR_PERSON, Reason.THREATENS} <= reasons(after)


def test_saying_that_one_leaves_raises_the_churn(analyser: Analyser) -> None:
    after = look(
        analyser, HELLO, ANSWER, Turn(Role.CONTACT, "cansado, me voy a la competencia, quiero darme de baja", 9)
    )
    assert after.churn > 0.5 and Reason.LEAVING in reasons(after)


def test_waiting_and_writing_into_the_void_cost_points(analyser: Analyser) -> None:
    waited = look(analyser, HELLO, Turn(Role.CONTACT, "¿hola?", 60), Turn(Role.CONTACT, "¿hay alguien?", 150))
    assert {Reason.WAITED, Reason.UNANSWERED} <= reasons(waited)
    assert waited.csat < look(analyser, HELLO, ANSWER).csat


def test_a_conversation_of_nothing_has_an_outlook(analyser: Analyser) -> None:
    assert 0 <= look(analyser).csat <= 100
    assert 0 <= look(analyser, Turn(Role.BOT, ""), Turn(Role.CONTACT, "")).csat <= 100


def test_a_turn_is_seen_with_what_led_to_it_and_nothing_that_follows() -> None:
    turns = [
        HELLO,
        ANSWER,
        Turn(Role.CONTACT, "no, ese no es"),
        Turn(Role.AGENT, "lo siento"),
        Turn(Role.CONTACT, "gracias"),
    ]
    assert seen_turns(turns)[:2] == seen_turns(turns[:3])


TAKEN = [
    (
        "¿Le agendo la visita para el jueves a las diez?",
        "sí, el jueves me viene perfecto",
        "el jueves no, ya le dije que trabajo",
    ),
    ("Posso mandar um técnico na quinta?", "pode sim, combinado", "quinta não, falei que só no sábado"),
    ("I can send a technician on Thursday.", "great, that works for me", "no, I said Saturday, not Thursday"),
]


@pytest.mark.parametrize(("answer", "yes", "no"), TAKEN)
def test_who_turns_an_answer_down_is_told_from_who_goes_along_with_it(
    analyser: Analyser, answer: str, yes: str, no: str
) -> None:
    offered = (HELLO, Turn(Role.AGENT, answer, 3))
    along = look(analyser, *offered, Turn(Role.CONTACT, yes, 4))
    down = look(analyser, *offered, Turn(Role.CONTACT, no, 4))
    assert Reason.TURNS_DOWN in reasons(down) and Reason.TURNS_DOWN not in reasons(along)
    assert along.csat > down.csat + 10


def test_nobody_reacts_to_what_nobody_said(analyser: Analyser) -> None:
    alone = look(analyser, Turn(Role.CONTACT, "no, eso no es lo que pedí", 0))
    assert not {Reason.TURNS_DOWN, Reason.GOES_ALONG} & reasons(alone)


def test_the_shipped_reactions_are_what_the_written_pairs_teach(analyser: Analyser) -> None:
    learned = fit_reactions(pairs(), analyser.encoder)
    shipped = open_reactions(analyser.encoder.encoder_id)
    assert np.allclose(learned.weights, shipped.weights, atol=1e-3) and abs(learned.neutral - shipped.neutral) < 1e-3


def test_without_its_encoder_nobody_reacts() -> None:
    assert open_reactions("hash-only").of(np.ones((2, 0), np.float32)).tolist() == [0, 0]
