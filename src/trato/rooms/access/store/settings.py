"""SQL of the settings of all units at once."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from trato.kit.tx import Tx
from trato.rooms.access.model import Setting, SettingRow

LIST_ALL = """
select unit_id, key, value, locked_by is not null, reason, set_by, set_at from access.setting
where workspace_id = $1 and key = any($2::text[]) order by key, unit_id
"""
LIST_SAID = """
select unit_id, key, value, locked_by from access.setting where workspace_id = $1 and key = any($2::text[])
"""
SAY_REASON = "update access.setting set reason = $4 where unit_id = $1 and key = $2 and workspace_id = $3"
CLEAR = "delete from access.setting where unit_id = $1 and key = $2 and workspace_id = $3 returning key"


async def list_all(tx: Tx, keys: list[str]) -> list[SettingRow]:
    """List what every unit itself says about `keys`."""
    return [_row(row) for row in await tx.connection.fetch(LIST_ALL, tx.workspace, keys)]


async def list_said(tx: Tx, keys: list[str]) -> dict[str, dict[UUID, Setting]]:
    """Return the settings of all units, by key and unit."""
    found: dict[str, dict[UUID, Setting]] = {}
    for row in await tx.connection.fetch(LIST_SAID, tx.workspace, keys):
        found.setdefault(row["key"], {})[row["unit_id"]] = Setting(*row)
    return found


async def say_reason(tx: Tx, unit: UUID, key: str, reason: str) -> None:
    await tx.connection.execute(SAY_REASON, unit, key, tx.workspace, reason)


async def clear(tx: Tx, unit: UUID, key: str) -> bool:
    """Take back what a unit said; False when it said nothing."""
    return await tx.connection.fetchval(CLEAR, unit, key, tx.workspace) is not None


def _row(row: asyncpg.Record) -> SettingRow:
    return SettingRow(row[0], row[1], row[2], row[3], row[4], row[5], row[6])
