"""`trato config`: the whole configuration as a file, out and in."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from uuid import UUID

import typer

from trato.app.database import open_database
from trato.app.unit_settings import KNOWN
from trato.app.wiring import House, open_house
from trato.app.workspaces import workspace_named
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.access.model import Reach, ScopeKind
from trato.rooms.access.rules.rights import resolve
from trato.rooms.playbook import api as playbook
from trato.rooms.playbook.model import Configuration, Plan

app = typer.Typer(help="The configuration as YAML: export it, see a difference, apply it.", no_args_is_help=True)

WORKSPACE = typer.Option("", help="The workspace's short name; not needed when there is one only.")
REMOVING = typer.Option(False, "--remove", help="Take out of use what the file's parts do not name.")
FILE = typer.Argument(exists=True, dir_okay=False, help="The file, as `trato config export` writes it.")
WHOLE = resolve([Reach("director_of_care", ScopeKind.WORKSPACE), Reach("system_admin", ScopeKind.WORKSPACE)])


@app.command()
def export(workspace: str = WORKSPACE) -> None:
    """Print the whole configuration as YAML. Secrets are not in it."""
    with open_database(read_settings()) as settings:
        sys.stdout.write(asyncio.run(_export(settings, workspace)).yaml)


@app.command()
def diff(file: Path = FILE, workspace: str = WORKSPACE, removing: bool = REMOVING) -> None:
    """Print what a file would change; ends with 1 when that is anything."""
    text = file.read_text(encoding="utf-8")
    with open_database(read_settings()) as settings:
        plan = asyncio.run(_plan(settings, workspace, text, removing))
    _tell(plan)
    raise typer.Exit(1 if plan.changes else 0)


@app.command()
def apply(
    file: Path = FILE,
    workspace: str = WORKSPACE,
    removing: bool = REMOVING,
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Make the configuration what a file says, after showing what that changes: all of it, or nothing."""
    text = file.read_text(encoding="utf-8")
    with open_database(read_settings()) as settings:
        plan = asyncio.run(_plan(settings, workspace, text, removing))
        _tell(plan)
        if plan.changes and (yes or typer.confirm("Apply?")):
            asyncio.run(_apply(settings, workspace, text, plan.state, removing))
            typer.echo(f"{len(plan.changes)} changes applied", err=True)


def _tell(plan: Plan) -> None:
    for one in plan.changes:
        fields = f" ({', '.join(one.fields)})" if one.fields else ""
        typer.echo(f"{one.kind.value:<7}{one.part}: {one.key}{fields}")
    if plan.left:
        typer.echo(f"{plan.left} entries are not in the file and stay; --remove takes them out", err=True)
    if not plan.changes:
        typer.echo("nothing to change", err=True)


async def _export(settings: Settings, slug: str) -> Configuration:
    house, workspace = await _open(settings, slug)
    try:
        async with house.db.transaction(workspace, SYSTEM) as tx:
            return await playbook.export(tx, _tools(house))
    finally:
        await house.db.close()


async def _plan(settings: Settings, slug: str, text: str, removing: bool) -> Plan:
    house, workspace = await _open(settings, slug)
    try:
        async with house.db.transaction(workspace, SYSTEM) as tx:
            return await playbook.plan(tx, _tools(house), text, removing=removing)
    finally:
        await house.db.close()


async def _apply(settings: Settings, slug: str, text: str, state: str, removing: bool) -> None:
    house, workspace = await _open(settings, slug)
    try:
        async with house.db.transaction(workspace, SYSTEM) as tx:
            await playbook.apply(tx, _tools(house), text, state, removing=removing)
    finally:
        await house.db.close()


def _tools(house: House) -> playbook.Tools:
    return playbook.Tools(WHOLE, house.book, house.keyring, house.seal, house.settings.is_local, KNOWN)


async def _open(settings: Settings, slug: str) -> tuple[House, UUID]:
    workspace = await workspace_named(settings, slug)
    return await open_house(settings, size=1, door_size=1), workspace
