"""Every statement of the stores of persons and matters is one that the real schema understands."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import asyncpg
import pytest

from trato.rooms.cases import store as cases_store
from trato.rooms.contacts import store as contacts_store

pytestmark = pytest.mark.anyio


def statements() -> list[tuple[str, str]]:
    found = []
    for package in (cases_store, contacts_store):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if name.isupper() and not name.startswith("_") and isinstance(value, str):
                    found.append((f"{module.name}.{name}", value))
    return found


async def test_every_statement_is_understood(app_connection: asyncpg.Connection[Any]) -> None:
    known = statements()
    assert len(known) > 100
    for name, sql in known:
        try:
            await app_connection.prepare(sql)
        except asyncpg.PostgresError as error:
            pytest.fail(f"{name}: {error}")
