"""The census of a workspace keeps what lists ask, and no more, however often its cases change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from trato.rooms.console.model import Listing, ViewKey, ViewKind
from trato.rooms.console.rules.census import MOST_TURNS, Census, Entry

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BREACHED = Listing(ViewKey(ViewKind.BREACHED))


def entry(due_at: datetime | None) -> Entry:
    return Entry(
        id=uuid4(), number=1, brand_id=UUID(int=1), queue_id=None, account_id=None, standing="open",
        holder_kind="nobody", holder_id=None, waiting="none", priority="normal", channel="whatsapp", language="es",
        tags=(), due_from=NOON, due_at=due_at, breached=False, last_inbound_at=None, text="",
    )  # fmt: skip


def broken(census: Census, now: datetime) -> int:
    census.pass_to(now)
    return census.listed(BREACHED, UUID(int=9), ()).bit_count()


def test_a_promise_breaks_in_time_after_its_case_changed_more_often_than_turns_are_kept() -> None:
    census = Census()
    still, busy = entry(NOON + timedelta(hours=2)), entry(NOON + timedelta(hours=1))
    census.put(still, {})
    for n in range(3 * MOST_TURNS):
        census.put(replace(busy, number=n), {})
    assert [broken(census, NOON + timedelta(hours=hours)) for hours in (0, 1, 2)] == [0, 1, 2]


def test_what_a_case_promised_before_it_changed_breaks_nothing() -> None:
    census = Census()
    one = entry(NOON + timedelta(hours=1))
    for n in range(3 * MOST_TURNS):
        census.put(replace(one, number=n), {})
    census.put(replace(one, due_at=None), {})
    assert broken(census, NOON + timedelta(days=1)) == 0
