"""What the desk writes to contacts: answers, first messages, and the ways out of a doubtful delivery."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.flow import starting, writing
from trato.flow.composing import NewReply, NewStart
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Template
from trato.rooms.console.errors import ConsentNeeded, KeyReused
from trato.rooms.console.http.asks import saying
from trato.rooms.console.model import MessageView, Started
from trato.rooms.console.service import addresses, details, thread, uploads
from trato.rooms.console.service.reach import (
    case_of_message,
    check_account,
    check_case,
    check_contact,
    check_conversation,
)
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose as ConsentPurpose
from trato.rooms.conversations.model import Purpose, Source, SourceKind


@dataclass(frozen=True, slots=True)
class Writing:
    """The desk's pen. `book` tells what each channel account can do now."""

    book: channels.AccountBook

    async def reply(self, tx: Tx, who: Principal, given: saying.NewMessage) -> MessageView:
        """Write a message in a conversation; the same id again answers the same message."""
        await check_conversation(tx, who, given.conversation_id, given.case_id, Verb.CASES_REPLY)
        account = await addresses.account_of(tx, given.conversation_id)
        caps = addresses.capabilities(self.book, (await self.book.of_workspace(tx))[account], tx.now)
        if others := (*given.to, *given.copied, *given.blind):
            addresses.check_recipients(others, caps)
        if given.reply_to is not None:
            await addresses.check_quoted(tx, given.reply_to, given.conversation_id)
        await writing.reply(
            tx,
            self.book,
            NewReply(
                id=given.id,
                conversation_id=given.conversation_id,
                case_id=given.case_id,
                text=given.text,
                alias=who.user.alias or who.user.name,
                purpose=Purpose(given.purpose),
                files=await uploads.take(tx, who, given.attachments, given.id),
                template=await self._template(tx, account, given.template),
                subject=given.subject or "",
                to=_trimmed(given.to),
                copied=_trimmed(given.copied),
                blind=_trimmed(given.blind),
                reply_to=given.reply_to,
                sources=_sources(given.sources),
                rests=given.undo_seconds,
            ),
        )
        return await self._written(tx, who, given.id, given.conversation_id, given.case_id)

    async def start(self, tx: Tx, who: Principal, given: saying.NewConversation) -> Started:
        """Write first."""
        await check_account(tx, who, given.account_id, Verb.MESSAGES_START)
        contact_id = given.contact_id
        if given.identity_id is not None:
            contact_id = await addresses.contact_of(tx, given.identity_id)
        if contact_id is not None:
            await check_contact(tx, who, contact_id)
        if given.purpose == "marketing" and contact_id is not None:
            await _check_consent(tx, contact_id)
        address = given.address if given.identity_id is None else None
        account = (await self.book.of_workspace(tx))[given.account_id]
        caps = addresses.capabilities(self.book, account, tx.now)
        message = given.message
        if others := (*message.to, *message.copied, *message.blind):
            addresses.check_recipients(others, caps)
        conversation = await starting.start(
            tx,
            self.book,
            NewStart(
                id=message.id,
                case_id=given.case_id,
                account_id=given.account_id,
                text=message.text,
                purpose=Purpose.PROACTIVE,
                contact_id=contact_id,
                identity_id=given.identity_id,
                address=addresses.read(address, caps, account.row.country) if address else None,
                name=given.name or "",
                case_subject=given.case_subject,
                alias=who.user.alias or who.user.name,
                files=await uploads.take(tx, who, message.attachments, message.id),
                template=await self._template(tx, given.account_id, message.template),
                subject=message.subject or "",
                to=_trimmed(message.to),
                copied=_trimmed(message.copied),
                blind=_trimmed(message.blind),
                sources=_sources(message.sources),
            ),
        )
        await check_case(tx, who, given.case_id)
        written = await self._written(tx, who, message.id, conversation, given.case_id)
        return Started(await details.one(tx, self.book, who, given.case_id), conversation, written)

    async def verify(self, tx: Tx, who: Principal, given: OneId) -> MessageView:
        """Ask what became of a message in doubt."""
        await case_of_message(tx, who, given.id, Verb.MESSAGES_RESEND)
        if _in_doubt(await thread.load_message(tx, given.id)):
            await writing.verify(tx, given.id)
        return await thread.load_message(tx, given.id)

    async def resend(self, tx: Tx, who: Principal, given: saying.Resend) -> MessageView:
        """Send a failed or doubtful message again, under a new id."""
        case_id = await case_of_message(tx, who, given.message_id, Verb.MESSAGES_RESEND)
        before = await thread.load_message(tx, given.message_id)
        if not await addresses.is_written(tx, given.id):
            await writing.resend(tx, self.book, given.message_id, given.id)
        return await self._written(tx, who, given.id, before.conversation_id, case_id)

    async def cancel(self, tx: Tx, who: Principal, given: OneId) -> MessageView:
        """Take back a message that has not left."""
        await case_of_message(tx, who, given.id, Verb.CASES_REPLY)
        one = await thread.load_message(tx, given.id)
        if one.delivery is None or one.delivery.state != "cancelled":
            await writing.cancel(tx, given.id)
        return await thread.load_message(tx, given.id)

    async def _template(self, tx: Tx, account_id: UUID, choice: saying.TemplateChoice | None) -> Template | None:
        if choice is None:
            return None
        return await addresses.template(tx, account_id, choice.id, tuple(choice.parameters))

    async def _written(self, tx: Tx, who: Principal, id: UUID, conversation_id: UUID, case_id: UUID) -> MessageView:
        """Return the message of an id. Raises KeyReused when it is another's, or stands elsewhere."""
        return check_own(await thread.load_message(tx, id), who, conversation_id, case_id)


def plain_reply(who: Principal, given: saying.NewMessage) -> NewReply | None:
    """Return an answer that is text and nothing else, or None when it is more than that."""
    if given.attachments or given.template is not None or given.reply_to is not None or _copies(given):
        return None
    return NewReply(
        id=given.id,
        conversation_id=given.conversation_id,
        case_id=given.case_id,
        text=given.text,
        alias=who.user.alias or who.user.name,
        purpose=Purpose(given.purpose),
        subject=given.subject or "",
        sources=_sources(given.sources),
        rests=given.undo_seconds,
    )


def _copies(given: saying.NewMessage) -> bool:
    return bool(given.to or given.copied or given.blind)


def _trimmed(addresses: list[str]) -> tuple[str, ...]:
    return tuple(one.strip() for one in addresses)


def check_own(one: MessageView, who: Principal, conversation_id: UUID, case_id: UUID) -> MessageView:
    """Return a message that was asked for by its key. Raises KeyReused when it is another's, or stands elsewhere."""
    if one.conversation_id != conversation_id or one.case_id != case_id or one.author.id != who.user.id:
        raise KeyReused()
    return one


def _in_doubt(one: MessageView) -> bool:
    return one.delivery is None or one.delivery.state == "uncertain"


def _sources(said: list[saying.MessageSource]) -> tuple[Source, ...]:
    return tuple(Source(SourceKind(one.kind), one.id, one.version, "", one.edit_share) for one in said)


async def _check_consent(tx: Tx, contact_id: UUID) -> None:
    if not (await contacts.standing(tx, [contact_id], ConsentPurpose.MARKETING)).get(contact_id):
        raise ConsentNeeded(purpose="marketing")
