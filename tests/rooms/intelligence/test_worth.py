"""How much a contact weighs, by points that a person can add up; what nobody told is unknown, which is not nothing."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.model import WorthReason
from trato.rooms.intelligence.rules.worth import influence_of, value_of


@pytest.mark.parametrize(
    ("followers", "points"),
    [(0, 0), (5, 0), (100, 10), (1_000, 28), (10_000, 45), (100_000, 62), (1_000_000, 80), (90_000_000, 80)],
)
def test_followers_count_by_powers_of_ten(followers: int, points: int) -> None:
    found = influence_of(followers, None)
    assert found is not None and found.points == points


def test_an_account_that_its_network_vouches_for_weighs_more() -> None:
    known, vouched = influence_of(10_000, True), influence_of(None, True)
    assert known is not None and vouched is not None
    assert (known.points, vouched.points) == (65, 20)
    assert [part.reason for part in known.parts] == [WorthReason.FOLLOWERS, WorthReason.VERIFIED]


def test_what_no_channel_told_is_unknown_and_nobody_vouching_tells_nothing() -> None:
    assert influence_of(None, None) is None and influence_of(None, False) is None
    nobody = influence_of(0, False)
    assert nobody is not None and nobody.points == 0  # told to be nobody's: that is known


def test_value_is_orders_what_was_spent_and_how_lately() -> None:
    found = value_of(None, 3, 2.5, 40, company=True)
    assert found is not None and found.points == 36 + 25 + 12 + 10
    assert [(part.reason.value, part.amount, part.points) for part in found.parts] == [
        ("orders", 3, 36), ("spent", 2.5, 25), ("recent", 40, 12), ("company", 1, 10),
    ]  # fmt: skip
    most = value_of(None, 30, 40, 1, company=True)
    assert most is not None and most.points == 48 + 30 + 12 + 10
    long_ago = value_of(None, 1, 1, 91, company=False)
    assert long_ago is not None and long_ago.points == 22


def test_what_was_given_back_is_not_spent() -> None:
    found = value_of(None, 1, -0.5, None, company=False)
    assert found is not None and found.points == 12


def test_what_the_workspace_says_itself_wins_and_stays_within_bounds() -> None:
    for said, points in ((80, 80), (250, 100), (0, 0)):
        found = value_of(said, 9, 9, 1, company=True)
        assert found is not None and found.points == points


def test_of_whom_nothing_was_bought_and_nothing_said_the_value_is_unknown_a_company_too() -> None:
    assert value_of(None, None, None, None, company=True) is None
