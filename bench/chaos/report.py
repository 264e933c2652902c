"""Figures of runs: how often what was killed, what was accepted, and what was broken, which must be nothing."""

from __future__ import annotations

import statistics

import uvloop

from bench.chaos.running import Outcome, Plan, run
from bench.ledger import KINDS
from trato.app.report import Limit, Report

SHOWN = 10
NONE = Limit(at_most=0)


def storm(report: Report, plan: Plan) -> Outcome:
    """Run one storm and report it."""
    outcome = uvloop.run(run(plan))
    describe(report, outcome)
    return outcome


def describe(report: Report, outcome: Outcome) -> None:
    """Add the figures of one run to a report."""
    counts, keeper, found = outcome.town.post.counts, outcome.keeper, outcome.findings
    report.add("kills", sum(keeper.kills.values()), "kills", note=_counted(keeper.kills))
    report.add("fell_by_themselves", sum(keeper.fell.values()), "ends", NONE, note=_counted(keeper.fell))
    report.add("accepted", counts.accepted, "webhooks", note=f"{counts.bundles} of several people")
    report.add("redelivered", round(counts.redelivered / max(counts.accepted, 1), 3), "of the webhooks")
    report.add("unanswered", counts.unanswered + counts.refused, "posts", note="tried again until they were answered")
    report.add("answers", len(outcome.desk.written), "messages of ours", note=f"{len(outcome.desk.refused)} refused")
    taken = len(outcome.town.simulator.world.ledger)
    report.add("taken", taken, "sends", note=_counted(outcome.town.simulator.faults.drawn))
    report.add("overtaken", outcome.overtaken, "sends", Limit(at_least=1), note="their receipts were read first")
    report.add("facts", outcome.facts, "facts", note="followed in the log while it was written")
    report.add("told_outside", outcome.told, "posts")
    for name, value in found.figures.items():
        report.add(name, value)
    for kind in KINDS:
        report.add(f"violations.{kind}", len(found.violations[kind]), "violations", NONE)
    for what in outcome.violations[:SHOWN]:
        report.fail(what)
    _recovery(report, outcome)


def _recovery(report: Report, outcome: Outcome) -> None:
    """Report how long it took after a kill until the next webhook was answered."""
    report.add("drained_after", round(outcome.drained, 1), "s")
    answered = sorted(outcome.town.post.answered_at)
    waits: dict[str, list[float]] = {}
    for name, at in outcome.keeper.killed_at:
        later = next((one for one in answered if one > at), None)
        if later is not None:
            waits.setdefault(name.partition("-")[0], []).append(later - at)
    for name in ("web", "postgres"):
        if waits.get(name):
            middle = statistics.median(waits[name])
            report.add(f"answering_again.{name}_p50", round(middle, 2), "s")
            report.add(f"answering_again.{name}_max", round(max(waits[name]), 2), "s")


def _counted(counter: object) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(dict(counter).items()))  # type: ignore[call-overload]
