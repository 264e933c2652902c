"""`trato fuzz`: every channel's reader against payloads with faults."""

from __future__ import annotations

import typer

from trato.app.checkout import bench
from trato.app.report import Report
from trato.rooms.channels.adapters.registry import ADAPTERS


def command(
    channel: list[str] = typer.Argument(None, help="These channels only; all otherwise."),
    seconds: float = typer.Option(600.0, min=0.1, help="How long each reader is given deliveries."),
    seed: int = typer.Option(1, help="What chance begins with."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Give each channel's reader payloads with faults: it reads them or calls them malformed, soon."""
    for one in channel or []:
        if one not in ADAPTERS:
            raise typer.BadParameter(f"{one} is not a channel of this house: {', '.join(sorted(ADAPTERS))}")
    report = Report()
    bench("fuzzing").measure(report, channel or [], seconds, seed)
    report.print(as_json)
