"""`trato evaluate`: how well the engine understands, each figure against its floor."""

from __future__ import annotations

import typer

from trato.app.checkout import bench
from trato.app.report import Report


def command(
    only: list[str] = typer.Option([], "--only", help="Only this task; may be repeated."),
    processes: int = typer.Option(2, min=1, max=16, help="How many tasks run at once, each on one core."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Run every development task with its fixed split, on the sets in TRATO_SHARED/data or ../shared/data."""
    report = Report()
    bench("intelligence.evaluating").run(report, only, processes)
    report.print(as_json)
