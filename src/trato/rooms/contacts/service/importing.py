"""Contacts as another system had them: brought a page at a time, never joined beyond what that system itself says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.contacts.events import ConsentGiven, ConsentWithdrawn
from trato.rooms.contacts.model import PUBLIC_NAMES, Address, NameSource, Purpose
from trato.rooms.contacts.store import arrival
from trato.rooms.contacts.store import importing as store


@dataclass(frozen=True, slots=True)
class Incoming:
    """A contact with all the addresses that its own record names; `known` is ours, when it was brought before."""

    addresses: tuple[Address, ...]
    name: str = ""
    locale: str = ""
    country: str = ""
    organisation_id: UUID | None = None
    since: datetime | None = None
    known: UUID | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """Which contact of ours it is. `apart` are addresses that stayed with another contact: a link needs consent."""

    contact_id: UUID
    new: bool
    apart: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingConsent:
    """A yes or a no as another system kept it; `evidence_id` is what that system had to prove it."""

    contact_id: UUID
    purpose: Purpose
    granted: bool
    evidence_id: UUID
    at: datetime | None


Key = arrival.Key


def keys_of(controller: UUID, one: Incoming) -> list[Key]:
    """Return the keys that a contact is matched by."""
    return [(a.kind.value, a.scope, a.value, controller) for a in one.addresses if a.kind not in PUBLIC_NAMES]


async def whose(tx: Tx, controller: UUID, incoming: Sequence[Incoming]) -> dict[Key, UUID]:
    """Return whose each known address is."""
    wanted = {key for one in incoming for key in keys_of(controller, one)}
    found = await arrival.find_identities(tx, list(wanted)) if wanted else {}
    return {key: row["contact_id"] for key, row in found.items()}


async def bring_contacts(tx: Tx, controller: UUID, incoming: Sequence[Incoming]) -> list[Brought]:
    """Make or complete the contact of each record, in order.

    The contact that a record was brought as stays its contact; else the first address that we know decides. Addresses
    of the same record that nobody has join it, because its own system says so; those of another contact stay there.
    """
    owners = await whose(tx, controller, incoming)
    made, filled, identities, told = [], [], [], []
    for one in incoming:
        keys = keys_of(controller, one)
        contact = one.known or next((owners[key] for key in keys if key in owners), None)
        new = contact is None
        contact = contact or uuid7()
        source = NameSource.IMPORT.value
        if new:
            row = (contact, controller, one.name, source, one.locale, one.country, one.organisation_id)
            made.append((*row, one.since or tx.now, tx.origin.value))
        else:
            filled.append((contact, one.name, one.locale, one.country, one.organisation_id))
        apart = []
        for key, address in zip(keys, (a for a in one.addresses if a.kind not in PUBLIC_NAMES), strict=True):
            if key not in owners:
                owners[key] = contact
                identities.append((uuid7(), contact, controller, *key[:3], address.raw))
            elif owners[key] != contact:
                apart.append(address)
        told.append(Brought(contact, new, tuple(apart)))
    await store.add_contacts(tx, made)
    fresh = {row[0] for row in made}
    await store.refresh_contacts(tx, list({row[0]: row for row in filled if row[0] not in fresh}.values()))
    await arrival.add_identities(tx, identities)
    return told


async def bring_organisations(tx: Tx, controller: UUID, rows: Sequence[tuple[UUID | None, str, str]]) -> list[UUID]:
    """Make organisations, or name those that were brought before: (ours or None, name, kind). Return their ids."""
    ids = [known or uuid7() for known, _, _ in rows]
    both = list(zip(ids, rows, strict=True))
    await store.add_organisations(tx, [(i, controller, name, kind) for i, (known, name, kind) in both if not known])
    await store.name_organisations(tx, [(i, name, kind) for i, (known, name, kind) in both if known])
    return ids


async def identity_of_many(tx: Tx, contacts: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return an identity of each contact: its oldest that still stands."""
    return await store.first_identities(tx, contacts) if contacts else {}


async def bring_consents(tx: Tx, controller: UUID, incoming: Sequence[IncomingConsent]) -> list[bool]:
    """Keep each yes and no; say of each whether it holds now.

    A no of ours is never lifted by an import. A no from outside ends a yes of ours, unless that yes is newer.
    """
    rows = await store.list_standing(tx, list({one.contact_id for one in incoming})) if incoming else []
    standing = {(row["contact_id"], row["purpose"]): row for row in rows}
    ended, added, told = [], [], []
    for one in incoming:
        at = one.at or tx.now
        before = standing.get((one.contact_id, one.purpose.value))
        if before is not None and before["granted"] == one.granted:
            told.append(True)
            continue
        if before is not None and (one.granted or (one.at is not None and before["given_at"] > one.at)):
            told.append(False)
            continue
        if before is not None and before["id"] is not None:
            ended.append(before["id"])
        fresh = uuid7()
        standing[one.contact_id, one.purpose.value] = {"id": None, "granted": one.granted, "given_at": at}
        added.append((fresh, one.contact_id, controller, one.purpose.value, one.granted, one.evidence_id, at))
        kind = ConsentGiven if one.granted else ConsentWithdrawn
        tx.emit(kind(subject=one.contact_id, consent_id=fresh, controller_id=controller, purpose=one.purpose))
        told.append(True)
    await store.end_consents(tx, ended)
    await store.add_consents(tx, added)
    return told


async def drop_imported(tx: Tx, *, contacts: Sequence[UUID] = (), organisations: Sequence[UUID] = ()) -> int:
    """Take contacts and organisations of an import out again; return how many stay because somebody changed them.

    The database refuses when anything else names them.
    """
    left = len(contacts) - await store.drop_contacts(tx, contacts) if contacts else 0
    if organisations:
        await store.drop_organisations(tx, organisations)
    return left
