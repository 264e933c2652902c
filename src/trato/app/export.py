"""A whole workspace as files that anything can read: every table as JSON lines, every file, and what proves both.

All tables are of one instant: they are written in one read-only snapshot. The files, which are most of it, are copied
after that and never twice, so a killed export goes on where it stopped; one killed before its tables were whole begins
them anew, because half of them from another instant would not fit together.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from trato.app.backup import key_fingerprint, last_migration
from trato.kit.clock import wall_clock
from trato.kit.settings import Settings

FORMAT = 1
MANIFEST = "manifest.json"
TABLES_DONE = "tables.json"  # the manifest without files: all tables are whole
TABLES = "tables"
FILES = "files"
A_TIME = 5_000  # rows

# every table of workspaces, with the columns that hold something of their own, in the order of its key
LIST_TABLES = """
select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
  case when c.oid = 'access.workspace'::regclass then 'id' else 'workspace_id' end as owner,
  (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  (select string_agg(quote_ident(a.attname), ', ' order by k.place) from pg_index i
   cross join lateral unnest(i.indkey::int2[]) with ordinality k(attnum, place)
   join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
   where i.indrelid = c.oid and i.indisprimary) as key,
  (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' limit 1) as identity
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
  and (c.oid = 'access.workspace'::regclass or exists (
    select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped))
order by 1
"""


class ExportRefused(RuntimeError):
    """An export cannot be written or read; the text says why, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table as an export holds it: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(slots=True)
class ExportManifest:
    """What an export holds. `key_fingerprint` tells which master key its sealed secrets open with.

    Files are named by the SHA-256 of their content; `files` gives their sizes in bytes.
    """

    trato: str
    made_at: str
    migration: int
    key_fingerprint: str
    workspace: str
    slug: str
    tables: dict[str, TableOf] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT


Told = Callable[[str, int], None]  # what was written, how many so far


async def export(settings: Settings, workspace: UUID, folder: Path, told: Told = lambda *_: None) -> ExportManifest:
    """Write a workspace to `folder`, or go on with an export that was killed. Raises ExportRefused.

    `settings` name the database as its owner reaches it.
    """
    manifest = _begun(folder)
    if manifest is not None and manifest.workspace != str(workspace):
        raise ExportRefused(f"{folder} holds an export of another workspace: name another folder.")
    if manifest is None:
        manifest = await _tables(settings, workspace, folder, told)
        _write(folder / TABLES_DONE, manifest)
    manifest.files = await asyncio.to_thread(_copy_files, settings.blobs / str(workspace), folder / FILES, told)
    _write(folder / MANIFEST, manifest)
    (folder / TABLES_DONE).unlink()
    return manifest


def _begun(folder: Path) -> ExportManifest | None:
    """Return what an export that was killed has written, None for nothing whole. Raises ExportRefused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / MANIFEST).exists():
        raise ExportRefused(f"{folder} holds a whole export already: name another folder.")
    if (folder / TABLES_DONE).exists():
        return read_manifest(folder / TABLES_DONE)
    if any(folder.iterdir()) and not (folder / TABLES).exists():
        raise ExportRefused(f"{folder} holds something else: name an empty folder.")
    return None


async def _tables(settings: Settings, workspace: UUID, folder: Path, told: Told) -> ExportManifest:
    shutil.rmtree(folder / TABLES, ignore_errors=True)
    (folder / TABLES).mkdir(mode=0o700)
    connection = await asyncpg.connect(settings.database_url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            await connection.execute("set local row_security = off")  # rather an error than rows left out in silence
            row = await connection.fetchrow("select slug from access.workspace where id = $1", workspace)
            if row is None:
                raise ExportRefused("There is no such workspace.")
            manifest = ExportManifest(
                trato=version("trato"),
                made_at=wall_clock().isoformat(timespec="seconds"),
                migration=await last_migration(connection),
                key_fingerprint=key_fingerprint(settings.key),
                workspace=str(workspace),
                slug=row["slug"],
            )
            for table in await connection.fetch(LIST_TABLES):
                manifest.tables[table["name"]] = await _table(connection, table, workspace, folder, told)
    finally:
        await connection.close()
    return manifest


async def _table(
    connection: asyncpg.Connection[Any], table: asyncpg.Record, workspace: UUID, folder: Path, told: Told
) -> TableOf:
    statement = f"""
        select row_to_json(t)::text as line from (
          select {table["columns"]} from {table["quoted"]} where {table["owner"]} = $1 order by {table["key"]}) t
    """
    digest, rows, path = hashlib.sha256(), 0, file_of(folder, table["name"])
    with _packed(path) as out:
        async for row in connection.cursor(statement, workspace, prefetch=A_TIME):
            line = row["line"].encode() + b"\n"
            digest.update(line)
            out.write(line)
            rows += 1
            if rows % A_TIME == 0:
                told(table["name"], rows)
    told(table["name"], rows)
    return TableOf(rows, digest.hexdigest())


def _packed(path: Path) -> gzip.GzipFile:
    """Open a file for packed lines: the same lines give the same bytes."""
    raw = os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")
    packed = gzip.GzipFile("", "wb", compresslevel=5, fileobj=raw, mtime=0)
    packed.myfileobj = raw  # type: ignore[assignment]  # closed together
    return packed


def _copy_files(source: Path, target: Path, told: Told) -> dict[str, int]:
    found: dict[str, int] = {}
    done = 0
    for path in sorted(one for one in source.glob("??/*") if one.is_file()):
        copy, size = target / path.parent.name / path.name, path.stat().st_size
        if not (copy.is_file() and copy.stat().st_size == size):
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = copy.with_name(f".{copy.name}")
            shutil.copyfile(path, draft)
            if sha256_of(draft) != path.name:
                raise ExportRefused(f"The file {path} is damaged: its content is not what its name says.")
            draft.replace(copy)
        found[path.name] = size
        done += size
        told(FILES, done)
    return found


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def file_of(folder: Path, table: str) -> Path:
    """Return where an export holds a table."""
    return folder / TABLES / f"{table}.jsonl.gz"


def lines_of(folder: Path, table: str) -> Iterator[str]:
    """Yield the rows of a table, each as JSON."""
    with gzip.open(file_of(folder, table), "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_manifest(path: Path) -> ExportManifest:
    """Read a manifest. Raises ExportRefused."""
    try:
        told = json.loads(path.read_bytes())
        tables = {name: TableOf(**one) for name, one in told.pop("tables").items()}
        manifest = ExportManifest(**told, tables=tables)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ExportRefused(f"{path} is no manifest of an export.") from error
    if manifest.format != FORMAT:
        raise ExportRefused(f"{path} is of format {manifest.format}; this Trato reads {FORMAT}.")
    return manifest


def check(folder: Path) -> ExportManifest:
    """Read an export through, all of it, and return its manifest. Raises ExportRefused for the least damage."""
    manifest = read_manifest(folder / MANIFEST)
    for name, table in manifest.tables.items():
        digest, rows = hashlib.sha256(), 0
        try:
            for line in lines_of(folder, name):
                digest.update(line.encode() + b"\n")
                rows += 1
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise ExportRefused(f"The table {name} cannot be read: the export is damaged.") from error
        if (rows, digest.hexdigest()) != (table.rows, table.sha256):
            raise ExportRefused(f"The table {name} is not what the manifest says: the export is damaged.")
    for name in manifest.files:
        path = folder / FILES / name[:2] / name
        if not path.is_file() or sha256_of(path) != name:
            raise ExportRefused(f"The file {name} is missing or damaged.")
    return manifest


def _write(path: Path, manifest: ExportManifest) -> None:
    draft = path.with_name(f".{path.name}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as out:
        json.dump(asdict(manifest), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
