"""What `trato what-if --self-check` shows: how fast days are lived, and that what was given is given again, exactly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import typer

from trato.app.checkout import bench
from trato.app.database import open_database, open_rooms
from trato.app.report import Limit, Report
from trato.app.workspaces import list_workspaces, workspace_named
from trato.kit.events import SYSTEM
from trato.kit.settings import Settings, read_settings
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Policy
from trato.rooms.whatif import api as whatif

DAYS, CASES, STAFF = 42, 2_400, 16  # of the days that are timed
ASKED_AGAIN = 12  # of them, whose looks are kept and read back
LIVED, SEED = 640, 4  # messages of the day that is lived, of which some go on with a case
Span = tuple[datetime, datetime]
NONE = Limit(at_most=0)
SOME = Limit(at_least=1)


def check(workspace: str, spans: Sequence[Span], synthetic: bool) -> Report:
    """Return the figures: of made days, and of what the named workspace kept, or of a day that is lived for it.

    A machine without a workspace, or whose only one has given nothing yet, lives a day on a database that goes away.
    """
    report = Report()
    if synthetic or not spans:
        _check_made(report)
    if synthetic:
        return report
    settings = read_settings()
    if workspace or spans or _has_database(settings):
        with open_database(settings) as named:
            if asyncio.run(_check_recorded(named, workspace, spans, report)):
                return report
    _check_lived(report)
    return report


def _say(what: str) -> None:
    typer.echo(what, err=True)


def _has_database(settings: Settings) -> bool:
    return settings.database_url is not None or (settings.data_dir / "PG_VERSION").exists()


def _check_made(report: Report) -> None:
    """Live 100,000 cases, timed, and ask again about the looks of some of the days."""
    house, given, began = whatif.made_house(), 0, time.process_time()
    for seed in range(DAYS):
        outcome = whatif.live(whatif.made_day(seed, CASES, STAFF), house)
        given += len(outcome.served)
        if seed % 6 == 5:
            _say(f"made days: {given:,} of {DAYS * CASES:,} cases, {time.process_time() - began:.0f} s")
    took = time.process_time() - began
    note = f"{DAYS} days of {CASES}, {STAFF} agents"
    report.add("whatif.cases", given, "cases", Limit(at_least=100_000), note)
    report.add("whatif.seconds", round(took, 1), "s", Limit(at_most=60), "on one core, making the days included")
    report.add("whatif.cases_per_second", round(given / took), "cases/s")
    checked = [whatif.check(whatif.made_day(seed, CASES, STAFF), house) for seed in range(ASKED_AGAIN)]
    looks = sum(one.looks for one in checked)
    report.add("whatif.made_looks", looks, "looks", note=f"of {ASKED_AGAIN} of the days")
    report.add("whatif.made_given", sum(one.given for one in checked), "assignments")
    report.add("whatif.made_differing", sum(one.differing for one in checked), "looks", NONE)
    report.add("whatif.look_bytes", round(sum(one.size for one in checked) / looks), "bytes")
    _say(f"made days: {looks:,} looks kept, read back and asked again")


async def _check_recorded(settings: Settings, slug: str, spans: Sequence[Span], report: Report) -> bool:
    """Ask again about what a workspace kept; False where nothing was asked for by name and nothing is there."""
    if not slug and not spans and not await list_workspaces(settings):
        return False
    identity: UUID = await workspace_named(settings, slug)
    async with open_rooms(settings) as database, database.transaction(identity, SYSTEM) as tx:
        since = await routing.kept_since(tx)
        if since is None and not slug and not spans:
            return False
        asked = list(spans) or [(since or tx.now, tx.now + timedelta(seconds=1))]
        _say(f"asking again about what was given since {asked[0][0]:%Y-%m-%d %H:%M}")
        again = [await routing.replay(tx, *span) for span in asked]
        otherwise = [await routing.replay(tx, *span, terms=other_terms) for span in asked]
    report.add("whatif.kept_since", since.isoformat() if since else "never")
    _tell(report, again, otherwise, must_differ=False)
    return True


def _check_lived(report: Report) -> None:
    lived = bench("lived_day").live(LIVED, SEED, _say, other_terms)
    report.add("whatif.lived_cases", lived.told["cases"], "cases", Limit(at_least=500), "on a database that goes away")
    for name in ("queues", "agents", "needs", "known", "passed", "silent", "transfers", "returned", "policies"):
        report.add(f"whatif.lived_{name}", lived.told[name], limit=SOME)
    _tell(report, [lived.again], [lived.otherwise], must_differ=True)


def other_terms(policy: Policy) -> Policy:
    """Return terms under which other people would have got other cases."""
    return replace(policy, weights=replace(policy.weights, sticky=0.0, load=500.0))


def _tell(
    report: Report, again: Sequence[routing.Replayed], otherwise: Sequence[routing.Replayed], *, must_differ: bool
) -> None:
    report.add("whatif.looks", sum(one.rounds for one in again), "looks", SOME)
    report.add("whatif.assignments", sum(one.assignments for one in again), "assignments", SOME)
    report.add("whatif.differing", sum(len(one.differing) for one in again), "looks", NONE)
    report.add("whatif.unmatched", sum(len(one.unmatched) for one in again), "assignments", NONE)
    report.add("whatif.unreadable", sum(one.unreadable for one in again), "chains", NONE)
    report.add(
        "whatif.differing_under_other_terms", sum(len(one.differing) for one in otherwise), "looks",
        SOME if must_differ else None, "the same looks, asked as if knowing the contact did not count and load did",
    )  # fmt: skip
