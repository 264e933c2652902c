"""Deaths at named places: each at least five times, then the same invariants as after a storm."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop

from bench.chaos.report import NONE, marks, say
from bench.chaos.running import Outcome, Plan, run
from trato.app.report import Limit, Report
from trato.kit.failpoints import NAMES

DEATHS = 5
LONGEST = 60.0  # seconds of one storm
# how likely a pass of the place is a death: rare where it is passed often, so that work goes on in between
SHARES = {
    "accept": 0.03,
    "receive": 0.15,
    "outbox": 0.2,
    "reply": 0.2,
    "timers": 0.3,
    "reactions": 0.1,
    "webhooks": 0.5,
}


def measure(report: Report, names: Sequence[str], seed: int) -> None:
    """Arm each place in turn."""
    shown = 0
    for n, name in enumerate(names or NAMES):
        deaths, outcome, seconds = storm_at(name, seed + n)
        report.add(f"{name}.deaths", deaths, "deaths", Limit(at_least=DEATHS))
        found = outcome.violations
        report.add(f"{name}.violations", len(found), "violations", NONE)
        say(f"{name}: {deaths} deaths, {len(found)} violations in {seconds:.0f} s")
        for what in found[: max(0, 10 - shown)]:
            shown += 1
            report.fail(f"{name}: {what}")


def storm_at(name: str, seed: int, deaths: int = DEATHS, **more: object) -> tuple[int, Outcome, float]:
    """Run until somebody died at a place so often; return how often, what was found, and the seconds it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="trato-marks-") as folder:
        trace = Path(folder) / "marks"
        environment = {
            "TRATO_FAILPOINT": f"{name}@{SHARES[name.partition('.')[0]]}",
            "TRATO_FAILPOINT_TRACE": str(trace),
            **{key: str(value) for key, value in more.items()},
        }
        plan = Plan(
            seconds=LONGEST, seed=seed, people=30, pause=0.4, answers=8.0, kills=False, impatient=True,
            environment=environment, enough=lambda: marks(trace) >= deaths,
        )  # fmt: skip
        outcome = uvloop.run(run(plan))
        return marks(trace), outcome, time.monotonic() - began
