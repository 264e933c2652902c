"""The scores of texts are those of the published formulas, over syllables counted as grammars count them."""

from __future__ import annotations

import pytest

from trato.rooms.contacts.readability import Ease, readability, syllables_of


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("es", "casa:2 día:2 ciudad:2 aéreo:4 leer:2 país:2 queso:2 guía:2 pingüino:3 información:4 ahora:3 rey:1 y:1"),
        ("es", "construir:2 héroe:3 oír:2 tuyo:2 búho:2 María:3 buey:1 teléfono:4 autorizo:4"),
        ("pt", "não:1 coração:3 mãe:1 saúde:3 você:2 país:2 informações:4 queijo:2 água:2 pessoais:3 muito:2 põe:1"),
        ("en", "the:1 table:2 agree:2 people:2 used:1 wanted:2 services:3 makes:1 information:4 idea:3 science:2"),
    ],
)
def test_syllables_are_counted_as_grammars_do(base: str, words: str) -> None:
    for told in words.split():
        word, _, count = told.partition(":")
        assert syllables_of(word, base) == int(count), word


def test_the_spanish_score_is_that_of_szigriszt_pazos_and_of_fernandez_huerta() -> None:
    found = readability("Mi casa es azul. Tu perro come pan.", "es-AR")  # 8 words, 2 sentences, 12 syllables
    assert found is not None and (found.words, found.sentences, found.syllables) == (8, 2, 12)
    assert found.score == pytest.approx(206.835 - 62.3 * 12 / 8 - 8 / 2, abs=0.05)
    assert found.second == pytest.approx(206.84 - 60 * 12 / 8 - 1.02 * 4, abs=0.05)
    assert found.ease is Ease.VERY_EASY and found.formula == "szigriszt_pazos"


def test_the_portuguese_score_is_that_of_martins_and_others() -> None:
    found = readability("O gato bebe leite. Eu vejo o gato.", "pt-BR")  # 8 words, 2 sentences, 13 syllables
    assert found is not None and (found.words, found.sentences, found.syllables) == (8, 2, 13)
    assert found.score == pytest.approx(248.835 - 84.6 * 13 / 8 - 1.015 * 4, abs=0.05)


def test_the_english_score_is_that_of_flesch() -> None:
    found = readability("The cat sat on the mat.", "en")  # the best known example: 116.1
    assert found is not None and found.score == pytest.approx(116.1, abs=0.1)


def test_long_words_and_sentences_read_harder() -> None:
    plain = readability("Guardamos tu nombre. Lo usamos para atenderte. Puedes decir que no.", "es")
    legal = readability(
        "El titular consiente inequívocamente el tratamiento automatizado de la información personal proporcionada "
        "conforme a las disposiciones reglamentarias precedentemente mencionadas en la documentación contractual",
        "es",
    )
    assert plain is not None and legal is not None
    assert plain.ease in (Ease.FAIRLY_EASY, Ease.VERY_EASY) and legal.ease is Ease.VERY_HARD


@pytest.mark.parametrize(("text", "language"), [("", "es"), ("123 …", "es"), ("Guten Tag", "de")])
def test_what_cannot_be_scored_is_not(text: str, language: str) -> None:
    assert readability(text, language) is None
