"""`trato import`: what another system holds, brought in: dry first, resumable, as often as wanted."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from trato.app.database import open_database
from trato.app.export_reading import read_export
from trato.app.importing import importer_of
from trato.app.report import Report
from trato.app.wiring import open_house
from trato.app.workspaces import workspace_named
from trato.kit.events import SYSTEM
from trato.kit.http import OutsideClient
from trato.kit.settings import Settings, read_settings
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.imports import api as imports
from trato.rooms.imports.model import ProblemRow, Run, RunState, Source
from trato.rooms.imports.rules.wording import words_of
from trato.rooms.imports.sources.chatwoot import ChatwootApi, ChatwootFiles
from trato.rooms.imports.sources.csv_folder import CsvFolder
from trato.rooms.imports.sources.fetching import MOST_BYTES, Fetcher
from trato.rooms.imports.sources.registry import make_other, others
from trato.rooms.imports.sources.zendesk import ZendeskApi, ZendeskFiles, authorisation

app = typer.Typer(help="Bring in what another system holds.", no_args_is_help=True)

WORKSPACE = typer.Option("", "--workspace", help="The workspace's short name; not needed when there is one only.")
BRAND = typer.Option(
    "", "--brand", help="The brand that it is for, by name or code; not needed when there is one only."
)
NAME = typer.Option("", "--name", help="What this source is called: their ids are known by it the next time.")
DRY = typer.Option(False, "--dry-run", help="Change nothing: say what would come, and each problem with its remedy.")
AGAIN = typer.Option(False, "--again", help="Read everything anew, not only what is new since the last time.")
AS_JSON = typer.Option(False, "--json", help="Print one JSON object.")
PROBLEMS = 50  # printed; the screen has all of them

Opened = Callable[[AsyncExitStack, ZoneInfo], Awaitable[Source]]


@app.command()
def csv(
    path: Path = typer.Argument(
        exists=True, help="A folder or a zip with contacts.csv, conversations.csv, messages.csv…"
    ),
    workspace: str = WORKSPACE,
    brand: str = BRAND,
    name: str = NAME,
    columns: list[str] = typer.Option([], "--map", help="A column of theirs: contacts.email='Correo del cliente'."),
    zone: str = typer.Option("", "--time-zone", help="Of times without an offset; that of the brand otherwise."),
    dry: bool = DRY,
    again: bool = AGAIN,
    as_json: bool = AS_JSON,
) -> None:
    """Bring in tables: UTF-8, UTF-16 or Latin-1, separated by commas, semicolons or tabs."""
    mapping = mapping_of(columns)

    async def opened(_: AsyncExitStack, of_brand: ZoneInfo) -> Source:
        return CsvFolder(path, mapping, zone_named(zone) if zone else of_brand)

    bring(opened, "csv", name or f"csv:{path.resolve().stem}", workspace, brand, dry=dry, again=again, as_json=as_json)


@app.command()
def chatwoot(
    path: Path = typer.Argument(None, exists=True, help="A folder or a zip of its API's pages, as JSON."),
    url: str = typer.Option("", "--url", help="Instead of files: where it is, as https://chat.example.com."),
    account: str = typer.Option("1", "--account", help="The number of the account there."),
    workspace: str = WORKSPACE,
    brand: str = BRAND,
    name: str = NAME,
    dry: bool = DRY,
    again: bool = AGAIN,
    as_json: bool = AS_JSON,
) -> None:
    """Bring in Chatwoot: from files, or from its API with the access token in TRATO_IMPORT_TOKEN."""

    async def opened(stack: AsyncExitStack, _: ZoneInfo) -> Source:
        if path is not None:
            return ChatwootFiles(path)
        headers = {"api_access_token": token()}
        return ChatwootApi(await fetcher(stack, url, headers), account)

    called = name or f"chatwoot:{path.resolve().stem if path else host_of(url)}"
    bring(opened, "chatwoot", called, workspace, brand, dry=dry, again=again, as_json=as_json)


@app.command()
def zendesk(
    path: Path = typer.Argument(None, exists=True, help="Its JSON export, or a folder or zip of its API's pages."),
    url: str = typer.Option("", "--url", help="Instead of files: where it is, as https://acme.zendesk.com."),
    email: str = typer.Option("", "--email", help="The administrator whose API token is in TRATO_IMPORT_TOKEN."),
    workspace: str = WORKSPACE,
    brand: str = BRAND,
    name: str = NAME,
    dry: bool = DRY,
    again: bool = AGAIN,
    as_json: bool = AS_JSON,
) -> None:
    """Bring in Zendesk Support: from files, or from its incremental API with the token in TRATO_IMPORT_TOKEN."""

    async def opened(stack: AsyncExitStack, _: ZoneInfo) -> Source:
        if path is not None:
            return ZendeskFiles(path)
        return ZendeskApi(await fetcher(stack, url, authorisation(email, token())))

    called = name or f"zendesk:{path.resolve().stem if path else host_of(url)}"
    bring(opened, "zendesk", called, workspace, brand, dry=dry, again=again, as_json=as_json)


@app.command()
def other(
    source: str = typer.Argument(help="The name that its package gives it."),
    path: Path = typer.Argument(help="What it reads."),
    workspace: str = WORKSPACE,
    brand: str = BRAND,
    name: str = NAME,
    option: list[str] = typer.Option([], "--option", help="name=value, as the source documents them."),
    dry: bool = DRY,
    again: bool = AGAIN,
    as_json: bool = AS_JSON,
) -> None:
    """Bring in what a source of another package reads (an entry point of `trato.import_sources`)."""
    given = dict(one.partition("=")[::2] for one in option)

    async def opened(_: AsyncExitStack, __: ZoneInfo) -> Source:
        return make_other(source, path, given)

    if source not in others():
        raise typer.BadParameter(f"no installed package brings {source}; there are: {', '.join(others()) or 'none'}")
    bring(opened, source, name or source, workspace, brand, dry=dry, again=again, as_json=as_json)


@app.command()
def trato(
    folder: Path = typer.Argument(exists=True, file_okay=False, help="What `trato export` wrote."),
    workspace: str = typer.Option("", "--workspace", help="The short name of the new workspace; as it was, otherwise."),
    as_json: bool = AS_JSON,
) -> None:
    """Make a workspace of an export: as it was, all of it or nothing."""
    with open_database(read_settings()) as settings:
        made = asyncio.run(
            read_export(settings, folder, workspace, lambda what, many: typer.echo(f"{what}: {many:,}", err=True))
        )
    report = Report()
    report.add("workspace", str(made.workspace), note=made.slug)
    report.add("rows", made.rows, "rows")
    report.add("files", made.files, "files")
    report.add("secrets_to_enter_anew", made.sealed, "secrets", note="sealed with another master key")
    report.print(as_json)


def token() -> str:
    """Return the token of the other system: of the environment, so that no list of processes shows it."""
    found = os.environ.get("TRATO_IMPORT_TOKEN", "")
    if not found:
        raise typer.BadParameter("put the other system's token into the variable TRATO_IMPORT_TOKEN")
    return found


def host_of(url: str) -> str:
    """Return the host of a URL. Raises typer.BadParameter."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise typer.BadParameter("name files, or --url as https://acme.example.com")
    return parts.hostname


async def fetcher(stack: AsyncExitStack, url: str, headers: dict[str, str]) -> Fetcher:
    """Return what fetches from `url`: the operator names it, so it may be of the own network when this one is local."""
    host_of(url)
    local = read_settings().is_local
    client = await stack.enter_async_context(OutsideClient(loopback=local, seconds=60.0, most_bytes=MOST_BYTES))
    return Fetcher(client, url, headers)


def mapping_of(columns: list[str]) -> dict[str, dict[str, str]]:
    """Return `contacts.email=Correo` as {contacts: {Correo: email}}. Raises typer.BadParameter."""
    found: dict[str, dict[str, str]] = {}
    for one in columns:
        ours, equals, theirs = one.partition("=")
        table, dot, column = ours.partition(".")
        if not (equals and dot and theirs):
            raise typer.BadParameter(f"{one!r} must look like contacts.email=Correo")
        found.setdefault(table.strip(), {})[theirs.strip().strip("'\"")] = column.strip()
    return found


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone. Raises typer.BadParameter."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise typer.BadParameter(f"{name!r} is no time zone, as America/Lima is") from error


def bring(
    opened: Opened, kind: str, source: str, workspace: str, brand: str, *, dry: bool, again: bool, as_json: bool
) -> None:
    """Run an import to its end and print what came of it; ends with 1 when something stayed out."""
    with open_database(read_settings()) as settings:
        run, problems = asyncio.run(_bring(settings, opened, kind, source, workspace, brand, dry=dry, again=again))
    report = Report()
    report.add("run", str(run.id), note=f"{source}{', nothing was changed' if dry else ''}")
    for what, outcomes in sorted(run.counts.items()):
        for outcome, many in sorted(outcomes.items()):
            report.add(f"{what}.{outcome}", many, "records")
    report.add("problems", run.problems, "problems")
    for row in problems:
        p = row.problem
        typer.echo(f"{p.place or p.their_id}: {words_of(p, os.environ.get('LANG', '')[:2])}", err=True)
    if run.problems > len(problems):
        typer.echo(f"… {run.problems - len(problems)} more", err=True)
    report.must("came_to_its_end", run.state is RunState.DONE)
    report.print(as_json)


async def _bring(
    settings: Settings, opened: Opened, kind: str, source: str, slug: str, brand: str, *, dry: bool, again: bool
) -> tuple[Run, list[ProblemRow]]:
    house = await open_house(settings, size=3, door_size=1)
    try:
        async with AsyncExitStack() as stack:
            workspace = await workspace_named(settings, slug)
            async with house.db.transaction(workspace, SYSTEM) as tx:
                plan = await imports.plan_for(tx, brand)
                zone = ZoneInfo((await brands.get_brand(tx, BrandId(plan.brand_id))).timezone)
            reads = await opened(stack, zone)  # a source that cannot be read leaves no run behind
            async with house.db.transaction(workspace, SYSTEM) as tx:
                run = await imports.ask(tx, source, kind, plan, dry=dry, again=again)
            ended = await importer_of(house).run(workspace, run, reads, _told)
            async with house.db.transaction(workspace, SYSTEM) as tx:
                return ended, await imports.problems_of(tx, run.id, limit=PROBLEMS)
    finally:
        if sys.stderr.isatty():
            typer.echo("", err=True)
        await house.db.close()


def _told(progress: imports.Progress) -> None:
    """Say how far it is: on one line of a terminal, on a line each elsewhere."""
    of = f" of {progress.of:,}" if progress.of else ""
    line = f"{progress.done:,}{of} records, {progress.problems:,} problems"
    if sys.stderr.isatty():
        typer.echo(f"\r{line}\x1b[K", err=True, nl=False)
    else:
        typer.echo(line, err=True)
