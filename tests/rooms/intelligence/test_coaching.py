"""Hints: what an agent should know now, three at most, each for its own cause, and silent where all is well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from trato.rooms.intelligence.rules.coaching import CaseFacts, HintCode, Line, greets, hints_of, questions_in, touches

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CASE = UUID(int=1)


def contact(text: str, ago: float = 2, **more: Any) -> Line:
    return Line(uuid5(CASE, f"in {text}"), True, False, text, NOW - timedelta(minutes=ago), **more)


def agent(text: str, ago: float = 1) -> Line:
    return Line(uuid5(CASE, f"out {text}"), False, True, text, NOW - timedelta(minutes=ago))


def told(*lines: Line, **more: Any) -> list[HintCode]:
    facts = {"open": True, "due_at": None, "verify": False, "repeats": 0.0} | more
    return [one.code for one in hints_of(CaseFacts(CASE, lines=lines, **facts), NOW)]


CALM = contact("Hola, buenas")


@pytest.mark.parametrize(("minutes", "hinted"), [(60, False), (9, True), (0.5, True), (-1, False)])
def test_a_promise_is_told_in_its_last_minutes_and_not_once_it_is_broken(minutes: float, hinted: bool) -> None:
    due = NOW + timedelta(minutes=minutes)
    assert (HintCode.PROMISE_NEAR in told(CALM, due_at=due)) is hinted
    if hinted:
        (hint,) = hints_of(CaseFacts(CASE, True, due, False, 0.0, (CALM,)), NOW)
        assert hint.minutes == int(minutes)


def test_anger_and_the_wish_for_a_person_are_told_until_somebody_answered() -> None:
    angry = contact("Esto es una vergüenza", sentiment="negative", sure=0.9)
    wants = contact("Quiero hablar con una persona", asks_person=True)
    assert told(angry, wants) == [HintCode.ASKS_FOR_PERSON]
    assert told(wants, angry) == [HintCode.ASKS_FOR_PERSON, HintCode.ANGRY_TURN]
    assert told(wants, angry, agent("Hola, soy Lucía, lo veo con usted ahora")) == []


def test_what_is_hardly_negative_is_no_anger() -> None:
    assert told(contact("No sé, puede ser", sentiment="negative", sure=0.55)) == []


def test_who_verifies_first_is_reminded_where_something_delicate_was_written() -> None:
    delicate = contact("Mi DNI es el de siempre", personal=True)
    assert told(delicate, verify=True) == [HintCode.VERIFY_FIRST]
    assert told(delicate, verify=False) == []
    assert told(CALM, verify=True) == []


@pytest.mark.parametrize(
    ("question", "answer", "left"),
    [
        ("¿Puedo cambiar la dirección de entrega?", "Hola, ya revisamos el estado del pedido.", True),
        ("¿Puedo cambiar la dirección de entrega?", "Hola, la dirección se cambia hasta mañana.", False),
        ("¿A qué hora cierran?", "Hola, hasta las 20 h.", False),
        ("¿A qué hora cierran?", "Hola, gracias por escribir.", True),
        ("¿Hacen envíos a Cusco?", "Sí, claro.", False),
        ("cuanto cuesta el plan familiar", "Hola, con gusto le ayudo.", True),
        ("cuanto cuesta el plan familiar", "Hola, 39 soles al mes.", False),
        ("Onde fica a loja?", "Olá, agradecemos o contato.", True),
        ("Do you ship to Lima?", "Hello, may I have your postal code?", False),
        ("Mi pedido no llegó.", "Hola, lo siento mucho.", False),
    ],
)
def test_a_question_that_our_answer_touches_nowhere_is_told(question: str, answer: str, left: bool) -> None:
    assert (HintCode.QUESTION_LEFT in told(contact(question), agent(answer))) is left


def test_of_several_questions_one_that_is_taken_up_is_enough() -> None:
    asked = [contact("¿Tienen tallas grandes?"), contact("¿Y hacen envíos a Cusco?")]
    assert HintCode.QUESTION_LEFT not in told(*asked, agent("Hola, enviamos a todo el país, Cusco también."))
    assert HintCode.QUESTION_LEFT in told(*asked, agent("Hola, muchas gracias por escribirnos."))


def test_an_answer_in_two_pieces_is_one_answer() -> None:
    asked = contact("¿Hacen envíos a Cusco?", 3)
    assert HintCode.QUESTION_LEFT not in told(asked, agent("Hola, un gusto.", 2), agent("A Cusco en dos días."))


def test_a_first_answer_without_a_greeting_is_told_and_a_second_answer_ends_it() -> None:
    assert told(CALM, agent("Envíe su número de pedido.")) == [HintCode.NO_GREETING]
    assert told(CALM, agent("Buenas tardes, ¿me da su número de pedido?")) == []
    assert told(CALM, agent("Envíe su número.", 2), agent("Gracias por esperar.")) == []
    assert all(greets(text) for text in ("Olá Rosa", "Hello!", "Estimada Rosa:", "Bom dia"))
    assert not greets("Envíe su número de pedido para la oferta")


def test_repetition_and_long_silence_are_told_while_the_contact_waits() -> None:
    waits = contact("Sigo esperando mi pedido", 45)
    assert told(waits, repeats=-9.0) == [HintCode.REPEATS, HintCode.LONG_SILENCE]
    assert told(waits, agent("Hola, ya lo veo"), repeats=-9.0) == []


def test_never_more_than_three_and_the_gravest_first() -> None:
    everything = contact("Mi DNI", 50, sentiment="negative", sure=0.9, offensive=True, asks_person=True, personal=True)
    codes = told(everything, due_at=NOW + timedelta(minutes=5), verify=True, repeats=-9.0)
    assert codes == [HintCode.PROMISE_NEAR, HintCode.ASKS_FOR_PERSON, HintCode.ANGRY_TURN]


def test_a_case_that_is_not_open_has_no_hints() -> None:
    assert told(contact("x", asks_person=True), open=False) == []


def test_questions_are_found_by_their_mark_or_by_how_they_begin() -> None:
    assert len(questions_in("Hola. ¿Dónde está mi pedido? Gracias")) == 1
    assert questions_in("Mi pedido no llegó. Lo necesito hoy.") == []
    assert questions_in("???") == []
    assert touches("¿Me da el número?", "donde esta mi pedido?")
