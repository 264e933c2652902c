"""Runs the development tasks and tells each figure with its floor and its aim."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.intelligence.data import Kept, folder
from bench.intelligence.own import personal_data, shipped_heads
from bench.intelligence.sounding import SOUNDING
from bench.intelligence.spiking import simulate
from bench.intelligence.tasks import TASKS, Judged
from trato.app.report import Limit, Report
from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder

TOPICS = 40


def run(report: Report, only: Sequence[str]) -> None:
    """Add the figures of all tasks to `report`, or of those named in `only`."""
    analyser = open_analyser()
    report.must("encoder_present", not isinstance(analyser.encoder, NoEncoder), analyser.encoder.encoder_id)
    place, encoder = folder(), Kept(analyser.encoder)
    work: dict[str, Callable[[], list[Judged]]] = {
        "own": lambda: shipped_heads(Analyser(encoder, analyser.heads)), "pii": personal_data, "spikes": spikes,
    }  # fmt: skip
    if place is None:
        report.fail("the development sets are not here (TRATO_SHARED/data or ../shared/data): only our own were run")
    else:
        work = {name: (lambda task=task: task(place, encoder)) for name, task in (TASKS | SOUNDING).items()} | work
    unknown = set(only) - set(work)
    if unknown:
        report.fail(f"there is no task {', '.join(sorted(unknown))}; there are {', '.join(work)}")
    for name, task in work.items():
        if not only or name in only:
            for one in task():
                tell(report, one)


def spikes() -> list[Judged]:
    """The spike detector on its simulator."""
    told = simulate(TOPICS, seed=2026)
    note = f"{told.spikes} spikes in {TOPICS} topics of eight weeks, simulated"
    return [
        Judged("spikes_recall", told.recall, "", 0.9, 0.97, note),
        Judged("spikes_delay", told.delay, "h", 2, 1, note, most=True),
        Judged("spikes_false_alerts", told.false_alerts, "per 100 topic-days", 2, 1, note, most=True),
    ]


def tell(report: Report, one: Judged) -> None:
    """Add a figure: its floor is its limit, its aim stands in the note."""
    limit = Limit(at_most=one.floor) if one.most else Limit(at_least=one.floor) if one.floor else None
    aim = f"aim {one.aim:g}; " if one.aim else ""
    report.add(one.name, round(one.value, 4 if one.value < 2 else 2), one.unit, limit, f"{aim}{one.note}")
