"""`trato export`: everything of one workspace as JSON lines and files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer

from trato.app import export
from trato.app.database import open_database
from trato.app.report import Report
from trato.app.workspaces import workspace_named
from trato.kit.settings import Settings, read_settings


def command(
    folder: Path = typer.Argument(file_okay=False, help="An empty folder, or one of an export that was killed."),
    workspace: str = typer.Option("", help="The workspace's short name; not needed when there is one only."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Write a whole workspace to FOLDER: every table, every file, a manifest that proves both; stops nothing."""
    with open_database(read_settings()) as settings:
        manifest = asyncio.run(_export(settings, folder.absolute(), workspace))
    export.check(folder)
    report = Report()
    report.add("tables", len(manifest.tables), "tables", note=str(folder))
    report.add("rows", sum(one.rows for one in manifest.tables.values()), "rows")
    report.add("files", len(manifest.files), "files")
    report.add("bytes_of_files", sum(manifest.files.values()), "bytes")
    report.must("read_again", True)
    report.print(as_json)


async def _export(settings: Settings, folder: Path, slug: str) -> export.ExportManifest:
    workspace = await workspace_named(settings, slug)
    return await export.export(
        settings, workspace, folder, lambda what, many: typer.echo(f"{what}: {many:,}", err=True)
    )
