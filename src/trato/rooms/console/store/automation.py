"""SQL of what the screens of automation show beside its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

NAMES = """
select id, name from automation.rule where id = any($2::uuid[]) and workspace_id = $1
union all select id, name from automation.macro where id = any($2::uuid[]) and workspace_id = $1
"""
PEOPLE = 'select id, name from access."user" where id = any($2::uuid[]) and workspace_id = $1'
ORGANISATIONS = "select id, name from contacts.organisation where workspace_id = $1 order by name limit 200"
FLAGS = """
with recursive f as (
  (select min(flag) as flag from contacts.contact_flag where workspace_id = $1)
  union all
  select (select min(n.flag) from contacts.contact_flag n where n.workspace_id = $1 and n.flag > f.flag)
  from f where f.flag is not null)
select flag from f where flag is not null limit 100
"""


async def names_of(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row["id"]: row["name"] for row in await tx.connection.fetch(NAMES, tx.workspace, list(ids))}


async def people(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row["id"]: row["name"] for row in await tx.connection.fetch(PEOPLE, tx.workspace, list(ids))}


async def list_organisations(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(ORGANISATIONS, tx.workspace))


async def list_flags(tx: Tx) -> list[str]:
    """Return the marks that contacts have or had, each once."""
    return [row["flag"] for row in await tx.connection.fetch(FLAGS, tx.workspace)]
