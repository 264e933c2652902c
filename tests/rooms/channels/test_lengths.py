"""A text is as long as its channel says; the console counts by the same list (web/console/tests/rooms)."""

from __future__ import annotations

import json
from pathlib import Path

from trato.rooms.channels.model import LengthUnit, length_of

SHARED = Path(__file__).parents[3] / "web" / "console" / "tests" / "rooms" / "weights.json"
WEIGHTS = json.loads(SHARED.read_text())


def test_weights_are_those_of_the_public_rule() -> None:
    assert [(text, length_of(text, LengthUnit.WEIGHTED)) for text, _ in WEIGHTS] == [tuple(one) for one in WEIGHTS]


def test_other_units_count_characters_bytes_and_code_units() -> None:
    assert (length_of("ñu", LengthUnit.CHARACTERS), length_of("ñu", LengthUnit.BYTES)) == (2, 3)
    assert (length_of("ñ😀", LengthUnit.CODE_UNITS), length_of("ñ😀", LengthUnit.CHARACTERS)) == (3, 2)
