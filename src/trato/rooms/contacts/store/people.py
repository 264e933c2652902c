"""SQL of contacts and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.model import (
    Contact,
    ContactId,
    NameSource,
    Organisation,
    OrganisationId,
    OrganisationKind,
)

_CONTACT: Final = "id, controller_id, name, name_source, locale, country, organisation_id, created_at"

ADD_CONTACT = """
insert into contacts.contact (id, workspace_id, controller_id, name, name_source, locale, country, organisation_id,
                              created_at, origin)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
GET_CONTACTS = f"select {_CONTACT} from contacts.contact where id = any($1::uuid[]) and workspace_id = $2"
LOCK_CONTACTS = f"{GET_CONTACTS} order by id for update"
SET_CONTACT = """
update contacts.contact set name = $3, name_source = $4, locale = $5, country = $6, organisation_id = $7
where id = $1 and workspace_id = $2
"""
LIST_OF_ORGANISATION = f"""
select {_CONTACT} from contacts.contact where organisation_id = $1 and workspace_id = $2 order by name, id limit $3
"""
ADD_ORGANISATION = """
insert into contacts.organisation (id, workspace_id, controller_id, name, kind, created_at)
values ($1, $2, $3, $4, $5, $6)
"""
GET_ORGANISATION = """
select id, controller_id, name, kind, created_at from contacts.organisation where id = $1 and workspace_id = $2
"""
LIST_ORGANISATIONS = """
select id, controller_id, name, kind, created_at from contacts.organisation where workspace_id = $1
order by name, id limit 200
"""
SET_ORGANISATION = "update contacts.organisation set name = $3, kind = $4 where id = $1 and workspace_id = $2"


async def add_contact(tx: Tx, one: Contact) -> None:
    await tx.connection.execute(
        ADD_CONTACT, one.id, tx.workspace, one.controller_id, one.name, one.name_source.value, one.locale, one.country,
        one.organisation_id, one.created_at, tx.origin.value,
    )  # fmt: skip


async def get_contacts(tx: Tx, ids: Sequence[UUID]) -> list[Contact]:
    return [_contact(row) for row in await tx.connection.fetch(GET_CONTACTS, list(ids), tx.workspace)]


async def lock_contacts(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Lock contacts in order of their ids."""
    rows = await tx.connection.fetch(LOCK_CONTACTS, list(ids), tx.workspace)
    return {row["id"]: _contact(row) for row in rows}


async def set_contact(tx: Tx, one: Contact) -> None:
    await tx.connection.execute(
        SET_CONTACT, one.id, tx.workspace, one.name, one.name_source.value, one.locale, one.country, one.organisation_id
    )


async def list_of_organisation(tx: Tx, organisation_id: UUID, limit: int) -> list[Contact]:
    rows = await tx.connection.fetch(LIST_OF_ORGANISATION, organisation_id, tx.workspace, limit)
    return [_contact(row) for row in rows]


async def add_organisation(tx: Tx, one: Organisation) -> None:
    await tx.connection.execute(
        ADD_ORGANISATION, one.id, tx.workspace, one.controller_id, one.name, one.kind.value, one.created_at
    )


async def get_organisation(tx: Tx, organisation_id: UUID) -> Organisation | None:
    row = await tx.connection.fetchrow(GET_ORGANISATION, organisation_id, tx.workspace)
    return _organisation(row) if row else None


async def list_organisations(tx: Tx) -> list[Organisation]:
    return [_organisation(row) for row in await tx.connection.fetch(LIST_ORGANISATIONS, tx.workspace)]


def _organisation(row: Any) -> Organisation:
    return Organisation(
        OrganisationId(row["id"]), row["controller_id"], row["name"], OrganisationKind(row["kind"]), row["created_at"]
    )


async def set_organisation(tx: Tx, one: Organisation) -> None:
    await tx.connection.execute(SET_ORGANISATION, one.id, tx.workspace, one.name, one.kind.value)


def _contact(row: Any) -> Contact:
    return Contact(
        id=ContactId(row["id"]),
        controller_id=row["controller_id"],
        name=row["name"],
        name_source=NameSource(row["name_source"]),
        locale=row["locale"],
        country=row["country"],
        organisation_id=row["organisation_id"],
        created_at=row["created_at"],
    )
