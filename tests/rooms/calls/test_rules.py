"""What the happenings of a call that we make amount to, and at which hours somebody may be called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from trato.rooms.calls.model import CallOutcome, CallState, Happening, SegmentKind
from trato.rooms.calls.rules import course_of, name_of, quiet_until
from trato.rooms.channels.model import CallNews, CallStage

AGENT = UUID(int=7)
BEGAN = datetime(2026, 11, 23, 15, tzinfo=UTC)
LIMA, TIJUANA, CANCUN = "America/Lima", "America/Tijuana", "America/Cancun"


def told(stage: CallStage, second: int, leg: str = "") -> Happening:
    agent = AGENT if leg or stage is CallStage.PLACED else None
    return Happening(f"{stage.value}:{second}", BEGAN + timedelta(seconds=second), CallNews(stage, leg=leg), agent)


WHOLE = [
    told(CallStage.PLACED, 0), told(CallStage.RINGING, 1, "l"), told(CallStage.ANSWERED, 3, "l"),
    told(CallStage.DIALLED, 4), told(CallStage.REACHED, 9), told(CallStage.ENDED, 60),
]  # fmt: skip


def test_a_call_that_we_make_is_the_same_in_whatever_order_it_is_told() -> None:
    right = course_of(WHOLE)
    assert (right.state, right.outcome, right.answered_by) == (CallState.ENDED, CallOutcome.ANSWERED, AGENT)
    assert [one.kind for one in right.segments] == [SegmentKind.RING, SegmentKind.DIAL, SegmentKind.TALK]
    assert all(course_of(order) == right for order in permutations(WHOLE))


@pytest.mark.parametrize("length", range(1, 5))
def test_until_they_pick_up_it_is_calling_and_without_that_nobody_was_reached(length: int) -> None:
    assert course_of(WHOLE[:length]).state is CallState.CALLING
    over = course_of([*WHOLE[:length], WHOLE[-1]])
    assert (over.state, over.outcome, over.answered_at) == (CallState.ENDED, CallOutcome.UNREACHED, None)


def test_a_call_of_ours_is_named_as_providers_name_theirs() -> None:
    assert name_of(AGENT) == "CA" + "0" * 31 + "7"


@pytest.mark.parametrize(
    ("hour", "zones", "until"),
    [
        (15, (LIMA,), None),  # ten in the morning there
        (13, (LIMA,), 14),  # eight: from nine
        (2, (LIMA,), 14),  # nine in the evening before: from the next morning
        (1, (LIMA,), 14),  # eight: the last hour is over
        (0, (LIMA,), None),  # seven in the evening
        (15, (CANCUN, TIJUANA), 17),  # ten, and seven: where both may be called
        (15, (), None),
        (3, ("no/where",), None),
    ],
)
def test_a_number_is_called_at_hours_that_may_be_wherever_its_owner_is(
    hour: int, zones: tuple[str, ...], until: int | None
) -> None:
    found = quiet_until(BEGAN.replace(hour=hour), zones, (9, 20))
    assert found is None if until is None else found is not None and found.astimezone(UTC).hour == until
