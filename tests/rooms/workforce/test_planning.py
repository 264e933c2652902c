"""From contacts to people: needs by half hour, limits of concurrency, channels that can be kept."""

from __future__ import annotations

import math
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.workforce.errors import SenselessPromise, VolumesUnread
from trato.rooms.workforce.model.planning import Assumed, Measured, Promise
from trato.rooms.workforce.rules import planning
from trato.rooms.workforce.service.volumes import read_volumes

PROMISE = Promise(share=0.8, within=60, occupancy=0.85, shrinkage=0.0)
CHAT = Assumed(work=120, pace=360, patience=240, measured=())


def test_a_busier_half_hour_needs_more_and_a_silent_one_nobody() -> None:
    found = planning.needs([0, 5, 10, 40], CHAT, PROMISE, 3, live=True)
    assert found[0] == 0 and found == sorted(found) and found[-1] > found[1]


def test_three_conversations_at_once_need_fewer_people_than_one() -> None:
    one, three = (planning.needs([40], CHAT, PROMISE, at_once, live=True)[0] for at_once in (1, 3))
    assert three < one / 2


def test_no_half_hour_is_planned_with_hands_in_work_all_the_time() -> None:
    (need,) = planning.needs([100], CHAT, PROMISE, 8, live=True)
    assert need >= 100 * CHAT.work / 1800 / PROMISE.occupancy


def test_work_that_may_wait_takes_its_hours_with_breath() -> None:
    assert planning.needs([10.2], CHAT, PROMISE, 1, live=False) == [0.8]
    assert planning.needs([10.2], CHAT, Promise(shrinkage=0.5), 1, live=False) == [1.6]


@given(st.lists(st.floats(0, 300), max_size=5), st.integers(1, 6), st.booleans())
def test_every_need_is_a_number_of_people(contacts: list[float], at_once: int, live: bool) -> None:
    for contact, need in zip(contacts, planning.needs(contacts, CHAT, PROMISE, at_once, live=live), strict=True):
        assert 0 <= need < math.inf and (need > 0) == (contact > 0)


@pytest.mark.parametrize(
    "promise", [Promise(share=1.2), Promise(share=0), Promise(within=-1), Promise(occupancy=0), Promise(shrinkage=1)]
)
def test_a_senseless_promise_is_refused(promise: Promise) -> None:
    with pytest.raises(SenselessPromise):
        planning.needs([1], CHAT, promise, 1, live=True)


def test_what_rests_on_few_cases_is_not_measured() -> None:
    few, many = Measured(19, work=100, pace=50, patience=30), Measured(20, work=100, pace=50)
    assert planning.assume(few) == Assumed(planning.USUAL_WORK, planning.USUAL_PACE, None, ())
    assert planning.assume(few, told=400).work == 400
    assert planning.assume(many, told=400) == Assumed(100, 50, None, ("work", "pace"))


@pytest.mark.parametrize(
    ("work", "pace", "best", "why"),
    [
        (120, 360, 3, "pace"),
        (300, 300, 2, "pace"),
        (400, 200, 1, "alone"),
        (30, 600, 8, ""),
        (60, 0, 1, "alone"),
    ],
)
def test_the_limit_of_conversations_follows_typing_and_the_customers_pace(
    work: float, pace: float, best: int, why: str
) -> None:
    limit = planning.limit_of(Assumed(work, pace, None, ()), in_force=5)
    assert (limit.recommended, limit.why, limit.in_force) == (best, why, 5)
    assert list(limit.lasts) == sorted(limit.lasts)


def test_channels_are_kept_in_order_while_there_are_people() -> None:
    needs = {"whatsapp": [2.0, 3.0, 0.0], "webchat": [1.0, 1.0, 0.0], "email": [0.5, 0.5, 2.0]}
    kept = {one.channel: (one.kept, one.share) for one in planning.sustained(needs, [3.0, 4.0, 1.0])}
    assert kept == {"whatsapp": (True, 1.0), "webchat": (True, 1.0), "email": (False, 0.0)}
    assert [one.hours for one in planning.sustained(needs, [9.0] * 3)] == [2.5, 1.0, 1.5]
    assert all(one.kept for one in planning.sustained(needs, [9.0] * 3))
    assert planning.sustained({}, [1.0]) == []


def test_volumes_are_read_by_the_wall_clock_and_joined_into_half_hours() -> None:
    text = "channel;at;contacts;handle_seconds\nwebchat;2026-11-02 09:00;4;300\nwebchat;2026-11-02 09:15;3;300\n"
    ((channel, at, contacts, handle),) = read_volumes(text, ZoneInfo("America/Lima"), {"webchat"})
    assert (channel, at.isoformat(), contacts, handle) == ("webchat", "2026-11-02T14:00:00+00:00", 7, 300)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "columns"),
        ("channel,at,contacts\n", 1, "length"),
        ("channel,at,contacts\nfax,2026-11-02 09:00,1\n", 2, "channel"),
        ("channel,at,contacts\nwebchat,ayer,1\n", 2, "number"),
        ("channel,at,contacts\n\nwebchat,2026-11-02 09:00,-1\n", 3, "number"),
        ("channel,at,contacts,handle_seconds\nwebchat,2026-11-02 09:00,1,0\n", 2, "number"),
        ("channel,at,contacts\nwebchat,0001-01-01 00:00,1\n", 2, "number"),
    ],
)
def test_a_line_of_volumes_that_cannot_be_taken_is_named(text: str, line: int, reason: str) -> None:
    with pytest.raises(VolumesUnread) as refused:
        read_volumes(text, ZoneInfo("Asia/Tokyo"), {"webchat"})
    assert refused.value.data == {"line": line, "reason": reason}


def test_a_channel_that_cannot_be_kept_leaves_its_people_to_those_after_it() -> None:
    kept = planning.sustained({"webchat": [9.0, 9.0], "email": [2.0, 2.0]}, [3.0, 3.0])
    assert [(one.channel, one.kept) for one in kept] == [("webchat", False), ("email", True)]
