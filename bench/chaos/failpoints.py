"""Deaths at named places: each at least five times, then the same invariants as after a storm.

Each process has a place of its own to die at, so that several are tried in one run.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import uvloop

from bench.chaos.report import NONE
from bench.chaos.running import Outcome, Plan, run
from bench.chaos.saying import say
from trato.app.report import Limit, Report
from trato.kit.failpoints import NAMES

DEATHS = 5
LONGEST = 150.0  # seconds of one storm
# how likely a pass of the place is a death: rare where it is passed often, so that work goes on in between
SHARES = {
    "accept": 0.05, "receive": 0.3, "outbox": 0.3, "reply": 0.3, "timers": 0.5, "reactions": 0.2, "webhooks": 0.5,
    "poll": 0.3,
}  # fmt: skip
ASKED = "poll."  # places that are passed only where a provider is asked
AGENTS, WEB, WORKERS = "agents", "web-1", ("worker-1", "worker-2")


def measure(report: Report, names: Sequence[str], seed: int, least: int = DEATHS) -> None:
    """Arm every place, a few at a time."""
    deaths: Counter[str] = Counter()
    broken = 0
    for n, places in enumerate(rounds(names or NAMES)):
        counted, outcome, seconds = storm_at(places, seed + n, least)
        deaths += counted
        broken += len(outcome.violations)
        armed = ", ".join(sorted(places.values()))
        say(f"{armed}: {counted.total()} deaths, {len(outcome.violations)} violations in {seconds:.0f} s")
        for what in outcome.violations[:5]:
            say(what)
            report.fail(f"{armed}: {what}")
    for name in names or NAMES:
        report.add(f"{name}.deaths", deaths[name], "deaths", Limit(at_least=least))
    report.add("violations", broken, "violations", NONE)


def rounds(names: Sequence[str]) -> list[dict[str, str]]:
    """Return runs: which process dies at which place."""
    web = [name for name in names if name.startswith("accept.")]
    agents = [name for name in names if name.startswith("reply.")]
    workers = [name for name in names if name not in web and name not in agents]
    runs = zip_longest(web, agents, workers[0::2], workers[1::2])
    return [
        {process: place for process, place in zip((WEB, AGENTS, *WORKERS), run, strict=True) if place} for run in runs
    ]


def storm_at(
    places: Mapping[str, str], seed: int, least: int = DEATHS, drain: float = 240.0, **more: str
) -> tuple[Counter[str], Outcome, float]:
    """Run until somebody died so often at each place; return how often, what was found, and the seconds it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="trato-marks-") as folder:
        trace = Path(folder) / "marks"
        plan = Plan(
            seconds=LONGEST, seed=seed, drain=drain, people=30, pause=0.4, answers=8.0, kills=False, impatient=True,
            all_channels=any(place.startswith(ASKED) for place in places.values()),
            environment={"TRATO_FAILPOINT_TRACE": str(trace), **more},
            own={who: {"TRATO_FAILPOINT": f"{place}@{_share(place)}"} for who, place in places.items()},
            enough=lambda _: all(marks(trace)[place] >= least for place in places.values()),
        )  # fmt: skip
        outcome = uvloop.run(run(plan))
        return marks(trace), outcome, time.monotonic() - began


def _share(place: str) -> float:
    return SHARES[place.partition(".")[0]]


def marks(trace: Path) -> Counter[str]:
    """Return how often each place killed somebody."""
    return Counter(trace.read_text().splitlines() if trace.exists() else ())
