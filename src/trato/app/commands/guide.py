"""`trato guide`: the user guide as files, for any web server or none."""

from __future__ import annotations

from pathlib import Path

import typer

from trato.app.guide.site import write


def command(folder: Path = typer.Argument(help="Where to write; made when it is not there.")) -> None:
    """Write the user guide as static pages, in Spanish, English and Portuguese."""
    pages = write(folder)
    typer.echo(f"{pages} pages in {folder}")
