"""A delivery of a Page's webhooks as events of its inbox: every item, none left out in silence.

What the same webhook tells of the Page's posts is another channel's: it is left to that one.
"""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.messenger.messages import (
    Said,
    nobody_said,
    read_edit,
    read_message,
    read_postback,
    read_reaction,
    said_in,
)
from trato.rooms.channels.adapters.messenger.notices import (
    read_delivery,
    read_handover,
    read_optin,
    read_reading,
    read_referral,
)
from trato.rooms.channels.adapters.meta.walking import INBOX, Item, items_of, strange
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.model import Delivery, InboundEvent, InboundKind

_ON_POSTS = frozenset({"feed", "mention", "ratings"})
_READERS: dict[str, Callable[[Said], InboundEvent | list[InboundEvent]]] = {
    "message": read_message,
    "message_edit": read_edit,
    "postback": read_postback,
    "reaction": read_reaction,
    "delivery": read_delivery,
    "read": read_reading,
    "referral": read_referral,
    "optin": read_optin,
}
_HANDOVERS = ("pass_thread_control", "take_thread_control", "request_thread_control", "app_roles")
_OF_THE_ACCOUNT = ("policy_enforcement", "policy-enforcement")


def parse(delivery: Delivery) -> list[InboundEvent]:
    """Return the events of a delivery, in its order. Raises `Malformed`.

    What is not understood becomes UNSUPPORTED. Each event has the id of its Page in `account_ref`.
    """
    return [event for item in items_of(delivery) for event in _events(item)]


def _events(item: Item) -> list[InboundEvent]:
    if item.place not in INBOX:
        field = text_in(item.body, "field")
        return [] if field in _ON_POSTS else [strange(item, field or item.place or "entry")]
    said = said_in(item)
    for name, read in _READERS.items():
        if name in item.body:
            found = read(said)
            return found if isinstance(found, list) else [found]
    for name in _HANDOVERS:
        if name in item.body:
            return [read_handover(said, name)]
    for name in _OF_THE_ACCOUNT:
        if name in item.body:
            return [nobody_said(said, name, InboundKind.ACCOUNT_ALERT)]
    return [strange(item, next((name for name in item.body if name not in _AROUND), item.place))]


_AROUND = frozenset({"sender", "recipient", "timestamp"})
