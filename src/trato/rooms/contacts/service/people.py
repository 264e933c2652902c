"""Deeds upon contacts themselves and the organisations they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.contacts import rules
from trato.rooms.contacts.errors import BadValue, ContactNotFound, OrganisationNotFound, OtherController
from trato.rooms.contacts.events import ContactChanged, ContactCreated
from trato.rooms.contacts.model import (
    Contact,
    ContactId,
    NameSource,
    Organisation,
    OrganisationId,
    OrganisationKind,
)
from trato.rooms.contacts.store import people as store

NAME_LIMIT = 200  # characters


async def create_contact(
    tx: Tx,
    controller_id: UUID,
    *,
    name: str = "",
    source: NameSource = NameSource.CHANNEL,
    locale: str = "",
    country: str = "",
    contact_id: UUID | None = None,
) -> Contact:
    """Create a contact of one controller. Its addresses are added apart (`add_identity`)."""
    one = Contact(
        id=ContactId(contact_id or uuid7()),
        controller_id=controller_id,
        name=clean(name, NAME_LIMIT).strip(),
        name_source=source,
        locale=locale,
        country=_country(country),
        organisation_id=None,
        created_at=tx.now,
    )
    await store.add_contact(tx, one)
    tx.emit(ContactCreated(subject=one.id, controller_id=controller_id))
    return one


async def rename(tx: Tx, contact_id: UUID, name: str, source: NameSource) -> Contact:
    """Give a contact its name, unless a better source gave it another. Raises ContactNotFound, BadValue."""
    name = clean(name, NAME_LIMIT).strip()
    if not name:
        raise BadValue(field="name", reason="empty")
    one = await lock(tx, contact_id)
    if not rules.is_better_name(one.name, one.name_source, source):
        return one
    return await _save(tx, one, replace(one, name=name, name_source=source))


async def set_locale(tx: Tx, contact_id: UUID, locale: str) -> Contact:
    """Say which language a contact prefers ("es-AR"); the empty text forgets it."""
    one = await lock(tx, contact_id)
    return await _save(tx, one, replace(one, locale=locale))


async def set_country(tx: Tx, contact_id: UUID, country: str) -> Contact:
    """Say where a contact is (ISO 3166-1 alpha-2); the empty text forgets it. Raises BadValue."""
    one = await lock(tx, contact_id)
    return await _save(tx, one, replace(one, country=_country(country)))


async def create_organisation(
    tx: Tx, controller_id: UUID, name: str, kind: OrganisationKind = OrganisationKind.COMPANY
) -> Organisation:
    """Create a customer company or household. Raises BadValue."""
    one = Organisation(OrganisationId(uuid7()), controller_id, _organisation_name(name), kind, tx.now)
    await store.add_organisation(tx, one)
    return one


async def change_organisation(tx: Tx, organisation_id: UUID, name: str, kind: OrganisationKind) -> Organisation:
    """Rename an organisation or say what it is. Raises OrganisationNotFound, BadValue."""
    one = replace(await get_organisation(tx, organisation_id), name=_organisation_name(name), kind=kind)
    await store.set_organisation(tx, one)
    return one


async def join_organisation(tx: Tx, contact_id: UUID, organisation_id: UUID | None) -> Contact:
    """Say which organisation a contact belongs to, or to none. Raises OtherController across controllers."""
    one = await lock(tx, contact_id)
    if organisation_id is None:
        return await _save(tx, one, replace(one, organisation_id=None))
    organisation = await get_organisation(tx, organisation_id)
    if organisation.controller_id != one.controller_id:
        raise OtherController(contact=contact_id, organisation=organisation_id)
    return await _save(tx, one, replace(one, organisation_id=organisation.id))


async def get_organisation(tx: Tx, organisation_id: UUID) -> Organisation:
    """Return an organisation. Raises OrganisationNotFound."""
    one = await store.get_organisation(tx, organisation_id)
    if one is None:
        raise OrganisationNotFound(organisation=organisation_id)
    return one


async def list_organisations(tx: Tx) -> list[Organisation]:
    """Return organisations by name, 200 at most."""
    return await store.list_organisations(tx)


async def members_of(tx: Tx, organisation_id: UUID, limit: int = 100) -> list[Contact]:
    """Return contacts of an organisation, by name."""
    return await store.list_of_organisation(tx, organisation_id, limit)


async def get(tx: Tx, contact_id: UUID) -> Contact:
    """Return a contact. Raises ContactNotFound."""
    found = await store.get_contacts(tx, [contact_id])
    if not found:
        raise ContactNotFound(contact=contact_id)
    return found[0]


async def get_many(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Return contacts by id; unknown ids are left out."""
    return {one.id: one for one in await store.get_contacts(tx, contact_ids)} if contact_ids else {}


async def lock(tx: Tx, contact_id: UUID) -> Contact:
    """Return a contact, locked until the commit. Raises ContactNotFound."""
    return (await lock_many(tx, [contact_id]))[contact_id]


async def lock_many(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Return contacts, locked in order of their ids. Raises ContactNotFound when one is missing."""
    found = await store.lock_contacts(tx, contact_ids)
    for one in contact_ids:
        if one not in found:
            raise ContactNotFound(contact=one)
    return found


async def _save(tx: Tx, before: Contact, after: Contact) -> Contact:
    if after != before:
        await store.set_contact(tx, after)
        tx.emit(ContactChanged(subject=after.id))
    return after


def _country(country: str) -> str:
    country = country.strip().upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadValue(field="country", reason="not_iso_3166")
    return country


def _organisation_name(name: str) -> str:
    name = clean(name, NAME_LIMIT).strip()
    if not name:
        raise BadValue(field="name", reason="empty")
    return name
