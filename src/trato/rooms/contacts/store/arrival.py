"""What a batch of arrivals reads and writes of contacts: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Tx

Key = tuple[str, str, str, UUID]  # kind, scope, address, controller

FIND_IDENTITIES = """
select i.kind, i.scope, i.address, i.controller_id, i.id, i.contact_id, i.raw,
  exists (select 1 from contacts.block b
          where b.contact_id = i.contact_id and b.workspace_id = $1 and b.lifted_at is null) as blocked,
  (select c.name = '' from contacts.contact c where c.id = i.contact_id and c.workspace_id = $1) as nameless
from unnest($2::text[], $3::text[], $4::text[], $5::uuid[]) u(kind, scope, address, controller_id)
cross join lateral (
  select id, contact_id, kind, scope, address, controller_id, raw from contacts.identity i
  where i.address = u.address and i.kind = u.kind and i.scope = u.scope and i.controller_id = u.controller_id
    and i.ended_at is null and i.workspace_id = $1 limit 1) i
"""

ADD_CONTACTS = insert(
    "contacts.contact",
    {
        "id": "uuid",
        "controller_id": "uuid",
        "name": "text",
        "locale": "text",
        "country": "text",
        "created_at": "timestamptz",
        "origin": "text",
    },
)

ADD_IDENTITIES = insert(
    "contacts.identity",
    {
        "id": "uuid",
        "contact_id": "uuid",
        "controller_id": "uuid",
        "kind": "text",
        "scope": "text",
        "address": "text",
        "raw": "text",
        "created_at": "timestamptz",
    },
)

NAME_THE_NAMELESS = """
update contacts.contact c set name = u.name
from unnest($2::uuid[], $3::text[]) u(id, name)
where c.id = u.id and c.workspace_id = $1 and c.name = ''
"""


async def find_identities(tx: Tx, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
    """Return what is known of each address: id, contact_id, raw, and whether its contact is blocked or nameless."""
    rows = await tx.connection.fetch(FIND_IDENTITIES, tx.workspace, *columns_of(keys))
    return {(r["kind"], r["scope"], r["address"], r["controller_id"]): dict(r) for r in rows}


async def add_contacts(tx: Tx, rows: Sequence[tuple[UUID, UUID, str, str, str]]) -> None:
    """Insert contacts: (id, controller, name, locale, country)."""
    await run(tx, ADD_CONTACTS, [(*row, tx.now, tx.origin.value) for row in rows])


async def add_identities(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID, str, str, str, str]]) -> None:
    """Insert identities: (id, contact, controller, kind, scope, address, raw)."""
    await run(tx, ADD_IDENTITIES, [(*row, tx.now) for row in rows])


async def name_the_nameless(tx: Tx, rows: Sequence[tuple[UUID, str]]) -> int:
    """Give a name to contacts that have none, and return how many; a name that a person gave is never overwritten."""
    if not rows:
        return 0
    done: str = await tx.connection.execute(NAME_THE_NAMELESS, tx.workspace, *columns_of(rows))
    return int(done.rpartition(" ")[2])
