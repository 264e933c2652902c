"""Asking a contact to agree to something, inside the conversation, in words of which every version is kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from trato.flow import clearing
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Text
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import AwaitedKind, NewMessage, Purpose, Source, SourceKind

ANSWER_WITHIN = timedelta(days=2)


async def ask(
    tx: Tx, book: channels.AccountBook, conversation_id: UUID, agreement: Agreement, profile_id: UUID | None = None
) -> UUID:
    """Ask, and await the answer: a yes or no goes to consent and opens nothing. Returns the request's id.

    For a linking, `profile_id` is the contact that a yes links with. Raises as `contacts.ask` and the gate's verdict
    stands in the delivery: an opt-out stops the question too.
    """
    thread = await conversations.get_conversation(tx, conversation_id)
    until = tx.now + ANSWER_WITHIN
    contact = await contacts.get(tx, thread.contact_id)
    request, words = await contacts.ask(
        tx, thread.contact_id, agreement, until=until, locale=contact.locale, profile_id=profile_id
    )
    parts = (Text(words.body),)
    message = NewMessage(
        id=uuid7(), conversation_id=thread.id, case_id=thread.case_id, account_id=thread.account_id, provider_id=None,
        direction="out", author=SYSTEM if tx.actor.id is None else tx.actor, alias="", purpose=Purpose.CONSENT_REQUEST,
        parts=parts, text=words.body, occurred_at=tx.now, received_at=tx.now, sort=(tx.now, 0, 0),
    )  # fmt: skip
    source = Source(SourceKind.RULE, words.id, words.version, words.locale)
    await clearing.reply(tx, book, [Outgoing(message, thread, (source,))])
    await contacts.asked_by(tx, request.id, message.id)
    await conversations.await_reply(tx, thread.id, AwaitedKind.CONSENT, request.id, until)
    return request.id
