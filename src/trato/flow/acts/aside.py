"""A call that goes on in writing (S4, S127, S169): the caller gets a signed link, and the case stays the same.

The link is good once and for half an hour, and leads to a conversation of its own in a web chat. Who opens it takes
part in the case by that evidence; the telephone and the browser stay two contacts until somebody agrees to see them as
one.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from trato.flow import clearing
from trato.flow.acts import ways
from trato.flow.acts.ways import Way
from trato.flow.composing import NewReply, message_of, ordered
from trato.kit.i18n import sentences
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.calls.model import Call
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState, ParticipantRole
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Surface, Template
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import Conversation, Purpose

EVIDENCE = "signed_link"


async def go_on_in_writing(book: channels.AccountBook, tx: Tx, call: Call, way: Way) -> bool:
    """Send who called a link that goes on with their case in a web chat; False where it cannot be.

    Nothing is sent where the account names no chat and no page, or the call is in no case.
    """
    accounts = await book.of_workspace(tx, [call.account_id])
    voice = accounts[call.account_id]
    chat, page = _chat(accounts, voice), str(voice.view.settings.get("aside_page") or "")
    if chat is None or not page or not call.caller or call.case_id is None or not call.conversation_id:
        return False
    case = await cases.get(tx, call.case_id)
    words = sentences("aside", ways.language_of(voice))
    visitor = str(uuid7())
    thread = await _chat_thread(tx, chat, visitor, case.id)
    said = words["goes_on"].format(number=case.number)
    await _say(tx, book, thread, said, case.id)
    link = await channels.make_link(tx, chat.view, visitor, page)
    caller = await conversations.get_conversation(tx, call.conversation_id)
    there = await _thread_of(tx, way, caller, case.id)
    brand = str(chat.view.settings.get("brand") or chat.row.name)
    if way.template is None:
        await _say(tx, book, there, words["link"].format(brand=brand, link=link), case.id)
    else:
        await _say(tx, book, there, "", case.id, way.template.filled(brand, link))
    return True


def _chat(accounts: Mapping[UUID, channels.Account], voice: channels.Account) -> channels.Account | None:
    """Return the web chat in which a call goes on: the one that is named, or the brand's own."""
    named = str(voice.view.settings.get("aside_chat") or "")
    fit = [one for one in ways.beside(accounts, voice) if one.view.secrets.get("visitor_secret")]
    if named:
        return next((one for one in fit if one.row.external_id == named), None)
    return min((one for one in fit if one.row.brand_id == voice.row.brand_id), key=lambda one: one.id, default=None)


async def _chat_thread(tx: Tx, chat: channels.Account, visitor: str, case_id: UUID) -> Conversation:
    """Begin a conversation in a web chat for whoever opens the link, who takes part in the case by that."""
    address = Address(IdentityKind.VISITOR, visitor, str(chat.id))
    author = contacts.Author(chat.row.controller_id, (address,), country=chat.row.country)
    (found,) = await contacts.find_or_create(tx, [author])
    await cases.add_participant(tx, case_id, found.contact_id, ParticipantRole.PARTICIPANT, EVIDENCE)
    thread = Conversation(
        id=uuid7(), account_id=chat.id, brand_id=chat.row.brand_id, identity_id=found.identity_id,
        contact_id=found.contact_id, channel=chat.row.channel, surface=Surface.CHAT.value,
        thread_key=f"{found.contact_id}:{uuid7()}", subject="", case_id=case_id, last_sort_at=tx.now,
        last_inbound_at=None, last_provider_id="", window_until=None, typing_observable=True,
    )  # fmt: skip
    await conversations.begin(tx, [(thread, "", "us")])
    return thread


async def _thread_of(tx: Tx, way: Way, caller: Conversation, case_id: UUID) -> Conversation:
    """Return the thread in which who called gets the link, begun where there was none; it serves the case."""
    if way.thread is not None:
        serves = way.thread.case_id
        if serves is None or (await cases.get(tx, serves)).state is not CaseState.OPEN:
            await conversations.serve(tx, way.thread.id, case_id)
        return way.thread
    by = way.account
    thread = Conversation(
        id=uuid7(), account_id=by.id, brand_id=by.row.brand_id, identity_id=caller.identity_id,
        contact_id=caller.contact_id, channel=by.row.channel, surface=Surface.DIRECT_MESSAGE.value,
        thread_key=f"{caller.contact_id}:", subject="", case_id=case_id, last_sort_at=tx.now, last_inbound_at=None,
        last_provider_id="", window_until=None, typing_observable=False,
    )  # fmt: skip
    await conversations.begin(tx, [(thread, "", "us")])
    return thread


async def _say(
    tx: Tx, book: channels.AccountBook, thread: Conversation, text: str, case_id: UUID, template: Template | None = None
) -> None:
    said = NewReply(uuid7(), thread.id, case_id, text, purpose=Purpose.AUTO, template=template)
    known = (await contacts.identities_of(tx, [thread.contact_id])).get(thread.contact_id, ())
    message = message_of(tx, said, thread.id, thread.account_id, None, "")
    await clearing.reply(tx, book, [Outgoing(message, thread, (), ordered(known, thread.identity_id))])
