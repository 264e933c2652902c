"""An export becomes a workspace again: checked whole first, written in one transaction, its references proven.

Where the workspace's own id is free, it is the same workspace, to the last byte. Where it is taken (beside the one that
was exported) it gets another one, which then stands for the old one wherever that stood; sealed secrets are sealed to
their new places.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from trato.app.backup import key_fingerprint, last_migration
from trato.app.export import FILES, LIST_TABLES, ExportManifest, ExportRefused, check, lines_of
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, Spot
from trato.kit.settings import Settings

A_TIME = 2_000  # rows of one statement

# what is sealed to its row: table, column, the column that names the row (None: the workspace itself)
SEALED: tuple[tuple[str, str, str | None], ...] = (
    ("channels.account", "secrets", "id"),
    ("access.oidc_provider", "client_secret", "id"),
    ("access.totp", "secret", "user_id"),
    ("panels.panel", "secret", "id"),
    ("webhooks.endpoint", "secret", "id"),
    ("console.push_key", "private", None),
)
REFERENCES = """
select k.conname as name, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
  (select array_agg(a.attname order by x.place) from unnest(k.conkey) with ordinality x(attnum, place)
   join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.attnum) as child_columns,
  (select array_agg(a.attname order by x.place) from unnest(k.confkey) with ordinality x(attnum, place)
   join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.attnum) as parent_columns
from pg_constraint k
where k.contype = 'f' and exists (
  select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'workspace_id' and not a.attisdropped)
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What came back, under which id and short name. `sealed` secrets could not be opened: enter them anew."""

    manifest: ExportManifest
    workspace: UUID
    slug: str
    rows: int
    files: int
    sealed: int


async def read_export(
    settings: Settings, folder: Path, slug: str = "", told: Callable[[str, int], None] = lambda *_: None
) -> Read:
    """Make a workspace of an export, called `slug` (as it was called, for ""). Raises ExportRefused.

    `settings` name the database as its owner reaches it. Nothing is written unless everything is.
    """
    manifest = check(folder)
    connection = await asyncpg.connect(settings.database_url)
    try:
        here = await last_migration(connection)
        if manifest.migration != here:
            raise ExportRefused(
                f"The export is of a database at migration {manifest.migration}, this one is at {here}: "
                "write and read it with the same version of Trato."
            )
        slug = slug or manifest.slug
        if await connection.fetchval("select 1 from access.workspace where slug = $1", slug):
            raise ExportRefused(f"A workspace called {slug} exists: name another one with --workspace.")
        old = UUID(manifest.workspace)
        taken = await connection.fetchval("select 1 from access.workspace where id = $1", old)
        new = uuid7() if taken else old
        reader = _Reader(connection, settings, folder, manifest, old, new, slug)
        async with connection.transaction():
            await connection.execute("set local row_security = off")
            try:
                await connection.execute("set local session_replication_role = replica")
            except asyncpg.InsufficientPrivilegeError as error:
                raise ExportRefused(
                    "The owner of the database may not set session_replication_role: "
                    "`grant set on parameter session_replication_role to` it, and try again."
                ) from error
            rows = await reader.tables(told)
            sealed = await reader.secrets()
            await reader.prove()
            files = reader.files(settings.blobs / str(new))
    finally:
        await connection.close()
    return Read(manifest, new, slug, rows, files, sealed)


@dataclass(slots=True)
class _Reader:
    connection: asyncpg.Connection[Any]
    settings: Settings
    folder: Path
    manifest: ExportManifest
    old: UUID
    new: UUID
    slug: str

    async def tables(self, told: Callable[[str, int], None]) -> int:
        total = 0
        known = {row["name"]: row for row in await self.connection.fetch(LIST_TABLES)}
        if strange := self.manifest.tables.keys() - known.keys():
            raise ExportRefused(f"There is no table {', '.join(sorted(strange))} here.")
        for name in self.manifest.tables:
            total += await self._table(known[name])
            told(name, total)
        return total

    async def _table(self, table: asyncpg.Record) -> int:
        quoted, columns = table["quoted"], table["columns"]
        statement = f"""
            insert into {quoted} ({columns}) overriding system value
            select {columns} from jsonb_populate_recordset(null::{quoted}, $1::text::jsonb)
        """
        rows, batch = 0, []
        old, new = str(self.old), str(self.new)
        for line in lines_of(self.folder, table["name"]):
            line = line.replace(old, new) if old != new else line
            if table["name"] == "access.workspace":
                line = json.dumps({**json.loads(line), "slug": self.slug})
            batch.append(line)
            rows += 1
            if len(batch) == A_TIME:
                await self.connection.execute(statement, f"[{','.join(batch)}]")
                batch = []
        if batch:
            await self.connection.execute(statement, f"[{','.join(batch)}]")
        if table["identity"]:
            await self.connection.execute(
                f"select setval(pg_get_serial_sequence($1, $2), greatest(max({table['identity']}), 1)) from {quoted}",
                quoted,
                table["identity"],
            )
        return rows

    async def secrets(self) -> int:
        """Seal what was sealed to its new place; return how many cannot be opened with this house's key."""
        same_key = self.manifest.key_fingerprint == key_fingerprint(self.settings.key)
        if same_key and self.old == self.new:
            return 0
        keyring, unopened = Keyring((self.settings.key,)), 0
        for table, column, row_id in SEALED:
            key = row_id or "workspace_id"
            for row in await self.connection.fetch(
                f"select {key} as id, {column} as sealed from {table} where workspace_id = $1 and {column} is not null",
                self.new,
            ):
                if not same_key:
                    unopened += 1
                    continue
                here = str(row["id"])
                there = here if row_id else str(self.old)
                opened = keyring.open(row["sealed"], Spot(self.old, table, column, there))
                sealed = keyring.seal(opened, Spot(self.new, table, column, here))
                await self.connection.execute(
                    f"update {table} set {column} = $3 where {key} = $2 and workspace_id = $1",
                    self.new, row["id"], sealed,
                )  # fmt: skip
        return unopened

    async def prove(self) -> None:
        """Find a row that names one that is not there: triggers rested, so nobody else has looked. Raises."""
        for one in await self.connection.fetch(REFERENCES):
            pairs = list(zip(one["child_columns"], one["parent_columns"], strict=True))
            meet = " and ".join(f'p."{parent}" = c."{child}"' for child, parent in pairs)
            whole = " and ".join(f'c."{child}" is not null' for child, _ in pairs)
            lost = await self.connection.fetchval(
                f"""select count(*) from {one["child"]} c where c.workspace_id = $1 and {whole}
                    and not exists (select 1 from {one["parent"]} p where {meet})""",
                self.new,
            )
            if lost:
                raise ExportRefused(f"{lost} rows of {one['child']} name something that is not in the export.")

    def files(self, target: Path) -> int:
        for name in self.manifest.files:
            place = target / name[:2] / name
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".draft-{name}")
            shutil.copyfile(self.folder / FILES / name[:2] / name, draft)
            draft.replace(place)
        return len(self.manifest.files)
