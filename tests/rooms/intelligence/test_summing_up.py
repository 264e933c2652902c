"""A case in its own sentences: what they came for, what we did, promised and asked, and what they still wait for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.intelligence.rules.summing_up import LINES, LONGEST, PointKind, Said, orders_in, sentences, sum_up

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CASE = UUID(int=7)


def turns(*told: str) -> list[Said]:
    """Return a case of lines that begin with who spoke: > the contact, < one of us, ~ a notice of a machine."""
    return [
        Said(uuid5(CASE, f"{at} {one}"), one[0] == ">", one[0] == "<", one[1:].strip(), NOON + timedelta(minutes=at))
        for at, one in enumerate(told)
    ]


def told(*lines: str) -> dict[PointKind, list[str]]:
    found: dict[PointKind, list[str]] = {}
    for point in sum_up(turns(*lines)):
        found.setdefault(point.kind, []).append(point.text)
    return found


STORIES = {
    "es": (
        "> Hola, buenas tardes",
        "> Compré una olla el lunes y llegó rota. Pedido PED-48213. Quiero que me devuelvan el dinero.",
        "~ Gracias por escribirnos, en breve le atendemos.",
        "< Hola Rosa, gracias por escribirnos. Ya revisé el pedido con el almacén y tienen su reclamo registrado.",
        "< Mañana le confirmo la devolución por aquí.",
        "> ¿Y cuánto tarda en llegar el dinero a mi tarjeta?",
    ),
    "pt": (
        "> Olá, bom dia",
        "> Comprei uma panela na segunda e chegou quebrada. Pedido PED-48213. Quero o meu dinheiro de volta.",
        "~ Obrigado por escrever, já atendemos você.",
        "< Olá Rosa, obrigada por escrever. Já verifiquei o pedido com o armazém e a reclamação está aberta.",
        "< Amanhã vou confirmar o estorno por aqui.",
        "> E quanto demora para o dinheiro cair no cartão?",
    ),
    "en": (
        "> Hi, good morning",
        "> I bought a pot on Monday and it arrived broken. Order PED-48213. I want my money back.",
        "~ Thank you for writing, we will be with you soon.",
        "< Hi Rosa, thank you for writing. I have checked the order with the warehouse and your claim is open.",
        "< Tomorrow I will confirm the refund here.",
        "> And how long does it take until the money is on my card?",
    ),
}


@pytest.mark.parametrize("lang", STORIES)
def test_what_they_want_what_we_did_and_promised_and_what_is_open_in_each_language(lang: str) -> None:
    lines = STORIES[lang]
    found = told(*lines)
    (wants,), (said,), (promised,), (left,) = (
        found[one] for one in (PointKind.WANTS, PointKind.SAID, PointKind.PROMISED, PointKind.OPEN)
    )
    assert "Quiero" in wants or "Quero" in wants or "I want" in wants
    assert said in lines[3] and promised in lines[4] and left in lines[5]
    assert orders_in(turns(*lines)) == ["PED-48213"]


@pytest.mark.parametrize("lang", STORIES)
def test_every_point_is_a_sentence_of_its_own_message(lang: str) -> None:
    case = turns(*STORIES[lang])
    texts = {one.id: one.text for one in case}
    for point in sum_up(case):
        assert all(piece in texts[point.message_id] for piece in point.text.split(" … "))


def test_a_case_that_is_read_in_a_moment_has_no_summary() -> None:
    assert sum_up(turns("> Mi pedido no llegó, ¿dónde está?", "< Ya lo reviso con el almacén.")) == []
    assert sum_up([]) == []


def test_a_question_that_no_answer_touched_stays_open_though_we_answered_since() -> None:
    found = told(
        "> Mi licuadora no enciende desde ayer",
        "> ¿La garantía cubre el motor?",
        "< Hola, lamentamos la molestia. Registramos su reporte en el sistema.",
        "< El técnico pasa el jueves.",
    )
    assert found[PointKind.OPEN] == ["¿La garantía cubre el motor?"]
    answered = told(
        "> Mi licuadora no enciende desde ayer",
        "> ¿La garantía cubre el motor?",
        "< Sí, la garantía cubre el motor por dos años.",
        "< El técnico pasa el jueves.",
    )
    assert PointKind.OPEN not in answered


def test_of_several_messages_in_a_row_the_one_that_tells_the_most_is_what_they_came_for() -> None:
    found = told("> Oi, sou a Rosa e moro no centro", "> Estou sem internet desde ontem", "< Boa tarde, já verifico.")
    assert found[PointKind.WANTS] == ["Estou sem internet desde ontem"]
    later = told(
        "> Mi pedido no llegó y necesito saber dónde está",
        "< Llega mañana.",
        "> Ahora la app no abre, da error, no sirve, falla",
    )
    assert later[PointKind.WANTS] == ["Mi pedido no llegó y necesito saber dónde está"]


def test_a_question_and_what_they_said_after_it_are_both_open() -> None:
    found = told(*STORIES["es"], "> Mejor mándenme otra olla igual")
    assert found[PointKind.OPEN] == [
        "¿Y cuánto tarda en llegar el dinero a mi tarjeta?",
        "Mejor mándenme otra olla igual",
    ]


def test_what_nobody_answered_yet_is_marked_and_not_told_twice() -> None:
    case = turns("> Buenas", "> Mi factura de marzo vino con dos cobros", "~ Gracias por escribirnos.", "> Hola?")
    (wants,) = sum_up(case)
    assert wants.kind is PointKind.WANTS and wants.waits


def test_what_we_asked_counts_until_they_say_something() -> None:
    lines = ("> No puedo entrar a mi cuenta desde el lunes", "> Me dice clave incorrecta", "< ¿Me confirma su correo?")
    assert told(*lines)[PointKind.ASKED] == ["¿Me confirma su correo?"]
    assert PointKind.ASKED not in told(*lines, "> Es el mismo de siempre, el del trabajo")


def test_courtesies_and_notices_of_machines_are_nobodys_words() -> None:
    found = told(
        "> Hola, ¿qué tal?", "> Necesito cambiar la dirección de entrega", "~ Le responderemos en menos de una hora.",
        "< Con gusto le ayudo con el cambio.", "> Muchas gracias por su ayuda", "< Quedo atenta a cualquier consulta.",
    )  # fmt: skip
    assert set(found) == {PointKind.WANTS}
    assert found[PointKind.WANTS] == ["Necesito cambiar la dirección de entrega"]


def test_a_thing_done_already_is_no_promise() -> None:
    found = told("> No llegó mi pedido", "> Lo pedí el martes", "< Ayer le enviamos un correo con la guía del envío.")
    assert PointKind.PROMISED not in found and len(found[PointKind.SAID]) == 1


def test_a_summary_keeps_what_is_open_before_what_was_said() -> None:
    case = turns(*STORIES["es"])
    kept = [one.kind for one in sum_up(case, 2)]
    assert kept == [PointKind.WANTS, PointKind.OPEN]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert sentences("El Sr. Pérez vive en la Av. Larco 120. No le llegó nada.") == [
        "El Sr. Pérez vive en la Av. Larco 120.",
        "No le llegó nada.",
    ]


def test_a_greeting_goes_and_thanks_for_something_stay_whole() -> None:
    assert sentences("Hola Rosa, tu pedido ya salió.") == ["tu pedido ya salió."]
    assert sentences("Gracias por el cambio, pero llegó la talla equivocada") == [
        "Gracias por el cambio, pero llegó la talla equivocada"
    ]


@given(st.lists(st.tuples(st.sampled_from("><~"), st.text(max_size=200)), max_size=12))
def test_whatever_is_written_a_summary_is_short(lines: list[tuple[str, str]]) -> None:
    points = sum_up(turns(*(f"{who}{text}" for who, text in lines)))
    assert len(points) <= LINES and all(0 < len(one.text) <= LONGEST + 1 for one in points)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "no " * 30_000, "¿" * 50_000, "1" * 50_000, "hola, " * 15_000, "😀" * 50_000]
)
def test_long_and_repeated_letters_take_no_time(text: str) -> None:
    case = turns(*[f"> {text}", f"< {text}", f"> {text}"] * 10)
    began = time.process_time()
    sum_up(case)
    orders_in(case)
    assert time.process_time() - began < 2.0
