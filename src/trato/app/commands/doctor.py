"""`trato doctor`: whether this installation may be trusted, and what it costs."""

from __future__ import annotations

import asyncio

import typer

from trato.app.database import open_database
from trato.app.doctor import examine
from trato.kit.settings import read_settings


def command(
    at_rest: bool = typer.Option(False, "--at-rest", help="Ask the limit of memory of a system without load."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Examine settings, roles, security, clock, disk, key, queue, sizes and memory."""
    with open_database(read_settings()) as settings:
        report = asyncio.run(examine(settings, at_rest))
    report.print(as_json)
