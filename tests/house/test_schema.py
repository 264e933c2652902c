"""House rules of the database: the wall stands around every tenant table, keys point down, statements are real."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import Any

import asyncpg
import pytest

import trato.kit
import trato.rooms

FLOORS = [
    {"kit"},
    {"access"},
    {"brands"},
    {"contacts"},
    {"cases", "channels"},
    {"conversations"},
    {"sla", "workforce", "compliance", "spending", "intelligence"},
    {"routing", "knowledge", "panels", "automation", "calls"},
    {"reporting"},
    {"console", "webhooks", "search", "whatif", "imports"},
]
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
STATEMENT = re.compile(r"\s*(with|select|insert|update|delete)\b", re.IGNORECASE)


async def test_every_tenant_table_has_forced_row_level_security_and_a_policy(
    owner_connection: asyncpg.Connection[Any],
) -> None:
    rows = await owner_connection.fetch(
        """select c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
             exists (select 1 from pg_policy p where p.polrelid = c.oid) as policy
           from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
           join pg_namespace n on n.oid = c.relnamespace
           where c.relkind in ('r', 'p') and n.nspname not like 'pg_%'"""
    )
    assert len(rows) > 50
    assert [r["name"] for r in rows if not (r["relrowsecurity"] and r["relforcerowsecurity"] and r["policy"])] == []


async def test_the_workspace_is_in_every_key(owner_connection: asyncpg.Connection[Any]) -> None:
    rows = await owner_connection.fetch(
        """select i.indexrelid::regclass::text as name from pg_index i
           join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
           join pg_attribute w on w.attrelid = t.oid and w.attname = 'workspace_id'
           where (i.indisunique or i.indisprimary) and n.nspname not like 'pg_%'
             and not (w.attnum = any(i.indkey::int2[]))"""
    )
    assert [row["name"] for row in rows] == []


async def test_every_foreign_key_goes_down_and_carries_the_workspace(
    owner_connection: asyncpg.Connection[Any],
) -> None:
    rows = await owner_connection.fetch(
        """select c.conname, fn.nspname as source, tn.nspname as target, f.relname,
             (select array_agg(a.attname) from pg_attribute a
              where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns
           from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_namespace fn on fn.oid = f.relnamespace
           join pg_class t on t.oid = c.confrelid join pg_namespace tn on tn.oid = t.relnamespace
           where c.contype = 'f' and fn.nspname not like 'pg_%'"""
    )
    assert len(rows) > 50
    up = [r["conname"] for r in rows if r["source"] != r["target"] and FLOOR[r["target"]] >= FLOOR[r["source"]]]
    assert up == []
    assert [r["conname"] for r in rows if "workspace_id" not in r["columns"]] == []


async def test_the_roles_that_work_own_nothing_and_pass_no_wall(owner_connection: asyncpg.Connection[Any]) -> None:
    rows = await owner_connection.fetch(
        "select rolname, rolsuper, rolbypassrls from pg_roles where rolname in ('trato_app', 'trato_door')"
    )
    assert len(rows) == 2
    assert not any(row["rolsuper"] or row["rolbypassrls"] for row in rows)
    owned = await owner_connection.fetchval(
        "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'trato\\_%'"
    )
    assert owned == 0


def statements() -> list[tuple[str, str]]:
    """Return every SQL statement of every store, and of the kit, by its name."""
    found = []
    for package in (trato.rooms, trato.kit):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".simulators" in module.name or ".adapters" in module.name:
                continue
            loaded = importlib.import_module(module.name)
            for name, value in inspect.getmembers(loaded):
                if name.isupper() and not name.startswith("_") and isinstance(value, str) and STATEMENT.match(value):
                    found.append((f"{module.name}.{name}", value))
    return found


@pytest.mark.parametrize(("name", "statement"), statements())
async def test_every_statement_is_one_that_the_schema_understands(
    name: str, statement: str, app_connection: asyncpg.Connection[Any]
) -> None:
    await app_connection.prepare(statement)
