"""Linking contacts into one profile, and undoing it. Nothing moves: a link is a row that begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts import rules
from trato.rooms.contacts.errors import AlreadyLinked, BadValue, ConsentMissing, NotLinked, OtherController
from trato.rooms.contacts.events import ContactsLinked, ContactsUnlinked
from trato.rooms.contacts.model import ConsentId, ContactId, Link, LinkId, Purpose, UnlinkReason
from trato.rooms.contacts.service import people
from trato.rooms.contacts.store import consent as consents
from trato.rooms.contacts.store import linking as store


async def link(tx: Tx, contact_id: UUID, profile_id: UUID, consent_id: UUID) -> Link:
    """See `contact_id` as one profile with `profile_id`, by a standing linking consent of either.

    Raises ConsentMissing (the database would refuse it too), OtherController, AlreadyLinked when the contact belongs
    to a profile already or both are one already, ContactNotFound.
    """
    if contact_id == profile_id:
        raise BadValue(field="profile", reason="same_contact")
    await take_turn(tx)
    both = await people.lock_many(tx, rules.in_order(contact_id, profile_id))
    if both[contact_id].controller_id != both[profile_id].controller_id:
        raise OtherController(contact=contact_id, profile=profile_id)
    await _require_consent(tx, consent_id, both[contact_id].controller_id, (contact_id, profile_id))
    above = await store.list_above(tx, [contact_id, profile_id])
    if contact_id in above:
        raise AlreadyLinked(contact=contact_id, profile=above[ContactId(contact_id)])
    if rules.profile_of(ContactId(profile_id), above) == contact_id:
        raise AlreadyLinked(contact=profile_id, profile=contact_id)
    one = Link(LinkId(uuid7()), ContactId(contact_id), ContactId(profile_id), ConsentId(consent_id), tx.now)
    await store.add_link(tx, one)
    tx.emit(ContactsLinked(subject=contact_id, link_id=one.id, profile_id=profile_id, consent_id=consent_id))
    tx.audit(AuditEntry("contact.link", "contact", contact_id, {"profile": str(profile_id)}))
    return one


async def take_turn(tx: Tx) -> None:
    """Wait until no other transaction of the workspace links; taken before any contact is locked."""
    await store.take_turn(tx)


async def _require_consent(tx: Tx, consent_id: UUID, controller_id: UUID, of: tuple[UUID, UUID]) -> None:
    consent = await consents.get_consent(tx, consent_id)
    stands = consent is not None and consent.granted and consent.withdrawn_at is None
    if (
        consent is None
        or not stands
        or consent.purpose is not Purpose.LINKING
        or consent.contact_id not in of
        or consent.controller_id != controller_id
    ):
        raise ConsentMissing(purpose=Purpose.LINKING)


async def link_if_free(tx: Tx, contact_id: UUID, profile_id: UUID, consent_id: UUID) -> Link | None:
    """Link, unless one of the two was linked meanwhile: the consent stands, and a person decides."""
    try:
        return await link(tx, contact_id, profile_id, consent_id)
    except AlreadyLinked:
        return None


async def unlink(tx: Tx, contact_id: UUID, reason: UnlinkReason = UnlinkReason.MISTAKE) -> Link:
    """End the link of a contact with its profile: both are as they were before it. Raises NotLinked."""
    await take_turn(tx)
    standing = await store.get_link(tx, contact_id)
    if standing is None:
        raise NotLinked(contact=contact_id)
    (ended,) = await _end(tx, [standing.id], reason)
    tx.audit(AuditEntry("contact.unlink", "contact", contact_id, {"profile": str(ended.profile_id)}))
    return ended


async def end_links_of(tx: Tx, consent_ids: Sequence[UUID], reason: UnlinkReason) -> list[Link]:
    """End every link that rests on these consents."""
    standing = await store.list_of_consents(tx, consent_ids)
    return await _end(tx, [one.id for one in standing], reason)


async def _end(tx: Tx, link_ids: Sequence[UUID], reason: UnlinkReason) -> list[Link]:
    if not link_ids:
        return []
    ended = await store.end_links(tx, link_ids, reason)
    for one in ended:
        tx.emit(ContactsUnlinked(subject=one.contact_id, link_id=one.id, profile_id=one.profile_id, reason=reason))
    return ended


async def profile_of(tx: Tx, contact_id: UUID) -> ContactId:
    """Return the contact in whose profile a contact is seen: itself, unless linked."""
    return (await profiles_of(tx, [contact_id]))[contact_id]


async def profiles_of(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, ContactId]:
    """Return the profile of each contact, in one statement."""
    if not contact_ids:
        return {}
    above = await store.list_above(tx, contact_ids)
    return {one: rules.profile_of(ContactId(one), above) for one in contact_ids}


async def linked_with(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the other contacts of each contact's profile, in one statement; those that stand alone are left out."""
    together: dict[UUID, tuple[UUID, ...]] = {}
    for contact, other in await store.list_together(tx, contact_ids) if contact_ids else ():
        together[contact] = (*together.get(contact, ()), other)
    return together


async def contacts_of(tx: Tx, profile_id: UUID) -> list[ContactId]:
    """Return every contact seen in a profile, itself first."""
    return [ContactId(profile_id), *await store.list_below(tx, profile_id)]


async def links_of(tx: Tx, contact_id: UUID) -> list[Link]:
    """Return every link of a contact, ended ones too, oldest first."""
    return await store.list_links(tx, contact_id)
