"""What another system told, as events."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.channels.adapters.api.reading import Unreadable, events_in
from trato.rooms.channels.adapters.api.shapes import (
    DeletionTold,
    EditTold,
    Event,
    File,
    MessageTold,
    Person,
    ReceiptTold,
    TypingTold,
)
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    Delivery,
    InboundEvent,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    Part,
    Receipt,
    ReceiptStatus,
    Text,
)
from trato.rooms.contacts.model import Address, IdentityKind, normalise

INLINE = "inline:"  # a file that came in the call itself: "inline:EVENT:FILE"
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return one event for each that the call tells. Raises `Malformed`."""
    try:
        told = events_in(delivery.raw)
    except Unreadable as wrong:
        raise Malformed(str(wrong)) from wrong
    return [_event(one, place, delivery, account) for place, one in enumerate(told)]


def _event(told: Event, place: int, delivery: Delivery, account: AccountView) -> InboundEvent:
    match told:
        case MessageTold():
            return _message(told, place, delivery, account)
        case EditTold():
            at = told.at or delivery.received_at
            return InboundEvent(
                InboundKind.MESSAGE_EDITED, f"edit:{told.id}:{at.isoformat() if told.at else told.text}", at,
                author=_author(told.contact, account), author_name=told.contact.name, thread_key=told.conversation,
                parts=(Text(told.text),), target=told.id,
            )  # fmt: skip
        case DeletionTold():
            return InboundEvent(
                InboundKind.MESSAGE_DELETED, f"delete:{told.id}", told.at or delivery.received_at,
                author=_author(told.contact, account), thread_key=told.conversation, target=told.id,
            )  # fmt: skip
        case ReceiptTold():
            receipt = Receipt(told.message, ReceiptStatus(told.status), code=told.code, reason=told.reason)
            return InboundEvent(
                InboundKind.RECEIPT, f"receipt:{told.message}:{told.status}", told.at or delivery.received_at,
                receipt=receipt,
            )  # fmt: skip
        case TypingTold():
            return InboundEvent(
                InboundKind.TYPING, f"typing:{told.contact.id}:{delivery.received_at.isoformat()}:{place}",
                delivery.received_at, author=_author(told.contact, account), thread_key=told.conversation,
                detail={"on": told.on},
            )  # fmt: skip
        case other:
            assert_never(other)


def _message(told: MessageTold, place: int, delivery: Delivery, account: AccountView) -> InboundEvent:
    parts: list[Part] = [Text(told.text)] if told.text.strip() else []
    parts += [_file(one, place, number) for number, one in enumerate(told.files)]
    if told.choice is not None:
        parts.append(Choice(told.choice.id, told.choice.title or told.choice.id))
    return InboundEvent(
        InboundKind.MESSAGE,
        told.id,
        told.at or delivery.received_at,
        author=_author(told.contact, account),
        author_name=told.contact.name,
        provider_id=told.id,
        thread_key=told.conversation,
        parts=tuple(parts),
        reply_to=told.reply_to,
        language=told.contact.language,
    )


def _file(file: File, place: int, number: int) -> Media:
    kind = _KINDS.get(file.type.partition("/")[0], MediaKind.DOCUMENT)
    if file.type == "image/svg+xml":
        kind = MediaKind.DOCUMENT
    return Media(kind, file.url or f"{INLINE}{place}:{number}", mime=file.type, name=file.name)


def _author(person: Person, account: AccountView) -> tuple[Address, ...]:
    """Return who somebody is; an address that nobody checked names nobody."""
    found = [Address(IdentityKind.ACCOUNT_USER, person.id, str(account.id))]
    if person.verified and person.email and "@" in person.email:
        found.append(Address(IdentityKind.EMAIL, person.email.strip().lower(), raw=person.email.strip()))
    if person.verified and person.phone and (number := normalise(person.phone, account.country)):
        found.append(Address(IdentityKind.PHONE, number, raw=person.phone))
    return tuple(found)
