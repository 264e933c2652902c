"""The account, payloads and golden events that the tests of X share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.x.adapter import ADAPTER
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent
from trato.rooms.channels.simulators.x.world import Business

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "x"
GOLDEN = HERE.parent / "golden" / "x"
CONTRACTS = Path(os.environ.get("TRATO_SHARED", HERE.parents[3].parent / "shared")) / "contracts"
PUBLISHED = CONTRACTS / "x" / "payloads"
SPEC = CONTRACTS / "x" / "openapi.json"
VECTORS = CONTRACTS / "signature-vectors.json"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
OURS, LUCIA, TOMAS = "1111111111111111111", "2222222222222222222", "3333333333333333333"
X = ADAPTER
SECRETS = {
    "consumer_secret": "consumer-secret",
    "bearer_token": "AAAA-de-la-app",
    "access_token": "de-la-cuenta",
    "refresh_token": "una-vez",
    "access_ends": str(int(RECEIVED.timestamp()) + 7200),
}
ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000009")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="x",
    external_id=OURS,
    country="PE",
    settings={"client_id": "cliente"},
    secrets=SECRETS,
)


def business() -> Business:
    """Return the account as the simulator has it, connected to nothing."""
    return Business(
        OURS, "PircaCocina", "Pirca Cocina", SECRETS["consumer_secret"], SECRETS["bearer_token"],
        SECRETS["access_token"], SECRETS["refresh_token"],
    )  # fmt: skip


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(body: Any, account: AccountView = ACCOUNT) -> list[InboundEvent]:
    """Parse one body."""
    return X.parse(delivery(body), account)


def activity(kind: str, payload: dict[str, Any], includes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Wrap what happened as the X Activity API does."""
    data = {
        "event_uuid": "7000000000000000001",
        "filter": {"user_id": OURS},
        "event_type": kind,
        "tag": "trato",
        "payload": payload,
    }
    return {"data": {**data, **({"includes": includes} if includes is not None else {})}}


def published_bodies() -> dict[str, Any]:
    """Return the bodies published with the contract by name; nothing when it is absent."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(PUBLISHED.glob("*.json"))}


def own_bodies() -> dict[str, Any]:
    """Return the bodies of our own writing."""
    bodies: dict[str, Any] = {}
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        bodies |= json.loads(path.read_text())
    return bodies


def lines_of(bodies: dict[str, Any]) -> Iterator[str]:
    """Yield the golden lines: for each named body, its events."""
    for name, body in bodies.items():
        told = json.loads(msgspec.json.encode(events_of(body)))
        yield json.dumps({"body": name, "events": told}, ensure_ascii=False)
