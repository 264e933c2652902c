"""Commands that read lines of JSON leave with one sentence where a line cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from trato.rooms.intelligence.engine.lines import UnreadableLine


@contextmanager
def leave_when_unreadable() -> Iterator[None]:
    """Within it a line that cannot be read ends the command: one sentence on stderr, exit code 2."""
    try:
        yield
    except UnreadableLine as unreadable:
        typer.echo(f"trato: {unreadable}", err=True)
        raise typer.Exit(2)
    except UnicodeDecodeError:
        typer.echo("trato: what is read must be UTF-8", err=True)
        raise typer.Exit(2)
