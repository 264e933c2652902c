"""Finding the contact of each arrival: an address leads to one contact, and contacts are never merged here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import phonenumbers

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.contacts.events import ContactChanged, IdentityAdded
from trato.rooms.contacts.model import PUBLIC_NAMES, Address, IdentityKind
from trato.rooms.contacts.store import arrival as store


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote, as a channel says: several addresses of one person, the one to match first in front."""

    controller_id: UUID
    addresses: tuple[Address, ...]
    name: str = ""
    locale: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The contact of an author, and the identity by which he wrote. `new` when nobody knew him."""

    contact_id: UUID
    identity_id: UUID
    blocked: bool = False
    new: bool = False


async def find_or_create(tx: Tx, authors: Sequence[Author]) -> list[Found]:
    """Return the contact of each author, in order; those unknown are made.

    The first known address decides; a public name never does, because somebody else may bear it by now. Addresses
    that came together with a known one and that nobody has join its contact, because the provider vouches for them;
    addresses that belong to another contact stay there: that is a link, and a link needs consent (S212).
    """
    wanted = {key for author in authors for key in _keys(author)}
    known = await store.find_identities(tx, list(wanted)) if wanted else {}
    contacts: list[tuple[UUID, UUID, str, str, str]] = []
    identities: list[tuple[UUID, UUID, UUID, str, str, str, str]] = []
    names: dict[UUID, str] = {}
    found = []
    for author in authors:
        keys = _keys(author)
        who = [key for key, one in zip(keys, author.addresses, strict=True) if one.kind not in PUBLIC_NAMES]
        row = next((known[key] for key in who if key in known), None)
        contact_id = row["contact_id"] if row else uuid7()
        if row is None:
            contacts.append((contact_id, author.controller_id, author.name, author.locale, author.country))
        elif author.name and row.get("nameless"):
            names.setdefault(contact_id, author.name)
        for key, address in zip(keys, author.addresses, strict=True):
            if key not in known:
                identity_id = uuid7()
                known[key] = {"id": identity_id, "contact_id": contact_id, "blocked": row["blocked"] if row else False}
                identities.append(
                    (identity_id, contact_id, author.controller_id, address.kind.value, address.scope, address.value,
                     address.raw)
                )  # fmt: skip
                if row is not None:
                    tx.emit(IdentityAdded(subject=contact_id, identity_id=identity_id, identity_kind=address.kind))
        first = next(known[key] for key in keys if known[key]["contact_id"] == contact_id)
        found.append(Found(contact_id, first["id"], first["blocked"], row is None))
    await store.add_contacts(tx, contacts)
    await store.add_identities(tx, identities)
    await store.name_the_nameless(tx, sorted(names.items()))
    return found


async def learn_name(tx: Tx, contact_id: UUID, name: str) -> None:
    """Give a contact that has no name the one that the channel told meanwhile."""
    if await store.name_the_nameless(tx, [(contact_id, name)]):
        tx.emit(ContactChanged(subject=contact_id))


def _keys(author: Author) -> list[store.Key]:
    return [(a.kind.value, a.scope, a.value, author.controller_id) for a in author.addresses]


@lru_cache(maxsize=8192)
def country_of(addresses: tuple[Address, ...]) -> str:
    """Return the country (ISO 3166-1 alpha-2) that a telephone number among `addresses` tells, or ""."""
    for address in addresses:
        if address.kind is IdentityKind.PHONE:
            try:
                return phonenumbers.region_code_for_number(phonenumbers.parse(address.value)) or ""
            except phonenumbers.NumberParseException:
                return ""
    return ""
