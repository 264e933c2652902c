"""Migrations: in order, once, whole or not at all, and never changed in silence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from tests.embedded import Urls
from trato.kit.migrations import MigrationRefused, Phase, migrate, pending, read_migrations
from trato.kit.roles import role_password, role_url, scram_verifier

KEY = b"k" * 32


@pytest.fixture
async def empty_url(database_urls: Urls) -> AsyncIterator[str]:
    """A database without anything in it, on this run's server."""
    name = f"empty_{uuid4().hex[:12]}"
    owner = await asyncpg.connect(database_urls.owner)
    await owner.execute(f"create database {name}")
    yield database_urls.owner.replace("/trato?", f"/{name}?")
    await owner.execute(f"drop database {name} with (force)")
    await owner.close()


def _write(folder: Path, name: str, sql: str) -> None:
    (folder / name).write_text(sql)


async def test_files_are_applied_in_the_order_of_their_numbers_and_once(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0002_cases_pre_two.sql", "insert into one values (2);")
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);")
    assert await migrate(empty_url, folder=tmp_path) == ["0001_cases_pre_one.sql", "0002_cases_pre_two.sql"]
    assert await migrate(empty_url, folder=tmp_path) == []


async def test_a_file_that_fails_leaves_nothing_behind_and_names_its_line(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);\nselect wrong from one;")
    with pytest.raises(MigrationRefused, match=r"0001_cases_pre_one\.sql: .*wrong.*\(line 2\)"):
        await migrate(empty_url, folder=tmp_path)
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);")
    assert await migrate(empty_url, folder=tmp_path) == ["0001_cases_pre_one.sql"]


async def test_a_file_changed_after_it_was_applied_is_refused(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);")
    await migrate(empty_url, folder=tmp_path)
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n bigint);")
    with pytest.raises(MigrationRefused, match="its text has changed since"):
        await migrate(empty_url, folder=tmp_path)


async def test_a_database_of_a_newer_version_is_refused(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);")
    _write(tmp_path, "0002_cases_pre_two.sql", "create table two (n int);")
    await migrate(empty_url, folder=tmp_path)
    (tmp_path / "0002_cases_pre_two.sql").unlink()
    with pytest.raises(MigrationRefused, match="does not know"):
        await migrate(empty_url, folder=tmp_path)


async def test_two_migrators_at_once_apply_each_file_once(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int); select pg_sleep(0.2);")
    first, second = await asyncio.gather(migrate(empty_url, folder=tmp_path), migrate(empty_url, folder=tmp_path))
    assert sorted([*first, *second]) == ["0001_cases_pre_one.sql"]


async def test_expanding_may_be_done_before_and_contracting_after(empty_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "create table one (n int);")
    _write(tmp_path, "0002_cases_post_one.sql", "drop table one;")
    assert await migrate(empty_url, folder=tmp_path, only=Phase.PRE) == ["0001_cases_pre_one.sql"]
    assert await pending(empty_url, tmp_path) == ["0002_cases_post_one.sql"]


@pytest.mark.parametrize("name", ["0001_cases_one.sql", "1_cases_pre_one.sql", "0001-cases-pre-one.sql"])
def test_a_wrong_name_is_refused(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name, "")
    with pytest.raises(MigrationRefused, match="is not named"):
        read_migrations(tmp_path)


def test_a_number_used_twice_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "0001_cases_pre_one.sql", "")
    _write(tmp_path, "0001_sla_pre_two.sql", "")
    with pytest.raises(MigrationRefused, match="Two migrations have the number 0001"):
        read_migrations(tmp_path)


async def test_the_stored_password_is_what_postgres_itself_would_store(database_urls: Urls) -> None:
    verifier = scram_verifier("trato_app", KEY)
    connection = await asyncpg.connect(database_urls.owner)
    async with connection.transaction():
        await connection.execute(f"alter role trato_app password '{verifier}'")
        stored = await connection.fetchval("select rolpassword from pg_authid where rolname = 'trato_app'")
        await connection.execute("alter role trato_app password null")
    await connection.close()
    assert stored == verifier


def test_a_role_reaches_the_same_database_with_its_own_password() -> None:
    url = role_url("postgresql://owner:secret@db.example:5432/care?sslmode=require", "trato_app", KEY)
    assert url == f"postgresql://trato_app:{role_password('trato_app', KEY)}@db.example:5432/care?sslmode=require"
    assert role_password("trato_app", KEY) != role_password("trato_door", KEY)
