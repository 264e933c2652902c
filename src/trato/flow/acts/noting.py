"""A yes or no that somebody of ours heard elsewhere: noted by hand, with what shows it, and in effect at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.flow import clearing
from trato.flow.acts import stopping
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import ConsentHow, ContactId
from trato.rooms.contacts.model import Purpose as Agreement


async def note_consent(
    tx: Tx,
    book: channels.AccountBook,
    contact_id: UUID,
    agreement: Agreement | None,
    how: ConsentHow,
    words: str,
    *,
    given: bool,
    said_at: datetime | None = None,
) -> None:
    """Keep what a contact said to somebody of ours; a no stops what waits to leave.

    `agreement` None is a no, or a yes, to all that we begin, as a bare "BAJA" is. Raises ContactNotFound and Invalid.
    """
    contact = await contacts.get(tx, contact_id)
    evidence = await contacts.evidence_by_hand(tx, contact_id, how, words, said_at)
    known = (await contacts.identities_of(tx, [contact_id])).get(contact.id, [])
    addresses = [one.address for one in known if one.ended_at is None]
    linked = (await contacts.linked_with(tx, [contact_id])).get(ContactId(contact_id), ())
    purpose, kept = (agreement.value if agreement else ""), agreement or Agreement.MARKETING
    if given:
        if compliance.can_stop(purpose):
            await compliance.opt_in(tx, contact.controller_id, contact_id, addresses, purpose, linked)
        await contacts.grant(tx, contact_id, kept, evidence)
        return
    await stopping.stop(tx, contact.controller_id, contact_id, addresses, purpose, kept, evidence)
    await clearing.stop_waiting(tx, book, [contact_id, *linked])
