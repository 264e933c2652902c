"""`trato serve`: the whole product on one machine."""

from __future__ import annotations

from dataclasses import replace

import typer

from trato.app.serve import serve
from trato.kit.settings import read_settings


def command(
    host: str = typer.Option("", help="Where to listen; TRATO_HOST otherwise."),
    port: int = typer.Option(0, help="Where to listen; TRATO_PORT otherwise."),
    web: int = typer.Option(1, min=1, help="How many web processes."),
    workers: int = typer.Option(1, min=1, help="How many worker processes."),
    demo: bool = typer.Option(False, "--demo", help="Load the demo workspace and keep it lively."),
) -> None:
    """Start database, web and worker, and keep them alive until Ctrl+C."""
    settings = read_settings()
    moved = replace(settings, host=host or settings.host, port=port or settings.port)
    if port and settings.public_url == f"http://localhost:{settings.port}":
        moved = replace(moved, public_url=f"http://localhost:{port}")
    serve(moved, web=web, workers=workers, demo=demo)
