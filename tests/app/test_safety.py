"""No work on a database that could lose rows or show one workspace to another."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.embedded import Urls
from trato.app.doctor import examine
from trato.app.footprint import installed_bytes, memory_bytes
from trato.app.safety import UnsafeDatabase, assert_safe, unsafe_roles, unsafe_settings, unwalled_tables
from trato.kit.postgres import EmbeddedPostgres
from trato.kit.settings import read_settings


async def test_the_shipped_database_is_safe(database_urls: Urls) -> None:
    await assert_safe(database_urls.owner)


async def test_a_commit_that_does_not_wait_for_the_disk_is_refused(
    owner_connection: asyncpg.Connection[Any],
) -> None:
    await owner_connection.execute("set local synchronous_commit = off")
    assert await unsafe_settings(owner_connection) == ["synchronous_commit is off"]


@pytest.mark.parametrize(
    "attribute, words",
    [
        ("alter role trato_app superuser", "trato_app is a superuser"),
        ("alter role trato_app bypassrls", "trato_app passes row-level security"),
        ("alter role trato_door createrole", "trato_door may make roles"),
        ("create schema mine authorization trato_app", "trato_app owns something"),
        ("grant trato to trato_app", "trato_app belongs to another role"),
    ],
)
async def test_a_role_that_could_pass_the_wall_is_refused(
    owner_connection: asyncpg.Connection[Any], attribute: str, words: str
) -> None:
    await owner_connection.execute(attribute)
    assert await unsafe_roles(owner_connection) == [words]


async def test_a_table_without_the_forced_wall_is_refused(owner_connection: asyncpg.Connection[Any]) -> None:
    await owner_connection.execute("create table public.naked (workspace_id uuid)")
    assert await unwalled_tables(owner_connection) == ["public.naked"]
    await owner_connection.execute("alter table public.naked enable row level security")
    assert await unwalled_tables(owner_connection) == ["public.naked"]
    await owner_connection.execute("alter table public.naked force row level security")
    assert await unwalled_tables(owner_connection) == []


async def test_the_reasons_are_told_together(database_urls: Urls) -> None:
    unsafe = database_urls.owner + "&options=-c%20synchronous_commit%3Doff"
    with pytest.raises(UnsafeDatabase, match="synchronous_commit is off"):
        await assert_safe(unsafe)


async def test_the_doctor_finds_a_fresh_installation_sound(database_urls: Urls, tmp_path: Any) -> None:
    settings = read_settings({"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": database_urls.owner})
    report = await examine(settings, at_rest=True)
    others = {"disk_free", "inbox_oldest"}  # the machine's, and what other tests of this run left in the inbox
    broken = {name: figure for name, figure in report.figures.items() if not figure.holds and name not in others}
    assert broken == {}


@pytest.mark.parametrize(
    ("seconds", "downloaded", "holds"),
    [(59.0, 3.0, True), (61.0, 3.0, False), (179.0, 400.0, True), (181.0, -1, False)],
)
async def test_the_doctor_tells_how_long_a_newcomer_waited(
    database_urls: Urls, tmp_path: Path, seconds: float, downloaded: float, holds: bool
) -> None:
    (tmp_path / "first-start.json").write_text(json.dumps({"seconds": seconds, "downloaded_mb": downloaded}))
    settings = read_settings({"TRATO_HOME": str(tmp_path), "TRATO_DATABASE_URL": database_urls.owner})
    figure = (await examine(settings, at_rest=True)).figures["first_case_after"]
    assert (figure.value, figure.holds) == (seconds, holds)


def test_the_installed_core_keeps_its_limit() -> None:
    assert 20_000_000 < installed_bytes() <= 400_000_000


def test_memory_counts_the_children_too(database_urls: Urls) -> None:
    postmaster = EmbeddedPostgres.start(database_urls.data)
    measured = memory_bytes([postmaster.pid])
    assert measured is None or measured > 5_000_000


def test_memory_of_the_demo_is_not_the_systems() -> None:
    held = 50_000_000
    demo = f"import sys; kept = b'x' * {held}; print(len(kept), flush=True); sys.stdin.read()"
    system = """if True:
        import subprocess, sys
        demo = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
        demo.stdout.readline()
        print(demo.pid, flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", system, demo]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as serving:
        assert serving.stdout is not None and serving.stdin is not None
        demo_pid = int(serving.stdout.readline())
        whole, own = memory_bytes([serving.pid]), memory_bytes([serving.pid], without=frozenset({demo_pid}))
        serving.stdin.close()  # both end
    assert whole is None or own is None or own < held < whole
