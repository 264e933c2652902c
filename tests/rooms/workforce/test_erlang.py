"""Waiting lines against cases with known answers, and what must hold for all of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trato.rooms.workforce.model.staffing import NEVER, Concurrency, Demand, Performance, Target
from trato.rooms.workforce.rules.erlang import blocked, lines_needed, perform, waits
from trato.rooms.workforce.rules.needing import OutOfReach, agents_needed, busy_share, handles_at_once, scheduled_for

CLOSE = 1e-6
TEN = Demand(rate=100 / 1800, handle=180)


def near(number: float) -> object:
    return pytest.approx(number, abs=CLOSE, rel=CLOSE)


@pytest.mark.parametrize(
    "agents, erlangs, share",
    [
        (10, 5, 0.018384570336648136),
        (10, 20, 0.5379631686320729),
        (1, 5, 0.8333333333333334),
        (190, 200, 0.08869684386923561),
        (736, 708, 0.009924638),
        (735, 708, 0.010420558),
        (200, 180, 0.010324995),
        (0, 5, 1.0),
        (3, 0, 0.0),
    ],
)
def test_the_share_that_is_lost_is_erlangs(agents: int, erlangs: float, share: float) -> None:
    assert blocked(agents, erlangs) == near(share)


@pytest.mark.parametrize("erlangs, lines", [(10, 18), (708, 736)])
def test_lines_are_as_many_as_lose_one_in_a_hundred(erlangs: float, lines: int) -> None:
    assert lines_needed(erlangs, 0.01) == lines


@pytest.mark.parametrize(
    "agents, erlangs, share",
    [
        (14, 10, 0.1741319335950498),
        (11, 10, 0.6821182),
        (35, 0.1 / 0.0033, 0.3121925015328496),
        (40, 0.1 / 0.0033, 0.06278834613535761),
        (35, 24, 0.023521116861458607),
        (35, 90 / 3.0033, 0.2816872350258893),
        (2, 1, 1 / 3),
        (5, 2, 4 / 67),
        (5, 4, 128 / 231),
        (25, 20, 0.2091028266),
        (20, 30.3, 1.0),
        (5, 0, 0.0),
    ],
)
def test_the_share_that_waits_is_erlangs(agents: int, erlangs: float, share: float) -> None:
    assert waits(agents, erlangs) == near(share)
    if 0 < erlangs < agents:
        assert perform(agents, Demand(erlangs, 1), 1).waits == near(share)


def test_the_service_level_the_wait_and_the_occupancy_are_the_published_ones() -> None:
    found = perform(14, TEN, within=20)
    assert found.service_level == near(0.8883500191794669)
    assert found.asa == near(7.83593701177724)
    assert found.occupancy == near(10 / 14)
    fifteen = perform(15, TEN, within=20)
    assert (round(fifteen.waits, 3), round(fifteen.service_level, 3), round(fifteen.occupancy, 3)) == (
        0.102,
        0.941,
        0.667,
    )


@pytest.mark.parametrize("agents, level", [(35, 0.7710233599946846), (40, 0.9668921807646333)])
def test_the_service_level_of_a_slow_line_is_the_published_one(agents: int, level: float) -> None:
    assert perform(agents, Demand(0.1, 1 / 0.0033), within=20).service_level == near(level)


@pytest.mark.parametrize("agents", [20, 30])
def test_a_line_that_only_grows_has_no_service_level_and_never_a_negative_one(agents: int) -> None:
    found = perform(agents, Demand(30.3, 1), within=20)
    assert (found.service_level, found.waits, found.asa, found.occupancy) == (0.0, 1.0, math.inf, 1.0)


@pytest.mark.parametrize(
    "demand, target, agents, level",
    [
        (TEN, Target(0.8, 20, occupancy=0.85), 14, 0.8883500191794669),
        (Demand(250 / 3600, 330), Target(0.8, 30), 28, 0.8568503),
        (Demand(1_000 / 1800, 240), Target(0.8, 20), 142, None),
        (Demand(10_000 / 1800, 240), Target(0.8, 20), 1_347, None),
        (Demand(120 / 900, 300), Target(0.8, 20), 46, 0.8218351819606571),
    ],
)
def test_the_crew_is_the_smallest_that_reaches_the_target(
    demand: Demand, target: Target, agents: int, level: float | None
) -> None:
    found = agents_needed(demand, target)
    assert found.agents == agents
    assert level is None or found.service_level == near(level)
    assert not perform(agents - 1, demand, target.within).meets(target)


def test_the_crew_for_a_mean_wait_is_the_published_one() -> None:
    demand = Demand(200 / 3600, 180)
    assert agents_needed(demand, Target(share=None, asa=120)).agents == 12
    assert [round(perform(n, demand, 0).asa, 1) for n in (12, 11)] == [40.4, 122.8]


@pytest.mark.parametrize("agents, scheduled", [(14, 20), (15, 22)])
def test_shrinkage_is_added_and_rounded_up(agents: int, scheduled: int) -> None:
    assert scheduled_for(agents, 0.3) == scheduled


def test_who_can_leave_makes_the_line_short() -> None:
    demand = Demand(2880 / 3600, 60)
    patient, real = perform(50, demand, 20), perform(50, Demand(demand.rate, 60, patience=120), 20)
    assert patient.waits == near(0.694455637)
    assert (round(patient.asa, 2), round(patient.queue, 2)) == (20.83, 16.67)
    assert real.waits == near(0.467774)
    assert real.abandons == near(0.030912)
    assert (round(real.asa, 3), round(real.queue, 3), round(real.occupancy, 4)) == (3.709, 2.968, 0.9303)


@pytest.mark.parametrize(
    "agents, rate, theta, share",
    [
        (50, 50, 1, 0.05632500633),
        (10, 10, 1, 0.12511004),
        (20, 25, 0.5, 0.20619405),
        (100, 100, 1, 0.039860997),
        (5, 4, 0.25, 0.055631895),
        (50, 55, 0.2, 0.094376139),
    ],
)
def test_the_share_that_gives_up_is_palms(agents: int, rate: float, theta: float, share: float) -> None:
    assert perform(agents, Demand(rate, 1, 1 / theta), 0).abandons == near(share)


def test_where_patience_is_as_long_as_handling_nobody_waits_for_agents_but_poisson_counts_them() -> None:
    assert perform(50, Demand(50, 1, 1), 0).waits == near(0.5188083155)
    assert perform(10, Demand(10, 1, 1), 0).waits == near(0.54207029)
    overloaded = perform(20, Demand(25, 1, 2), 0)
    assert overloaded.waits == near(0.94416835)
    assert overloaded.asa == near(0.41238811)


def test_ten_thousand_agents_and_a_thousand_erlangs_do_not_overflow() -> None:
    assert blocked(10_000, 1333) == 0.0
    term = total = 10**60  # in whole numbers, which cannot overflow
    for n in range(1, 1334):
        term = term * 1333 // n
        total += term
    assert blocked(1333, 1333) == near(term * 10**9 // total / 10**9)
    for patience in (NEVER, 120.0):
        assert perform(10_000, Demand(1333, 1, patience), 20).service_level == 1.0
        assert 0.88 < perform(10_000, Demand(9_990, 1, patience), 0.2).service_level <= 1.0


loads = st.builds(
    Demand,
    rate=st.floats(0.001, 5),
    handle=st.floats(1, 900),
    patience=st.one_of(st.just(NEVER), st.floats(1, 3600)),
)
crews = st.integers(1, 200)


@given(loads, crews, st.floats(0, 600))
def test_every_share_is_a_share(demand: Demand, agents: int, within: float) -> None:
    found = perform(agents, demand, within)
    for share in (found.waits, found.abandons, found.service_level, found.occupancy):
        assert 0 <= share <= 1
    assert found.service_level >= 1 - found.waits - 1e-9
    if demand.patience < NEVER:
        assert found.abandons == pytest.approx(found.asa / demand.patience, rel=1e-9)  # P(ab) = θ·E[W]
        assert found.occupancy == pytest.approx(demand.erlangs * (1 - found.abandons) / agents, abs=1e-9)
        assert found.service_level <= 1 - found.abandons + 1e-9


@given(loads, crews, st.floats(0, 600))
def test_one_agent_more_is_never_worse(demand: Demand, agents: int, within: float) -> None:
    one, more = perform(agents, demand, within), perform(agents + 1, demand, within)
    assert more.service_level >= one.service_level - 1e-9
    assert more.abandons <= one.abandons + 1e-9
    assert more.waits <= one.waits + 1e-9
    assert more.asa <= one.asa + 1e-9


@given(st.floats(0.1, 50), st.integers(1, 60))
def test_great_patience_is_erlang_c(erlangs: float, more: int) -> None:
    agents = math.floor(erlangs) + more
    never, hardly = perform(agents, Demand(erlangs, 1), 0.3), perform(agents, Demand(erlangs, 1, 1e7), 0.3)
    if agents - erlangs > 0.5:
        assert hardly.service_level == pytest.approx(never.service_level, abs=1e-4)
        assert hardly.asa == pytest.approx(never.asa, rel=1e-3, abs=1e-6)


@given(loads, crews, st.floats(0, 600))
def test_a_limit_of_one_is_a_line_without_concurrency(demand: Demand, agents: int, within: float) -> None:
    one = Concurrency([demand.handle])
    assert perform(agents, demand, within, one) == perform(agents, demand, within)


@given(st.floats(1, 600), st.floats(0, 1800), st.integers(1, 8))
def test_a_conversation_lasts_longer_with_each_that_is_added_and_the_hands_do_more(
    work: float, pace: float, limit: int
) -> None:
    handles = handles_at_once(work, pace, limit).handles
    assert handles[0] == pytest.approx(work + pace)
    assert list(handles) == sorted(handles)
    busy = [busy_share(work, pace, held) for held in range(1, limit + 1)]
    assert busy == sorted(busy) and busy[-1] <= 1


@settings(max_examples=50)
@given(loads, st.floats(0.5, 0.99), st.floats(1, 120))
def test_the_crew_found_reaches_the_target_and_one_fewer_does_not(demand: Demand, share: float, within: float) -> None:
    target = Target(share, within)
    found = agents_needed(demand, target)
    assert found.meets(target)
    assert found.agents == 0 or not perform(found.agents - 1, demand, within).meets(target)


def test_two_half_crews_do_worse_than_one() -> None:
    assert perform(7, Demand(TEN.rate / 2, 180), 20).service_level < perform(14, TEN, 20).service_level


def test_nobody_at_work_serves_nobody() -> None:
    assert perform(0, Demand(1, 60, 120), 20) == Performance(0, 1.0, 1.0, 0.0, 120, 120, 0.0, 0.0)
    assert perform(0, Demand(1, 60), 20).service_level == 0.0
    assert perform(0, Demand(0, 60), 20).service_level == 1.0
    assert agents_needed(Demand(0, 60), Target()).agents == 0


@pytest.mark.parametrize(
    "agents, demand, within",
    [
        (-1, TEN, 20),
        (5, Demand(-0.1, 60), 20),
        (5, Demand(1, 0), 20),
        (5, Demand(1, -60), 20),
        (5, Demand(1, math.nan), 20),
        (5, Demand(math.nan, 60), 20),
        (5, Demand(1, 60, 0), 20),
        (5, Demand(1, 60, -5), 20),
        (5, TEN, -1),
        (5, Demand(1e6, 60, 1e9), 20),
    ],
)
def test_senseless_numbers_are_refused(agents: int, demand: Demand, within: float) -> None:
    with pytest.raises(ValueError):
        perform(agents, demand, within)


@pytest.mark.parametrize(
    "target", [Target(1.1), Target(-0.1), Target(occupancy=0), Target(asa=-1), Target(within=-1), Target(abandons=2)]
)
def test_a_senseless_target_is_refused(target: Target) -> None:
    with pytest.raises(ValueError):
        agents_needed(TEN, target)


def test_a_target_that_no_crew_reaches_is_said() -> None:
    with pytest.raises(OutOfReach):
        agents_needed(TEN, Target(occupancy=1e-6))


@pytest.mark.parametrize("shrinkage", [1.0, -0.1, 1.5])
def test_shrinkage_is_a_share(shrinkage: float) -> None:
    with pytest.raises(ValueError):
        scheduled_for(10, shrinkage)
