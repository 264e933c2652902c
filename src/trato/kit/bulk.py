"""Inserts of many rows in one statement, written as the columns they fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trato.kit.tx import Tx


def insert(table: str, columns: Mapping[str, str], tail: str = "") -> str:
    """Return the SQL that inserts rows of one workspace from arrays: `$1` is the workspace, then one array a column.

    `columns` gives each column its PostgreSQL type, in order. `tail` is an `on conflict` or `returning` clause.
    """
    arrays = ", ".join(f"${n}::{_carrier(kind)}[]" for n, kind in enumerate(columns.values(), 2))
    values = ", ".join(f"u.{name}::jsonb" if kind == "jsonb" else f"u.{name}" for name, kind in columns.items())
    names = ", ".join(columns)
    return f"insert into {table} (workspace_id, {names})\nselect $1, {values}\nfrom unnest({arrays}) u({names})\n{tail}"


def _carrier(kind: str) -> str:
    return "text" if kind == "jsonb" else kind  # JSON travels as text, encoded once


def columns_of(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Turn rows into the arrays of an `insert`."""
    return [list(column) for column in zip(*rows, strict=True)]


async def run(tx: Tx, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert `rows` with a statement made by `insert`; no rows, no statement."""
    if rows:
        await tx.connection.execute(statement, tx.workspace, *columns_of(rows))
