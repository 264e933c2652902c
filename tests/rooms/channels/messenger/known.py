"""The account, payloads and golden events that the tests of Messenger share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.messenger.adapter import Messenger
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent
from trato.rooms.contacts.model import Address, IdentityKind

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "messenger"
GOLDEN = HERE.parent / "golden" / "messenger"
CHECKOUT = HERE.parents[3]
SHARED = Path(os.environ.get("TRATO_SHARED", CHECKOUT.parent / "shared"))
CONTRACTS = SHARED / "contracts"
PUBLISHED = CONTRACTS / "messenger" / "payloads"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
MESSENGER = Messenger()
PAGE = "104512345678901"
PSID = "7012345678901234"
LUCIA = Address(IdentityKind.PAGE_USER, PSID, scope=PAGE)

ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="messenger",
    external_id=PAGE,
    country="AR",
    secrets={"app_secret": "0123456789abcdef0123456789abcdef", "access_token": "EAApage", "verify_token": "luz-verde"},
)


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(body: Any) -> list[InboundEvent]:
    """Parse one body."""
    return MESSENGER.parse(delivery(body), ACCOUNT)


def webhook(*items: dict[str, Any], place: str = "messaging") -> dict[str, Any]:
    """Wrap items of an inbox as one webhook."""
    return {"object": "page", "entry": [{"id": PAGE, "time": 1763650800500, place: list(items)}]}


def item(at: int = 1763650800123, **what: Any) -> dict[str, Any]:
    """Write one item that a person did."""
    return {"sender": {"id": PSID}, "recipient": {"id": PAGE}, "timestamp": at, **what}


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
