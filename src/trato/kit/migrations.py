"""Plain numbered SQL, applied in order, each file in one transaction, with a checksum and a lock.

A file is `NNNN_room_pre_what.sql` (expand: before the new code runs) or `NNNN_room_post_what.sql` (contract: after).
The schema `kit`, the table `kit.migration` and the roles `trato_app`, `trato_door` and `trato_search` exist before the
first file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import asyncpg

import trato
from trato.kit.roles import LOOKUP, ROLES, scram_verifier

NAME = re.compile(r"(\d{4})_[a-z]+_(pre|post)_[a-z0-9_]+\.sql")
ONE_AT_A_TIME = 7_237_001  # advisory lock of migrations
LOCK_TIMEOUT = "5s"  # a migration that would make people wait gives up instead
LEDGER = """
create schema if not exists kit;
create table if not exists kit.migration (
  number int primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
)
"""


class MigrationRefused(RuntimeError):
    """The migrations on disk and the database disagree, or one of them failed; the text says which."""


class Phase(StrEnum):
    """When a migration may run, seen from the deployment of the code that needs it."""

    PRE = "pre"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of SQL."""

    number: int
    name: str
    phase: Phase
    sql: str
    checksum: str


def migrations_folder() -> Path:
    """Return where the SQL is: beside the code in an installed wheel, at the root in a checkout."""
    package = Path(trato.__file__).parent
    packaged = package / "migrations"
    return packaged if packaged.is_dir() else package.parents[1] / "migrations"


def read_migrations(folder: Path | None = None) -> list[Migration]:
    """Read every migration in order. Raises MigrationRefused for a wrong name or a number used twice."""
    found: dict[int, Migration] = {}
    for path in sorted((folder or migrations_folder()).glob("*.sql")):
        name = NAME.fullmatch(path.name)
        if name is None:
            raise MigrationRefused(f"{path.name} is not named NNNN_room_pre_what.sql or NNNN_room_post_what.sql.")
        number = int(name[1])
        if number in found:
            raise MigrationRefused(f"Two migrations have the number {name[1]}: {found[number].name} and {path.name}.")
        text = path.read_text(encoding="utf-8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        found[number] = Migration(number, path.name, Phase(name[2]), text, checksum)
    return list(found.values())


async def migrate(
    url: str, key: bytes | None = None, folder: Path | None = None, only: Phase | None = None
) -> list[str]:
    """Apply what is missing and return the names applied, in order.

    With `key` the two roles get the passwords that `roles.role_url` derives; an embedded server asks for none.
    `only` leaves the other phase for later. Raises MigrationRefused; a file that fails leaves nothing behind.
    """
    migrations = read_migrations(folder)
    connection = await asyncpg.connect(url, server_settings={"client_min_messages": "warning"})
    try:
        async with connection.transaction():
            await _take_turn(connection)
            await _make_roles(connection, key)
            await connection.execute(LEDGER)
        return [
            one.name
            for one in migrations
            if (only is None or one.phase is only) and await _apply(connection, one, migrations)
        ]
    finally:
        await connection.close()


async def make_roles(url: str, key: bytes | None = None) -> None:
    """Make the roles where they are missing, with their passwords when there is a `key`."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await _take_turn(connection)
            await _make_roles(connection, key)
    finally:
        await connection.close()


async def pending(url: str, folder: Path | None = None) -> list[str]:
    """Return the names of migrations that the database does not have yet."""
    connection = await asyncpg.connect(url)
    try:
        done: set[int] = set()
        if await connection.fetchval("select to_regclass('kit.migration')"):
            done = {row["number"] for row in await connection.fetch("select number from kit.migration")}
    finally:
        await connection.close()
    return [one.name for one in read_migrations(folder) if one.number not in done]


async def _take_turn(connection: asyncpg.Connection[Any]) -> None:
    """Wait for other migrators, then never wait long for anybody else."""
    await connection.execute("set local lock_timeout = '10min'")
    await connection.execute("select pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
    await connection.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'")


async def _make_roles(connection: asyncpg.Connection[Any], key: bytes | None) -> None:
    have = {row["rolname"] for row in await connection.fetch("select rolname from pg_roles")}
    if LOOKUP not in have:
        await connection.execute(f"create role {LOOKUP} nologin")
    for role in ROLES:
        if role not in have:
            await connection.execute(f"create role {role} login")
        if key is not None:
            await connection.execute(f"alter role {role} password '{scram_verifier(role, key)}'")


async def _apply(connection: asyncpg.Connection[Any], migration: Migration, known: Iterable[Migration]) -> bool:
    async with connection.transaction():
        await _take_turn(connection)
        applied = {row["number"]: row for row in await connection.fetch("select * from kit.migration")}
        _compare(applied, known)
        if migration.number in applied:
            return False
        try:
            await connection.execute(migration.sql)
        except asyncpg.PostgresError as error:
            raise MigrationRefused(f"{migration.name}: {error}{_where(error, migration.sql)}") from error
        await connection.execute(
            "insert into kit.migration (number, name, checksum) values ($1, $2, $3)",
            migration.number,
            migration.name,
            migration.checksum,
        )
    return True


def _compare(applied: dict[int, asyncpg.Record], known: Iterable[Migration]) -> None:
    on_disk = {one.number: one for one in known}
    for number, row in applied.items():
        if number not in on_disk:
            raise MigrationRefused(f"The database has {row['name']}, which this version of Trato does not know.")
        if on_disk[number].checksum != row["checksum"]:
            raise MigrationRefused(
                f"{row['name']} was applied on {row['applied_at']:%Y-%m-%d %H:%M} and its text has changed since: "
                "put the old text back and write a new migration."
            )


def _where(error: asyncpg.PostgresError, sql: str) -> str:
    position = error.as_dict().get("position")
    return "" if position is None else f" (line {sql.count(chr(10), 0, int(position)) + 1})"
