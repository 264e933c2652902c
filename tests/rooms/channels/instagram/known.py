"""The account, payloads and golden events that the tests of Instagram share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from tests.rooms.channels.messenger.known import ACCOUNT as INBOX
from tests.rooms.channels.messenger.known import CONTRACTS, HERE, delivery
from trato.rooms.channels.adapters.instagram.adapter import ADAPTER
from trato.rooms.channels.model import InboundEvent
from trato.rooms.contacts.model import Address, IdentityKind

OWN_PAYLOADS = HERE.parent / "payloads" / "instagram"
GOLDEN = HERE.parent / "golden" / "instagram"
PUBLISHED = CONTRACTS / "instagram" / "payloads"
INSTAGRAM = ADAPTER
ME = "17841405822304914"
IGSID = "9012345678901234"
LUCIA = Address(IdentityKind.PAGE_USER, IGSID, scope=ME)
ACCOUNT = msgspec.structs.replace(INBOX, channel="instagram", external_id=ME)


def events_of(body: Any) -> list[InboundEvent]:
    """Parse one body."""
    return INSTAGRAM.parse(delivery(body), ACCOUNT)


def item(at: int = 1763650800123, **what: Any) -> dict[str, Any]:
    """Write one item that a person did."""
    return {"sender": {"id": IGSID}, "recipient": {"id": ME}, "timestamp": at, **what}


def inbox(*items: dict[str, Any], place: str = "messaging") -> dict[str, Any]:
    """Wrap items of an inbox as one webhook."""
    return {"object": "instagram", "entry": [{"id": ME, "time": 1763650800500, place: list(items)}]}


def change(value: dict[str, Any], field: str = "comments") -> dict[str, Any]:
    """Wrap something said in public as one webhook."""
    changes = [{"field": field, "value": value}]
    return {"object": "instagram", "entry": [{"id": ME, "time": 1763650800, "changes": changes}]}


def published_bodies() -> Iterator[tuple[str, Any]]:
    """Yield (name, body) of the webhooks published with the contract; nothing when they are absent.

    Two files there hold objects that the Graph answers with, not webhooks.
    """
    for path in sorted(PUBLISHED.glob("*.json")):
        body = json.loads(path.read_text())
        if "entry" in body:
            yield path.stem, body


def own_bodies() -> Iterator[tuple[str, Any]]:
    """Yield (name, body) of the payloads of our own writing."""
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        yield from json.loads(path.read_text()).items()


def line_of(name: str, body: Any) -> str:
    """Return the golden line of a body: its events."""
    told = json.loads(msgspec.json.encode(events_of(body)))
    return json.dumps({"body": name, "events": told}, ensure_ascii=False)
