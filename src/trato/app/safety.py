"""What a database must be before Trato works on it. `kill -9` cannot test these, so they are asserted at start."""

from __future__ import annotations

from typing import Any

import asyncpg

from trato.kit.roles import ROLES

OLDEST_POSTGRES = 15
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")

WRONG_ROLES = """
select r.rolname,
       r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolcreaterole as maker,
       exists (select from pg_class c where c.relowner = r.oid)
         or exists (select from pg_namespace n where n.nspowner = r.oid)
         or exists (select from pg_database d where d.datdba = r.oid) as owner,
       exists (select from pg_auth_members m where m.member = r.oid) as member
from pg_roles r where r.rolname = any($1::text[])
"""
UNWALLED_TABLES = """
select n.nspname || '.' || c.relname
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_temp'
  and not (c.relrowsecurity and c.relforcerowsecurity)
order by 1
"""


class UnsafeDatabase(RuntimeError):
    """The database could lose what was promised, or show one workspace to another; the text says why."""


async def assert_safe(url: str) -> None:
    """Raise UnsafeDatabase with every reason why Trato must not work on the database at `url`."""
    connection = await asyncpg.connect(url)
    try:
        reasons = [
            *await unsafe_settings(connection),
            *await unsafe_roles(connection),
            *(f"{table} has no forced row-level security" for table in await unwalled_tables(connection)),
        ]
    finally:
        await connection.close()
    if reasons:
        raise UnsafeDatabase("This database is not safe to work on: " + "; ".join(reasons) + ".")


async def unsafe_settings(connection: asyncpg.Connection[Any]) -> list[str]:
    """Return why the server could lose committed rows, or is too old."""
    reasons = []
    if connection.get_server_version().major < OLDEST_POSTGRES:
        reasons.append(f"PostgreSQL {connection.get_server_version().major} is older than {OLDEST_POSTGRES}")
    for name in MUST_BE_ON:
        value = await connection.fetchval("select current_setting($1)", name)
        if value == "off":
            reasons.append(f"{name} is off")
    return reasons


async def unsafe_roles(connection: asyncpg.Connection[Any]) -> list[str]:
    """Return why the two roles of Trato could pass row-level security."""
    found = {row["rolname"]: row for row in await connection.fetch(WRONG_ROLES, list(ROLES))}
    reasons = [f"the role {role} is missing" for role in ROLES if role not in found]
    said = {
        "superuser": "is a superuser",
        "bypass": "passes row-level security",
        "maker": "may make roles",
        "owner": "owns something",
        "member": "belongs to another role",
    }
    return reasons + [f"{role} {words}" for role, row in found.items() for what, words in said.items() if row[what]]


async def unwalled_tables(connection: asyncpg.Connection[Any]) -> list[str]:
    """Return the tables of workspaces that row-level security does not guard against everybody."""
    return [row[0] for row in await connection.fetch(UNWALLED_TABLES)]
