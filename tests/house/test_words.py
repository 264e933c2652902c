"""What has an id of its own in a room is a word that docs/words.md explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ID = re.compile(r'^(\w+)Id = NewType\("', re.MULTILINE)
MODELS = sorted([*ROOT.glob("src/trato/rooms/*/model.py"), *ROOT.glob("src/trato/rooms/*/model/*.py")])
CALLED = {  # by a shorter or a longer name where people read it
    "calendar": "set of hours",
    "canned": "canned reply",
    "oidc provider": "provider",
    "consent request": "consent",
    "web session": "session of the web chat",
}


def named() -> list[str]:
    found = {name for path in MODELS for name in ID.findall(path.read_text(encoding="utf-8"))}
    return sorted(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in found)


def explained() -> set[str]:
    """Return the words of the first column, without what stands in brackets."""
    lines = (ROOT / "docs/words.md").read_text(encoding="utf-8").splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| ")]
    return {word.strip().lower() for cell in cells for word in re.sub(r"\([^)]*\)", "", cell).split(",")}


@pytest.mark.parametrize("word", named())
def test_what_has_an_id_has_a_word(word: str) -> None:
    assert CALLED.get(word, word) in explained()


def test_every_other_name_is_still_needed() -> None:
    assert set(CALLED) <= set(named())
