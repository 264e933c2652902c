"""The catalogue of the database keeps the rules of the house."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import asyncpg

from trato.app.safety import unwalled_tables

ROOT = Path(__file__).parents[2]

KEYS_WITHOUT_WORKSPACE = """
select format('%s.%s %s', n.nspname, c.relname, i.relname)
from pg_index x
join pg_class c on c.oid = x.indrelid
join pg_class i on i.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute w on w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped
where x.indisunique and not w.attnum = any(x.indkey::int2[]) and n.nspname not in ('pg_catalog', 'pg_toast')
order by 1
"""
REFERENCES = """
select n.nspname as owner, fn.nspname as owned, format('%s.%s (%s)', n.nspname, c.relname, k.conname) as name,
       coalesce(w.attnum = any(k.conkey), true) or fw.attnum is null as with_workspace
from pg_constraint k
join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
left join pg_attribute w on w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped
left join pg_attribute fw on fw.attrelid = f.oid and fw.attname = 'workspace_id' and not fw.attisdropped
where k.contype = 'f'
order by 3
"""
PUBLIC_RIGHTS = """
select format('%s.%s', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
cross join lateral aclexplode(c.relacl) a
where a.grantee = 0 and n.nspname not in ('pg_catalog', 'information_schema')
"""
TOO_MUCH = """
select grantee || ' may ' || lower(privilege_type) || ' ' || table_schema || '.' || table_name
from information_schema.role_table_grants
where grantee in ('trato_app', 'trato_door') and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
   or grantee = 'trato_door' and privilege_type in ('UPDATE', 'DELETE')
      and table_schema || '.' || table_name <> 'access.sign_in_failure'  -- counted before anybody is known
"""


def _floors() -> dict[str, int]:
    """Return the floor of each room, 0 at the bottom, as the contract of imports has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(one for one in project["tool"]["importlinter"]["contracts"] if one["name"].startswith("Everything"))
    floors: dict[str, int] = {}
    for floor, layer in enumerate(reversed(layers["layers"])):
        for module in layer.split("|"):
            floors[module.strip(" ()").rpartition(".")[2]] = floor
    return floors


async def test_every_table_of_workspaces_has_the_forced_wall(owner_connection: asyncpg.Connection[Any]) -> None:
    assert await unwalled_tables(owner_connection) == []


async def test_the_workspace_is_in_every_key(owner_connection: asyncpg.Connection[Any]) -> None:
    assert [row[0] for row in await owner_connection.fetch(KEYS_WITHOUT_WORKSPACE)] == []


async def test_the_workspace_is_in_every_reference(owner_connection: asyncpg.Connection[Any]) -> None:
    rows = await owner_connection.fetch(REFERENCES)
    assert [row["name"] for row in rows if not row["with_workspace"]] == []


async def test_references_go_down(owner_connection: asyncpg.Connection[Any]) -> None:
    floors = _floors()
    rows = await owner_connection.fetch(REFERENCES)
    strange = {row["owner"] for row in rows} - floors.keys()
    climbing = [
        f"{row['name']} -> {row['owned']}"
        for row in rows
        if row["owner"] != row["owned"] and floors[row["owner"]] <= floors[row["owned"]]
    ]
    assert strange == set()
    assert climbing == []


async def test_nobody_but_the_roles_of_trato_may_touch_a_table(owner_connection: asyncpg.Connection[Any]) -> None:
    assert [row[0] for row in await owner_connection.fetch(PUBLIC_RIGHTS)] == []


async def test_the_roles_may_not_do_more_than_work(owner_connection: asyncpg.Connection[Any]) -> None:
    assert [row[0] for row in await owner_connection.fetch(TOO_MUCH)] == []
