"""How an answer will look where it arrives: rendered as it would be sent, and not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.flow.acts import voicing
from trato.flow.composing import NewReply, clean_text, ordered, parts_of
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import ShownCard, ShownPiece
from trato.rooms.channels.model import Capabilities, Options, OutboundMessage, Part, Surface, Text, length_of, shaped
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations


@dataclass(frozen=True, slots=True)
class Preview:
    """The pieces in which an answer arrives, with the whole text's length as the channel counts it.

    `sender` is the account of the brand that says it, where it is not the one that was written to.
    """

    pieces: tuple[ShownPiece, ...]
    length: int
    limit: int
    sender: str = ""


async def preview(
    tx: Tx, book: channels.AccountBook, conversation_id: UUID, case_id: UUID, text: str, reply_to: UUID | None
) -> Preview:
    """Return how a text, with the choices its last lines offer, arrives. Raises ConversationNotFound."""
    thread = await conversations.get_conversation(tx, conversation_id)
    own = (await book.of_workspace(tx, [thread.account_id]))[thread.account_id]
    account = (await voicing.voices_of(tx, book, [thread])).get(thread.id, own)
    adapter = book.adapter(account.row.channel)
    caps = adapter.capabilities(account.view, thread.facts, tx.now)
    text = clean_text(text)
    known = (await contacts.identities_of(tx, [thread.contact_id])).get(thread.contact_id, ())
    quoted = await conversations.provider_id_of(tx, reply_to) if reply_to else ""
    parts = parts_of(NewReply(uuid7(), conversation_id, case_id, text))
    message = OutboundMessage(
        key=uuid7(), to=ordered(known, thread.identity_id), parts=shaped(parts, caps), reply_to=quoted,
        thread_key=conversations.channel_thread(thread.thread_key), surface=Surface(thread.surface),
        answers=thread.last_provider_id if caps.public else "",
    )  # fmt: skip
    try:
        pieces = channels.shown_by(adapter.render(message, account.view, caps))
    except ValueError:  # it cannot be rendered yet: without words, or for somebody who never wrote
        pieces = []
    sender = account.row.name if account is not own else ""
    whole = pieces or [_as_written(parts, caps)]
    return Preview(tuple(whole), length_of(text, caps.text_unit), caps.text_limit, sender)


def _as_written(parts: Sequence[Part], caps: Capabilities) -> ShownPiece:
    """Return what a channel of our own shows, or a mail: the text, and its choices as buttons or numbered."""
    parts = shaped(parts, caps)
    text = "\n".join(part.text for part in parts if isinstance(part, Text))
    titles = tuple(one.title for part in parts if isinstance(part, Options) for one in part.choices)
    cards = tuple(
        ShownCard(one.title, one.subtitle, one.picture, tuple(choice.title for choice in one.choices))
        for part in parts
        if isinstance(part, Options)
        for one in part.cards
    )
    if cards:
        return ShownPiece(text, cards=cards)
    if len(titles) <= max(caps.buttons, caps.list_rows):
        return ShownPiece(text, titles)
    numbered = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
    return ShownPiece(f"{text}\n\n{numbered}")
