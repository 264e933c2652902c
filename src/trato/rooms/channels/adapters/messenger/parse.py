"""A delivery of a Page's webhooks as events of its inbox: every item, none left out in silence.

What the same webhook tells of the Page's posts is another channel's: it is left to that one.
"""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.inbox import told_in_inbox
from trato.rooms.channels.adapters.meta.walking import INBOX, PAGE, Item, items_of, strange
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.model import Delivery, InboundEvent

_ON_POSTS = frozenset({"feed", "mention", "ratings"})


def parse(delivery: Delivery) -> list[InboundEvent]:
    """Return the events of a delivery, in its order. Raises `Malformed`.

    What is not understood becomes UNSUPPORTED. Each event has the id of its Page in `account_ref`.
    """
    return [event for item in items_of(delivery, PAGE) for event in _events(item)]


def _events(item: Item) -> list[InboundEvent]:
    if item.place in INBOX:
        return told_in_inbox(item)
    field = text_in(item.body, "field")
    return [] if field in _ON_POSTS else [strange(item, field or item.place or "entry")]
