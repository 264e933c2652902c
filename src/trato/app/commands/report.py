"""`trato report`: a day's or a week's numbers, as text or CSV, for whoever runs this machine."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import typer

from trato.app.database import open_database, open_rooms
from trato.app.workspaces import workspace_named
from trato.kit.events import SYSTEM
from trato.kit.i18n import LOCALES
from trato.kit.settings import Settings, read_settings
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Rights, Scope, User, UserId, UserState, Verb, WorkspaceId
from trato.rooms.reporting.model import Asked, Dimension, Figure, Kind, MeasureView, Report, TableAsked
from trato.rooms.reporting.rules import files
from trato.rooms.reporting.service import reports

EVERYTHING = Rights({Verb.REPORTS_READ: Scope(everywhere=True), Verb.REPORTS_EXPORT: Scope(everywhere=True)})
DAYS = {"day": 1, "week": 7}


def command(
    period: str = typer.Argument("day", help="day or week: whole days that are over."),
    until: str = typer.Option("", "--until", help="The last day, as 2026-03-02; yesterday if not given."),
    by: str = typer.Option("", "--by", help="With --csv: cut by brand, country, channel, surface, queue, team, agent."),
    as_csv: bool = typer.Option(False, "--csv", help="Print CSV instead of text."),
    language: str = typer.Option("es", "--language", help="es, en or pt."),
    workspace: str = typer.Option("", help="The workspace's short name; not needed when there is one only."),
) -> None:
    """Print the numbers of a day or a week, beside those of the one before."""
    if period not in DAYS or language not in LOCALES or by not in ("", *(one.value for one in Dimension)):
        raise typer.BadParameter("period is day or week; --language es, en or pt; --by a dimension")
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise typer.BadParameter(f"{until} is not a day") from error
    with open_database(read_settings()) as settings:
        text = asyncio.run(_read(settings, workspace, DAYS[period], last, by if as_csv else "", as_csv, language))
    typer.echo(text, nl=False)


async def _read(
    settings: Settings, slug: str, days: int, last: date | None, by: str, as_csv: bool, language: str
) -> str:
    chosen = await workspace_named(settings, slug)
    async with open_rooms(settings) as database:
        async with database.transaction(chosen, SYSTEM) as tx:
            who = machine(tx, chosen, language)
            until = last or (tx.now - timedelta(days=1)).date()
            first = until - timedelta(days=days - 1)
            words = reports.words_of(language)
            if by:
                cut = await reports.table(tx, who, TableAsked(first=first, last=until, by=Dimension(by)))
                return "".join(files.table_csv(cut, words))
            found = await reports.report(tx, who, Asked(first=first, last=until))
    return "".join(files.report_csv(found, words)) if as_csv else as_text(found)


def machine(tx: Tx, workspace: UUID, language: str) -> Principal:
    """Whoever runs the machine sees its whole database: nobody of the workspace, and every number of it."""
    user = User(UserId(UUID(int=0)), "", "", "", language, "UTC", UserState.ACTIVE, tx.now)
    return Principal(WorkspaceId(workspace), user, EVERYTHING)


def as_text(report: Report) -> str:
    """Return a report for a terminal: each measure, now and before."""
    measures = {one.key: one for one in report.measures}
    period = report.period
    lines = [f"{period.first} - {period.last}, {period.zone} ({period.before_first} - {period.before_last})"]
    for one in report.told:
        measure = measures[one.key]
        lines.append(
            f"{measure.name:42} {_value(measure, one.now):>12} {_value(measure, one.before):>12}  n={one.now.n}"
        )
    return "\n".join(lines) + "\n"


def _value(measure: MeasureView, figure: Figure) -> str:
    if figure.value is None:
        return "n/a"
    match measure.kind:
        case Kind.COUNT:
            return f"{figure.n}"
        case Kind.SHARE:
            return f"{figure.value:.1%}"
        case Kind.STARS | Kind.SCORE:
            return f"{figure.value:.1f}"
        case Kind.RATIO if measure.key != "time_per_answer":
            return f"{figure.value:.3f}"
        case _:
            return f"{figure.value:.0f} s"
