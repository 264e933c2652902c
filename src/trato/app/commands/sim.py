"""`trato sim`: the delivery logic under a seeded scheduler, with a crash at every step."""

from __future__ import annotations

import typer

from trato.app.checkout import bench
from trato.app.report import Report


def command(
    seeds: int = typer.Option(2000, min=1, help="How many seeds to run."),
    first: int = typer.Option(0, min=0, help="The first of them."),
    seed: int = typer.Option(-1, help="Run this seed only, and tell everything that it breaks."),
    bug: str = typer.Option("", help="With --seed: plant this bug first."),
    planted: bool = typer.Option(True, help="Plant each known bug too, and ask that it is found."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Simulate crashes, redelivery and a faulty provider on the product's own rules; a failure replays by its seed."""
    simulation = bench("simulation.report")
    report = Report()
    if seed >= 0:
        simulation.replay(report, seed, bug)
    else:
        simulation.seeds(report, first, seeds)
        if planted:
            simulation.planted(report)
    report.print(as_json)
