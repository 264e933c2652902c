"""Canned replies are checked when saved, found as people type, and filled in without surprises."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.errors import Invalid
from trato.rooms.knowledge import rules
from trato.rooms.knowledge.model import Canned, CannedId

UNITS = [UUID(int=n) for n in (1, 2, 3)]


def _canned(text: str = "Hola", shortcut: str = "hola", unit: UUID = UNITS[0], team: UUID | None = None) -> Canned:
    return Canned(CannedId(UUID(int=9)), unit, team, shortcut, "Saludo", 1, {"es": text})


@given(st.text(max_size=60))
def test_what_a_value_says_is_text_and_never_a_variable_again(value: str) -> None:
    made = rules.render(_canned("Hola {{contact.name|vos}}."), "es", {"contact.name": value, "agent.name": "secreto"})
    assert made.text == f"Hola {value.strip() or 'vos'}."


def test_a_value_that_looks_like_a_variable_stays_as_it_is() -> None:
    values = {"contact.name": "{{agent.name}}", "agent.name": "Ana"}
    assert rules.render(_canned("Hola {{ contact.name }}, soy {{agent.name}}"), "es", values).text == (
        "Hola {{agent.name}}, soy Ana"
    )


def test_a_variable_that_nobody_could_fill_is_told() -> None:
    made = rules.render(_canned("{{contact.name}} {{contact.name}} {{case.number|}}!"), "es", {})
    assert (made.text, made.missing) == ("  !", ("contact.name",))


@pytest.mark.parametrize(
    ("have", "wanted", "chosen"),
    [
        ("es pt en", "pt", "pt"),
        ("es pt-BR", "pt", "pt-BR"),
        ("es pt", "pt-BR", "pt"),
        ("en pt", "de", "en"),
        ("fr de", "es", "de"),
        ("es-AR es-MX", "es-AR", "es-AR"),
    ],
)
def test_the_nearest_language_is_chosen(have: str, wanted: str, chosen: str) -> None:
    assert rules.choose_language(dict.fromkeys(have.split(), "x"), wanted) == chosen


@pytest.mark.parametrize(
    ("shortcut", "title", "texts", "field"),
    [
        ("Hola!", "Saludo", {"es": "x"}, "shortcut"),
        ("hola", "  ", {"es": "x"}, "title"),
        ("hola", "Saludo", {}, "texts"),
        ("hola", "Saludo", {"español": "x"}, "texts"),
        ("hola", "Saludo", {"es": " "}, "texts"),
        ("hola", "Saludo", {"es": "x" * 10_001}, "texts"),
        ("hola", "Saludo", {"es": "{{contact.password}}"}, "texts"),
        ("hola", "Saludo", {"es": "{{}}"}, "texts"),
    ],
)
def test_what_nobody_could_use_later_is_refused(shortcut: str, title: str, texts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check(shortcut, title, texts)
    assert refused.value.data["field"] == field


def test_search_sees_neither_case_nor_accents_and_takes_no_wildcards() -> None:
    assert rules.fold("  Devolución  RÁPIDA ") == "devolucion rapida"
    assert rules.pattern("/Dev%_ó\\") == r"dev\%\_o\\"


def test_a_teams_own_text_comes_first_then_that_of_the_nearest_unit() -> None:
    team = UUID(int=50)
    everywhere, brand = _canned(), _canned(unit=UNITS[2])
    own = _canned(unit=UNITS[0], team=team)
    other = _canned(shortcut="chau")
    assert rules.nearest([everywhere, brand, other], UNITS) == [brand, other]
    assert rules.nearest([brand, own, everywhere], UNITS) == [own]
