"""Choices are offered by the last lines of a text, and chosen by their number."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.channels.model import Choice, Options, Text
from trato.rooms.conversations import rules

KEY = UUID(int=9)


def test_the_last_lines_offer_choices_and_each_names_its_message() -> None:
    text, options = rules.offered_in("¿Qué prefiere?\n\n[Cambio]\n[ Devolución | en 5 días ]\n", KEY)
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
    assert rules.offered_in(text, KEY) == (text, None)


@given(st.text(max_size=200))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    before, options = rules.offered_in(text, KEY)
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
