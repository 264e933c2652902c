"""What a database must be before Trato works on it. `kill -9` cannot test these, so they are asserted at start."""

from __future__ import annotations

from typing import Any

import asyncpg

from trato.kit.roles import LOOKUP, ROLES

OLDEST_POSTGRES = 15
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")

WRONG_ROLES = """
select r.rolname,
       r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolcreaterole as maker,
       exists (select from pg_class c where c.relowner = r.oid)
         or exists (select from pg_namespace n where n.nspowner = r.oid)
         or exists (select from pg_database d where d.datdba = r.oid) as owner,
       r.rolcanlogin as signs_in,
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


# what looks words up in all workspaces must not have the rights of the owner of everything
POWERFUL_LOOKUPS = """
select p.oid::regprocedure::text || ' works as ' || r.rolname
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
where p.prosecdef and r.rolname <> $1 and n.nspname = 'search' order by 1
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
            *await powerful_lookups(connection),
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
    """Return why the roles of Trato could pass row-level security."""
    roles = (*ROLES, LOOKUP)
    found = {row["rolname"]: row for row in await connection.fetch(WRONG_ROLES, list(roles))}
    reasons = [f"the role {role} is missing" for role in roles if role not in found]
    if found.get(LOOKUP) and found[LOOKUP]["signs_in"]:
        reasons.append(f"{LOOKUP} may sign in")
    said = {
        "superuser": "is a superuser",
        "bypass": "passes row-level security",
        "maker": "may make roles",
        "owner": "owns something",
        "member": "belongs to another role",
    }
    return reasons + [f"{role} {words}" for role, row in found.items() for what, words in said.items() if row[what]]


async def powerful_lookups(connection: asyncpg.Connection[Any]) -> list[str]:
    """Return the functions that look words up with the rights of somebody else than the role made for it."""
    return [row[0] for row in await connection.fetch(POWERFUL_LOOKUPS, LOOKUP)]


async def unwalled_tables(connection: asyncpg.Connection[Any]) -> list[str]:
    """Return the tables of workspaces that row-level security does not guard against everybody."""
    return [row[0] for row in await connection.fetch(UNWALLED_TABLES)]
