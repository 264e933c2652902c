"""Puts a backup back: checked first, all or nothing, and counted afterwards."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from trato.app.backup import BLOBS, DATABASE, FORMAT, KEY, MANIFEST, Manifest, count_rows, key_fingerprint
from trato.app.dumps import load
from trato.app.footprint import running_processes
from trato.kit.migrations import make_roles, migrate, read_migrations
from trato.kit.roles import LOOKUP
from trato.kit.settings import Settings

FIND = "search.find(tsquery, timestamptz, timestamptz, int)"
ASIDE = "before_restore_"

OUR_SCHEMAS = """
select nspname from pg_namespace
where nspname not in ('pg_catalog', 'information_schema', 'public') and nspname !~ '^pg_' order by 1
"""


class RestoreRefused(RuntimeError):
    """The backup is damaged or does not fit, or something would be lost; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `differing` are the tables whose number of rows is not the manifest's."""

    manifest: Manifest
    differing: tuple[str, ...]
    blobs: int
    key_matches: bool
    migrated: tuple[str, ...]


async def restore(settings: Settings, file: Path, replace: bool) -> Restored:
    """Restore `file` into the installation of `settings`, whose database is named.

    Raises RestoreRefused, before anything is changed: for a damaged or newer backup, for a database that holds
    something unless `replace`, for a key that would be overwritten, and while `trato serve` runs in this home.
    """
    assert settings.database_url is not None
    if "serve" in running_processes(settings.home):
        raise RestoreRefused("Trato is running on this home: stop `trato serve` first.")
    with tempfile.TemporaryDirectory(dir=settings.home, prefix=".restore-") as folder:
        unpacked = Path(folder)
        manifest = _unpack(file, unpacked)
        _check_version(manifest)
        _check_key(settings, unpacked)
        await _replace_database(settings, unpacked / DATABASE, replace)
        differing = await _differing(settings.database_url, manifest)
        _replace_blobs(settings, unpacked / BLOBS)
        if (unpacked / KEY).exists():
            _write_key(settings, (unpacked / KEY).read_bytes())
    migrated = await migrate(settings.database_url, settings.key)
    return Restored(
        manifest=manifest,
        differing=tuple(differing),
        blobs=sum(name.startswith(BLOBS) for name in manifest.sha256),
        key_matches=KEY in manifest.sha256 or manifest.key_fingerprint == key_fingerprint(settings.key),
        migrated=tuple(migrated),
    )


def check_file(file: Path, read: Callable[[int], None] = lambda _: None) -> Manifest:
    """Read a backup as a restore would, member by member, and change nothing. Raises RestoreRefused.

    `read` is told how many bytes more were read.
    """
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".trato-check-") as folder:
        return _unpack(file, Path(folder), read)


def _unpack(file: Path, folder: Path, read: Callable[[int], None] = lambda _: None) -> Manifest:
    """Unpack every member that the manifest names and compare its hash. Raises RestoreRefused."""
    try:
        with tarfile.open(file) as archive:
            for member in archive:
                _unpack_member(archive, member, folder)
                read(member.size)
        manifest = _read_manifest(folder / MANIFEST)
    except (tarfile.TarError, OSError, ValueError, TypeError, KeyError) as error:
        raise RestoreRefused(f"{file} is not a whole backup of Trato: {error}") from error
    members = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    if members != set(manifest.sha256):
        raise RestoreRefused(f"{file} holds other members than its manifest says.")
    for name, digest in manifest.sha256.items():
        with (folder / name).open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != digest:
                raise RestoreRefused(f"{file} is damaged: {name} is not what its manifest says.")
    return manifest


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    target = folder / member.name
    content = archive.extractfile(member)
    if content is None or not target.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{member.name} does not belong in a backup")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        shutil.copyfileobj(content, out)


def _read_manifest(path: Path) -> Manifest:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if told["format"] != FORMAT:
        raise ValueError(f"format {told['format']} is not known to this version of Trato")
    return Manifest(**told)


def _check_version(manifest: Manifest) -> None:
    known = max((one.number for one in read_migrations()), default=0)
    if manifest.migration > known:
        raise RestoreRefused(
            f"The backup was made by Trato {manifest.trato} (migration {manifest.migration:04}), which is newer than "
            f"this one (migration {known:04}): install that version first."
        )


def _check_key(settings: Settings, unpacked: Path) -> None:
    ours = settings.home / "key"
    if (unpacked / KEY).exists() and not ours.exists() and (unpacked / KEY).read_bytes() != settings.key:
        raise RestoreRefused("The backup's key is not the one in TRATO_KEY: unset it, or set it to that key.")


async def _replace_database(settings: Settings, dump_file: Path, replace: bool) -> None:
    """Load the dump beside what is there, which is dropped only when that went well."""
    assert settings.database_url is not None
    await make_roles(settings.database_url, settings.key)
    connection = await asyncpg.connect(settings.database_url, server_settings={"client_min_messages": "warning"})
    try:
        present = [row[0] for row in await connection.fetch(OUR_SCHEMAS)]
        held = sum((await count_rows(connection)).values()) if present else 0
        if held and not replace:
            raise RestoreRefused(f"The database holds {held:,} rows. To replace them all, say --replace.")
        await _rename(connection, {name: ASIDE + name for name in present})
        try:
            await load(settings.database_url, dump_file)
        except BaseException:
            await _drop(connection, [row[0] for row in await connection.fetch(OUR_SCHEMAS) if ASIDE not in row[0]])
            await _rename(connection, {ASIDE + name: name for name in present})
            raise
        await _drop(connection, [ASIDE + name for name in present])
        await _give_back(connection)
    finally:
        await connection.close()


async def _give_back(connection: asyncpg.Connection[Any]) -> None:
    """Give the function that looks words up to its role again: a dump tells no owners, so it came back as ours."""
    if await connection.fetchval("select to_regprocedure($1)", FIND) is not None:
        async with connection.transaction():
            await connection.execute(f"grant {LOOKUP} to current_user; grant create on schema search to {LOOKUP}")
            await connection.execute(f"alter function {FIND} owner to {LOOKUP}")
            await connection.execute(f"revoke create on schema search from {LOOKUP}; revoke {LOOKUP} from current_user")


async def _rename(connection: asyncpg.Connection[Any], names: dict[str, str]) -> None:
    async with connection.transaction():
        for old, new in names.items():
            await connection.execute(f'alter schema "{old}" rename to "{new}"')


async def _drop(connection: asyncpg.Connection[Any], names: list[str]) -> None:
    async with connection.transaction():
        for name in names:
            await connection.execute(f'drop schema "{name}" cascade')


async def _differing(url: str, manifest: Manifest) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        now = await count_rows(connection)
    finally:
        await connection.close()
    return sorted(name for name in now.keys() | manifest.rows.keys() if now.get(name) != manifest.rows.get(name))


def _replace_blobs(settings: Settings, unpacked: Path) -> None:
    aside = settings.home / "blobs-before-restore"
    shutil.rmtree(aside, ignore_errors=True)
    if settings.blobs.exists():
        settings.blobs.rename(aside)
    if unpacked.exists():
        unpacked.rename(settings.blobs)
    shutil.rmtree(aside, ignore_errors=True)


def _write_key(settings: Settings, key: bytes) -> None:
    file = settings.home / "key"
    file.touch(mode=0o600)
    file.write_text(base64.b64encode(key).decode() + "\n", encoding="ascii")
