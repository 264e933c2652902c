"""Taking a public conversation into private (S137): one answer where only the contact reads it, in the same case.

The channel says whether it can, on which channel the answer continues and for how long; nothing here names one. A
channel without private answers may have a place where people write to us in private: then what is said in public leads
there, and what they write goes on in the same case.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trato.flow import clearing
from trato.flow.composing import NewReply, clean_text, message_of, ordered
from trato.flow.sayable import CaseClosed, ContactBlocked
from trato.flow.writing import reply
from trato.kit.errors import Conflict, NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts, PrivateReply, Surface, length_of
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import KeyReused, MessageEmpty, Outgoing, SaidInPublic, TextTooLong
from trato.rooms.conversations.model import Conversation, Purpose, Source


class NothingInPublic(Conflict):
    """Nobody said anything in public in this case."""

    code = "nothing_in_public"


class CannotTakePrivate(Conflict):
    """The channel has no private answers, or the account on which they would continue is not connected."""

    code = "cannot_take_private"


class PrivateReplyLate(Conflict):
    """The time for a private answer has passed; `until` is when it did."""

    code = "private_reply_late"


class PrivateReplyUsed(Conflict):
    """What was said has had its one private answer."""

    code = "private_reply_used"


@dataclass(frozen=True, slots=True)
class NewPrivate:
    """A private answer. `id` was minted by the browser: the key for ever; asked again, nothing happens.

    `message_id` is what is answered, the newest in public when None. `pointer` is said in public as well, under
    `pointer_id`: that it goes on in private, and nothing personal.
    """

    id: UUID
    case_id: UUID
    text: str
    alias: str = ""
    message_id: UUID | None = None
    pointer: str = ""
    pointer_id: UUID | None = None
    purpose: Purpose = Purpose.REPLY
    sources: tuple[Source, ...] = ()
    on_behalf_of: UUID | None = None


async def take_private(tx: Tx, book: channels.AccountBook, new: NewPrivate) -> UUID:
    """Answer in private what was said in public in a case; returns the private conversation, which serves that case.

    Raises NothingInPublic, CannotTakePrivate, PrivateReplyLate, PrivateReplyUsed, CaseClosed, ContactBlocked,
    TextTooLong, MessageEmpty, and for the pointer what an answer raises.
    """
    case = (await cases.look_at_present(tx, [new.case_id])).get(new.case_id)
    if case is None:
        raise NotFound()
    if case["state"] == CaseState.CLOSED.value:
        raise CaseClosed(case=str(new.case_id), merged_into=case["merged_into"])
    said = await conversations.said_in_public(tx, new.case_id, new.message_id)
    if said is None:
        raise NothingInPublic(case=str(new.case_id))
    if (written := await conversations.answered_in_private(tx, new.case_id, new.id)) is not None:
        return written
    if (kept := await conversations.of_message(tx, new.id)) is not None and kept != said.conversation_id:
        raise KeyReused(message=str(new.id))
    if await contacts.blocks_of(tx, [said.contact_id]):
        raise ContactBlocked(contact=str(said.contact_id))
    if link := await _link(tx, book, said):
        return await _lead(tx, book, new, said, link)
    account = await _private_account(tx, book, said)
    text = clean_text(new.text).strip()
    caps = book.adapter(account.row.channel).capabilities(account.view, ConversationFacts(), tx.now)
    if not text:
        raise MessageEmpty()
    if length_of(text, caps.text_unit) > caps.text_limit:
        raise TextTooLong(limit=caps.text_limit)
    thread = await _thread(tx, account, said, new.case_id)
    if not await conversations.answer_in_private(tx, said.id, new.id):
        raise PrivateReplyUsed(message=str(said.id))
    answer = NewReply(
        new.id, thread.id, new.case_id, text, alias=new.alias, purpose=new.purpose, on_behalf_of=new.on_behalf_of
    )
    message = message_of(tx, answer, thread.id, account.id, None, said.provider_id, private_reply=True)
    known = (await contacts.identities_of(tx, [said.contact_id])).get(said.contact_id, ())
    await clearing.reply(tx, book, [Outgoing(message, thread, new.sources, ordered(known, thread.identity_id))])
    if new.pointer.strip():
        public = NewReply(new.pointer_id or uuid7(), said.conversation_id, new.case_id, new.pointer, alias=new.alias,
                          purpose=new.purpose, on_behalf_of=new.on_behalf_of)  # fmt: skip
        await reply(tx, book, public)
    tx.audit(AuditEntry("conversation.take_private", "case", new.case_id, {"answered": str(said.id)}))
    return thread.id


async def _link(tx: Tx, book: channels.AccountBook, said: SaidInPublic) -> str:
    """Return where people can write to us in private, "" where the channel answers in private itself, or cannot."""
    public = (await book.of_workspace(tx, [said.account_id]))[said.account_id]
    facts = ConversationFacts(surface=said.surface)
    return book.adapter(public.row.channel).capabilities(public.view, facts, tx.now).private_link


async def _lead(tx: Tx, book: channels.AccountBook, new: NewPrivate, said: SaidInPublic, link: str) -> UUID:
    """Say in public where to write to us in private; the thread in which they will serves the case from now on.

    Everybody reads it, so nothing is said there that was written to be read in private: without a pointer it is
    refused. Raises CannotTakePrivate.
    """
    account = (await book.of_workspace(tx, [said.account_id]))[said.account_id]
    pointer = clean_text(new.pointer).strip()
    if not pointer:
        raise CannotTakePrivate(channel=account.row.channel)
    thread = await _thread(tx, account, said, new.case_id)
    text = pointer if link in pointer else f"{pointer}\n{link}"
    await reply(tx, book, NewReply(new.id, said.conversation_id, new.case_id, text, alias=new.alias,
                                   purpose=new.purpose, on_behalf_of=new.on_behalf_of))  # fmt: skip
    tx.audit(AuditEntry("conversation.take_private", "case", new.case_id, {"answered": str(said.id)}))
    return thread.id


async def _private_account(tx: Tx, book: channels.AccountBook, said: SaidInPublic) -> channels.Account:
    """Return the account on which a private answer goes on. Raises CannotTakePrivate and PrivateReplyLate."""
    accounts = await book.of_workspace(tx, [said.account_id])
    public = accounts[said.account_id]
    caps = book.adapter(public.row.channel).capabilities(public.view, ConversationFacts(surface=said.surface), tx.now)
    way: PrivateReply | None = caps.private_reply
    private = next(
        (
            one
            for one in book.served_with(public, accounts)
            if way and one.row.channel == way.channel and one.row.external_id == public.row.external_id
        ),
        None,
    )
    if way is None or private is None:
        raise CannotTakePrivate(channel=public.row.channel)
    if tx.now >= said.at + way.within:
        raise PrivateReplyLate(until=(said.at + way.within).isoformat())
    return private


async def _thread(tx: Tx, account: channels.Account, said: SaidInPublic, case_id: UUID) -> Conversation:
    """Return the private thread with who said it, begun where there was none; it serves the case from now on."""
    known = await conversations.newest_with(tx, account.id, said.contact_id)
    if known is not None:
        await conversations.serve(tx, known.id, case_id)
        return known
    identity = said.identity_id
    if identity is None:
        of = (await contacts.identities_of(tx, [said.contact_id])).get(said.contact_id, ())
        identity = next(one.id for one in of if one.ended_at is None)
    thread = Conversation(
        id=uuid7(), account_id=account.id, brand_id=account.row.brand_id, identity_id=identity,
        contact_id=said.contact_id, channel=account.row.channel, surface=Surface.DIRECT_MESSAGE.value,
        thread_key=f"{said.contact_id}:", subject="", case_id=case_id, last_sort_at=tx.now, last_inbound_at=None,
        last_provider_id="", window_until=None, typing_observable=False,
    )  # fmt: skip
    await conversations.begin(tx, [(thread, "", "us")])
    return thread
