"""Redaction: one place, slots that say what stood there, nothing of the rest lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.intelligence.api import Analyser, redact
from trato.rooms.intelligence.model import Heard, PersonalKind, Span
from trato.rooms.intelligence.rules.redaction import SLOTS


def test_personal_data_becomes_slots_that_say_what_stood_there(analyser: Analyser) -> None:
    text = "Hola, soy Rosa Huamán, mi correo es rosa@ejemplo.pe y mi celular +51 987 310 214"
    (said,) = analyser.analyse([Heard(text)])
    assert redact(text, said.pii) == "Hola, soy {nombre}, mi correo es {correo} y mi celular {telefono}"


def test_every_kind_of_personal_data_has_a_slot_of_its_own() -> None:
    assert set(SLOTS) == set(PersonalKind)
    assert len(set(SLOTS.values())) == len(SLOTS)


def test_spans_that_overlap_share_a_slot_and_lose_no_letter_around_them() -> None:
    spans = [Span(8, 14, PersonalKind.PHONE), Span(4, 10, PersonalKind.NAME)]
    assert redact("aaaaXXXXXXXXXXbbbb", spans) == "aaaa{nombre}bbbb"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(1, 20)), max_size=5))
def test_nothing_inside_a_span_is_left_and_everything_outside_is(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + long, PersonalKind.NAME) for start, long in places if start < len(text)]
    hidden = {at for one in spans for at in range(one.start, one.end)}
    outside = "".join(letter for at, letter in enumerate(text) if at not in hidden)
    assert redact(text, spans).replace("{nombre}", "") == outside.replace("{nombre}", "")
