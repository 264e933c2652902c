"""Our answers in public as calls of the Graph: POST /{comment or post}/comments."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.channels.adapters.facebook.capabilities import TEXT_LIMIT
from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    HttpRequest,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Text,
    Unsupported,
)


class Unsendable(ValueError):
    """An answer without words, or below nothing: it must never have come this far."""


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that publish `message` below its thread. Raises `Unsendable`."""
    if not message.thread_key:
        raise Unsendable("below nothing")
    text = ""
    for part in message.parts:
        text = offered(part, text) if isinstance(part, Options) else "\n\n".join(filter(None, (text, _told(part))))
    pieces = split(text, TEXT_LIMIT)
    if not pieces:
        raise Unsendable("nothing to say")
    url = graph_url(account, f"{message.thread_key}/comments")
    return tuple(HttpRequest("POST", url, headers=bearer(account), json={"message": piece}) for piece in pieces)


def _told(part: Text | Media | Location | ContactCard | Choice | Order | Unsupported) -> str:
    """Return a part as words: nothing else can be published in a comment, nor should be."""
    match part:
        case Text():
            return part.text
        case Choice():
            return part.title
        case Location():
            return "\n".join(line for line in (part.name, part.address, part.url) if line)
        case Order():
            return part.text
        case ContactCard() | Media() | Unsupported():
            return ""
        case other:
            assert_never(other)
