"""A message of ours as calls to WeChat: customer-service messages, as few as can be, for WeChat counts them.

What people write may be answered within five seconds in the answer to its delivery too; why it is not:
docs/decisions/0030.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.adapters.wechat.api import SEND, tell, upload
from trato.rooms.channels.adapters.wechat.capabilities import IMAGES, MENU, TEXT_LIMIT, VOICES
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    LengthUnit,
    Location,
    Media,
    MediaKind,
    Options,
    Order,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
    Upload,
)
from trato.rooms.contacts.model import Address, IdentityKind

ID_LIMIT = 128  # bytes of what a menu's choice is known by
_SENT = {MediaKind.IMAGE: ("image", IMAGES), MediaKind.VOICE: ("voice", VOICES), MediaKind.AUDIO: ("voice", VOICES)}


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


@dataclass(frozen=True, slots=True)
class _Bubble:
    kind: str
    said: dict[str, Any]
    file: Media | None = None


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`."""
    to = _recipient(message.to)
    bubbles = list(_bubbles(message.parts))
    if message.template is not None or message.reaction is not None or not bubbles:
        raise Unsendable("nothing to send")
    calls: list[HttpRequest] = []
    for place, one in enumerate(bubbles):
        said = one.said
        if one.file is not None:
            held = f"{{media:{place}}}"
            name = one.file.name or f"file.{one.file.mime.rpartition('/')[2]}"
            calls.append(upload(account, one.kind, Upload("media", one.file.ref, name, one.file.mime), held))
            said = {"media_id": held}
        name = str(message.key) if place == 0 else f"{message.key}:{place}"
        calls.append(tell(account, SEND, {"touser": to, "msgtype": one.kind, one.kind: said}, name=name))
    return tuple(calls)


def _recipient(to: Sequence[Address]) -> str:
    for address in to:
        if address.kind is IdentityKind.ACCOUNT_USER and address.value:
            return address.value
    raise Unsendable("no recipient")


def _bubbles(parts: Sequence[Part]) -> Iterator[_Bubble]:
    """Yield what goes out one by one: texts that follow each other are one, and an offer goes with the text before."""
    pending = ""
    for part in parts:
        if isinstance(part, Options):
            yield from _offer(part, pending)
            pending = ""
        elif isinstance(part, Media):
            yield from _texts(_joined(pending, part.caption.strip()))
            pending = ""
            yield _file(part)
        else:
            pending = _joined(pending, _words(part).strip())
    yield from _texts(pending)


def _joined(first: str, second: str) -> str:
    return "\n\n".join(one for one in (first, second) if one)


def _words(part: Text | Location | Choice | ContactCard | Order | Unsupported) -> str:
    match part:
        case Text(text=text) | Order(text=text):
            return text
        case Choice(title=title):
            return title
        case Location():
            where = part.url or f"https://www.openstreetmap.org/?mlat={part.latitude}&mlon={part.longitude}"
            return "\n".join(one for one in (part.name, part.address, where) if one)
        case ContactCard():
            return "\n".join(one for one in (part.name, part.organisation, *part.phones, *part.emails) if one)
        case Unsupported():
            return ""
        case other:
            assert_never(other)


def _texts(text: str) -> Iterator[_Bubble]:
    for piece in split(text, TEXT_LIMIT, LengthUnit.BYTES):
        yield _Bubble("text", {"content": piece})


def _offer(options: Options, text: str) -> Iterator[_Bubble]:
    """Yield a menu that comes back as what was chosen; a numbered text where it does not fit. Nothing is cut short."""
    *before, head = split(text, TEXT_LIMIT, LengthUnit.BYTES) or [""]
    listed = [{"id": one.payload, "content": one.title.strip()} for one in options.choices]
    size = len(head.encode()) + sum(len(one["content"].encode()) for one in listed)
    plain = all(one["content"] and 0 < len(one["id"].encode()) <= ID_LIMIT for one in listed)
    described = any(one.description for one in options.choices)
    if not 0 < len(listed) <= MENU or not plain or described or not head or size > TEXT_LIMIT:
        yield from _texts(offered(options, text))
        return
    yield from (_Bubble("text", {"content": piece}) for piece in before)
    yield _Bubble("msgmenu", {"head_content": head, "list": listed, "tail_content": ""})


def _file(file: Media) -> _Bubble:
    kind, taken = _SENT.get(file.media, ("", ()))
    if file.mime not in taken:
        raise Unsendable(f"a file of type {file.mime or 'unknown'}")
    return _Bubble(kind, {}, file)
