"""The items of an inbox as events: what each name in an item means. Messenger's and Instagram's are the same."""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.meta.messages import (
    Said,
    nobody_said,
    read_edit,
    read_message,
    read_postback,
    read_reaction,
    said_in,
)
from trato.rooms.channels.adapters.meta.notices import (
    read_delivery,
    read_handover,
    read_optin,
    read_reading,
    read_referral,
    read_roles,
)
from trato.rooms.channels.adapters.meta.walking import Item, strange
from trato.rooms.channels.model import InboundEvent, InboundKind

_READERS: dict[str, Callable[[Said], InboundEvent | list[InboundEvent]]] = {
    "message": read_message,
    "message_edit": read_edit,
    "postback": read_postback,
    "reaction": read_reaction,
    "delivery": read_delivery,
    "read": read_reading,
    "referral": read_referral,
    "optin": read_optin,
    "app_roles": read_roles,
}
_HANDOVERS = ("pass_thread_control", "take_thread_control", "request_thread_control")
_OF_THE_ACCOUNT = ("policy_enforcement", "policy-enforcement")
_AROUND = frozenset({"sender", "recipient", "timestamp"})


def told_in_inbox(item: Item) -> list[InboundEvent]:
    """Return the events of one item; what is not understood becomes UNSUPPORTED."""
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
