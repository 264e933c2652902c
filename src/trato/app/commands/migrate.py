"""`trato migrate`: bring the database to this version."""

from __future__ import annotations

import asyncio

import typer

from trato.app.database import open_database
from trato.app.report import Limit, Report
from trato.kit.migrations import Phase, migrate, pending
from trato.kit.settings import read_settings


def command(
    only: Phase | None = typer.Option(None, help="Only what runs before (pre) or after (post) the new code."),
    check: bool = typer.Option(False, "--check", help="Apply nothing; fail when something is missing."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Apply the migrations that the database does not have yet."""
    report = Report()
    with open_database(read_settings()) as settings:
        assert settings.database_url is not None
        applied = [] if check else asyncio.run(migrate(settings.database_url, settings.key, only=only))
        missing = asyncio.run(pending(settings.database_url))
    report.add("applied", len(applied), "migrations", note=", ".join(applied))
    limit = Limit(at_most=0) if only is None else None
    report.add("missing", len(missing), "migrations", limit, note=", ".join(missing))
    report.print(as_json)
