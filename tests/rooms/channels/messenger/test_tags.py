"""What Meta lets a Page write late hangs on the tags of that day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trato.rooms.channels.adapters.meta import tags
from trato.rooms.channels.adapters.meta.window import window_of
from trato.rooms.channels.model import WindowState

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "state", "days"),
    [(1, WindowState.OPEN, 1), (23.9, WindowState.OPEN, 1), (24, WindowState.HUMAN_ONLY, 7),
     (167, WindowState.HUMAN_ONLY, 7), (168, WindowState.CLOSED, None)],
)  # fmt: skip
def test_a_day_is_everybodys_and_a_week_a_persons(hours: float, state: WindowState, days: int | None) -> None:
    last = NOW - timedelta(hours=hours)
    assert window_of(last, NOW) == (state, last + timedelta(days=days) if days else None)


def test_on_days_before_the_tag_only_the_day_counts() -> None:
    then = datetime(2020, 3, 3, 12, tzinfo=UTC)
    assert tags.of_person(then) is None
    assert window_of(then - timedelta(days=2), then) == (WindowState.CLOSED, None)


def test_a_tag_that_ended_is_not_allowed_from_its_day_on() -> None:
    before, after = datetime(2026, 2, 9, 23, tzinfo=UTC), datetime(2026, 2, 10, 0, tzinfo=UTC)
    assert "POST_PURCHASE_UPDATE" in {one.tag for one in tags.allowed(before)}
    assert {one.tag for one in tags.allowed(after)} == {"HUMAN_AGENT"}
    assert all(one.source and one.purpose for one in tags.TAGS)
