"""Every part is told where people read of the file: the reference, and the screen that shows what would change."""

from __future__ import annotations

from pathlib import Path

import pytest

from trato.rooms.playbook.rules.naming import numbered
from trato.rooms.playbook.service.whole import NAMES

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
WORDS = (ROOT / "web/console/src/rooms/playbook/configurationWords.ts").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", NAMES)
def test_a_part_is_in_the_reference_and_has_its_word_on_the_screen(part: str) -> None:
    assert f"| `{part}` |" in REFERENCE
    assert f"\n  {part}: () =>" in WORDS


def test_of_equal_names_each_has_a_key_of_its_own() -> None:
    assert numbered(["A", "B", "A", "A (2)", "A"]) == ["A", "B", "A (2)", "A (2) (2)", "A (3)"]
