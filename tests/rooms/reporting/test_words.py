"""Every measure has a name and a definition in each language, in words of people, and its rows of the manuals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trato.kit.i18n import LOCALES, sentences
from trato.rooms.reporting.model import MEASURES, REASONS, Dimension
from trato.rooms.reporting.rules.page import measures_page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_measures_is_complete(locale: str) -> None:
    words = sentences("measures", locale)
    for one in MEASURES:
        assert words[one.key] and words[f"group.{one.group}"]
        assert one.sources and not re.search(r"\bS\d", words[f"{one.key}.how"]), one.key
        assert bool(one.beside) == (f"{one.key}.beside" in words), one.key
    for source, reasons in REASONS.items():
        assert all(words[f"reason.{source.value}.{reason}"] for reason in reasons)
    assert all(words[f"none.{by.value}"] and words[f"by.{by.value}"] for by in Dimension)


def test_the_three_catalogues_hold_the_same_keys() -> None:
    assert (
        sentences("measures", "es").keys() == sentences("measures", "en").keys() == sentences("measures", "pt").keys()
    )


def test_the_page_of_measures_is_made_from_the_definitions() -> None:
    page = Path(__file__).parents[3] / "docs" / "measures.md"
    assert page.read_text(encoding="utf-8") == measures_page()
