"""A message of ours as calls to LINE: up to five bubbles each, every call with a key by which it is taken once.

What people write may be answered by a reply token as well; why it is not: docs/decisions/0028.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never
from uuid import UUID, uuid5

from trato.rooms.channels.adapters.line.api import push
from trato.rooms.channels.adapters.line.capabilities import IMAGES, MESSAGES, TEXT_LIMIT
from trato.rooms.channels.adapters.line.cards import flex_of
from trato.rooms.channels.adapters.line.choices import quick_reply_of
from trato.rooms.channels.adapters.line.media import sticker_in
from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    LengthUnit,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
    lent,
)
from trato.rooms.contacts.model import Address, IdentityKind

PLACE_LIMIT = 100  # of a location's title and address


class Unsendable(ValueError):
    """A message without recipient or content: it must never have come this far."""


@dataclass(frozen=True, slots=True)
class _Bubble:
    said: dict[str, Any] = field(default_factory=dict)
    image: Media | None = None


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that send `message`, in order. Raises `Unsendable`."""
    to = _recipient(message.to)
    bubbles = list(_bubbles(message.parts))
    if message.template is not None or message.reaction is not None or not bubbles:
        raise Unsendable("nothing to send")
    rounds = [bubbles[at : at + MESSAGES] for at in range(0, len(bubbles), MESSAGES)]
    return tuple(_call(account, to, one, _key(message.key, place)) for place, one in enumerate(rounds))


def _key(key: UUID, place: int) -> str:
    """Return what LINE knows a call by: our message's own name, of later calls one that follows from it."""
    return str(uuid5(key, str(place)) if place else key)


def _call(account: AccountView, to: str, bubbles: Sequence[_Bubble], key: str) -> HttpRequest:
    lends: list[Media] = []
    messages = []
    for one in bubbles:
        if one.image is None:
            messages.append(one.said)
            continue
        where = lent(len(lends))
        lends.append(one.image)
        messages.append({"type": "image", "originalContentUrl": where, "previewImageUrl": where, **one.said})
    return push(account, {"to": to, "messages": messages}, key, tuple(lends))


def _recipient(to: Sequence[Address]) -> str:
    for address in to:
        if address.kind is IdentityKind.ACCOUNT_USER and address.value:
            return address.value
    raise Unsendable("no recipient")


def _bubbles(parts: Sequence[Part]) -> Iterator[_Bubble]:
    """Yield the bubbles; quick replies are shown under the last one only, so an offer before it is a numbered text."""
    last = parts[-1] if parts else None
    if isinstance(last, Options) and not last.cards and len(parts) > 1 and (quick := quick_reply_of(last)) is not None:
        found = [bubble for part in parts[:-1] for bubble in _of(part)]
        if found:
            yield from found[:-1]
            yield _Bubble({**found[-1].said, "quickReply": quick}, found[-1].image)
            return
    pending = ""  # text that waits to know whether an offer follows
    for part in parts:
        if isinstance(part, Options):
            if part.cards:
                yield from _texts(pending)
                yield _Bubble(flex_of(part.cards))
            else:
                yield from _texts(offered(part, pending))
            pending = ""
            continue
        yield from _texts(pending)
        pending = part.text.strip() if isinstance(part, Text) else ""
        if not isinstance(part, Text):
            yield from _of(part)
    yield from _texts(pending)


def _of(part: Part) -> Iterator[_Bubble]:
    match part:
        case Text(text=text):
            yield from _texts(text)
        case Media():
            yield from _file(part)
        case Location():
            yield _Bubble(_place(part))
        case Choice(title=title):
            yield from _texts(title)
        case ContactCard():
            words = (part.name, part.organisation, *part.phones, *part.emails)
            yield from _texts("\n".join(word for word in words if word))
        case Options():
            yield from _texts(offered(part, ""))
        case Order(text=text):
            yield from _texts(text)
        case Unsupported():
            return
        case other:
            assert_never(other)


def _texts(text: str) -> Iterator[_Bubble]:
    for piece in split(text, TEXT_LIMIT, LengthUnit.CODE_UNITS):
        yield _Bubble({"type": "text", "text": piece})


def _file(file: Media) -> Iterator[_Bubble]:
    """A picture goes with its words before it, as on every telephone; LINE has no captions."""
    yield from _texts(file.caption)
    if sticker := sticker_in(file.ref):
        yield _Bubble({"type": "sticker", "packageId": sticker[0], "stickerId": sticker[1]})
        return
    if file.mime not in IMAGES:
        raise Unsendable(f"a file of type {file.mime or 'unknown'}")
    yield _Bubble(image=file)


def _place(part: Location) -> dict[str, Any]:
    """A place needs a title and an address there; one that has none is called by its coordinates."""
    where = f"{part.latitude:.5f}, {part.longitude:.5f}"
    title, address = part.name or part.address or where, part.address or part.name or where
    return {
        "type": "location",
        "title": _short(title),
        "address": _short(address),
        "latitude": part.latitude,
        "longitude": part.longitude,
    }


def _short(text: str) -> str:
    first = next(iter(split(text, PLACE_LIMIT - 1, LengthUnit.CODE_UNITS)), "")
    return first if first == text.strip() else f"{first}…"
