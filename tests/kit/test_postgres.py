"""The embedded server: made once, found again, and back after any kill."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from trato.kit.migrations import make_roles
from trato.kit.os_account import Account, can_enter, can_run
from trato.kit.postgres import EmbeddedPostgres
from trato.kit.postgres_place import SOCKET_DIR_LIMIT
from trato.kit.roles import APP, DOOR, role_url

SUPERVISOR = """
import sys, time
from trato.kit.postgres import EmbeddedPostgres
server = EmbeddedPostgres.start(sys.argv[1])
print(server.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that an unprivileged account may pass through, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="trato-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


async def _count_and_add(server: EmbeddedPostgres) -> int:
    connection = await asyncpg.connect(server.url())
    try:
        await connection.execute("create table if not exists public.kept (at timestamptz default now())")
        await connection.execute("insert into public.kept default values")
        count: int = await connection.fetchval("select count(*) from public.kept")
        return count
    finally:
        await connection.close()


def _supervisor(data: Path) -> tuple[subprocess.Popen[str], int]:
    started = subprocess.Popen([sys.executable, "-c", SUPERVISOR, data], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    return started, int(started.stdout.readline())


def _wait_until_gone(pid: int) -> None:
    end = time.monotonic() + 10
    while Path(f"/proc/{pid}/stat").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text():
        assert time.monotonic() < end, f"process {pid} is still there"
        time.sleep(0.01)


async def test_what_was_committed_is_there_at_the_next_start(home: Path) -> None:
    with EmbeddedPostgres.start(home / "data") as server:
        assert await _count_and_add(server) == 1
    with EmbeddedPostgres.start(home / "data") as server:
        assert await _count_and_add(server) == 2


async def test_a_server_that_runs_is_joined_and_not_ended_by_its_guest(home: Path) -> None:
    with EmbeddedPostgres.start(home / "data") as host:
        with EmbeddedPostgres.start(home / "data") as guest:
            assert guest.pid == host.pid
            assert not guest.is_ours
        assert host.is_running()
        assert await _count_and_add(host) == 1


async def test_it_comes_back_at_once_after_its_supervisor_was_killed(home: Path) -> None:
    supervisor, pid = _supervisor(home / "data")
    supervisor.kill()
    supervisor.communicate()
    with EmbeddedPostgres.start(home / "data") as server:
        assert server.pid != pid
        assert await _count_and_add(server) == 1


async def test_it_comes_back_after_the_server_was_killed(home: Path) -> None:
    with EmbeddedPostgres.start(home / "data") as server:
        assert await _count_and_add(server) == 1
        os.kill(server.pid, signal.SIGKILL)
        _wait_until_gone(server.pid)
        assert not server.is_running()
        with EmbeddedPostgres.start(home / "data") as again:
            assert await _count_and_add(again) == 2


async def test_it_comes_back_after_both_were_killed_at_once(home: Path) -> None:
    supervisor, pid = _supervisor(home / "data")
    os.kill(pid, signal.SIGKILL)
    supervisor.kill()
    supervisor.communicate()
    with EmbeddedPostgres.start(home / "data") as server:
        assert server.is_ours
        assert await _count_and_add(server) == 1


async def test_the_server_ends_when_its_supervisor_is_killed(home: Path) -> None:
    supervisor, pid = _supervisor(home / "data")
    supervisor.kill()
    supervisor.communicate()
    _wait_until_gone(pid)


async def test_a_lock_whose_number_a_stranger_got_does_not_stop_it(home: Path) -> None:
    with EmbeddedPostgres.start(home / "data"):
        lock = (home / "data" / "postmaster.pid").read_text().splitlines()
    (home / "data" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lock[1:]]) + "\n")
    with EmbeddedPostgres.start(home / "data") as server:
        assert server.is_ours


async def test_a_path_too_long_for_a_socket_is_no_obstacle(home: Path) -> None:
    deep = home / ("d" * SOCKET_DIR_LIMIT) / "data"
    deep.parent.mkdir(mode=0o711)
    with EmbeddedPostgres.start(deep) as server:
        assert await _count_and_add(server) == 1
        sockets = server.place.sockets
    assert sockets != deep
    shutil.rmtree(sockets)


async def test_its_roles_own_nothing_and_its_settings_are_safe(home: Path) -> None:
    with EmbeddedPostgres.start(home / "data") as server:
        connection = await asyncpg.connect(server.url("trato_app"))
        rows = await connection.fetch(
            "select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong from pg_roles "
            "where rolname in ('trato_app', 'trato_door')"
        )
        safe = await connection.fetchval(
            "select array_agg(setting order by name) from pg_settings "
            "where name in ('fsync', 'full_page_writes', 'synchronous_commit')"
        )
        await connection.close()
    assert {row["rolname"]: row["strong"] for row in rows} == {"trato_app": False, "trato_door": False}
    assert safe == ["on", "on", "on"]


async def test_over_the_network_the_roles_prove_themselves_by_the_master_key(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    key, other = b"k" * 32, b"o" * 32
    with EmbeddedPostgres.start(home / "data", ("listen_addresses=127.0.0.1", f"port={port}")) as server:
        await make_roles(server.url().replace("port=5432", f"port={port}"), key)
        address = f"postgresql://owner@127.0.0.1:{port}/trato"
        connection = await asyncpg.connect(role_url(address, DOOR, key))
        assert await connection.fetchval("select current_user") == DOOR
        await connection.close()
        for wrong in (role_url(address, DOOR, other), role_url(address, APP)):
            with pytest.raises((asyncpg.InvalidPasswordError, asyncpg.InterfaceError)):
                await asyncpg.connect(wrong)


def test_an_account_passes_only_where_every_folder_lets_it(tmp_path: Path) -> None:
    stranger = Account(uid=65533, gid=65533)
    program = tmp_path / "bin" / "program"
    program.parent.mkdir(mode=0o755)
    program.touch(mode=0o755)
    open_parents = all(one.stat().st_mode & 0o001 for one in tmp_path.parents)
    tmp_path.chmod(0o711)
    assert can_enter(tmp_path, stranger) == open_parents
    assert can_run(program, stranger) == open_parents
    tmp_path.chmod(0o700)
    assert not can_enter(tmp_path, stranger)
    assert not can_run(program, stranger)
