"""The delivery logic holds in every seed, and each planted bug is found by one."""

from __future__ import annotations

import pytest

from bench.simulation.running import BUGS, Run, run

SEEDS = 300


def test_no_seed_breaks_an_invariant() -> None:
    broken = {seed: run(seed) for seed in range(SEEDS)}

    assert {seed: what for seed, what in broken.items() if what} == {}


def test_processes_do_die_in_it() -> None:
    runs = [Run(seed, frozenset()) for seed in range(50)]
    for one in runs:
        one.go()

    assert sum(one.product.deaths for one in runs) > 50


def test_a_seed_is_the_same_whenever_it_is_run() -> None:
    first, second = Run(11, frozenset()), Run(11, frozenset())
    first.go()
    second.go()

    assert first.product.store.log == second.product.store.log
    assert first.product.provider.ledger == second.product.provider.ledger


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str) -> None:
    assert any(run(seed, frozenset({bug})) for seed in range(1000))
