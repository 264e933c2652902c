"""The formulas of staffing agree with a simulator that follows each contact."""

from __future__ import annotations

from dataclasses import asdict
from random import Random

import pytest

from bench.queueing import LINES, follow, gained_by_two, runs, skills
from trato.rooms.workforce.model.staffing import Demand
from trato.rooms.workforce.rules.erlang import perform


@pytest.mark.parametrize("name", LINES)
def test_a_line_does_in_the_long_run_what_the_formula_says(name: str) -> None:
    agents, demand, several, within = LINES[name]
    told = asdict(perform(agents, demand, within, several))
    for figure, seen in runs(agents, demand, several.handles, within, contacts=6_000, seeds=20).items():
        assert seen.holds(told[figure]), f"{figure}: {told[figure]} against {seen}"


def test_the_simulator_tells_a_wrong_formula() -> None:
    agents, demand, several, within = LINES["M/M/20+M, overloaded"]
    wrong = asdict(perform(agents + 1, demand, within, several))
    seen = runs(agents, demand, several.handles, within, contacts=6_000, seeds=20)
    assert not seen["abandons"].holds(wrong["abandons"])


def test_two_skills_are_almost_as_good_as_all() -> None:
    shown = skills(contacts=8_000, seeds=10)
    assert shown[1]["asa"].mean > 4 * shown[2]["asa"].mean
    assert gained_by_two(shown) > 0.8


def test_who_arrives_where_nobody_works_much_is_answered_at_once() -> None:
    seen = follow(10, Demand(0.001, 60), [60.0], 20, 500, Random(1))
    assert (seen.waits, seen.abandons, seen.service_level) == (0.0, 0.0, 1.0)
