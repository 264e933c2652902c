"""Choices are offered by the last lines of a text, and chosen by their number."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.channels.model import Card, Choice, Options, Text
from trato.rooms.conversations import offers, rules

KEY = UUID(int=9)


def test_the_last_lines_offer_choices_and_each_names_its_message() -> None:
    text, options = offers.offered_in("¿Qué prefiere?\n\n[Cambio]\n[ Devolución | en 5 días ]\n", KEY)
    assert text == "¿Qué prefiere?"
    assert options == Options((Choice(f"{KEY}:1", "Cambio"), Choice(f"{KEY}:2", "Devolución", "en 5 días")))


@pytest.mark.parametrize(
    "text",
    [
        "Va la foto\n[foto]",  # one alone is no offer
        "[Sí]\n[No]",  # of nothing
        "¿Sí?\n[Sí]\n[sí]",
        "¿Cuál?\n[A]\n[B]\nGracias",  # not the last lines
        "¿Cuál?\n" + "\n".join(f"[{n}]" for n in range(11)),
        "¿Cuál?\n[" + "a" * 61 + "]\n[b]",
        "Ver [1] y\n[2] también",
    ],
)
def test_what_is_no_offer_stays_as_it_was_written(text: str) -> None:
    assert offers.offered_in(text, KEY) == (text, None)


def test_cards_have_a_picture_and_buttons_and_only_what_comes_back_is_numbered() -> None:
    andina = "# Andina | Negra\nhttps://t.example/a.jpg\n[La quiero]\n[Ver > https://t.example/a]"
    text = f"Hay dos:\n\n{andina}\n\n# Puna\n[Avisarme]"
    before, options = offers.offered_in(text, KEY)
    assert before == "Hay dos:" and options is not None
    assert options.cards == (
        Card(
            "Andina", "Negra", "https://t.example/a.jpg",
            (Choice(f"{KEY}:1", "La quiero"), Choice("", "Ver", link="https://t.example/a")),
        ),
        Card("Puna", choices=(Choice(f"{KEY}:2", "Avisarme"),)),
    )  # fmt: skip
    assert [one.title for one in options.replies] == ["La quiero", "Avisarme"]
    assert rules.text_of((Text(before), options)) == "Hay dos:\nAndina / Puna"
    assert rules.chosen_of(f"{KEY}:2", [options]) == Choice(f"{KEY}:2", "Avisarme", "Puna")
    assert rules.chosen_of(f"{KEY}:3", [options]) is None and rules.chosen_of("", [options]) is None


def test_a_list_may_have_parts_and_a_button_may_open_or_call() -> None:
    _, options = offers.offered_in("¿Qué?\n## Pedidos\n[Cambiar]\n## Pagos\n[Factura]\n[Llamar > +56 2 2345-6789]", KEY)
    assert options is not None
    assert [(one.title, one.section, one.link) for one in options.choices] == [
        ("Cambiar", "Pedidos", ""), ("Factura", "Pagos", ""), ("Llamar", "Pagos", "tel:+56223456789"),
    ]  # fmt: skip
    assert offers.offered_in("Aquí:\n[Ver > https://t.example/a]", KEY)[1] is not None  # a link alone is meant as one


@pytest.mark.parametrize(
    "text",
    [
        "# Un título\nY lo que sigue",
        "# Solo un título",
        "Hola\n# Andina | Negra",  # nothing to see or to press
        "# A\n[1]\n[2]\n[3]\n[4]",
        "# A\n[Sí]\n[sí]",
        "# A\n[Sí]\n## B\n[No]",
        "\n".join(f"# {n}\n[Sí]" for n in range(11)),
        "¿?\n[A]\n## Parte\n[B]",  # a part for some of them only
        "¿?\n## " + "p" * 61 + "\n[A]\n[B]",
    ],
)
def test_what_is_no_card_and_no_part_stays_as_it_was_written(text: str) -> None:
    assert offers.offered_in(text, KEY) == (text, None)


@given(st.text(alphabet="#[]|> \nab:/h+1", max_size=120))
def test_marks_in_any_order_are_an_offer_or_stay(text: str) -> None:
    before, options = offers.offered_in(text, KEY)
    assert before == text if options is None else text.startswith(before) and 0 < len(options.offered) <= 30


@given(st.text(max_size=200))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    before, options = offers.offered_in(text, KEY)
    assert options is not None or before == text


OFFER = [Options((Choice("a", "Cambio"), Choice("b", "Devolución"))), Options((Choice("c", "Otra"),) * 9)]


@pytest.mark.parametrize("text", ["2", " 2. ", "2)", "(2)", "Opción 2", "la 2", "2️⃣", "opção 2", "#2", "the 2!"])
def test_a_number_is_the_choice_of_that_number(text: str) -> None:
    assert rules.may_choose((Text(text),))
    chosen = rules.chosen_by_number(text, OFFER)
    assert chosen is not None and chosen.payload == "b"


@pytest.mark.parametrize("text", ["3", "0", "22", "2 talles", "quiero 2", "dos", "", "2026", "S/ 2.50", "1 2"])
def test_what_is_no_choice_of_ours_is_only_a_text(text: str) -> None:
    assert not rules.may_choose((Text(text),)) or rules.chosen_by_number(text, OFFER) is None
