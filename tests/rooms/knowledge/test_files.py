"""Saved texts as files: what goes out comes in again, and what cannot come in is told line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.rooms.knowledge import rules
from trato.rooms.knowledge.model import Canned, CannedId, Outcome

UNIT, TEAM = uuid7(), uuid7()
UNITS, TEAMS = {"Pirca": UNIT, "": UNIT}, {"Postventa": TEAM}
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(lambda one: one.strip())


def canned(shortcut: str, title: str, **texts: str) -> Canned:
    return Canned(CannedId(uuid7()), UNIT, TEAM, shortcut, title, 1, texts, "Envíos")


@given(WORDS, WORDS, WORDS)
def test_what_goes_out_comes_in_again_whatever_it_says(title: str, es: str, pt: str) -> None:
    kept = canned("envio", title.strip(), es=es, pt=pt)
    row = rules.from_csv(rules.to_csv([kept], {UNIT: "Pirca"}, {TEAM: "Postventa"}), UNITS, TEAMS)[0]
    assert (row.shortcut, row.title, row.folder, dict(row.texts)) == (
        "envio",
        title.strip(),
        "Envíos",
        {"es": es, "pt": pt},
    )
    assert (row.unit_id, row.team_id, row.refused) == (UNIT, TEAM, "")
    assert rules.outcome(kept, row) is Outcome.SAME


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    text = rules.to_csv([canned("x", "=HYPERLINK(1)", es="@SUM(A1)")], {UNIT: "Pirca"}, {})
    assert "'=HYPERLINK(1)" in text and "'@SUM(A1)" in text


def test_a_file_that_a_spreadsheet_saved_with_semicolons_is_read() -> None:
    rows = rules.from_csv("\ufeffShortcut;Title;es\r\n/gracias;Gracias;«Gracias»; de nada\r\n", UNITS, TEAMS)
    assert [(one.line, one.shortcut, one.texts["es"]) for one in rows] == [(2, "gracias", "«Gracias»")]


def test_an_unknown_place_is_told_and_keeps_no_other_line_back() -> None:
    rows = rules.from_csv("shortcut,title,unit,team,es\na,A,Otra,,x\nb,B,Pirca,Nadie,x\nc,C,,,x\n", UNITS, TEAMS)
    assert [one.refused for one in rows] == ["unit", "team", ""]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "columns"),
        ("title,es\nx,y\n", "columns"),
        ("shortcut,title\nx,y\n", "columns"),
        ("shortcut,es\n\n", "length"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.from_csv(text, UNITS, TEAMS)
    assert refused.value.data["reason"] == reason
