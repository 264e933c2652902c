"""What the console says is said in Spanish, English and Portuguese alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("es", "en", "pt")
PLURAL = re.compile(r"\{\w+, plural,")


def sentences(locale: str) -> dict[str, str]:
    """Return msgid to msgstr of the console's catalogue."""
    with (ROOT / "locales" / locale / "console.po").open("rb") as file:
        catalogue = read_po(file, locale=locale)
    return {str(one.id): str(one.string) for one in catalogue if one.id}


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[,}]", sentence))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_of_the_console_is_translated(locale: str) -> None:
    empty = [msgid for msgid, msgstr in sentences(locale).items() if not msgstr.strip()]
    assert empty == []


@pytest.mark.parametrize("locale", ["en", "pt"])
def test_the_three_catalogues_hold_the_same_sentences(locale: str) -> None:
    assert sentences(locale).keys() == sentences("es").keys()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_uses_the_same_placeholders(locale: str) -> None:
    differing = [msgid for msgid, msgstr in sentences(locale).items() if placeholders(msgid) != placeholders(msgstr)]
    assert differing == []


@pytest.mark.parametrize("locale", ["es", "pt"])
def test_spanish_and_portuguese_plurals_have_their_many(locale: str) -> None:
    """CLDR gives both the category `many`, for millions."""
    without = [one for one in sentences(locale).values() if PLURAL.search(one) and " many {" not in one]
    assert without == []
