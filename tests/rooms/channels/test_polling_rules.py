"""When to look again: quota before haste, and later after each failure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.channels.model import Quota
from trato.rooms.channels.rules import after_trouble, next_look, provider_day

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # noon in Los Angeles
MINUTE = timedelta(minutes=1)
DAILY = Quota(10_000, "America/Los_Angeles")


def test_without_a_quota_looks_keep_their_pace() -> None:
    assert next_look(NOW, MINUTE, None, 10**6, 9) == NOW + MINUTE


def test_a_look_waits_for_midnight_of_the_provider_when_its_share_is_spent() -> None:
    assert next_look(NOW, MINUTE, DAILY, 8_000, 1) == datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    assert provider_day(datetime(2026, 11, 21, 7, 59, tzinfo=UTC), DAILY.zone) == "2026-11-20"


@given(st.integers(0, 12_000), st.integers(0, 200), st.integers(0, 86_399))
def test_looks_at_this_pace_never_spend_more_than_their_share(spent: int, cost: int, second: int) -> None:
    now = NOW + timedelta(seconds=second)
    after = next_look(now, MINUTE, DAILY, spent, cost)
    midnight = next_look(now, MINUTE, DAILY, 10_000, 1)
    assert now + MINUTE <= after or after == midnight
    if after < midnight:
        looks = (midnight - now) / (after - now)
        assert spent + looks * max(cost, 1) <= 8_000 + 1


def test_failures_in_a_row_wait_twice_as_long_each_and_half_an_hour_at_most() -> None:
    waits = [after_trouble(NOW, MINUTE, n, None) - NOW for n in (1, 2, 3, 9, 400)]
    assert waits == [2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 30 * MINUTE, 30 * MINUTE]
    assert after_trouble(NOW, MINUTE, 1, timedelta(hours=2)) == NOW + timedelta(hours=2)
