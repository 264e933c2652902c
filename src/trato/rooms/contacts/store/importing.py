"""What a page of an import reads and writes of contacts: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.bulk import columns_of, insert, run
from trato.kit.tx import Tx

ADD_ORGANISATIONS = insert(
    "contacts.organisation",
    {"id": "uuid", "controller_id": "uuid", "name": "text", "kind": "text", "created_at": "timestamptz"},
)
NAME_ORGANISATIONS = """
update contacts.organisation o set name = u.name, kind = u.kind
from unnest($2::uuid[], $3::text[], $4::text[]) u(id, name, kind) where o.id = u.id and o.workspace_id = $1
"""
ADD_CONTACTS = insert(
    "contacts.contact",
    {
        "id": "uuid",
        "controller_id": "uuid",
        "name": "text",
        "name_source": "text",
        "locale": "text",
        "country": "text",
        "organisation_id": "uuid",
        "created_at": "timestamptz",
        "origin": "text",
    },
)
# what a person, the contact or our own site said stays; what was empty is filled
REFRESH_CONTACTS = """
update contacts.contact c set
  name = case when u.name <> '' and (c.name = '' or c.name_source = 'import') then u.name else c.name end,
  name_source = case when u.name <> '' and c.name = '' then 'import' else c.name_source end,
  locale = case when c.locale = '' then u.locale else c.locale end,
  country = case when c.country = '' then u.country else c.country end,
  organisation_id = coalesce(c.organisation_id, u.organisation_id)
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[]) u(id, name, locale, country, organisation_id)
where c.id = u.id and c.workspace_id = $1
"""
FIRST_IDENTITIES = """
select distinct on (contact_id) contact_id, id from contacts.identity
where contact_id = any($2::uuid[]) and workspace_id = $1 and ended_at is null order by contact_id, created_at, id
"""
LIST_STANDING = """
select id, contact_id, purpose, granted, given_at from contacts.consent
where contact_id = any($2::uuid[]) and workspace_id = $1 and withdrawn_at is null
"""
END_CONSENTS = "update contacts.consent set withdrawn_at = $3 where id = any($2::uuid[]) and workspace_id = $1"
ADD_CONSENTS = insert(
    "contacts.consent",
    {
        "id": "uuid",
        "contact_id": "uuid",
        "controller_id": "uuid",
        "purpose": "text",
        "granted": "bool",
        "evidence_kind": "text",
        "evidence_id": "uuid",
        "given_at": "timestamptz",
    },
)
# a contact goes when nothing else hangs on it: the database refuses otherwise
DROP_CONSENTS = """
delete from contacts.consent where contact_id = any($2::uuid[]) and workspace_id = $1 and evidence_kind = 'import'
"""
DROP_IDENTITIES = "delete from contacts.identity where contact_id = any($2::uuid[]) and workspace_id = $1"
DROP_CONTACTS = """
delete from contacts.contact where id = any($2::uuid[]) and workspace_id = $1 and name_source = 'import' returning id
"""
DROP_ORGANISATIONS = "delete from contacts.organisation where id = any($2::uuid[]) and workspace_id = $1"


async def add_organisations(tx: Tx, rows: Sequence[tuple[UUID, UUID, str, str]]) -> None:
    """Insert organisations: (id, controller, name, kind)."""
    await run(tx, ADD_ORGANISATIONS, [(*row, tx.now) for row in rows])


async def name_organisations(tx: Tx, rows: Sequence[tuple[UUID, str, str]]) -> None:
    """Give organisations their name and kind: (id, name, kind)."""
    if rows:
        await tx.connection.execute(NAME_ORGANISATIONS, tx.workspace, *columns_of(rows))


async def add_contacts(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert contacts: (id, controller, name, name source, locale, country, organisation, since, origin)."""
    await run(tx, ADD_CONTACTS, rows)


async def refresh_contacts(tx: Tx, rows: Sequence[tuple[UUID, str, str, str, UUID | None]]) -> None:
    """Fill in what contacts lack: (id, name, locale, country, organisation)."""
    if rows:
        await tx.connection.execute(REFRESH_CONTACTS, tx.workspace, *columns_of(rows))


async def first_identities(tx: Tx, contacts: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the oldest living identity of each contact."""
    rows = await tx.connection.fetch(FIRST_IDENTITIES, tx.workspace, list(contacts))
    return {row["contact_id"]: row["id"] for row in rows}


async def list_standing(tx: Tx, contacts: Sequence[UUID]) -> list[Any]:
    """Return the consents that stand: id, contact_id, purpose, granted, given_at."""
    return list(await tx.connection.fetch(LIST_STANDING, tx.workspace, list(contacts)))


async def end_consents(tx: Tx, ids: Sequence[UUID]) -> None:
    if ids:
        await tx.connection.execute(END_CONSENTS, tx.workspace, list(ids), tx.now)


async def add_consents(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID, str, bool, UUID, datetime]]) -> None:
    """Insert consents that an import proves: (id, contact, controller, purpose, yes, evidence, since)."""
    await run(tx, ADD_CONSENTS, [(*row[:5], "import", *row[5:]) for row in rows])


async def drop_contacts(tx: Tx, ids: Sequence[UUID]) -> int:
    """Delete contacts with their identities and imported consents, but for those whom somebody has named; return how
    many. The database refuses when more hangs on them."""
    for statement in (DROP_CONSENTS, DROP_IDENTITIES):
        await tx.connection.execute(statement, tx.workspace, list(ids))
    return len(await tx.connection.fetch(DROP_CONTACTS, tx.workspace, list(ids)))


async def drop_organisations(tx: Tx, ids: Sequence[UUID]) -> None:
    """Delete organisations; the database refuses those that others belong to."""
    await tx.connection.execute(DROP_ORGANISATIONS, tx.workspace, list(ids))
