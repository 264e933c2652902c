"""The account, payloads and golden events that the tests of a Page's posts share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from tests.rooms.channels.messenger.known import ACCOUNT as INBOX
from tests.rooms.channels.messenger.known import CONTRACTS, HERE, PAGE, delivery
from trato.rooms.channels.adapters.facebook.adapter import Facebook
from trato.rooms.channels.model import InboundEvent

OWN_PAYLOADS = HERE.parent / "payloads" / "facebook"
GOLDEN = HERE.parent / "golden" / "facebook"
PUBLISHED = CONTRACTS / "facebook-comments" / "payloads"
FACEBOOK = Facebook()
ACCOUNT = msgspec.structs.replace(INBOX, channel="facebook")


def events_of(body: Any) -> list[InboundEvent]:
    """Parse one body."""
    return FACEBOOK.parse(delivery(body), ACCOUNT)


def change(value: dict[str, Any], field: str = "feed") -> dict[str, Any]:
    """Wrap a change of the Page's posts as one webhook."""
    return {
        "object": "page",
        "entry": [{"id": PAGE, "time": 1763650800, "changes": [{"field": field, "value": value}]}],
    }


def published_bodies() -> Iterator[tuple[str, Any]]:
    """Yield (name, body) of the payloads published with the contract; nothing when they are absent."""
    for path in sorted(PUBLISHED.glob("*.json")):
        yield path.stem, json.loads(path.read_text())


def own_bodies() -> Iterator[tuple[str, Any]]:
    """Yield (name, body) of the payloads of our own writing."""
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        yield from json.loads(path.read_text()).items()


def line_of(name: str, body: Any) -> str:
    """Return the golden line of a body: its events."""
    told = json.loads(msgspec.json.encode(events_of(body)))
    return json.dumps({"body": name, "events": told}, ensure_ascii=False)
