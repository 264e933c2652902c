"""`trato what-if`: a day lived again under other terms, through the product's own choice and promises."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import typer

from trato.app import what_if_check
from trato.app.database import open_database, open_rooms
from trato.app.workspaces import workspace_named
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.whatif import api as whatif
from trato.rooms.whatif.api import Compared
from trato.rooms.whatif.model import Day, House, Laws

CASES, STAFF = 2_400, 16  # of a synthetic day
SHARES = frozenset({"service_level", "abandonment", "occupancy"})
SECONDS = frozenset({"wait_p50", "wait_p90"})
LEFT_OUT = (
    "Left out: what waited or was held before, cases that agents decline or let pass, people who hurry when the queue"
    " is long, and what contacts who left would have done later."
)


def command(
    day: list[str] = typer.Option([], "--day", help="A past day, as 2026-11-20 (UTC). Give it again for more days."),
    synthetic: bool = typer.Option(False, "--synthetic", help="Days that never were: three skills, three channels."),
    levers: list[str] = typer.Option([], "--set", help="What changes, as agents=+2, sticky=0 or hours=09:00-18:00."),
    seeds: int = typer.Option(10, min=2, max=200, help="How many synthetic days."),
    cases: int = typer.Option(CASES, min=10, max=100_000, help="How many cases a synthetic day has."),
    staff: int = typer.Option(STAFF, min=1, max=2_000, help="How many agents a synthetic day has."),
    workspace: str = typer.Option("", help="The workspace's short name; not needed when there is one only."),
    self_check: bool = typer.Option(False, "--self-check", help="Only: is what was given given again, exactly?"),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Compare a day as it was with the same day under other terms, side by side with 95 % intervals."""
    if self_check:
        what_if_check.check(workspace, [_span(_day(one)) for one in day], synthetic).print(as_json)
    if synthetic == bool(day):
        raise typer.BadParameter("name a past day with --day, or ask for --synthetic ones")
    changes = dict(_lever(one) for one in levers)
    if synthetic:
        lived = [(whatif.made_day(seed, cases, staff), whatif.made_house()) for seed in range(seeds)]
        whatif.pull(lived[0], changes)
    else:
        with open_database(read_settings()) as settings:
            lived = asyncio.run(_recorded(settings, workspace, [_day(one) for one in day]))
    _tell(_compared(lived, changes), changes, len(lived), as_json)


def _lever(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value.strip()):
        raise typer.BadParameter(f"{text!r} is not a name and a value, as sticky=0", param_hint="--set")
    return name.strip(), value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day, as 2026-11-20", param_hint="--day") from None


def _compared(lived: Sequence[tuple[Day, House]], changes: dict[str, str]) -> dict[str, Compared]:
    before = [whatif.live(*one) for one in lived]
    after = [whatif.live(*whatif.pull(one, changes)) for one in lived]
    return whatif.compare_one_day(before[0], after[0]) if len(lived) == 1 else whatif.compare_days(before, after)


def _tell(found: dict[str, Compared], changes: dict[str, str], days: int, as_json: bool) -> None:
    if as_json:
        numbers = {name: asdict(one) for name, one in found.items()}
        told = {"days": days, "changes": changes, "laws": asdict(Laws()), "numbers": numbers, "left_out": LEFT_OUT}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    asked = ", ".join(f"{name}={value}" for name, value in changes.items()) or "nothing changed"
    typer.echo(f"{days} day{'s' if days > 1 else ''}: {asked}")
    typer.echo(f"{'':<16}{'as now':>22}{'what if':>26}{'difference':>30}")
    for name, one in found.items():
        cells = (_cell(name, one.before, one.before_within), _cell(name, one.after, one.after_within))
        typer.echo(f"{name:<16}{cells[0]:>22}{cells[1]:>26}{_cell(name, one.difference, one.difference_within):>30}")
    typer.echo(f"In brackets: 95 % intervals. {LEFT_OUT}")


def _cell(name: str, value: float | None, within: tuple[float, float] | None) -> str:
    if value is None:
        return "-"
    low_to_high = f" [{_number(name, within[0])} to {_number(name, within[1])}]" if within else ""
    return f"{_number(name, value)}{low_to_high}"


def _number(name: str, value: float) -> str:
    if name in SHARES:
        return f"{100 * value:.1f} %"
    if name in SECONDS:
        return f"{value:.0f} s"
    return f"{value:.3f}" if name == "gini" else f"{value:.1f}"


async def _recorded(settings: Settings, slug: str, days: Sequence[date]) -> list[tuple[Day, House]]:
    async with open_rooms(settings) as database:
        async with database.transaction(await workspace_named(settings, slug), SYSTEM) as tx:
            return [await whatif.recorded_day(tx, *_span(one)) for one in days]


def _span(day: date) -> tuple[datetime, datetime]:
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return begins, begins + timedelta(days=1)
