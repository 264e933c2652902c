"""A call that goes on in writing (S4, S127, S169): the caller gets a signed link, and the case stays the same.

The link is good once and for half an hour, and leads to a conversation of its own in a web chat. Who opens it takes
part in the case by that evidence; the telephone and the browser stay two contacts until somebody agrees to see them as
one.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from trato.flow import outbound
from trato.flow.composing import NewReply, message_of, ordered
from trato.kit.i18n import LOCALES, sentences
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.calls.model import Call
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import ParticipantRole
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Surface
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import Conversation, Purpose

EVIDENCE = "signed_link"


async def go_on_in_writing(book: channels.AccountBook, tx: Tx, call: Call) -> None:
    """Send who called a link by text message that goes on with their case in a web chat.

    Nothing is sent where the account names no chat, no page or no number for texts, or the caller hides theirs.
    """
    accounts = await book.of_workspace(tx, [call.account_id])
    voice = accounts[call.account_id]
    told = voice.view.settings
    chat = _beside(accounts, voice, str(told.get("aside_chat") or ""), live=True)
    texts = _beside(accounts, voice, str(told.get("aside_texts") or ""), live=False)
    page = str(voice.view.settings.get("aside_page") or "")
    if chat is None or texts is None or not page or not call.caller or call.case_id is None or not call.conversation_id:
        return
    case = await cases.get(tx, call.case_id)
    words = sentences("aside", _language(voice))
    visitor = str(uuid7())
    thread = await _chat_thread(tx, chat, visitor, case.id)
    said = words["goes_on"].format(number=case.number)
    await _say(tx, book, thread, said, case.id)
    link = await channels.make_link(tx, chat.view, visitor, page)
    caller = await conversations.get_conversation(tx, call.conversation_id)
    text_thread = await _text_thread(tx, texts, caller, case.id)
    brand = str(chat.view.settings.get("brand") or chat.row.name)
    await _say(tx, book, text_thread, words["link"].format(brand=brand, link=link), case.id)


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


async def _text_thread(tx: Tx, texts: channels.Account, caller: Conversation, case_id: UUID) -> Conversation:
    """Return the thread of text messages with who called, begun where there was none; it serves the case."""
    known = await conversations.newest_with(tx, texts.id, caller.contact_id)
    if known is not None:
        await conversations.serve(tx, known.id, case_id)
        return known
    thread = Conversation(
        id=uuid7(), account_id=texts.id, brand_id=texts.row.brand_id, identity_id=caller.identity_id,
        contact_id=caller.contact_id, channel=texts.row.channel, surface=Surface.DIRECT_MESSAGE.value,
        thread_key=f"{caller.contact_id}:", subject="", case_id=case_id, last_sort_at=tx.now, last_inbound_at=None,
        last_provider_id="", window_until=None, typing_observable=False,
    )  # fmt: skip
    await conversations.begin(tx, [(thread, "", "us")])
    return thread


async def _say(tx: Tx, book: channels.AccountBook, thread: Conversation, text: str, case_id: UUID) -> None:
    said = NewReply(uuid7(), thread.id, case_id, text, purpose=Purpose.AUTO)
    known = (await contacts.identities_of(tx, [thread.contact_id])).get(thread.contact_id, ())
    message = message_of(tx, said, thread.id, thread.account_id, None, "")
    await outbound.reply(tx, book, [Outgoing(message, thread, (), ordered(known, thread.identity_id))])


def _beside(
    accounts: Mapping[UUID, channels.Account], voice: channels.Account, named: str, *, live: bool
) -> channels.Account | None:
    """Return the account by which a call goes on: what is named, or the brand's own web chat where nothing is."""
    fit = [
        one
        for one in accounts.values()
        if one.row.state == "active" and one.row.controller_id == voice.row.controller_id
    ]
    if named:
        return next((one for one in fit if one.row.external_id == named and one.id != voice.id), None)
    chats = [one for one in fit if one.view.secrets.get("visitor_secret") and one.row.brand_id == voice.row.brand_id]
    return min(chats, key=lambda one: one.id, default=None) if live else None


def _language(voice: channels.Account) -> str:
    told = str(voice.view.settings.get("language") or "")
    return told if told in LOCALES else LOCALES[0]
