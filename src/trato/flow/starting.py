"""First messages of ours: a case that begins with us."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from trato.flow import clearing, provenance
from trato.flow.arrival import grade_of
from trato.flow.composing import NewStart, addresses_of, clean_text, message_of
from trato.flow.sayable import ContactBlocked, check, check_holder
from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseOrigin
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    Capabilities,
    ConversationFacts,
    OutboundMail,
    Surface,
    WindowState,
)
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import (
    Outgoing,
)
from trato.rooms.conversations.model import Conversation, Purpose
from trato.rooms.routing import api as routing


class CannotStart(Invalid):
    """Nobody may write first on this channel, or not without a template."""

    code = "template_needed"


async def start(tx: Tx, book: channels.AccountBook, new: NewStart) -> UUID:
    """Write first: a new case with a purpose, no first-response promise; returns the conversation.

    Raises CannotStart, ContactBlocked, TextTooLong, MessageEmpty. Asked again with the same ids, nothing happens.
    """
    new = replace(
        new, text=clean_text(new.text), name=clean_text(new.name), subject=clean_text(new.subject),
        case_subject=clean_text(new.case_subject),
    )  # fmt: skip
    account = (await book.of_workspace(tx))[new.account_id]
    adapter = book.adapter(account.row.channel)
    contact_id, identity_id = await _whom(tx, account, new)
    if await contacts.blocks_of(tx, [contact_id]):
        raise ContactBlocked(contact=str(contact_id))
    known = await conversations.newest_with(tx, account.id, contact_id)
    if known is not None:
        check_holder(known)
    facts = known.facts if known else ConversationFacts()
    caps = adapter.capabilities(account.view, facts, tx.now)
    surface = Surface.MAIL if caps.subject else Surface.DIRECT_MESSAGE
    if not caps.starts_conversations and known is None:
        raise CannotStart(channel=account.row.channel)
    if caps.templates and new.template is None and caps.window is not WindowState.OPEN:
        raise CannotStart(channel=account.row.channel)
    check(new.text, new.files, new.template, caps)
    if await cases.get_many(tx, [new.case_id]):
        return (await conversations.of_message(tx, new.id)) or uuid7()
    thread = str(new.id) if caps.subject else f"{contact_id}:"
    conversation = (
        known
        if known and not caps.subject
        else _conversation(tx, account, caps, (contact_id, identity_id), surface, thread, new)
    )
    await _open(tx, account, new, contact_id, surface)
    if conversation is not known:
        await conversations.begin(tx, [(conversation, "", "us")])
    else:
        await conversations.serve(tx, conversation.id, new.case_id)
    mail = None
    if caps.subject:
        subject = new.subject or new.case_subject
        mail = OutboundMail(subject=subject, to=new.to, copied=new.copied, blind=new.blind)
    message = message_of(tx, new, conversation.id, account.id, mail, "")
    addresses = await addresses_of(tx, contact_id, identity_id)
    sources = await provenance.sources_of(tx, account.id, tx.actor, new.template, new.sources)
    await clearing.reply(tx, book, [Outgoing(message, conversation, sources, addresses)])
    return conversation.id


async def _whom(tx: Tx, account: channels.Account, new: NewStart) -> tuple[UUID, UUID]:
    if new.identity_id is not None:
        identity = await contacts.get_identity(tx, new.identity_id)
        return identity.contact_id, identity.id
    if new.address is None:
        raise Invalid(field="address", reason="missing")
    author = contacts.Author(
        account.row.controller_id, (new.address,), new.name, "", contacts.country_of((new.address,)) or ""
    )
    found = (await contacts.find_or_create(tx, [author]))[0]
    return found.contact_id, found.identity_id


def _conversation(
    tx: Tx, account: channels.Account, caps: Capabilities, whom: tuple[UUID, UUID], surface: Surface, thread: str,
    new: NewStart,
) -> Conversation:  # fmt: skip
    contact_id, identity_id = whom
    return Conversation(
        id=uuid7(), account_id=account.id, brand_id=account.row.brand_id, identity_id=identity_id,
        contact_id=contact_id, channel=account.row.channel, surface=surface.value, thread_key=thread,
        subject=new.subject or new.case_subject,
        case_id=new.case_id, last_sort_at=tx.now, last_inbound_at=None, last_provider_id="", window_until=None,
        typing_observable=caps.typing_in,
    )  # fmt: skip


async def _open(tx: Tx, account: channels.Account, new: NewStart, contact_id: UUID, surface: Surface) -> None:
    team = await routing.QueueBook().team_of(tx, account.row.queue_id)
    await cases.open_many(
        tx,
        [
            cases.Opening(
                id=new.case_id, brand_id=account.row.brand_id, unit_id=account.row.unit_id, account_id=account.id,
                queue_id=account.row.queue_id, contact_id=contact_id, contact_is_new=False, surface=surface.value,
                channel=account.row.channel, subject=new.case_subject, preview=new.text,
                origin=CaseOrigin.PROACTIVE if new.purpose is Purpose.PROACTIVE else CaseOrigin.OUTBOUND,
                opened_at=tx.now, opened_by=(tx.actor.kind, tx.actor.id), country=account.row.country,
                country_source="account" if account.row.country else "", message_id=new.id, answered=True,
                team_id=team, grade=grade_of(account, tx.now),
            )
        ],
    )  # fmt: skip
