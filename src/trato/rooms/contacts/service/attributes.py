"""Attributes of contacts: what may be kept and why, what is kept, and that it goes when its time or its basis ends."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts import rules
from trato.rooms.contacts.errors import (
    AttributeKeyTaken,
    AttributeNotFound,
    AttributeValueInvalid,
    BadValue,
    PurposeNotAllowed,
)
from trato.rooms.contacts.events import AttributesChanged
from trato.rooms.contacts.model import (
    Attribute,
    AttributeData,
    AttributeId,
    AttributeValue,
    Bar,
    LegalBasis,
    NameSource,
    Purpose,
)
from trato.rooms.contacts.service import people
from trato.rooms.contacts.store import attributes as store
from trato.rooms.contacts.store import consent

SWEPT = 500


async def define(tx: Tx, one: Attribute) -> Attribute:
    """Let something be kept about contacts. Raises BadValue, AttributeKeyTaken. Its id is made here."""
    _check(one)
    made = replace(one, id=AttributeId(uuid7()), created_at=tx.now, retired_at=None)
    if not await store.add_attribute(tx, made):
        raise AttributeKeyTaken(key=one.key)
    tx.audit(AuditEntry("attribute.define", "attribute", made.id, {"key": made.key, "purpose": made.purpose.value}))
    return made


async def redefine(tx: Tx, changed: Attribute) -> Attribute:
    """Change a definition; its key and its kind stay. Values follow a shorter or longer retention at once.

    Raises AttributeNotFound, BadValue.
    """
    kept = await get(tx, changed.id)
    one = replace(changed, key=kept.key, kind=kept.kind, created_at=kept.created_at, retired_at=kept.retired_at)
    _check(one)
    await store.set_attribute(tx, one)
    if one.retention_days != kept.retention_days:
        await store.retime_values(tx, one.id, one.retention_days)
    tx.audit(AuditEntry("attribute.redefine", "attribute", one.id, {"key": one.key}))
    return one


async def retire(tx: Tx, attribute_id: UUID) -> Attribute:
    """Ask for it no more; values stay until their retention ends. Raises AttributeNotFound."""
    kept = await get(tx, attribute_id)
    return await _set(tx, replace(kept, retired_at=kept.retired_at or tx.now), "attribute.retire")


async def restore(tx: Tx, attribute_id: UUID) -> Attribute:
    """Ask for it again: the undo of `retire`. Raises AttributeNotFound."""
    return await _set(tx, replace(await get(tx, attribute_id), retired_at=None), "attribute.restore")


async def get(tx: Tx, attribute_id: UUID) -> Attribute:
    """Return a definition. Raises AttributeNotFound."""
    one = await store.get_attribute(tx, attribute_id)
    if one is None:
        raise AttributeNotFound(attribute=attribute_id)
    return one


async def attributes(tx: Tx, *, retired: bool = False) -> list[Attribute]:
    """Return the definitions in use, in their order; with `retired`, the others too."""
    return await store.list_attributes(tx, retired=retired)


async def count_values(tx: Tx) -> dict[UUID, int]:
    """Return about how many contacts each attribute is kept, counted up to 10,000."""
    return await store.count_values(tx)


async def values_of(tx: Tx, contact_ids: Iterable[UUID]) -> list[AttributeValue]:
    """Return what is kept about contacts and may still be."""
    return await store.list_values(tx, contact_ids)


async def bars_of(tx: Tx, contact_id: UUID, asked: Iterable[Attribute]) -> dict[AttributeId, Bar]:
    """Return which of these attributes may not be kept about a contact, and why."""
    said = {one.purpose: one.granted for one in await consent.list_consents(tx, contact_id) if not one.withdrawn_at}
    found = ((one.id, rules.bar_of(one, said.get(one.purpose))) for one in asked)
    return {key: bar for key, bar in found if bar is not None}


async def missing_to_resolve(tx: Tx, contact_id: UUID) -> list[Attribute]:
    """Return what must be known of a contact before a case of theirs is resolved, and is not, in its order.

    What may not be kept about them, for want of a consent or for a no, is not asked.
    """
    needed = [one for one in await attributes(tx) if one.needed_to_resolve]
    if not needed:
        return []
    known = {one.attribute_id for one in await values_of(tx, [contact_id])}
    missing = [one for one in needed if one.id not in known]
    barred = await bars_of(tx, contact_id, missing) if missing else {}
    return [one for one in missing if one.id not in barred]


async def set_values(
    tx: Tx, contact_id: UUID, values: Mapping[str, object], source: NameSource
) -> dict[str, AttributeData]:
    """Keep what is said about a contact, by key; None takes a value away. All of it, or nothing.

    Raises ContactNotFound, AttributeNotFound (also for one out of use), AttributeValueInvalid, PurposeNotAllowed.
    """
    contact = await people.lock(tx, contact_id)
    known = {one.key: one for one in await attributes(tx)}
    strange = [key for key in values if key not in known]
    if strange:
        raise AttributeNotFound(key=strange[0][:48])
    asked = [known[key] for key, value in values.items() if value is not None]
    for attribute_id, bar in (await bars_of(tx, contact.id, asked)).items():
        one = next(each for each in asked if each.id == attribute_id)
        raise PurposeNotAllowed(key=one.key, purpose=one.purpose.value, why=bar.value)
    kept: dict[str, AttributeData] = {}
    for one in asked:
        value = rules.read_value(one, values[one.key])
        if value is None:
            raise AttributeValueInvalid(key=one.key, reason=one.kind.value)
        kept[one.key] = value
    gone = [known[key].id for key, value in values.items() if value is None]
    if kept:
        rows = [(known[key].id, json.dumps(value), rules.expiry(known[key], tx.now)) for key, value in kept.items()]
        await store.set_values(tx, contact.id, source, rows)
    if gone:
        await store.drop_values(tx, contact.id, gone)
    if values:
        tx.emit(AttributesChanged(subject=contact.id, keys=tuple(sorted(values)), why="set"))
        tx.audit(AuditEntry("contact.attributes", "contact", contact.id, {"keys": tuple(sorted(values))}))
    return kept


async def drop_refused(tx: Tx, contact_id: UUID, purpose: Purpose) -> None:
    """Erase what rested on an agreement that ended: what needs a yes, and what a no stops."""
    keys = await store.drop_of_purpose(tx, contact_id, purpose, (LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTEREST))
    if keys:
        tx.emit(AttributesChanged(subject=contact_id, keys=tuple(sorted(keys)), why="withdrawn"))


async def sweep_expired(tx: Tx, limit: int = SWEPT) -> int:
    """Erase the values whose retention ended; return how many."""
    gone = await store.drop_expired(tx, limit)
    by_contact: dict[UUID, list[str]] = {}
    for contact_id, key in gone:
        by_contact.setdefault(contact_id, []).append(key)
    for contact_id, keys in by_contact.items():
        tx.emit(AttributesChanged(subject=contact_id, keys=tuple(sorted(keys)), why="expired"))
    return len(gone)


async def _set(tx: Tx, one: Attribute, verb: str) -> Attribute:
    await store.set_attribute(tx, one)
    tx.audit(AuditEntry(verb, "attribute", one.id, {"key": one.key}))
    return one


def _check(one: Attribute) -> None:
    field = rules.check_attribute(one)
    if field:
        raise BadValue(field=field, reason="invalid")
