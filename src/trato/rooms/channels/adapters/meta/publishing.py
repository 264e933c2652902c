"""Our answers in public as words: nothing else can be published below a post, nor should be."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.channels.adapters.meta.text import offered, split
from trato.rooms.channels.model import (
    Choice,
    ContactCard,
    Location,
    Media,
    Options,
    Order,
    OutboundMessage,
    Text,
    Unsupported,
)


class Unsayable(ValueError):
    """An answer without words, or below nothing: it must never have come this far."""


def pieces_of(message: OutboundMessage, limit: int) -> list[str]:
    """Return the comments that say `message`, each of at most `limit` characters. Raises `Unsayable`."""
    if not message.thread_key:
        raise Unsayable("below nothing")
    text = ""
    for part in message.parts:
        text = offered(part, text) if isinstance(part, Options) else "\n\n".join(filter(None, (text, _told(part))))
    pieces = split(text, limit)
    if not pieces:
        raise Unsayable("nothing to say")
    return pieces


def _told(part: Text | Media | Location | ContactCard | Choice | Order | Unsupported) -> str:
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
