"""Runs the development tasks, each in a process of one core, and tells each figure with its floor and its aim."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from bench.intelligence.data import folder
from bench.intelligence.own import personal_data, shipped_heads
from bench.intelligence.sounding import SOUNDING
from bench.intelligence.spiking import simulate
from bench.intelligence.tasks import TASKS, Judged
from trato.app.report import Limit, Report
from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.encoder import WHEEL, NoEncoder, open_encoder

TOPICS = 40
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
SOON = 720  # seconds within which all of it is told


def run(report: Report, only: Sequence[str], processes: int) -> None:
    """Add the figures of all tasks to `report`, or of those named in `only`; nothing is kept from one run to the next.

    A task that breaks is a failure and the others go on.
    """
    report.must("encoder_present", not isinstance(open_encoder(), NoEncoder), WHEEL)
    place = folder()
    if place is None:
        report.fail("the development sets are not here (TRATO_SHARED/data or ../shared/data): only our own were run")
    names = [*(TASKS | SOUNDING if place else {}), *OWN]
    unknown = set(only) - set(names)
    if unknown:
        report.fail(f"there is no task {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    began = time.monotonic()
    os.environ |= dict.fromkeys(THREADS, "1")  # read by the processes that start now
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        running = {name: pool.submit(judge, name, place) for name in names if not only or name in only}
        for name, task in running.items():
            try:
                found = task.result()
            except Exception as broken:  # noqa: BLE001 - whatever it was, it is told and fails the report
                report.fail(f"{name}: {type(broken).__name__}: {broken}")
                continue
            for one in found:
                tell(report, one)
    report.add("seconds", round(time.monotonic() - began), "s", None if only else Limit(at_most=SOON))


def judge(name: str, place: Path | None) -> list[Judged]:
    """Return the figures of the task `name`."""
    if name in OWN:
        return OWN[name]()
    return (TASKS | SOUNDING)[name](place or Path(), _analyser().encoder)


@cache
def _analyser() -> Analyser:
    return open_analyser()


def spikes() -> list[Judged]:
    """The spike detector on its simulator."""
    told = simulate(TOPICS, seed=2026)
    note = f"{told.spikes} spikes in {TOPICS} topics of eight weeks, simulated"
    return [
        Judged("spikes_recall", told.recall, "", 0.9, 0.97, note),
        Judged("spikes_delay", told.delay, "h", 2, 1, note, most=True),
        Judged("spikes_false_alerts", told.false_alerts, "per 100 topic-days", 2, 1, note, most=True),
    ]


OWN: dict[str, Callable[[], list[Judged]]] = {
    "own": lambda: shipped_heads(_analyser()), "pii": personal_data, "spikes": spikes,
}  # fmt: skip


def tell(report: Report, one: Judged) -> None:
    """Add a figure: its floor is its limit."""
    floor, aim = (Limit(at_most=bound) if one.most else Limit(at_least=bound) for bound in (one.floor, one.aim))
    report.add(
        one.name, round(one.value, 4 if one.value < 2 else 2), one.unit, floor if one.floor else None, one.note,
        aim if one.floor and one.aim else None,
    )  # fmt: skip
