"""Reviews of applications in stores: one by a person, which they may change, with one answer of ours below it."""

from __future__ import annotations

from datetime import timedelta

from trato.rooms.channels.adapters.meta.text import offered
from trato.rooms.channels.model import Capabilities, Choice, Location, Options, Order, OutboundMessage, Text

CHANGES_MIND_WITHIN = timedelta(days=30)


class Unsendable(ValueError):
    """An answer without words, too long, or below nothing: it must never have come this far."""


def capabilities_of(text_limit: int, per_second: float) -> Capabilities:
    """Return what may be done with a review: answer it in public, once; the next answer takes the place of the last.

    Sending the same answer again changes nothing, so a send may be repeated. A review that is changed within a month
    goes on with its case.
    """
    return Capabilities(
        live=False,
        text_limit=text_limit,
        public=True,
        replaces=True,
        idempotent_send=True,
        per_second=per_second,
        close_after=CHANGES_MIND_WITHIN,
        reopen_within=CHANGES_MIND_WITHIN,
    )


def words_of(message: OutboundMessage, limit: int) -> str:
    """Return the answer as words: nothing else is published below a review. Raises `Unsendable`."""
    if not message.thread_key:
        raise Unsendable("below nothing")
    text = ""
    for part in message.parts:
        match part:
            case Options():
                text = offered(part, text)
            case Text(text=told) | Choice(title=told) | Order(text=told) | Location(name=told):
                text = "\n\n".join(filter(None, (text, told)))
            case _:
                pass  # files and cards have no words
    text = text.strip()
    if not text:
        raise Unsendable("nothing to say")
    if len(text) > limit:
        raise Unsendable("too long")
    return text
