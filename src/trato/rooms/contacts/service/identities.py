"""Deeds upon identities: the addresses by which a contact is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts.errors import IdentityNotFound, IdentityTaken
from trato.rooms.contacts.events import IdentityAdded, IdentityEnded, IdentityReplaced, IdentityVerified
from trato.rooms.contacts.model import (
    Address,
    Candidate,
    Contact,
    ContactId,
    EndedWhy,
    Identity,
    IdentityId,
    IdentityKind,
)
from trato.rooms.contacts.service import people
from trato.rooms.contacts.store import identities as store


async def add_identity(tx: Tx, contact_id: UUID, address: Address, *, verified_how: str | None = None) -> Identity:
    """Give a contact one more address; asked again, the one it has is returned.

    Raises IdentityTaken when it is another contact's (two contacts are never made one by an equal address) and
    ContactNotFound.
    """
    one = await _add(tx, await people.lock(tx, contact_id), address, verified_how)
    if one.contact_id != contact_id:
        raise IdentityTaken(contact=one.contact_id)
    return one


async def verify_identity(tx: Tx, identity_id: UUID, how: str) -> None:
    """Note how a contact proved to hold an address ("code", "signed", "provider"…). Raises IdentityNotFound."""
    contact = await store.verify_identity(tx, identity_id, how)
    if contact is None:
        raise IdentityNotFound(identity=identity_id)
    tx.emit(IdentityVerified(subject=contact, identity_id=identity_id))


async def identity_changed(
    tx: Tx, controller_id: UUID, previous: Sequence[Address], addresses: Sequence[Address]
) -> ContactId | None:
    """Follow a provider that gave a person other keys; return whose they are (None: nobody knew the previous ones).

    The new addresses join the contact that had the previous ones, and the replaced ones end, so that whoever writes
    from them later is a stranger. An address that is another contact's stays there, noted as not joined: that would
    be a link, and a link needs consent. Telling it twice changes nothing.
    """
    known = [one for a in previous if (one := await store.find_identity(tx, controller_id, a)) is not None]
    if not known:
        return None
    contact = await people.lock(tx, known[0].contact_id)
    kept = {(a.kind, a.value, a.scope) for a in addresses}
    new = [await _add(tx, contact, address, None) for address in addresses]
    for old in known:
        if (old.address.kind, old.address.value, old.address.scope) in kept or old.contact_id != contact.id:
            continue
        for one in _successors(old, new):
            joined = one.contact_id == contact.id
            if await store.add_change(tx, old.id, one.id, joined=joined):
                tx.emit(
                    IdentityReplaced(subject=contact.id, old_identity_id=old.id, new_identity_id=one.id, joined=joined)
                )
        await store.end_identity(tx, old.id, EndedWhy.REPLACED)
    return contact.id


def _successors(old: Identity, new: Sequence[Identity]) -> list[Identity]:
    """Return what took the place of `old`: the new addresses of its kind, or all when there is none."""
    return [one for one in new if one.address.kind is old.address.kind] or list(new)


async def end_identity(tx: Tx, identity_id: UUID) -> None:
    """Note that an address is the contact's no more: a number given up, a mailbox closed. Raises IdentityNotFound."""
    contact = await store.end_identity(tx, identity_id, EndedWhy.GIVEN_UP)
    if contact is None:
        raise IdentityNotFound(identity=identity_id)
    tx.emit(IdentityEnded(subject=contact, identity_id=identity_id))
    tx.audit(AuditEntry("contact.end_identity", "contact", contact, {"identity": str(identity_id)}))


async def state_address(tx: Tx, contact_id: UUID, address: Address, source: str) -> None:
    """Keep an address that a person said is theirs (a form before a chat). It suggests, and never matches."""
    await store.add_stated(tx, contact_id, address.kind, address.value, source)


async def stated_addresses(tx: Tx, contact_id: UUID) -> list[tuple[IdentityKind, str]]:
    """Return what a contact said of itself, oldest first."""
    return await store.list_stated(tx, contact_id)


async def candidates_of(tx: Tx, contact_id: UUID) -> list[Candidate]:
    """Return contacts of the same controller with an equal telephone or e-mail, said or known.

    They are worth asking about; an equal address links nobody (a family shares a number). Raises ContactNotFound.
    """
    contact = await people.get(tx, contact_id)
    return await store.list_candidates(tx, contact_id, contact.controller_id)


async def get_identity(tx: Tx, identity_id: UUID) -> Identity:
    """Return an identity. Raises IdentityNotFound."""
    one = await store.get_identity(tx, identity_id)
    if one is None:
        raise IdentityNotFound(identity=identity_id)
    return one


async def find_identity(tx: Tx, controller_id: UUID, address: Address) -> Identity | None:
    """Return the present identity of an address, or None."""
    return await store.find_identity(tx, controller_id, address)


async def identities_of(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, list[Identity]]:
    """Return the identities of contacts, ended ones too, oldest first."""
    of: dict[UUID, list[Identity]] = defaultdict(list)
    for one in await store.list_identities(tx, contact_ids):
        of[one.contact_id].append(one)
    return dict(of)


async def _add(tx: Tx, contact: Contact, address: Address, verified_how: str | None) -> Identity:
    """Write the identity, or return whose it is already."""
    one = Identity(
        id=IdentityId(uuid7()),
        contact_id=contact.id,
        controller_id=contact.controller_id,
        address=address,
        verified_at=tx.now if verified_how else None,
        verified_how=verified_how,
        created_at=tx.now,
    )
    if await store.add_identity(tx, one):
        tx.emit(IdentityAdded(subject=contact.id, identity_id=one.id, identity_kind=address.kind))
        return one
    present = await store.find_identity(tx, contact.controller_id, address)
    assert present is not None
    return present
