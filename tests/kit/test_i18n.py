"""Whoever asks is answered in the language that they prefer, and nothing that they sent becomes a format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.i18n import LOCALES, preferred, problem_title


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "es"),
        ("*", "es"),
        ("en", "en"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("en;q=0.4, es-PE;q=0.9", "es"),
        ("EN-us", "en"),
        ("en;q=0, pt;q=0.1", "pt"),
        ("en;q=x, pt", "pt"),
        ("pt;q=9", "es"),
        ("fr, zh", "es"),
    ],
)
def test_the_language_liked_best_is_spoken(header: str, locale: str) -> None:
    assert preferred(header) == locale


@given(st.text(max_size=400))
def test_any_header_gives_a_language_that_we_speak(header: str) -> None:
    assert preferred(header) in LOCALES


def test_a_limit_in_bytes_is_told_in_megabytes() -> None:
    assert problem_title("file_too_big", "en", {"limit": 25_000_000}).startswith("The file is over 25 MB")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_without_its_data_is_still_one(locale: str) -> None:
    assert "…" in problem_title("invalid", locale, {})


@given(st.text(), st.text())
def test_what_was_sent_is_quoted_and_never_read(field: str, reason: str) -> None:
    told = problem_title("invalid", "en", {"field": field, "reason": reason})
    assert field[:200] in told and reason[:200] in told


def test_a_code_without_a_sentence_says_nothing() -> None:
    assert problem_title("no_such_code", "es", {}) == ""
