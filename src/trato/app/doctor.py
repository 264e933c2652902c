"""Examines an installation: whether it may be trusted, and what it costs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import asyncpg

from trato.app.footprint import first_start, installed_bytes, memory_bytes, running_processes
from trato.app.report import Limit, Report
from trato.app.safety import unsafe_roles, unsafe_settings, unwalled_tables
from trato.kit.clock import wall_clock
from trato.kit.migrations import pending
from trato.kit.settings import Settings

MB = 1_000_000
SKEW = Limit(at_most=2)
DISK_FREE = Limit(at_least=5)
QUEUE_AGE = Limit(at_most=60)
CORE = Limit(at_most=450)
MEMORY_AT_REST = Limit(at_most=350)
MEMORY_AFTER_LOAD = Limit(at_most=500)
MEMORY_OF_MODELS = Limit(at_most=350)
FIRST_CASE = Limit(at_most=180)
FIRST_CASE_CACHED = Limit(at_most=60)
CACHED_MB = 20  # who downloaded less had the packages

WAITING = """
select count(*) filter (where status = 'new') as waiting, count(*) filter (where status = 'dead') as dead,
       coalesce(extract(epoch from now() - min(received_at) filter (where status = 'new')), 0)::float8 as age
from channels.inbox where status in ('new', 'dead')
"""


async def examine(settings: Settings, at_rest: bool) -> Report:
    """Examine the installation of `settings`, whose database is named. `at_rest` asks the stricter limit of memory."""
    report = Report()
    assert settings.database_url is not None
    connection = await asyncpg.connect(settings.database_url)
    try:
        await _database(report, connection)
        await _clock(report, connection)
        await _queue(report, connection)
    finally:
        await connection.close()
    missing = await pending(settings.database_url)
    report.add("migrations_missing", len(missing), "migrations", Limit(at_most=0), ", ".join(missing))
    _machine(report, settings)
    _footprint(report, settings, MEMORY_AT_REST if at_rest else MEMORY_AFTER_LOAD)
    _first_start(report, settings.home)
    return report


async def _database(report: Report, connection: asyncpg.Connection[Any]) -> None:
    report.add("postgres", await connection.fetchval("select current_setting('server_version')"))
    nothing = Limit(at_most=0)
    for name, reasons in (
        ("unsafe_settings", await unsafe_settings(connection)),
        ("unsafe_roles", await unsafe_roles(connection)),
        ("tables_without_wall", await unwalled_tables(connection)),
    ):
        report.add(name, len(reasons), "found", nothing, "; ".join(reasons))


async def _clock(report: Report, connection: asyncpg.Connection[Any]) -> None:
    before = wall_clock()
    theirs = await connection.fetchval("select clock_timestamp()")
    after = wall_clock()
    skew = abs((theirs - (before + (after - before) / 2)).total_seconds())
    report.add("clock_skew", round(skew, 3), "s", SKEW, "between this machine and the database")


async def _queue(report: Report, connection: asyncpg.Connection[Any]) -> None:
    if not await connection.fetchval("select to_regclass('channels.inbox')"):
        return
    row = await connection.fetchrow(WAITING)
    assert row is not None
    report.add("inbox_waiting", row["waiting"], "deliveries")
    report.add("inbox_oldest", round(row["age"], 1), "s", QUEUE_AGE)
    report.add("inbox_dead", row["dead"], "deliveries", note="shown under needs attention")


def _machine(report: Report, settings: Settings) -> None:
    use = shutil.disk_usage(settings.home)
    report.add("disk_free", round(100 * use.free / use.total, 1), "%", DISK_FREE, str(settings.home))
    report.must("key_present", len(settings.key) > 0)
    key = settings.home / "key"
    if key.exists():
        report.must("key_private", key.stat().st_mode & 0o077 == 0, str(key))
    blobs = settings.blobs
    report.add("files", round(_folder_bytes(blobs) / MB, 1), "MB")


def _footprint(report: Report, settings: Settings, limit: Limit) -> None:
    report.add("core_installed", round(installed_bytes() / MB, 1), "MB", CORE)
    running = running_processes(settings.home)
    report.add("processes", len(running), "processes", note=", ".join(sorted(running)) or "`trato serve` does not run")
    demo = frozenset(pid for name, pid in running.items() if name == "demo")
    models = frozenset(pid for name, pid in running.items() if name == "understander")
    own = [pid for pid in running.values() if pid not in demo | models]
    if own:
        memory = memory_bytes(own, without=demo | models)
        report.add("memory_pss", _megabytes(memory), "MB", limit, "the whole system with its database")
    if models:
        memory = memory_bytes(list(models))
        report.add("memory_pss_understanding", _megabytes(memory), "MB", MEMORY_OF_MODELS, "the models")
    if demo:
        outside = "the world outside, as the demo plays it"
        report.add("memory_pss_demo", _megabytes(memory_bytes(list(demo))), "MB", note=outside)


def _megabytes(found: int | None) -> float | None:
    return None if found is None else round(found / MB, 1)


def _first_start(report: Report, home: Path) -> None:
    found = first_start(home)
    if found is None:
        report.add("first_case_after", None, "s", note="only told where `run.py` made everything and loaded the demo")
        return
    seconds, downloaded = found
    cached = 0 <= downloaded < CACHED_MB
    note = f"from the clone to an agent's list with a case; {downloaded:.0f} MB downloaded"
    report.add("first_case_after", seconds, "s", FIRST_CASE_CACHED if cached else FIRST_CASE, note)


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0
