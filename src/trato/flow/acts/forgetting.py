"""Forgetting what was learned of a contact: asked for by them, or before their data are erased."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.intelligence import api as intelligence


async def forget_learned(tx: Tx, contact_id: UUID) -> int:
    """Forget all that was computed and learned of a contact, audited; return of how many messages.

    Their messages and cases stay. What erases a contact, or ends the retention of their data, calls it first.
    """
    many = await intelligence.forget_contact(tx, [contact_id])
    await contacts.forget_reach(tx, [contact_id])
    tx.audit(AuditEntry("contact.forget", "contact", contact_id, {"messages": many}))
    return many
