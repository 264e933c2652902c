"""What a person answered, which name wins, which profile a contact belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.ids import uuid7
from trato.kit.utterance import words_of
from trato.rooms.contacts.model import Answer, ContactId, NameSource
from trato.rooms.contacts.rules import code_of, in_order, is_better_name, newest_text, profile_of, read_answer

YES = [
    "Sí", "si", "SIII!!", "sí, por favor", "Sí, acepto", "claro que sí", "dale", "ok", "👍🏽", "de acuerdo",
    "no hay problema", "sim", "sim, pode", "aceito", "com certeza", "yes please", "of course", "I agree", "sí quiero",
]  # fmt: skip
NO = [
    "no", "No, gracias", "NOO", "claro que no", "no estoy de acuerdo", "no acepto", "ya no", "👎", "não",
    "não, obrigado",    "não aceito", "no thanks", "I do not agree", "I don't agree", "stop", "baja",
]  # fmt: skip
UNCLEAR = [
    "", "sí, pero ¿para qué?", "sí?", "¿sí o no?", "tal vez", "gracias", "no sé", "si no", "mañana", "ok no",
    "por favor", "sí pero no", "cuánto sale el envío", "why not", "quero falar com alguém", "1",
    "no entiendo la pregunta", "sí, mi pedido es el 4421 y no llegó",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_is_read_in_three_languages(text: str) -> None:
    assert read_answer(text) is Answer.YES


@pytest.mark.parametrize("text", NO)
def test_a_plain_no_is_read_in_three_languages(text: str) -> None:
    assert read_answer(text) is Answer.NO


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_consent_is_never_guessed(text: str) -> None:
    assert read_answer(text) is Answer.UNCLEAR


@given(st.text(max_size=600))
def test_any_text_has_a_reading(text: str) -> None:
    assert read_answer(text) in Answer


@given(st.text(alphabet="abcdefghijklmnñopqrstuvwxyz áéíóú,.", min_size=60, max_size=300))
def test_a_long_answer_is_for_a_person_to_read(text: str) -> None:
    if len(words_of(text)) > 8:
        assert read_answer(text) is Answer.UNCLEAR


def test_short_words_lose_case_accents_stretching_and_skin_tones() -> None:
    assert words_of("¡Graciasss! 👍🏽 ok (y)") == ("gracias", "👍", "ok", "🙂")


def test_a_name_gives_way_to_no_worse_a_source() -> None:
    assert is_better_name("", NameSource.AGENT, NameSource.CHANNEL)
    assert is_better_name("ana23", NameSource.CHANNEL, NameSource.CONTACT)
    assert is_better_name("Ana", NameSource.CONTACT, NameSource.CONTACT)
    assert not is_better_name("Ana Paz", NameSource.AGENT, NameSource.CHANNEL)


def test_a_contact_without_links_is_its_own_profile() -> None:
    one = ContactId(uuid7())
    assert profile_of(one, {}) == one


def test_the_profile_is_the_top_of_the_tree() -> None:
    a, b, c = (ContactId(uuid7()) for _ in range(3))
    assert profile_of(a, {a: b, b: c}) == c


def test_a_circle_of_links_is_a_bug_and_said_so() -> None:
    a, b = (ContactId(uuid7()) for _ in range(2))
    with pytest.raises(ValueError, match="circle"):
        profile_of(a, {a: b, b: a})


def test_words_are_asked_in_the_nearest_language() -> None:
    assert newest_text(["es", "pt-BR", "en"], "pt-BR") == "pt-BR"
    assert newest_text(["es", "pt-BR", "en"], "pt") == "pt-BR"
    assert newest_text(["es-AR", "en"], "fr") == "es-AR"
    assert newest_text(["en"], "") == "en"
    assert newest_text([], "es") is None


@given(st.text(max_size=200))
def test_any_words_make_a_code(words: str) -> None:
    assert 0 < len(code_of(words)) <= 64


def test_a_code_reads_like_its_words() -> None:
    assert code_of("Order placed!") == "order_placed"
    assert code_of("¡!") == "unnamed"


def test_ids_are_locked_once_and_in_order() -> None:
    one, two = uuid7(), uuid7()
    assert in_order(two, one, two) == [one, two]
