"""Words sound glad or cross, a negation turns them, and in no time."""

from __future__ import annotations

import time

import pytest

from trato.rooms.intelligence.engine.features import clean, grams, plain, spelled
from trato.rooms.intelligence.engine.moods import moods

SOUNDS = [
    ("me encantó todo", {"glad": 1}),
    ("no me gustó", {"denies": 1, "not glad": 1}),
    ("péssimo, que vergonha", {"cross": 2}),
    ("no problem", {"denies": 1, "not cross": 1}),
    ("great food, terrible wait", {"glad": 1, "cross": 1, "both": 1}),
    ("😡", {"cross": 1}),
    ("amooooo", {"glad": 1}),
    ("jajaja qué cosa", {"laughs": 1}),
    ("llegó :)", {"glad": 1}),
    ("¿a qué hora abren?", {}),
]


@pytest.mark.parametrize(("text", "told"), SOUNDS, ids=lambda one: str(one))
def test_a_text_sounds_glad_or_cross(text: str, told: dict[str, int]) -> None:
    assert dict(moods(plain(clean(text)))) == told


def test_a_negation_reaches_three_words_and_no_further_than_a_comma() -> None:
    assert moods("no la vi ayer linda") == {"denies": 1, "glad": 1}
    assert moods("no, excelente") == {"denies": 1, "glad": 1}
    assert moods("no es nada linda")["not glad"] == 1


def test_heads_see_moods_beside_the_letters() -> None:
    bare, heard = spelled("qué lindo"), grams("qué lindo")
    assert heard.buckets[: len(bare.buckets)].tolist() == bare.buckets.tolist()
    assert len(heard.buckets) == len(bare.buckets) + 1


def test_endless_texts_are_read_at_once() -> None:
    began = time.process_time()
    moods("no " * 50_000 + "bien " * 50_000)
    assert time.process_time() - began < 2
