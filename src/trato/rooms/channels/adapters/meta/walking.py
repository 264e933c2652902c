"""The items of a webhook of Meta's about one kind of account, in their order, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from trato.rooms.channels.adapters.reading import JsonMap, decode, fingerprint, instant_in, is_map, text_in
from trato.rooms.channels.model import Delivery, InboundEvent, InboundKind, Malformed

PAGE, INSTAGRAM = "page", "instagram"  # what a webhook is about
_OBJECTS = frozenset({PAGE, INSTAGRAM, "whatsapp_business_account"})  # each is read by a channel of its own
INBOX = ("messaging", "standby")  # of conversations: ours to answer, and another application's
_ENVELOPE = frozenset({"id", "time", "uid", "messaging", "standby", "changes"})


class Item(Struct, frozen=True):
    """One item: `place` is the list that it stood in, "changes" or one of `INBOX`; "" when it is none we know."""

    place: str
    body: JsonMap
    page: str  # the id of the Page or the professional account, "" when the webhook is about neither
    at: datetime  # the entry's time, or when it was received
    received_at: datetime


def items_of(delivery: Delivery, about: str) -> Iterator[Item]:
    """Yield the items of a delivery, none where it is about what another channel of the same app reads.

    Raises `Malformed` when it has no entries.
    """
    body = decode(delivery.raw)
    entries = body.get("entry")
    if not isinstance(entries, list):
        raise Malformed("no entries")
    told = text_in(body, "object")
    if told != about and told in _OBJECTS:
        return
    for entry in entries:
        if not is_map(entry):
            yield Item("", {"entry": entry}, "", delivery.received_at, delivery.received_at)
            continue
        at = instant_in(entry, "time") or delivery.received_at
        page = text_in(entry, "id") if told == about else ""
        found = False
        for place in (*INBOX, "changes"):
            given = entry.get(place)
            for one in given if isinstance(given, list) else []:
                found = True
                known = is_map(one)
                yield Item(place if known else "", one if known else {place: one}, page, at, delivery.received_at)
        if not found:
            rest = {name: value for name, value in entry.items() if name not in _ENVELOPE}
            yield Item("", rest or {"entry": entry}, page, at, delivery.received_at)


def strange(item: Item, what: str) -> InboundEvent:
    """Return the event of something that we do not know: nobody said it, and its bytes are kept."""
    detail: dict[str, Any] = {"field": what, "keys": sorted(item.body)[:20]}
    return InboundEvent(
        InboundKind.UNSUPPORTED, f"strange:{what}:{fingerprint(item.body)}", item.at, account_ref=item.page,
        detail=detail,
    )  # fmt: skip
