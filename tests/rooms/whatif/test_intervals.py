"""How sure a number is."""

from __future__ import annotations

import pytest
from scipy.stats import t

from trato.rooms.whatif.rules.intervals import interval, student


@pytest.mark.parametrize("sure", [0.8, 0.9, 0.95, 0.99])
def test_students_law_is_the_known_one(sure: float) -> None:
    for freedom in (*range(1, 60), 200, 5_000):
        assert student(sure, freedom) == pytest.approx(float(t.ppf((1 + sure) / 2, freedom)), rel=1e-5)


def test_one_value_has_no_interval_and_equal_ones_have_none_to_speak_of() -> None:
    with pytest.raises(ValueError, match="two values"):
        interval([1.0])
    assert interval([2.0, 2.0, 2.0]) == (2.0, 2.0)
