"""What contacts agree to and refuse by a word, by the provider's signal or by a box on our page.

Two things are kept, because they answer two questions: the standing order that the gate reads, and the consent with
the text that was shown and what proves it.
"""

from __future__ import annotations

from uuid import UUID

from trato.flow import clearing
from trato.flow.acts import stopping
from trato.flow.arrival import Arrival, Stop
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts, OptOutReach
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import ContactId, Evidence, EvidenceKind
from trato.rooms.contacts.model import Purpose as Agreement

EVERYTHING = Agreement.MARKETING  # what a bare "BAJA" refuses: answers to who writes again may leave


async def opt_out(book: channels.AccountBook, tx: Tx, arrival: Arrival) -> None:
    """Keep a no, and stop what waits to leave. One to a purpose that nobody knows changes nothing."""
    agreement, contact = _agreement(arrival), await _contact(tx, arrival)
    if contact is None or agreement is None:
        return
    account = arrival.account
    caps = book.adapter(account.row.channel).capabilities(account.view, ConversationFacts(), tx.now)
    thread = arrival.conversation if caps.opt_out is OptOutReach.ALL else None
    await stopping.stop(
        tx, account.row.controller_id, contact, arrival.event.author, arrival.event.purpose, agreement,
        _evidence(arrival), thread.id if thread else None, arrival.sort_at,
    )  # fmt: skip
    linked = await contacts.linked_with(tx, [contact])
    await clearing.stop_waiting(tx, book, [contact, *linked.get(ContactId(contact), ())])


async def opt_in(tx: Tx, arrival: Arrival) -> None:
    """Keep a yes, with the version of the text that was shown where there was one.

    One that was said before a no that stands came too late: providers bring things in any order.
    """
    agreement, contact = _agreement(arrival), await _contact(tx, arrival)
    if contact is None or agreement is None:
        return
    if await contacts.refused_since(tx, contact, agreement, arrival.sort_at):
        return
    controller = arrival.account.row.controller_id
    if compliance.can_stop(arrival.event.purpose):
        linked = (await contacts.linked_with(tx, [contact])).get(ContactId(contact), ())
        also = (*linked, *([arrival.conversation.id] if arrival.conversation else []))
        await compliance.opt_in(tx, controller, contact, arrival.event.author, arrival.event.purpose, also)
    detail = arrival.event.detail or {}
    version, locale = str(detail.get("text_version") or ""), str(detail.get("locale") or arrival.event.language)
    text = await contacts.text_shown(tx, controller, agreement, version, locale) if version else None
    await contacts.grant(tx, contact, agreement, _evidence(arrival), text_id=text.id if text else None)


def _agreement(arrival: Arrival) -> Agreement | None:
    purpose = arrival.event.purpose
    if not purpose:
        return EVERYTHING
    return next((one for one in Agreement if one.value == purpose), None)


def _evidence(arrival: Arrival) -> Evidence:
    """Say what shows it: the message itself, a box that was ticked on a page of ours, or the provider's word."""
    if arrival.stopped is not Stop.SIGNAL:
        return Evidence(EvidenceKind.MESSAGE, arrival.message_id)
    shown = "text_version" in (arrival.event.detail or {})
    return Evidence(EvidenceKind.FORM if shown else EvidenceKind.PROVIDER, None)


async def _contact(tx: Tx, arrival: Arrival) -> UUID | None:
    if arrival.found:
        return arrival.found.contact_id
    if not arrival.event.author:
        return None
    author = contacts.Author(arrival.account.row.controller_id, arrival.event.author, arrival.event.author_name)
    return (await contacts.find_or_create(tx, [author]))[0].contact_id
