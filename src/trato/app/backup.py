"""One file holds a whole installation: the database, the files, and a manifest that proves both.

The file is a tar: `database.dump` (pg_dump's custom format), `blobs/…`, perhaps `key`, and last `manifest.json` with
the SHA-256 of every member and the number of rows of every table as the dump saw them.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import asyncpg

from trato.app.backup_work import Step, Work
from trato.app.dumps import dump
from trato.kit.clock import wall_clock
from trato.kit.settings import Settings

FORMAT = 1
DATABASE = "database.dump"
BLOBS = "blobs/"
KEY = "key"
MANIFEST = "manifest.json"

TABLES = """
select format('%I.%I', n.nspname, c.relname) as name, n.nspname || '.' || c.relname as plain,
  pg_table_size(c.oid) as bytes
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
order by 1
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `sha256` by member, `rows` by table; `migration` is the last one applied."""

    trato: str
    made_at: str
    postgres: str
    migration: int
    key_fingerprint: str
    rows: dict[str, int]
    sha256: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def key_fingerprint(key: bytes) -> str:
    """Return what tells two master keys apart and gives nothing of them away."""
    return hmac.new(key, b"trato backup: which key", hashlib.sha256).hexdigest()[:16]


async def back_up(settings: Settings, file: Path, with_key: bool, work: Work | None = None) -> Manifest:
    """Write the installation of `settings`, whose database is named, to `file`, whole or not at all.

    The dump and the counts are of one instant. Files are copied after it, so that none of them is missing.
    The master key goes in only `with_key`; without it channel secrets can be read only where the key is.
    `work` is told how far it is.
    """
    work = work or Work()
    work.files = sum(path.stat().st_size for path in settings.blobs.rglob("*") if path.is_file())
    assert settings.database_url is not None
    unfinished = file.with_name(f"{file.name}.unfinished")
    descriptor = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with (
            tempfile.TemporaryDirectory(dir=file.parent, prefix=".trato-backup-") as folder,
            os.fdopen(descriptor, "wb") as out,
        ):
            manifest = await _dump_database(settings, Path(folder) / DATABASE, work)
            work.dumped = (Path(folder) / DATABASE).stat().st_size
            work.begin(Step.FILES)
            with tarfile.open(fileobj=out, mode="w") as archive:
                _add(archive, manifest, DATABASE, Path(folder) / DATABASE)
                for blob in sorted(path for path in settings.blobs.rglob("*") if path.is_file()):
                    _add(archive, manifest, BLOBS + blob.relative_to(settings.blobs).as_posix(), blob)
                    work.add(Step.FILES, blob.stat().st_size)
                if with_key:
                    _add_bytes(archive, manifest, KEY, settings.key)
                _add_bytes(archive, None, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


async def count_rows(connection: asyncpg.Connection[Any]) -> dict[str, int]:
    """Return the number of rows of every table, as the current transaction sees them."""
    return await _count(connection, await connection.fetch(TABLES), Work())


async def _count(connection: asyncpg.Connection[Any], tables: Sequence[asyncpg.Record], work: Work) -> dict[str, int]:
    counts = {}
    for row in tables:
        counts[row["name"]] = await connection.fetchval(f"select count(*) from {row['name']}")
        work.add(Step.COUNT, row["bytes"])
    return counts


async def last_migration(connection: asyncpg.Connection[Any]) -> int:
    """Return the number of the last migration applied; 0 before the first."""
    if not await connection.fetchval("select to_regclass('kit.migration')"):
        return 0
    return await connection.fetchval("select coalesce(max(number), 0) from kit.migration") or 0


async def _dump_database(settings: Settings, file: Path, work: Work) -> Manifest:
    assert settings.database_url is not None
    connection = await asyncpg.connect(settings.database_url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("select pg_export_snapshot()")
            tables = await connection.fetch(TABLES)
            sizes = {row["plain"]: row["bytes"] for row in tables}
            work.tables = sum(sizes.values())
            manifest = Manifest(
                trato=version("trato"),
                made_at=wall_clock().isoformat(timespec="seconds"),
                postgres=await connection.fetchval("select current_setting('server_version')"),
                migration=await last_migration(connection),
                key_fingerprint=key_fingerprint(settings.key),
                rows=await _count(connection, tables, work),
            )
            work.begin(Step.DATABASE)
            begun: list[int] = []

            def begin(table: str) -> None:
                work.reach(Step.DATABASE, sum(begun))
                begun.append(sizes.get(table, 0))

            await dump(settings.database_url, snapshot, file, begin)
    finally:
        await connection.close()
    return manifest


def _add(archive: tarfile.TarFile, manifest: Manifest, name: str, path: Path) -> None:
    with path.open("rb") as content:
        manifest.sha256[name] = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        member = tarfile.TarInfo(name)
        member.size = os.fstat(content.fileno()).st_size
        archive.addfile(member, content)


def _add_bytes(archive: tarfile.TarFile, manifest: Manifest | None, name: str, content: bytes) -> None:
    if manifest is not None:
        manifest.sha256[name] = hashlib.sha256(content).hexdigest()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
