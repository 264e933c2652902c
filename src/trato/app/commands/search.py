"""`trato search`: how far the history can be found, and reading it anew."""

from __future__ import annotations

import asyncio
import sys
from uuid import UUID

import typer

from trato.app.database import open_database, open_rooms
from trato.app.report import Report
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.search import api as search

app = typer.Typer(help="Look after what can be found.", no_args_is_help=True)
JSON = typer.Option(False, "--json", help="Print one JSON object.")
CASES = 200  # in one transaction


@app.command()
def status(as_json: bool = JSON) -> None:
    """Say how much of each workspace's history can be found."""
    report = Report()
    with open_database(read_settings()) as settings:
        asyncio.run(_status(settings, report))
    report.print(as_json)


@app.command()
def rebuild(as_json: bool = JSON) -> None:
    """Forget every word and read the whole history anew, without stopping anything.

    What is said meanwhile is found at once. When this command is stopped, the workers go on where it was.
    """
    report = Report()
    with open_database(read_settings()) as settings:
        asyncio.run(_rebuild(settings, report))
    report.print(as_json)


async def _status(settings: Settings, report: Report) -> None:
    async with open_rooms(settings) as database:
        for workspace in await database.workspaces():
            await _tell(database, workspace, report)


async def _rebuild(settings: Settings, report: Report) -> None:
    async with open_rooms(settings) as database:
        for workspace in await database.workspaces():
            async with database.transaction(workspace, SYSTEM) as tx:
                await search.begin_again(tx)
            done, more = 0, True
            while more:
                async with database.transaction(workspace, SYSTEM) as tx:
                    taken = await search.go_on(tx, CASES)
                    now = await search.how_far(tx)
                done, more = done + taken, now is not None and now.finished_at is None
                if sys.stderr.isatty():
                    typer.echo(f"\r{workspace}: {search.share(now):.0%}, {done} cases", err=True, nl=not more)
                if more and not taken:  # a worker is at it
                    await asyncio.sleep(0.5)
            await _tell(database, workspace, report)


async def _tell(database: Database, workspace: UUID, report: Report) -> None:
    async with database.transaction(workspace, SYSTEM) as tx:
        now = await search.how_far(tx)
    note = "" if now is None else f"{now.cases} cases taken in from before"
    report.add(f"search.{workspace}", round(search.share(now), 3), "share of the history", note=note)
