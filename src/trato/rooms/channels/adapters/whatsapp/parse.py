"""A delivery of WhatsApp as events: every item of every change of every entry, none left out in silence.

Meta's published schema of webhooks is not used to refuse anything: it refuses a third of what Meta sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from trato.rooms.channels.adapters.reading import (
    JsonMap,
    decode,
    fingerprint,
    is_map,
    map_in,
    maps_in,
    text_in,
)
from trato.rooms.channels.adapters.whatsapp.messages import PRECISION, Frame, read_echo, read_message
from trato.rooms.channels.adapters.whatsapp.notices import (
    read_account_notice,
    read_call,
    read_handover,
    read_preference,
    read_user_id_update,
)
from trato.rooms.channels.adapters.whatsapp.people import People
from trato.rooms.channels.adapters.whatsapp.statuses import read_status
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent, InboundKind, Malformed

_ITEMS: tuple[tuple[str, Callable[[JsonMap, Frame], InboundEvent]], ...] = (
    ("messages", read_message),
    ("statuses", read_status),
    ("message_echoes", read_echo),
    ("user_preferences", read_preference),
    ("user_id_update", read_user_id_update),
    ("calls", read_call),
)
_BY_HAND = "smb_"  # of the business's own telephone, beside the API
_ABOUT_THE_ACCOUNT = (
    "account_",
    "business_",
    "message_template_",
    "template_",
    "phone_number_",
    "payment_configuration_",
    "partner_",
    "security",
    "flows",
)


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return one event for each item of a delivery, in its order. Raises `Malformed`.

    What is not understood becomes UNSUPPORTED. An item for another telephone number keeps that number's id
    in `account_ref`, so that the caller can refuse it.
    """
    body = decode(delivery.raw)
    entries = body.get("entry")
    if entries is None and any(name in body for name, _ in _ITEMS):
        return list(_value_events(str(body.get("field", "messages")), body, {}, delivery, account))
    if not isinstance(entries, list):
        raise Malformed("no entries")
    events: list[InboundEvent] = []
    for entry in entries:
        events.extend(_entry_events(entry, delivery, account))
    return events


def _entry_events(entry: Any, delivery: Delivery, account: AccountView) -> Iterator[InboundEvent]:
    changes = entry.get("changes") if is_map(entry) else None
    if not isinstance(changes, list):
        yield _strange("entry", entry, delivery)
        return
    for change in changes:
        value = change.get("value") if is_map(change) else None
        if not is_map(value):
            yield _strange("change", change, delivery)
            continue
        yield from _value_events(text_in(change, "field"), value, entry, delivery, account)


def _value_events(
    field: str, value: JsonMap, entry: JsonMap, delivery: Delivery, account: AccountView
) -> Iterator[InboundEvent]:
    frame = Frame(
        delivery, People(value, account), _account_ref(value, entry, account), tuple(maps_in(value, "errors"))
    )
    if field.startswith("messaging_handovers"):
        yield read_handover(field, value, entry, frame)
        return
    found = False
    for name, read in _ITEMS:
        items = value.get(name)
        if items is None:
            continue
        for item in items if isinstance(items, list) else [items]:
            found = True
            if not is_map(item):
                yield _strange(name, item, delivery, frame.account_ref)
                continue
            event = read(item, frame)
            # what the business's own telephone said is a person's: of echoes these alone
            yield replace(event, by_hand=True) if field.startswith(_BY_HAND) and name == "message_echoes" else event
    if found:
        return
    if field.startswith(_ABOUT_THE_ACCOUNT) or frame.errors:
        yield read_account_notice(field, value, entry, frame)
    else:
        yield _strange(field, value, delivery, frame.account_ref)


def _account_ref(value: JsonMap, entry: JsonMap, account: AccountView) -> str:
    """Return the telephone number id that an item is for, "" when it is for the whole business account.

    News of a business account that is not the one in `settings.business_account_id` says so.
    """
    number = text_in(map_in(value, "metadata"), "phone_number_id")
    if number:
        return number
    stated, given = account.settings.get("business_account_id"), text_in(entry, "id")
    return f"business:{given}" if stated and given and given != stated else ""


def _strange(what: str, value: Any, delivery: Delivery, account_ref: str = "") -> InboundEvent:
    detail: JsonMap = {"field": what}
    if is_map(value):
        detail["keys"] = sorted(value)[:20]
    return InboundEvent(
        InboundKind.UNSUPPORTED,
        f"strange:{what}:{fingerprint(value)}",
        delivery.received_at,
        precision=PRECISION,
        account_ref=account_ref,
        detail=detail,
    )
