"""Blocking a contact: an act with a reason, and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts.errors import BadValue
from trato.rooms.contacts.events import ContactBlocked, ContactUnblocked
from trato.rooms.contacts.model import Block, BlockId, ContactId
from trato.rooms.contacts.service import people
from trato.rooms.contacts.store import life as store

REASON_LIMIT = 500  # characters


async def block(tx: Tx, contact_id: UUID, reason: str) -> Block:
    """Block a contact; a second time, return the block that stands. Raises BadValue without a reason."""
    reason = clean(reason, REASON_LIMIT).strip()
    if not reason:
        raise BadValue(field="reason", reason="empty")
    await people.lock(tx, contact_id)
    one = Block(BlockId(uuid7()), ContactId(contact_id), reason, tx.now, tx.actor.id)
    if not await store.add_block(tx, one):
        return (await store.list_standing_blocks(tx, [contact_id]))[0]
    tx.emit(ContactBlocked(subject=contact_id, block_id=one.id))
    tx.audit(AuditEntry("contact.block", "contact", contact_id, {"block": str(one.id)}))
    return one


async def unblock(tx: Tx, contact_id: UUID) -> bool:
    """Lift the block of a contact; False when none stood."""
    lifted = await store.lift_block(tx, contact_id)
    if lifted is None:
        return False
    tx.emit(ContactUnblocked(subject=contact_id, block_id=lifted))
    tx.audit(AuditEntry("contact.unblock", "contact", contact_id, {"block": str(lifted)}))
    return True


async def blocks_of(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, Block]:
    """Return the blocks that stand, by contact."""
    if not contact_ids:
        return {}
    return {one.contact_id: one for one in await store.list_standing_blocks(tx, contact_ids)}
