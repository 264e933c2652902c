"""`trato restore`: an installation from its backup."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer

from trato.app.database import open_database
from trato.app.report import Limit, Report
from trato.app.restore import restore
from trato.kit.settings import read_settings

KEY_ADVICE = "channel secrets stay unreadable: put the key of the old home in TRATO_HOME/key"


def command(
    file: Path = typer.Argument(exists=True, dir_okay=False, help="What `trato backup` wrote."),
    replace: bool = typer.Option(False, "--replace", help="Throw away what the database holds now."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Check FILE, put it in place of an empty database, and count what came back."""
    with open_database(read_settings()) as settings:
        done = asyncio.run(restore(settings, file, replace))
    report = Report()
    report.add("rows", sum(done.manifest.rows.values()), "rows", note=f"as of {done.manifest.made_at}")
    report.add("tables_differing", len(done.differing), "tables", Limit(at_most=0), ", ".join(done.differing))
    report.add("blobs", done.blobs, "files")
    report.add("migrated", len(done.migrated), "migrations")
    report.must("key_matches", done.key_matches, "" if done.key_matches else KEY_ADVICE)
    report.print(as_json)
