"""Reading a call: one event, or several under `events`."""

from __future__ import annotations

import base64
import binascii

import msgspec

from trato.rooms.channels.adapters.api.shapes import Batch, Event, File, MessageTold
from trato.rooms.channels.adapters.reading import address_parts

_BATCH = msgspec.json.Decoder(Batch)
_EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Unreadable(ValueError):
    """A call that our contract does not allow; `code` is for programs, the words for who wrote them."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def events_in(raw: bytes) -> tuple[Event, ...]:
    """Return what a call tells. Raises `Unreadable`."""
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Unreadable("not_json", "The body is not JSON.") from wrong
    try:
        events = _BATCH.decode(raw).events if isinstance(told, dict) and "events" in told else (_EVENT.decode(raw),)
    except (msgspec.ValidationError, RecursionError) as wrong:
        raise Unreadable("not_understood", str(wrong)) from wrong
    for event in events:
        if isinstance(event, MessageTold):
            _check(event)
    return events


def content_of(file: File) -> bytes:
    """Return the bytes of a file that came in the call. Raises `Unreadable`."""
    try:
        return base64.b64decode(file.content, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Unreadable("file_not_base64", f"The content of {file.name or 'a file'} is not base64.") from wrong


def _check(message: MessageTold) -> None:
    if not (message.text.strip() or message.files or message.choice):
        raise Unreadable("message_empty", "A message needs text, files or a choice.")
    for file in message.files:
        if bool(file.url) == bool(file.content):
            raise Unreadable("file_ambiguous", "A file has exactly one of url and content.")
        if file.content:
            content_of(file)
        elif (parts := address_parts(file.url)).scheme not in {"https", "http"} or not parts.hostname:
            raise Unreadable("file_address", "The url of a file is a web address.")
