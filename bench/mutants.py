"""The harness, tested: each mutant of the product must be caught, and by what."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import uvloop

from bench.chaos.failpoints import storm_at
from bench.chaos.running import Outcome, Plan, run
from bench.chaos.saying import say
from bench.simulation.running import run as simulate
from bench.stand import stand
from trato.app.report import Limit, Report
from trato.app.safety import UnsafeDatabase, assert_safe
from trato.kit.mutants import NAMES

PLANTED = {"async_commit": "async_commit", "expired_requeued": "requeued"}  # by another name in the simulation
NO_KEYS = (
    "alter table channels.inbox drop constraint inbox_dedupe_key_account_id_workspace_id_key",
    "alter table conversations.message drop constraint message_provider_id_account_id_workspace_id_key",
)
# What each breaks: only that catches it, for a run may be stopped by something else. The situation in which it does
# stands in every run of its own: a mutant that nobody notices in one is a harness that is blind.
BREAKS = {
    "no_unique_key": "doubled",  # three in ten webhooks come again
    "early_receipts_dropped": "status_downgrades",  # three in ten answers are held until their receipts were read
    "async_commit": "lost",  # the database dies with seconds of commits that were not written
    "expired_requeued": "double_sends",  # workers die between the post and our note of it
    "answered_early": "lost",  # the web dies with deliveries in hand
}
DEATHS = 3  # of each place: one alone may have held nothing, as a refused send
OFTEN = 3  # how often the situation of a mutant must have been there
SLOW_LOG = ("alter system set wal_writer_delay = '10s'", "select pg_reload_conf()")  # for who does not wait for it
MINUTES = {
    "no_unique_key": 1,
    "early_receipts_dropped": 1,
    "async_commit": 1,
    "expired_requeued": 2,
    "answered_early": 2,
}


def measure(report: Report, names: Sequence[str], seed: int) -> None:
    """Break the product in each way, and look whether it is noticed for what it is."""
    names = names or NAMES
    say(f"{len(names)} mutants, some {sum(MINUTES[name] for name in names)} minutes")
    for name in names:
        began = time.monotonic()
        found = in_simulation(name)
        report.add(f"{name}.simulation", found, "first seed that catches it", Limit(at_least=0))
        what = RUNS[name](name, seed)
        report.must(f"{name}.product", bool(what), what or f"nobody noticed: nothing is {BREAKS[name]}")
        say(f"{name}: {what or 'not caught'} ({time.monotonic() - began:.0f} s)")


def in_simulation(name: str) -> int | None:
    """Return the first seed of the simulation that catches the same mistake there."""
    bug = frozenset({PLANTED.get(name, name)})
    return next((seed for seed in range(1000) if simulate(seed, bug)), None)


def _caught(name: str, outcome: Outcome) -> str:
    """Return the first violation of what this mutant breaks."""
    return next(iter(outcome.findings.violations[BREAKS[name]]), "")


def _storm(plan: Plan, name: str) -> str:
    return _caught(name, uvloop.run(run(replace(plan, environment={**plan.environment, "TRATO_MUTANT": name}))))


def _twice(name: str, seed: int) -> str:
    """Redelivery alone, without deaths."""
    again = lambda scene: scene.town.post.counts.redelivered >= OFTEN  # noqa: E731
    return _storm(Plan(people=20, kills=False, impatient=True, drain=25.0, database=NO_KEYS, enough=again), name)


def _overtaken(name: str, seed: int) -> str:
    """Early receipts alone, without deaths."""
    early = lambda scene: scene.overtaking.overtaken >= OFTEN  # noqa: E731
    return _storm(Plan(people=20, kills=False, impatient=True, drain=25.0, enough=early), name)


def _deaths_of_the_database(name: str, seed: int) -> str:
    """The product refuses such a server at its start; asked to work all the same, it loses what it answered."""
    plan = Plan(
        seconds=12.0, seed=seed, impatient=True, drain=25.0, killed={"postgres": 1}, people=40, pause=0.1,
        restless=False, database=SLOW_LOG,
    )  # fmt: skip
    refused, lost = asyncio.run(_is_refused()), _storm(plan, name)
    return f"start: {refused}; storm: {lost}" if refused and lost else ""


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
        _, outcome, _ = storm_at(places, seed, DEATHS, drain=25.0, TRATO_MUTANT=name)
        found = _caught(name, outcome)
        return f"{', '.join(places.values())}: {found}" if found else ""

    return look


RUNS: dict[str, Callable[[str, int], str]] = {
    "no_unique_key": _twice,
    "early_receipts_dropped": _overtaken,
    "async_commit": _deaths_of_the_database,
    "expired_requeued": _at({"worker-1": "outbox.after_post", "worker-2": "outbox.before_commit"}),
    "answered_early": _at({"web-1": "accept.before_insert"}),
}
