"""The choice: what always holds of it, that it is the best one, and that it can be explained."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.rooms.routing.people import FRENCH, LEGAL, NOW, OTHER_TEAM, QUEUE, REFUNDS, Chance, agent, case
from trato.rooms.routing.model import AgentAtWork, Need, NotGiven, Plan, Policy, WaitingCase, Why
from trato.rooms.routing.rules import assigning, fitness, matching
from trato.rooms.routing.rules.planning import choose, decisions, plan
from trato.rooms.routing.rules.urgency import points, urgency

USUAL = Policy()
STICKY = Policy(sticky={QUEUE: timedelta(minutes=3)})


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 25))
def test_the_choice_without_its_reasons_is_the_same(seed: int, people: int, waiting: int) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(people), chance.cases(waiting)
    explained = plan(cases, agents, STICKY, NOW).decisions
    assert choose(cases, agents, STICKY, NOW) == [(one.case_id, one.agent_id) for one in explained]
    assert decisions(cases, agents, STICKY, NOW) == explained


def test_somebody_alone_in_the_queue_goes_to_whom_the_best_assignment_would_give_them() -> None:
    for seed in range(200):
        chance = Chance(seed)
        agents, (one,) = chance.agents(8), chance.cases(1)
        field = matching.Field.of([one], sorted(agents, key=lambda each: each.id.int), USUAL.weights)
        given = field._give([0]) if field.people else []
        assert choose([one], agents, USUAL, NOW) == [(one.case_id, field.people[at].id) for _, at in given]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 40))
def test_whoever_is_given_a_case_is_there_has_the_skills_and_has_room_for_all_they_are_given(
    seed: int, people: int, waiting: int
) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(people), chance.cases(waiting)
    made = plan(cases, agents, STICKY, NOW)
    by_id, of = {one.id: one for one in agents}, {one.case_id: one for one in cases}
    assert len({one.case_id for one in made.decisions}) == len(made.decisions)
    assert {one.case_id for one in made.decisions}.isdisjoint(made.waiting)
    assert len(made.decisions) + len(made.waiting) == len(cases)
    for chosen, theirs in _by_agent(made, of).items():
        them = by_id[chosen]
        assert them.state == "online"
        assert sum(one.units for one in theirs if one.live and not one.exclusive) <= them.live_room
        assert sum(one.units for one in theirs if not one.live) <= them.deferred_room
        if any(one.exclusive for one in theirs):
            assert len(theirs) == 1 and them.live_room == them.live_capacity
        for channel, most in them.channel_room.items():
            assert sum(one.channel == channel for one in theirs) <= most
        for one in theirs:
            assert one.team_id in them.teams
            assert fitness.lacks(one.needs, them.skills) is None
            assert chosen not in one.passed_by


def _by_agent(made: Plan, of: dict[UUID, WaitingCase]) -> dict[UUID, list[WaitingCase]]:
    theirs: dict[UUID, list[WaitingCase]] = {}
    for one in made.decisions:
        assert one.agent_id is not None
        theirs.setdefault(one.agent_id, []).append(of[one.case_id])
    return theirs


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_the_same_queue_in_another_order_is_given_out_alike(seed: int) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(8), chance.cases(30)
    once = plan(cases, agents, STICKY, NOW)
    shuffled = random.Random(seed)
    shuffled.shuffle(agents)
    shuffled.shuffle(cases)
    assert plan(cases, agents, STICKY, NOW) == once


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_nobody_who_could_be_given_a_waiting_case_is_left_without(seed: int) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(8), chance.cases(20)
    made = plan(cases, agents, USUAL, NOW)
    left = {one.id: one for one in agents}
    of = {one.case_id: one for one in cases}
    for one in made.decisions:
        assert one.agent_id is not None
        left[one.agent_id] = fitness.taking(left[one.agent_id], of[one.case_id])
    for case_id in made.waiting:
        left_over = of[case_id]
        for them in left.values():
            may = left_over.team_id in them.teams and them.id not in left_over.passed_by
            assert not may or fitness.against(left_over, them) is not None


def optimum(cases: list[WaitingCase], agents: list[AgentAtWork]) -> tuple[float, float]:
    """Return the greatest urgency that can be served at once, and the greatest fitness with which it can.

    By an exact assignment of cases to single places, with the urgency so large that it comes before all else.
    """
    places = [(them, step) for them in agents if them.state == "online" for step in range(them.live_room // 10)]
    if not places or not cases:
        return 0.0, 0.0
    urgent = np.array([points(one, USUAL.weights, NOW) for one in cases])
    fits = np.full((len(cases), len(places)), np.nan)
    for row, one in enumerate(cases):
        for column, (them, step) in enumerate(places):
            if fitness.lacks(one.needs, them.skills) is None:
                fits[row, column] = sum(fitness.fit(one.needs, them.skills, USUAL.weights).values()) + fitness.load(
                    them, live=True, weights=USUAL.weights, more=10 * step
                )
    value = np.where(np.isnan(fits), 0.0, 1e5 + urgent[:, None] * 1e2 + np.nan_to_num(fits) * 1e-2)
    rows, columns = linear_sum_assignment(value, maximize=True)
    served = [(r, c) for r, c in zip(rows, columns, strict=True) if not np.isnan(fits[r, c])]
    return float(sum(urgent[r] for r, _ in served)), float(sum(fits[r, c] for r, c in served))


def reached(made: Plan, cases: list[WaitingCase], agents: list[AgentAtWork]) -> tuple[float, float]:
    """Return the urgency that a plan serves, and the fitness with which it does."""
    by_id, of = {one.id: one for one in agents}, {one.case_id: one for one in cases}
    fit = 0.0
    for them, theirs in _by_agent(made, of).items():
        for step, one in enumerate(theirs):
            fit += sum(fitness.fit(one.needs, by_id[them].skills, USUAL.weights).values())
            fit += fitness.load(by_id[them], live=True, weights=USUAL.weights, more=10 * step)
    return sum(points(of[one.case_id], USUAL.weights, NOW) for one in made.decisions), fit


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(1, 25))
def test_a_small_plan_is_the_best_there_is(seed: int, people: int, waiting: int) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(people, plain=True), chance.cases(waiting, plain=True)
    best, got = optimum(cases, agents), reached(plan(cases, agents, USUAL, NOW), cases, agents)
    assert got[0] == pytest.approx(best[0])
    assert got[1] == pytest.approx(best[1], abs=0.02 * waiting)  # who waits the longest breaks ties, by a hundredth


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_plan_is_within_one_per_cent_of_the_best(seed: int) -> None:
    chance = Chance(seed)
    agents, cases = chance.agents(90, plain=True), chance.cases(500, plain=True)
    assert len(cases) * sum(them.live_room // 10 for them in agents) > matching.EXACT
    best, got = optimum(cases, agents), reached(plan(cases, agents, USUAL, NOW), cases, agents)
    assert got[0] >= best[0] * 0.99
    assert got[1] >= best[1] - 0.01 * abs(best[0])


def test_who_can_do_more_is_kept_for_what_needs_more() -> None:
    both = agent(1, skills={FRENCH: 3}, live_room=10)
    plain = agent(2, live_room=20)
    french = case(1, needs=(Need(FRENCH),), priority=-1)
    others = [case(2, priority=2), case(3, priority=2)]
    made = plan([french, *others], [both, plain], USUAL, NOW)
    assert {one.case_id: one.agent_id for one in made.decisions} == {
        french.case_id: both.id,
        others[0].case_id: plain.id,
        others[1].case_id: plain.id,
    }


def test_a_level_that_is_too_low_is_no_skill() -> None:
    made = plan([case(1, needs=(Need(LEGAL, 3),))], [agent(1, skills={LEGAL: 2})], USUAL, NOW)
    assert made.decisions == () and list(made.waiting.values()) == [NotGiven.NOBODY_ABLE]


def test_a_case_that_waited_the_bound_longer_goes_before_any_other() -> None:
    weights = USUAL.weights
    old = case(1, since=NOW - weights.bound - timedelta(minutes=1), priority=-1, mood=1.0, tier=3)
    loud = case(2, since=NOW, priority=2, due_at=NOW + timedelta(seconds=1), value=1.0, mood=-1.0)
    made = plan([old, loud], [agent(1, live_room=10)], USUAL, NOW)
    assert [one.case_id for one in made.decisions] == [old.case_id]


def test_of_two_alike_the_one_on_the_brands_first_channels_goes_first() -> None:
    lesser, main = case(1, tier=3), case(2, tier=1)
    made = plan([lesser, main], [agent(1, live_room=10)], USUAL, NOW)
    assert [one.case_id for one in made.decisions] == [main.case_id]
    assert [urgency(one, USUAL.weights, NOW)["tier"] for one in (main, case(3, tier=2), lesser)] == [6.0, 3.0, 0.0]


def test_what_can_still_be_kept_goes_before_what_is_broken() -> None:
    broken, near = case(1, due_at=NOW - timedelta(seconds=5)), case(2, due_at=NOW + timedelta(seconds=30))
    made = plan([broken, near], [agent(1, live_room=10)], USUAL, NOW)
    assert [one.case_id for one in made.decisions] == [near.case_id]


def test_a_call_takes_all_of_a_person() -> None:
    call, chat = case(1, channel="phone", exclusive=True), case(2)
    made = plan([call, chat], [agent(1), agent(2, live_room=40)], USUAL, NOW)
    assert {one.case_id: one.agent_id for one in made.decisions} == {
        call.case_id: agent(1).id,
        chat.case_id: agent(2).id,
    }
    alone = plan([call], [agent(2, live_room=40)], USUAL, NOW)
    assert list(alone.waiting.values()) == [NotGiven.NO_ROOM]


def test_a_contact_goes_back_to_who_knows_them() -> None:
    knows = agent(1, live_room=20)
    made = plan([case(1, last_agent=knows.id)], [knows, agent(2)], STICKY, NOW)
    assert [(one.agent_id, one.reason) for one in made.decisions] == [(knows.id, "sticky")]


@pytest.mark.parametrize(
    ("about", "waits"),
    [
        ({}, True),  # they are here, without room at this moment
        ({"state": "busy"}, True),
        ({"state": "offline"}, False),
        ({"state": "break"}, False),
        ({"teams": frozenset({OTHER_TEAM})}, False),
    ],
)
def test_a_case_waits_for_who_knows_its_contact_only_while_they_are_here(about: dict[str, object], waits: bool) -> None:
    knows = agent(1, live_room=0, **about)
    made = plan([case(1, last_agent=knows.id)], [knows, agent(2)], STICKY, NOW)
    assert (list(made.waiting.values()) == [NotGiven.KEPT_FOR]) is waits
    assert (len(made.decisions) == 0) is waits


def test_it_waits_no_longer_than_the_deadline_of_its_queue_nor_into_its_promise() -> None:
    knows = agent(1, live_room=0)
    late = case(1, last_agent=knows.id, queued_at=NOW - timedelta(minutes=3))
    near = case(2, last_agent=knows.id, due_at=NOW + timedelta(seconds=15))
    made = plan([late, near], [knows, agent(2)], STICKY, NOW)
    assert {one.agent_id for one in made.decisions} == {agent(2).id} and len(made.decisions) == 2


def test_a_decision_says_why_this_one_and_why_none_of_the_others() -> None:
    people = [
        agent(1, skills={REFUNDS: 4}),
        agent(2, skills={REFUNDS: 2}),
        agent(3),
        agent(4, skills={REFUNDS: 5}, live_room=0),
        agent(5, skills={REFUNDS: 5}, state="break"),
        agent(6, skills={REFUNDS: 5}),
        *(agent(n, state="offline") for n in range(7, 30)),
    ]
    made = plan([case(1, needs=(Need(REFUNDS, 2),), passed_by=frozenset({people[5].id}))], people, USUAL, NOW)
    (one,) = made.decisions
    assert (one.agent_id, one.reason) == (people[0].id, "skill")
    said = {each.agent_id: (each.why, each.skill_id) for each in one.considered}
    assert said[people[0].id] == (Why.CHOSEN, None)
    assert said[people[1].id] == (Why.LESS_FIT, None)
    assert said[people[5].id] == (Why.PASSED, None)
    whys = Counter(each.why for each in one.considered) + Counter(one.others)
    assert whys == {
        Why.CHOSEN: 1, Why.LESS_FIT: 1, Why.SKILL: 1, Why.NO_ROOM: 1, Why.BREAK: 1, Why.PASSED: 1, Why.OFFLINE: 23,
    }  # fmt: skip
    assert one.factors["age"] == pytest.approx(1.0) and one.factors["level"] == 2.0


def test_who_is_given_another_case_in_the_same_plan_is_told_apart_from_who_is_less_fit() -> None:
    first, second = agent(1, live_room=10, waits_since=NOW - timedelta(hours=1)), agent(2, live_room=10)
    made = plan([case(1, priority=1), case(2)], [first, second], USUAL, NOW)
    assert {each.why for one in made.decisions for each in one.considered} == {Why.CHOSEN, Why.TAKES_ANOTHER}


def test_equal_people_take_turns_by_who_waits_the_longest() -> None:
    people = [agent(n, live_room=10, waits_since=NOW - timedelta(minutes=n)) for n in range(5)]
    made = plan([case(1)], people, USUAL, NOW)
    assert made.decisions[0].agent_id == people[4].id


def test_nobody_there_is_told_apart_from_nobody_able_and_nobody_with_room() -> None:
    asked = [case(1, team_id=OTHER_TEAM), case(2, needs=(Need(LEGAL),)), case(3), case(4, priority=1)]
    full = agent(1, live_room=10)
    made = plan(asked, [full], USUAL, NOW)
    assert made.waiting == {
        asked[0].case_id: NotGiven.NOBODY_THERE,
        asked[1].case_id: NotGiven.NOBODY_ABLE,
        asked[2].case_id: NotGiven.OTHERS_FIRST,
    }
    assert list(plan([asked[2]], [agent(1, live_room=0)], USUAL, NOW).waiting.values()) == [NotGiven.NO_ROOM]


def test_the_solver_alone_is_loaded_and_solves_as_scipy_does() -> None:
    loaded = "import sys, trato.rooms.routing.api; print(any(name.startswith('scipy') for name in sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "False\n"
    )
    values = np.random.default_rng(1).random((7, 12))
    assert [one.tolist() for one in assigning.linear_sum_assignment(values)] == [
        one.tolist() for one in linear_sum_assignment(values, maximize=True)
    ]
