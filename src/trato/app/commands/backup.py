"""`trato backup`: the whole installation in one file."""

from __future__ import annotations

from pathlib import Path

import typer

from trato.app.backups import make
from trato.app.database import open_database
from trato.app.report import Report
from trato.app.restore import check_file
from trato.kit.settings import read_settings


def command(
    file: Path = typer.Argument(help="The file to write; one that exists is replaced when the new one is whole."),
    with_key: bool = typer.Option(False, "--with-key", help="Put the master key in: then whoever has it reads all."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Write database and files to FILE, without stopping anything."""
    with open_database(read_settings()) as settings:
        made = make(settings, file.absolute(), with_key)
        manifest = check_file(file.absolute())
    report = Report()
    report.add("size", round(file.stat().st_size / 1_000_000, 2), "MB", note=str(file))
    report.add("tables", len(manifest.rows), "tables")
    report.add("rows", sum(manifest.rows.values()), "rows")
    report.add("members", len(manifest.sha256), "members")
    report.must("read_again", made.verified)
    report.add("key_included", int(with_key), "yes=1")
    report.print(as_json)
