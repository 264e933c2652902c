"""Reading a call. What the documentation does not allow is refused, and so is what its shapes cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from trato.rooms.channels.simulators.wechat.refusals import Refused
from trato.rooms.channels.simulators.wechat.shapes import Send, SendMenu, SendText

T = TypeVar("T")
TEXT_LIMIT = 2048  # bytes
_MB = 1024 * 1024
FILES: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "image": (10 * _MB, ("image/jpeg", "image/png", "image/gif", "image/bmp")),
    "voice": (2 * _MB, ("audio/amr", "audio/mpeg")),
    "video": (10 * _MB, ("video/mp4",)),
    "thumb": (64 * 1024, ("image/jpeg",)),
}
_SENT = frozenset({"text", "image", "voice", "video", "msgmenu", "news"})


def decode(raw: bytes, kind: type[T]) -> T:
    """Return what the body of a call says. Raises `Refused`."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(47001, str(wrong)) from wrong


def decode_send(raw: bytes) -> Send:
    """Return a message that is to be sent. Raises `Refused`."""
    told = decode(raw, dict[str, Any])
    if told.get("msgtype") not in _SENT:
        raise Refused(40008)
    if b"\\u" in raw:  # to WeChat what is escaped is those letters
        raise Refused(47001, "escaped characters are shown as they are written")
    try:
        read: Send = msgspec.convert(told, Send)
    except (msgspec.ValidationError, TypeError) as wrong:
        raise Refused(40003 if "touser" in str(wrong) else 47001, str(wrong)) from wrong
    words = read.text.content if isinstance(read, SendText) else ""
    if isinstance(read, SendMenu):
        menu = read.msgmenu
        words = "".join((menu.head_content, *(one.content for one in menu.list), menu.tail_content))
    if isinstance(read, SendText | SendMenu) and not words.strip():
        raise Refused(44004)
    if len(words.encode()) > TEXT_LIMIT:
        raise Refused(45002)
    return read


def asked(query: Mapping[str, str], kind: type[T]) -> T:
    """Return what the query of a call says beside its token. Raises `Refused`."""
    told = {name: value for name, value in query.items() if name != "access_token"}
    try:
        return msgspec.convert(told, kind)
    except (msgspec.ValidationError, TypeError) as wrong:
        raise Refused(40003 if "openid" in str(wrong) else 40035, str(wrong)) from wrong


def check_file(kind: str, content: bytes, mime: str) -> None:
    """Take a file that is of its kind and not too large. Raises `Refused`."""
    largest, mimes = FILES[kind]
    if mime not in mimes:
        raise Refused(40004)
    if not 0 < len(content) <= largest:
        raise Refused(45001)
