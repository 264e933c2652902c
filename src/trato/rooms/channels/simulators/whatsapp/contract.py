"""What the Cloud API takes, in our own words: closed objects, every limit, one shape for each type (`shapes`).

Written from Meta's documentation and published contract, and stricter than the latter: objects are closed,
the type decides the shape, links are web addresses, titles are distinct. Tests hold it against the published
contract: its examples pass here, and what our adapter renders passes there.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET

from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.shapes import (
    AudioMessage,
    ButtonOffer,
    Card,
    Component,
    ContactsMessage,
    DocumentMessage,
    File,
    ImageMessage,
    InteractiveMessage,
    ListOffer,
    Message,
    ReadMark,
    StickerMessage,
    TemplateMessage,
    VideoMessage,
)

_MESSAGES: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
_MARKS = msgspec.json.Decoder(ReadMark)


def decode(raw: bytes) -> Message | ReadMark:
    """Return what a POST to /messages says. Raises `Refused` when the contract does not allow it."""
    try:
        plain = msgspec.json.decode(raw)
        if isinstance(plain, dict) and "status" in plain:
            return _MARKS.decode(raw)
        message = _MESSAGES.decode(raw)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(_code(str(wrong)), str(wrong)) from wrong
    _check(message)
    return message


def _code(words: str) -> int:
    if "missing required field" in words:
        return 131008
    if "Invalid value" in words and "type" in words:
        return 131051
    return 100 if "unknown field" in words else 131009


def _check(message: Message) -> None:
    """What shapes cannot say."""
    if message.to is UNSET and message.recipient is UNSET:
        raise Refused(131008, "to or recipient is required")
    match message:
        case ImageMessage(image=file) | VideoMessage(video=file) | AudioMessage(audio=file):
            _check_file(file)
        case DocumentMessage(document=file) | StickerMessage(sticker=file):
            _check_file(file)
        case ContactsMessage(contacts=cards):
            for card in cards:
                _check_card(card)
        case InteractiveMessage(interactive=offer):
            _check_offer(offer)
        case TemplateMessage(template=template):
            for component in template.components:
                _check_component(component)
        case _:
            return


def _check_file(file: File) -> None:
    if (file.id is UNSET) == (file.link is UNSET):
        raise Refused(131009, "exactly one of id and link")
    if isinstance(file.link, str):
        parts = urlsplit(file.link)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused(131009, "link must be a web address")


def _check_card(card: Card) -> None:
    name = card.name
    if not any((name.first_name, name.last_name, name.middle_name, name.prefix, name.suffix)):
        raise Refused(131009, "a contact's name needs one more part than formatted_name")


def _check_offer(offer: ButtonOffer | ListOffer) -> None:
    if isinstance(offer, ButtonOffer):
        pairs = [(button.reply.id, button.reply.title) for button in offer.action.buttons]
    else:
        sections = offer.action.sections
        pairs = [(row.id, row.title) for section in sections for row in section.rows]
        if len(pairs) > 10:
            raise Refused(131009, "more than ten rows")
        if len(sections) > 1 and any(section.title is UNSET for section in sections):
            raise Refused(131009, "several sections need titles")
    if len({one for one, _ in pairs}) != len(pairs):
        raise Refused(131009, "ids must be distinct")
    if isinstance(offer, ButtonOffer) and len({title for _, title in pairs}) != len(pairs):
        raise Refused(131009, "titles of buttons must be distinct")
    if any(one != one.strip() for one, _ in pairs):
        raise Refused(131009, "no spaces around an id")
    if offer.header is not UNSET and getattr(offer.header, offer.header.type) is UNSET:
        raise Refused(131008, "the header lacks what its type says")


def _check_component(component: Component) -> None:
    if component.type == "button" and (component.sub_type is UNSET or component.index is UNSET):
        raise Refused(131008, "a button needs sub_type and index")
    if component.type != "button" and (component.sub_type is not UNSET or component.index is not UNSET):
        raise Refused(100, "only buttons have sub_type and index")
    for parameter in component.parameters:
        value = getattr(parameter, parameter.type)
        if value is UNSET:
            raise Refused(131008, f"a parameter of type {parameter.type} lacks it")
        if isinstance(value, File):
            _check_file(value)
