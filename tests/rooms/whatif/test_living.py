"""A day lived again: nobody over their room, nobody forgotten, and the numbers that are known beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trato.rooms.brands.model import Opening, OpeningHours
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import AgentAtWork, Overflow, Policy, Queue, QueueId, WaitingCase, Weights
from trato.rooms.whatif.model import Arrival, Day, Laws, Person, Span
from trato.rooms.whatif.rules.counting import gini, numbers_of
from trato.rooms.whatif.rules.intervals import bootstrap, interval
from trato.rooms.whatif.rules.made import BEGINS, QUEUE, TEAM, made_day, made_house
from trato.rooms.whatif.service.living import CalledOff, live

HOUR = timedelta(hours=1)
PLAIN = Laws(slowing=0.0, reading=0.0, wrap_up=0.0, tick=0.001)


class Watching:
    """The product's choice, with an eye on what everybody holds when it is asked."""

    def __init__(self) -> None:
        self.most: Counter[UUID] = Counter()

    def __call__(
        self, waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime
    ) -> list[tuple[UUID, UUID]]:
        for one in agents:
            assert 0 <= one.live_room <= one.live_capacity and 0 <= one.deferred_room <= one.deferred_capacity
            self.most[one.id] = max(self.most[one.id], one.cases)
        return routing.choose(waiting, agents, policy, now)


def person(n: int, *spans: Span, live: int = 10) -> Person:
    return Person(UUID(int=1_000 + n), frozenset({TEAM}), {}, live, 10, spans or (Span(BEGINS, BEGINS + 8 * HOUR),))


def arrival(n: int, minute: float, **about: object) -> Arrival:
    at = BEGINS + timedelta(minutes=minute)
    usual = Arrival(WaitingCase(UUID(int=5_000 + n), QUEUE, TEAM, "webchat", at, at), UUID(int=9_000 + n), 600.0)
    return replace(usual, **about)  # type: ignore[arg-type]


def day(arrivals: Sequence[Arrival], *people: Person) -> Day:
    return Day(BEGINS, BEGINS + 8 * HOUR, tuple(arrivals), people)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 14))
def test_in_an_overload_that_ends_nobody_holds_too_much_and_nobody_is_forgotten(seed: int, agents: int) -> None:
    made = made_day(seed, 250, agents)
    late = tuple(
        replace(one, spans=(Span(BEGINS, BEGINS + timedelta(days=3)),), skills=dict.fromkeys(SOME, 3))
        for one in made.people
    )
    patient = tuple(replace(one, patience=None) for one in made.arrivals)
    watching = Watching()
    done = live(Day(made.from_at, made.to_at, patient, late), made_house(), choice=watching)
    assert all(one.answered_at is not None for one in done.served)
    assert max(watching.most.values()) <= 3 + 5
    # who waited the bound longer than another was given first, if both were to be had
    given = sorted((one for one in done.served if one.channel == "webchat"), key=lambda one: one.given_at or 0)
    bound = Weights().bound.total_seconds()
    newest = 0.0
    for one in given:
        assert one.came_at > newest - bound
        newest = max(newest, one.came_at)


SOME = (UUID(int=11), UUID(int=12), UUID(int=13))


def test_the_same_day_in_the_same_house_ends_alike() -> None:
    made, house = made_day(3, 300, 5), made_house()
    assert live(made, house) == live(made, house)


def test_one_at_a_time_waits_for_the_one_before() -> None:
    done = live(day([arrival(0, 0), arrival(1, 1)], person(0)), made_house(), PLAIN)
    first, second = done.served
    assert first.given_at == pytest.approx(0, abs=0.01) and second.given_at == pytest.approx(600, abs=0.01)


def test_a_promise_counts_in_open_hours_only() -> None:
    weekdays = ((Opening(9 * 60, 18 * 60),),) * 7
    house = replace(made_house(), hours={"desk": OpeningHours("UTC", weekdays)})
    one = arrival(0, 6.5 * 60, within=HOUR, hours="desk")  # at 17:30, so half an hour remains until 18:00
    (served,) = live(day([one]), house, PLAIN).served
    assert served.due_at == pytest.approx((6.5 + 0.5 + 15 + 0.5) * 3600)


def test_who_lost_patience_is_gone_and_a_promise_that_was_due_is_missed() -> None:
    promised = {"within": timedelta(minutes=2), "hours": "always"}
    leaves = [arrival(0, 0, patience=60.0, **promised), arrival(1, 0, patience=300.0, **promised)]
    numbers = numbers_of(live(day(leaves), made_house(), PLAIN))
    assert numbers.abandonment == 1.0 and numbers.breaches == 1 and numbers.service_level == 0.0


def test_who_goes_home_is_given_nothing_and_ends_what_they_hold() -> None:
    leaver = person(0, Span(BEGINS, BEGINS + timedelta(minutes=5)))
    done = live(day([arrival(0, 1), arrival(1, 6)], leaver), made_house(), PLAIN)
    assert [one.agent_id for one in done.served] == [leaver.id, None]


def test_a_larger_share_of_the_bot_leaves_fewer_for_people_and_the_same_ones() -> None:
    made, seen = made_day(5, 400, 6), []
    for share in (0.2, 0.5):
        done = live(made, replace(made_house(), bot_share=share))
        seen.append({one.case_id for one in done.served if one.by_bot})
    assert seen[0] < seen[1] and 0.4 < len(seen[1]) / 400 < 0.6


def test_a_contact_waits_for_who_knows_them_until_the_deadline() -> None:
    again = [arrival(0, 0), arrival(1, 20, case=replace(arrival(1, 20).case), contact=UUID(int=9_000))]
    blocks = replace(arrival(2, 19), contact=UUID(int=9_002), handling=6_000.0)
    people = person(0), person(1, Span(BEGINS + timedelta(minutes=18), BEGINS + 8 * HOUR))
    knows = next(one.agent_id for one in live(day(again[:1], *people), made_house(), PLAIN).served)
    queue = made_house().queues[0]
    for sticky in (timedelta(0), timedelta(minutes=3)):
        house = replace(made_house(), queues=(replace(queue, sticky=sticky),))
        full = replace(people[0], live=10)
        # the one who knows the contact is given the blocking case first: the other comes a minute too late for it
        made = day(
            [again[0], replace(blocks, case=replace(blocks.case, last_agent=full.id)), again[1]], full, people[1]
        )
        done = {one.case_id: one for one in live(made, house, PLAIN).served}[again[1].case.case_id]
        assert done.agent_id == people[1].id and knows == full.id
        assert (done.given_at or 0) - done.came_at == pytest.approx(sticky.total_seconds(), abs=1)


def test_what_waits_too_long_overflows_to_another_team() -> None:
    other = UUID(int=77)
    rescue = Queue(QueueId(UUID(int=8)), "Rescate", None, other, True, 1)
    queue = replace(made_house().queues[0], overflow=Overflow(rescue.id, timedelta(minutes=5)))
    helper = replace(person(3), teams=frozenset({other}))
    house = replace(made_house(), queues=(queue, rescue))
    (served,) = live(day([arrival(0, 0)], helper), house, PLAIN).served
    assert served.agent_id == helper.id and 300 <= (served.given_at or 0) <= 320


def test_a_replay_that_is_called_off_stops() -> None:
    with pytest.raises(CalledOff):
        live(made_day(1, 300, 5), made_house(), called_off=lambda: True)


def test_gini_is_nought_when_all_are_alike_and_near_one_when_one_has_all() -> None:
    assert gini([5, 5, 5]) == 0 and gini([0] * 99 + [1]) == pytest.approx(0.99) and gini([0, 0]) is None


def test_intervals_hold_what_is_known() -> None:
    assert interval([1.0, 2.0, 3.0]) == pytest.approx((2 - 2.4841, 2 + 2.4841), abs=1e-3)
    with pytest.raises(ValueError):
        interval([1.0])
    found = bootstrap([0.0, 1.0] * 50, lambda blocks: sum(blocks) / len(blocks))
    assert found is not None and 0.38 < found[0] < 0.5 < found[1] < 0.62
