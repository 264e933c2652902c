"""Reading a call. What the contract does not allow is refused, and so is what its shapes cannot say."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from trato.rooms.channels.model import LengthUnit, length_of
from trato.rooms.channels.simulators.line.refusals import Refused
from trato.rooms.channels.simulators.line.shapes import (
    AudioMessage,
    FlexBubble,
    FlexButton,
    FlexCarousel,
    FlexMessage,
    ImageMessage,
    Message,
    Push,
    SetEndpoint,
    TextMessage,
    TryEndpoint,
    UriAction,
    VideoMessage,
)

C = TypeVar("C", Push, SetEndpoint, TryEndpoint)
TEXT_LIMIT, LABEL_LIMIT = 5000, 20  # UTF-16 code units
_HERE = frozenset({"127.0.0.1", "localhost", "testserver"})


def decode(raw: bytes, kind: type[C]) -> C:
    """Return what a call says. Raises `Refused`."""
    try:
        read = msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(400, "The request body has 1 error(s)", str(wrong)) from wrong
    if isinstance(read, Push):
        for place, message in enumerate(read.messages):
            _check(message, f"messages[{place}]")
    else:
        _check_url(read.endpoint or "https://", "endpoint")
    return read


def retry_key(text: str | None) -> str:
    """Return the key by which a push is taken once, "" where it has none. Raises `Refused`."""
    if text is None:
        return ""
    try:
        key = str(UUID(text))
    except ValueError:
        key = ""
    if not key or key != text.lower():  # UUID() takes braces and lacks of hyphens, LINE does not
        raise Refused(400, "Invalid retry key", "X-Line-Retry-Key")
    return key


def _check(message: Message, where: str) -> None:
    if isinstance(message, TextMessage):
        if not message.text.strip():
            raise Refused(400, "May not be empty", f"{where}.text")
        if length_of(message.text, LengthUnit.CODE_UNITS) > TEXT_LIMIT:
            raise Refused(400, "Length must be between 0 and 5000", f"{where}.text")
    if isinstance(message, ImageMessage | VideoMessage):
        _check_url(message.originalContentUrl, f"{where}.originalContentUrl")
        _check_url(message.previewImageUrl, f"{where}.previewImageUrl")
    if isinstance(message, AudioMessage):
        _check_url(message.originalContentUrl, f"{where}.originalContentUrl")
    if isinstance(message, FlexMessage):
        for bubble in bubbles_of(message):
            _check_bubble(bubble, f"{where}.contents")
    for one in message.quickReply.items if message.quickReply is not None else ():
        if length_of(one.action.label, LengthUnit.CODE_UNITS) > LABEL_LIMIT:
            raise Refused(400, "must not be longer than 20 characters", f"{where}.quickReply")


def bubbles_of(message: FlexMessage) -> tuple[FlexBubble, ...]:
    """Return the bubbles of a Flex Message."""
    return message.contents.contents if isinstance(message.contents, FlexCarousel) else (message.contents,)


def _check_bubble(bubble: FlexBubble, where: str) -> None:
    if bubble.hero is None and bubble.body is None and bubble.footer is None:
        raise Refused(400, "At least one block is required", where)
    if bubble.hero is not None:
        _check_url(bubble.hero.url, f"{where}.hero.url")
    for box in (bubble.body, bubble.footer):
        for one in box.contents if box is not None else ():
            if isinstance(one, FlexButton) and length_of(one.action.label, LengthUnit.CODE_UNITS) > LABEL_LIMIT:
                raise Refused(400, "must not be longer than 20 characters", f"{where}.footer")
            if isinstance(one, FlexButton) and isinstance(one.action, UriAction):
                _check_link(one.action.uri, f"{where}.footer")


def _check_link(uri: str, where: str) -> None:
    """What a button opens may also be a call, or a place within LINE."""
    if not uri.startswith(("http://", "https://", "tel:", "line://")):
        raise Refused(400, "invalid uri scheme", where)


def _check_url(url: str, where: str) -> None:
    """Only https is fetched; on this machine, where nobody has a certificate, http too."""
    try:
        parts = urlsplit(url)
        known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    except ValueError:
        known = False
    if not known:
        raise Refused(400, "Must be a valid HTTPS URL", where)
