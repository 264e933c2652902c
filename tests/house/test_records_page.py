"""The page of facts tells the truth: what it names exists, and no fact is missing from it."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "records.md"
CODE = re.compile(r"`([^`]+)`")
STATES = {"kept", "part", "place", "seam"}


@dataclass(frozen=True)
class Row:
    """One fact of the page."""

    number: int
    fact: str
    state: str
    columns: tuple[str, ...]
    when: str
    by: tuple[str, ...]


def rows() -> list[Row]:
    """Return the facts of the page, in its order."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[0].isdigit():
            number, fact, state, columns, when, by = cells
            found.append(Row(int(number), fact, state, tuple(CODE.findall(columns)), when, tuple(CODE.findall(by))))
    return found


def test_every_fact_has_its_row() -> None:
    assert [row.number for row in rows()] == list(range(1, 69))


def test_what_is_kept_says_where_when_and_by_whom_and_what_is_not_says_why() -> None:
    for row in rows():
        assert row.state in STATES, row.number
        assert row.when, row.number
        if row.state in {"kept", "part"}:
            assert row.columns and row.by, row.number


async def test_every_column_that_the_page_names_exists(owner_connection: asyncpg.Connection[Any]) -> None:
    known = {
        ".".join(row)
        for row in await owner_connection.fetch(
            "select table_schema, table_name, column_name from information_schema.columns"
        )
    }
    text = PAGE.read_text(encoding="utf-8")
    named = {one for row in rows() for one in row.columns} | set(re.findall(r"`(kit\.[a-z_]+\.[a-z_]+)`", text))
    assert named - known == set()


@pytest.mark.parametrize("name", sorted({name for row in rows() for name in row.by}))
def test_every_function_that_the_page_names_exists(name: str) -> None:
    module, _, function = name.rpartition(".")
    assert callable(getattr(importlib.import_module(f"trato.{module}"), function))
