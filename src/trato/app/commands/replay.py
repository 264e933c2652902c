"""`trato replay`: recorded conversations through our doors, both sides, by a clock that runs faster."""

from __future__ import annotations

from pathlib import Path

import typer

from trato.app.checkout import bench
from trato.app.report import Report

CHANNELS = ("webchat", "whatsapp")


def command(
    file: Path = typer.Argument(exists=True, help="JSON lines: {id, turns: [{role, t, text}]}; .gz is read too."),
    channel: str = typer.Option(",".join(CHANNELS), help="Through which doors, by commas."),
    speed: float = typer.Option(60.0, min=1.0, help="How many times faster the clock runs."),
    limit: int = typer.Option(500, min=1, help="How many conversations."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Replay conversations, then check that every turn is in its place and every promise's clock is right."""
    wanted = [name for name in channel.split(",") if name]
    if not wanted or set(wanted) - set(CHANNELS):
        raise typer.BadParameter(f"choose among {', '.join(CHANNELS)}", param_hint="--channel")
    report = Report()
    bench("replay").measure(report, file, wanted, speed, limit)
    report.print(as_json)
