"""`trato chaos`: the whole product under load while its processes are killed; nothing may be lost, doubled or mixed."""

from __future__ import annotations

import typer

from trato.app.checkout import bench
from trato.app.report import Report


def command(
    seconds: float = typer.Option(30.0, min=3.0, help="How long the storm lasts; the calm after it comes on top."),
    seed: int = typer.Option(1, help="What chance begins with; times differ all the same."),
    failpoints: bool = typer.Option(False, "--failpoints", help="Kill at each named place instead, at least 5 times."),
    deaths: int = typer.Option(5, min=1, help="With --failpoints: how often at least at each place."),
    only: str = typer.Option("", help="With --failpoints or --mutants: these names only, by commas."),
    mutants: bool = typer.Option(False, "--mutants", help="Break the product on purpose; each must be caught."),
    short: bool = typer.Option(False, "--short", help="Let the leases of dead workers run out at once."),
    all_channels: bool = typer.Option(False, "--all-channels", help="Let people write on every channel."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Run web, workers, PostgreSQL and a faulty provider under load, kill them with SIGKILL, and check everything."""
    report = Report()
    names = [name for name in only.split(",") if name]
    if failpoints:
        bench("chaos.failpoints").measure(report, names, seed, deaths)
    elif mutants:
        bench("mutants").measure(report, names, seed)
    else:
        running = bench("chaos.running")
        bench("chaos.report").storm(
            report, running.Plan(seconds=seconds, seed=seed, impatient=short, all_channels=all_channels)
        )
    report.print(as_json)
