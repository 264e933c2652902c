"""The harness, tested: each mutant of the product must be caught, and by what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

import uvloop

from bench.chaos.failpoints import storm_at
from bench.chaos.running import Plan, run
from bench.chaos.saying import say
from bench.simulation.running import run as simulate
from bench.stand import stand
from trato.app.report import Limit, Report
from trato.app.safety import UnsafeDatabase, assert_safe
from trato.kit.mutants import NAMES

TRIES = 4
PLANTED = {"async_commit": "async_commit", "expired_requeued": "requeued"}  # by another name in the simulation
NO_KEYS = (
    "alter table channels.inbox drop constraint inbox_dedupe_key_account_id_workspace_id_key",
    "alter table conversations.message drop constraint message_provider_id_account_id_workspace_id_key",
)


def measure(report: Report, names: Sequence[str], seed: int) -> None:
    """Break the product in each way, and look whether anybody notices."""
    for name in names or NAMES:
        found = in_simulation(name)
        report.add(f"{name}.simulation", found, "first seed that catches it", Limit(at_least=0))
        what = next((what for n in range(TRIES) if (what := RUNS[name](name, seed + n))), "")
        report.must(f"{name}.product", bool(what), what or f"nobody noticed in {TRIES} runs")
        say(f"{name}: {what or 'not caught'}")


def in_simulation(name: str) -> int | None:
    """Return the first seed of the simulation that catches the same mistake there."""
    bug = frozenset({PLANTED.get(name, name)})
    return next((seed for seed in range(1000) if simulate(seed, bug)), None)


def _storm(plan: Plan, name: str) -> str:
    outcome = uvloop.run(run(replace(plan, environment={**plan.environment, "TRATO_MUTANT": name})))
    return f"storm: {outcome.violations[0]}" if outcome.violations else ""


def _load(name: str, seed: int) -> str:
    """Redelivery and early receipts alone, without deaths."""
    database = NO_KEYS if name == "no_unique_key" else ()
    return _storm(Plan(seconds=8.0, seed=seed, kills=False, impatient=True, drain=25.0, database=database), name)


def _deaths_of_the_database(name: str, seed: int) -> str:
    """The product refuses such a server at its start; asked to work all the same, it loses what it answered."""
    if not (refused := asyncio.run(_is_refused())):
        return ""
    found = _storm(
        Plan(seconds=12.0, seed=seed, impatient=True, drain=25.0, killed={"postgres": 1}, people=40, pause=0.1), name
    )
    return f"start: {refused}; {found or 'storm: nothing lost this time'}"


async def _is_refused() -> str:
    async with stand() as one:
        one.server.stop()
        one.server = type(one.server).start(one.home / "postgres", ("synchronous_commit=off",))
        try:
            await assert_safe(one.server.url())
        except UnsafeDatabase as refusal:
            return str(refusal)
        return ""


def _at(places: dict[str, str]) -> Callable[[str, int], str]:
    def look(name: str, seed: int) -> str:
        _, outcome, _ = storm_at(places, seed, TRATO_MUTANT=name)
        return f"{', '.join(places.values())}: {outcome.violations[0]}" if outcome.violations else ""

    return look


RUNS: dict[str, Callable[[str, int], str]] = {
    "no_unique_key": _load,
    "early_receipts_dropped": _load,
    "async_commit": _deaths_of_the_database,
    "expired_requeued": _at({"worker-1": "outbox.after_post", "worker-2": "outbox.before_commit"}),
    "answered_early": _at({"web-1": "accept.before_insert"}),
}
