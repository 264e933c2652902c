"""`trato workspace`: who lives in this installation."""

from __future__ import annotations

import asyncio

import asyncpg
import typer

from trato.app.database import open_database, open_rooms
from trato.app.report import Report
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.settings import Settings, read_settings
from trato.rooms.access import api as access

app = typer.Typer(help="Make and list workspaces.", no_args_is_help=True)


@app.command()
def create(
    slug: str = typer.Argument(help="Its short name in addresses: letters, digits and hyphens."),
    name: str = typer.Argument(help="Its name on screens."),
    locale: str = typer.Option("es", help="The language of its screens: es, en or pt."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Make a workspace; then give it its first person with `trato user create`."""
    with open_database(read_settings()) as settings:
        identity = asyncio.run(_create(settings, slug, name, locale))
    report = Report()
    report.add("workspace", identity, note=slug)
    report.print(as_json)


@app.command("list")
def list_(as_json: bool = typer.Option(False, "--json", help="Print one JSON object.")) -> None:
    """List the workspaces."""
    with open_database(read_settings()) as settings:
        rows = asyncio.run(_list(settings))
    report = Report()
    for row in rows:
        report.add(row["slug"], str(row["id"]), note=row["name"])
    report.print(as_json)


async def _create(settings: Settings, slug: str, name: str, locale: str) -> str:
    async with open_rooms(settings) as database, database.transaction(uuid7(), SYSTEM) as tx:
        made = await access.create_workspace(tx, slug, name, locale)
    return str(made.id)


async def _list(settings: Settings) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        return await connection.fetch("select id, slug, name from access.workspace order by slug")
    finally:
        await connection.close()
