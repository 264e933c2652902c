"""What people of ours write, and the message that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.channels.model import (
    Media,
    OutboundMail,
    Part,
    Template,
    Text,
)
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Identity
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import NewMessage, Purpose, Source


@dataclass(frozen=True, slots=True)
class NewReply:
    """An answer as an agent wrote it. `id` was minted by the browser: the key for ever."""

    id: UUID
    conversation_id: UUID
    case_id: UUID
    text: str
    alias: str = ""
    purpose: Purpose = Purpose.REPLY
    files: tuple[Media, ...] = ()
    template: Template | None = None
    subject: str = ""
    to: tuple[str, ...] = ()  # of mail: besides the contact
    copied: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    reply_to: UUID | None = None
    sources: tuple[Source, ...] = ()
    on_behalf_of: UUID | None = None  # the person whose answer it is, when somebody else (or a rule) hands it in
    rests: int = 0  # seconds before it may leave, in which its author can take it back


@dataclass(frozen=True, slots=True)
class NewStart:
    """A first message of ours. Either a known identity or an address to make one of; `case_id` is minted too."""

    id: UUID
    case_id: UUID
    account_id: UUID
    text: str
    purpose: Purpose = Purpose.PROACTIVE
    contact_id: UUID | None = None
    identity_id: UUID | None = None
    address: Address | None = None
    name: str = ""
    case_subject: str = ""
    alias: str = ""
    files: tuple[Media, ...] = ()
    template: Template | None = None
    subject: str = ""
    to: tuple[str, ...] = ()  # of mail: besides the contact
    copied: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def clean_text(text: str) -> str:
    """Return what an agent wrote without what a database refuses: U+0000, controls, lone surrogates."""
    return clean(text, len(text))


def message_of(
    tx: Tx,
    new: NewReply | NewStart,
    conversation_id: UUID,
    account_id: UUID,
    mail: OutboundMail | None,
    quoted: str,
    *,
    private_reply: bool = False,
) -> NewMessage:
    """Return what somebody of ours wrote as a message that waits for its verdict; `quoted` is the provider's id."""
    parts = parts_of(new, offers=not private_reply)
    return NewMessage(
        id=new.id, conversation_id=conversation_id, case_id=new.case_id, account_id=account_id, provider_id=None,
        direction="out", author=tx.actor, alias=new.alias, purpose=new.purpose, parts=parts,
        text=conversations.text_of(parts), occurred_at=tx.now, received_at=tx.now, sort=(tx.now, 0, 0), mail=mail,
        template=new.template, reply_to=quoted, on_behalf_of=new.on_behalf_of if isinstance(new, NewReply) else None,
        private_reply=private_reply,
    )  # fmt: skip


def parts_of(new: NewReply | NewStart, *, offers: bool = True) -> tuple[Part, ...]:
    """Return what is said as parts; choices that the last lines of a text offer stand after it, files before."""
    if new.template is not None:
        return (Text(_filled(new.template)),)
    text, options = conversations.offered_in(new.text, new.id) if offers else (new.text, None)
    if options is not None:
        return (*new.files, Text(text), options)
    return (*((Text(new.text),) if new.text else ()), *new.files)


def _filled(template: Template) -> str:
    """Return a template as the contact will read it."""
    text = template.body
    for number, value in enumerate(template.parameters, 1):
        text = text.replace(f"{{{{{number}}}}}", value)
    return text


def ordered(known: Sequence[Identity], first: UUID) -> tuple[Address, ...]:
    """Return the addresses that stand, that of the conversation in front."""
    standing = [one for one in known if one.ended_at is None]
    return tuple(one.address for one in sorted(standing, key=lambda one: one.id != first))


async def addresses_of(tx: Tx, contact_id: UUID, first: UUID) -> tuple[Address, ...]:
    """Return where a contact can be reached, the identity `first` in front."""
    return ordered((await contacts.identities_of(tx, [contact_id])).get(contact_id, ()), first)
