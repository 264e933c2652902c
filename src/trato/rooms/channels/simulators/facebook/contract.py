"""What the Send API takes, in our own words: closed objects, every limit, one shape for each kind (`shapes`).

Written from Meta's documentation, which publishes no schema of it. Tests hold it against the contract that was written
for this project: its examples pass here, and what our adapter renders passes there.
"""

from __future__ import annotations

import msgspec
from msgspec import UNSET

from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import (
    Button,
    FileAttachment,
    FilePayload,
    Send,
    SentMessage,
    TemplateAttachment,
)

Attachment = FileAttachment | TemplateAttachment


def decode(raw: bytes, *, has_file: bool = False) -> Send:
    """Return what a POST to /messages says. Raises `Refused` when the contract does not allow it.

    `has_file` is whether a file came along: then the attachment names none.
    """
    try:
        told = msgspec.json.decode(raw, type=Send)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(100, str(wrong)) from wrong
    _check(told, has_file)
    return told


def attachment_of(message: SentMessage) -> Attachment | None:
    """Return what is attached to a message. Raises `Refused`."""
    if not isinstance(message.attachment, dict):
        return None
    try:
        if message.attachment.get("type") == "template":
            return msgspec.convert(message.attachment, TemplateAttachment)
        return msgspec.convert(message.attachment, FileAttachment)
    except msgspec.ValidationError as wrong:
        raise Refused(100, str(wrong)) from wrong


def _check(told: Send, has_file: bool) -> None:
    """What shapes cannot say."""
    named = [one for one in msgspec.structs.asdict(told.recipient).values() if one is not UNSET]
    if len(named) != 1:
        raise Refused(100, "recipient must have exactly one key")
    if (told.message is UNSET) == (told.sender_action is UNSET):
        raise Refused(100, "exactly one of message and sender_action")
    if told.messaging_type == "MESSAGE_TAG" and told.tag is UNSET:
        raise Refused(100, "a message with a tag needs one", subcode=2018199)
    if told.sender_action in ("react", "unreact") and told.payload is UNSET:
        raise Refused(100, "a reaction needs a payload")
    if isinstance(told.message, SentMessage):
        _check_message(told.message, has_file)


def _check_message(message: SentMessage, has_file: bool) -> None:
    if message.text is UNSET and message.attachment is UNSET and message.sticker_id is UNSET:
        raise Refused(100, "one of text, attachment and sticker_id")
    if message.text is not UNSET and message.attachment is not UNSET:
        raise Refused(100, "text or attachment, not both")
    attached = attachment_of(message)
    if isinstance(attached, FileAttachment):
        _check_file(attached.payload, has_file)
    elif has_file:
        raise Refused(100, "a file without an attachment that names its kind")
    replies = message.quick_replies if isinstance(message.quick_replies, list) else []
    for one in replies:
        if one.content_type == "text" and (not one.title or one.payload is UNSET):
            raise Refused(100, "a quick reply of type text needs title and payload")
    if isinstance(attached, TemplateAttachment):
        template = attached.payload
        cards = getattr(template, "elements", [])
        for button in [*getattr(template, "buttons", []), *(button for card in cards for button in card.buttons)]:
            _check_button(button)


def _check_file(payload: FilePayload, has_file: bool) -> None:
    named = (payload.url is not UNSET) + (payload.attachment_id is not UNSET) + has_file
    if named != 1:
        raise Refused(100, "exactly one of url, attachment_id and a file", subcode=2018008)


def _check_button(button: Button) -> None:
    wanted = {"web_url": ("title", "url"), "postback": ("title", "payload"), "phone_number": ("title", "payload")}
    for name in wanted.get(button.type, ()):
        if getattr(button, name) is UNSET:
            raise Refused(100, f"a button of type {button.type} needs {name}")
