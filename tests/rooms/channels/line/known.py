"""Accounts, payloads and golden events that the tests of LINE share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.line.adapter import Line
from trato.rooms.channels.model import AccountView, ChannelAccountId, ConversationFacts, Delivery, InboundEvent

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "line"
GOLDEN = HERE.parent / "golden" / "line"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[4] / "shared"))
CONTRACTS = SHARED / "contracts"
PUBLISHED = CONTRACTS / "line" / "payloads"
SPEC = CONTRACTS / "line" / "messaging-api.yml"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
DESTINATION = "U" + "0a1b2c3d" * 4
PERSON = "U206d25c2ea6bd87c17655609a1c37cb8"
TOKEN, SECRET = "llave-de-acceso", "s3creto del canal"
LINE = Line()
ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="line",
    external_id=DESTINATION,
    country="PE",
    secrets={"access_token": TOKEN, "channel_secret": SECRET},
)
CAPS = LINE.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(body: Any, account: AccountView = ACCOUNT) -> list[InboundEvent]:
    """Parse one webhook."""
    return LINE.parse(delivery(body), account)


def published_bodies() -> dict[str, Any]:
    """Return the webhooks published with the contract by name; nothing when it is absent."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(PUBLISHED.glob("*.json"))}


def own_bodies() -> dict[str, Any]:
    """Return the webhooks of our own writing."""
    bodies: dict[str, Any] = {}
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        bodies |= json.loads(path.read_text())
    return bodies


def lines_of(bodies: dict[str, Any]) -> Iterator[str]:
    """Yield the golden lines: for each named body, each of its events."""
    for name, body in bodies.items():
        for event in events_of(body):
            yield json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
