"""Figures of many seeds, and of each planted bug: how soon it is found."""

from __future__ import annotations

import time

from bench.simulation.running import BUGS, Run, run
from trato.app.report import Limit, Report

MOST_SEEDS_FOR_A_BUG = 2000
SHOWN = 5


def seeds(report: Report, first: int, count: int) -> None:
    """Run seeds; each violation is told with the seed that replays it."""
    began, deaths, steps_broken = time.perf_counter(), 0, 0
    for seed in range(first, first + count):
        one = Run(seed, frozenset())
        broken = one.go()
        deaths += one.product.deaths
        steps_broken += bool(broken)
        if broken and steps_broken <= SHOWN:
            report.fail(f"seed {seed}: {broken[0]} (trato sim --seed {seed})")
    took = time.perf_counter() - began
    report.add("seeds", count, "seeds")
    report.add("violating", steps_broken, "seeds", Limit(at_most=0))
    report.add("deaths", deaths, "deaths", note="of a web or worker process, or of the database and all with it")
    report.add("speed", round(count / took), "seeds/s")


def planted(report: Report) -> None:
    """Plant each bug by itself; each must be found."""
    for bug, what in BUGS.items():
        bugs = frozenset({bug})
        found = next((seed for seed in range(MOST_SEEDS_FOR_A_BUG) if run(seed, bugs)), None)
        report.add(f"planted.{bug}", found, "first seed that finds it", Limit(at_least=0), what)


def replay(report: Report, seed: int, bug: str) -> None:
    """Run one seed and tell everything that was broken."""
    broken = run(seed, frozenset({bug} if bug else ()))
    for one in broken:
        report.fail(one)
    report.add("violations", len(broken), "violations", Limit(at_most=0), f"seed {seed}")
