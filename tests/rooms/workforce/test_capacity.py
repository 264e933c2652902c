"""Who has room for what: live and deferred work apart, limits of channels, and what a lowered capacity means."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.workforce.model import (
    Agent,
    Capacity,
    ChannelWeight,
    Held,
    Presence,
    PresenceState,
)
from trato.rooms.workforce.rules.capacity import is_over, load_of, room_for, senseless

SINCE = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
WEIGHTS = {
    "webchat": ChannelWeight(10, live=True),
    "email": ChannelWeight(10),
    "whatsapp": ChannelWeight(5),
    "voice": ChannelWeight(10, exclusive=True, live=True),
    "status": ChannelWeight(0),
}
CHANNELS = sorted(WEIGHTS)


def agent(held: dict[str, int], capacity: Capacity) -> Agent:
    load = load_of(Held(held), WEIGHTS, capacity)
    presence = Presence(UUID(int=1), PresenceState.ONLINE, "", SINCE)
    return Agent(
        UUID(int=1), presence, capacity.live, load.live, sum(held.values()), capacity.deferred, load.deferred, held,
        capacity.limits,
    )  # fmt: skip


def room(one: Agent, channel: str) -> int:
    return room_for(one, channel, WEIGHTS[channel].live, WEIGHTS)


def test_a_desk_full_of_chats_still_takes_mails_and_the_other_way_round() -> None:
    chats = agent({"webchat": 3}, Capacity(live=30, deferred=50))
    assert (room(chats, "webchat"), room(chats, "email"), room(chats, "whatsapp")) == (0, 5, 10)
    mails = agent({"email": 5}, Capacity(live=30, deferred=50))
    assert (room(mails, "webchat"), room(mails, "email")) == (3, 0)


def test_a_limit_of_a_channel_holds_within_the_capacity() -> None:
    one = agent({"webchat": 1}, Capacity(live=50, deferred=50, limits={"webchat": 3, "email": 0, "whatsapp": 40}))
    assert (room(one, "webchat"), room(one, "email"), room(one, "whatsapp")) == (2, 0, 10)


def test_a_call_needs_live_work_done_and_leaves_room_for_nothing() -> None:
    capacity = Capacity(live=30, deferred=50)
    assert room(agent({"email": 2}, capacity), "voice") == 1
    assert room(agent({"webchat": 1}, capacity), "voice") == 0
    calling = agent({"voice": 1}, capacity)
    assert [room(calling, channel) for channel in ("voice", "webchat", "email")] == [0, 0, 0]


def test_who_holds_more_than_they_may_has_no_room_and_loses_nothing() -> None:
    lowered = Capacity(live=20, deferred=100, limits={"email": 1})
    assert room(agent({"webchat": 5}, lowered), "webchat") == 0
    assert room(agent({"email": 3}, lowered), "email") == 0
    for held in ({"webchat": 5}, {"email": 3}):
        assert is_over(lowered, load_of(Held(held), WEIGHTS, lowered), Held(held))
    assert not is_over(lowered, load_of(Held({"webchat": 2}), WEIGHTS, lowered), Held({"webchat": 2}))


@pytest.mark.parametrize(
    ("capacity", "part"),
    [
        (Capacity(-1), "live"),
        (Capacity(1_001), "live"),
        (Capacity(50, -1), "deferred"),
        (Capacity(50, 10**9), "deferred"),
        (Capacity(50, 100, {"webchat": -1}), "limits"),
        (Capacity(50, 100, {"Chat de la web": 1}), "limits"),
        (Capacity(50, 100, {f"c{n}": 1 for n in range(21)}), "limits"),
        (Capacity(0, 0, {"webchat": 0}), None),
        (Capacity(1_000, 1_000), None),
    ],
)
def test_what_no_person_can_be_given_is_named(capacity: Capacity, part: str | None) -> None:
    assert senseless(capacity) == part


counts = st.dictionaries(st.sampled_from(CHANNELS), st.integers(0, 12), max_size=4)
capacities = st.builds(Capacity, st.integers(0, 120), st.integers(0, 120), counts)


@given(counts, capacities, st.lists(st.sampled_from(CHANNELS), max_size=30))
def test_whoever_asks_for_room_before_each_case_never_exceeds_a_capacity(
    held: dict[str, int], capacity: Capacity, arrivals: list[str]
) -> None:
    before = Held(held)
    was_over = is_over(capacity, load_of(before, WEIGHTS, capacity), before)
    now = dict(held)
    for channel in arrivals:
        if room(agent(now, capacity), channel) > 0:
            now[channel] = now.get(channel, 0) + 1
    after = Held(now)
    assert was_over or not is_over(capacity, load_of(after, WEIGHTS, capacity), after)
    assert sum(now.values()) >= sum(held.values())


@given(counts, capacities, st.sampled_from(CHANNELS))
def test_room_is_how_many_more_can_be_given_one_by_one(held: dict[str, int], capacity: Capacity, channel: str) -> None:
    promised, given_ = room(agent(held, capacity), channel), 0
    now = dict(held)
    while given_ < 40 and room(agent(now, capacity), channel) > 0:
        now[channel] = now.get(channel, 0) + 1
        given_ += 1
    assert given_ == min(promised, 40)
