"""`trato channels`: what a recorded payload says in Trato's words, and how the channel accounts stand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import asyncpg
import typer

from trato.app.channel_accounts.reading import connection_of
from trato.app.channel_accounts.showing import hook_of
from trato.app.database import open_database
from trato.app.recorded import Recorded, bodies_of
from trato.app.replays import payloads_in, read_all, table
from trato.app.report import Limit, Report
from trato.app.wiring import open_house
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM, jsonable
from trato.kit.http import OutsideClient, provider_client
from trato.kit.settings import Settings, read_settings
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.connecting import Finding, FindingState
from trato.rooms.channels.model import (
    AccountView,
    ChannelAccountId,
    ChannelAdapter,
    InboundKind,
    Malformed,
)

app = typer.Typer(help="Replay recorded payloads; look at channel accounts.", no_args_is_help=True)

NOBODY = UUID(int=0)
EVERY = "all"
ACCOUNTS = """
select a.id, w.slug, a.channel, a.name, a.state, a.state_reason, a.paused_until > clock_timestamp() as paused
from channels.account a join access.workspace w on w.id = a.workspace_id order by w.slug, a.channel, a.name
"""
PROFILES = """
select a.id, a.channel, p.state, p.drift::text as drift from channels.profile p
join channels.account a on a.id = p.account_id and a.workspace_id = p.workspace_id order by a.channel, a.id
"""


@app.command()
def replay(
    provider: str = typer.Argument(
        help=f"One of {', '.join(sorted(ADAPTERS))}; or {EVERY}: folders named after channels, told as a table."
    ),
    files: list[Path] = typer.Argument(exists=True, help="Payloads: a body, or an object of named bodies; raw mails."),
    account: str = typer.Option("", help="The provider's id of the account that they came to."),
    portfolio: str = typer.Option("", help="The scope of identities that are a portfolio's own."),
    country: str = typer.Option("", help="The country whose telephone numbers may come without prefix."),
    received: str = typer.Option("", help="When they came (ISO 8601); now otherwise."),
    as_json: bool = typer.Option(False, "--json", help="JSON lines are printed in any case."),
) -> None:
    """Print, as JSON lines, the events that recorded payloads become; ends with 1 when one cannot be read."""
    at = datetime.fromisoformat(received) if received else wall_clock()
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    views = {one: AccountView(ChannelAccountId(NOBODY), NOBODY, one, account, portfolio, country) for one in ADAPTERS}
    if provider == EVERY:
        _tell_table(files, views, at)
    adapter = ADAPTERS.get(provider)
    if adapter is None:
        raise typer.BadParameter(f"{provider} is not a channel of this house: {', '.join(sorted(ADAPTERS))}")
    view = views[provider]
    unread = 0
    for path in payloads_in(files):
        for body in bodies_of(path, adapter, view):
            for line in lines_of(adapter, view, body, at):
                unread += "malformed" in line
                typer.echo(json.dumps({"file": path.name, "body": body.name, **line}, ensure_ascii=False))
    raise typer.Exit(1 if unread else 0)


def _tell_table(files: list[Path], views: dict[str, AccountView], at: datetime) -> NoReturn:
    """Print what every channel reads of its folders; end with 1 when there is a hole."""
    rows, strange = read_all(files, ADAPTERS, views, at)
    for line in table(rows):
        typer.echo(line)
    for path in strange:
        typer.echo(f"{path}: of no channel", err=True)
    holes = [f"{row.channel}: {hole}" for row in rows for hole in row.holes]
    for hole in holes:
        typer.echo(hole, err=True)
    raise typer.Exit(1 if holes or not rows else 0)


def lines_of(adapter: ChannelAdapter, view: AccountView, body: Recorded, at: datetime) -> Iterator[dict[str, Any]]:
    """Yield one line an event, with the raw body of what is unsupported; {malformed} for what is no payload."""
    try:
        events = adapter.parse(body.received(at), view)
    except Malformed as error:
        yield {"malformed": str(error)}
        return
    for event in events:
        kept = {"raw": _readable(body.raw)} if event.kind is InboundKind.UNSUPPORTED else {}
        yield {**json.loads(jsonable(event)), **kept}


def _readable(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "backslashreplace")


@app.command()
def doctor(
    live: bool = typer.Option(False, "--live", help="Ask each provider what is wrong, as the screen does."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """List the channel accounts and how they stand; a broken one is not ok, nor is one that its provider faults."""
    report = Report()
    with open_database(read_settings()) as settings:
        rows = asyncio.run(_accounts(settings))
        looks = asyncio.run(_look(settings)) if live else []
        profiles = asyncio.run(_profiles(settings))
    for name, finding in looks:
        words = f"{finding.fact.en} {finding.remedy.en}".strip()
        if finding.state is FindingState.NOTED:
            report.add(f"{name}.{finding.check}", finding.state.value, note=words)
        else:
            report.must(f"{name}.{finding.check}", finding.state is FindingState.GOOD, words)
    for row in rows:
        state = "paused" if row["paused"] else row["state"]
        note = f"{row['slug']}: {row['name']} {row['state_reason']}".strip()
        report.add(f"{row['channel']}.{row['id']}", state, note=note)
    for name, state, differs in profiles:
        report.must(f"{name}.profile", state != "failed" and not differs, f"profile {state}: {_told(differs)}")
    report.add("accounts", len(rows), "accounts")
    broken = sum(row["state"] == "broken" for row in rows)
    report.add("broken", broken, "accounts", Limit(at_most=0))
    report.print(as_json)


async def _look(settings: Settings) -> list[tuple[str, Finding]]:
    """Ask the provider of every account in service."""
    house = await open_house(settings, size=1, door_size=1)
    found: list[tuple[str, Finding]] = []
    try:
        outside = OutsideClient(loopback=settings.is_local)
        async with provider_client(seconds=4.0, connections=4) as http, outside:
            examiner = channels.Examiner(http, outside)
            for workspace in await house.db.workspaces():
                async with house.db.transaction(workspace, SYSTEM) as tx:
                    accounts = list((await house.book.of_workspace(tx)).values())
                for one in (one for one in accounts if one.row.state in {"active", "broken"}):
                    examined = await examiner.examine(connection_of(one.row.channel), one.view, hook_of(house, one))
                    found += [(f"{one.row.channel}.{one.id}", finding) for finding in examined.findings]
    finally:
        await house.db.close()
    return found


def _told(differs: list[dict[str, str]]) -> str:
    """Say where a provider's profile differs from ours."""
    return "; ".join(f"{one['where']}: ours “{one['ours']}”, theirs “{one['theirs']}”" for one in differs) or "as set"


async def _profiles(settings: Settings) -> list[tuple[str, str, list[dict[str, str]]]]:
    """Return the profile of every account that has one, with what differed at the last look."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        rows = await connection.fetch(PROFILES)
        return [(f"{row['channel']}.{row['id']}", row["state"], json.loads(row["drift"])) for row in rows]
    finally:
        await connection.close()


async def _accounts(settings: Settings) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        return await connection.fetch(ACCOUNTS)
    finally:
        await connection.close()
