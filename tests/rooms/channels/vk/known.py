"""Accounts, payloads and golden events that the tests of VK share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.vk.adapter import VK
from trato.rooms.channels.model import (
    AccountView,
    ChannelAccountId,
    ConversationFacts,
    Delivery,
    InboundEvent,
    WebhookRequest,
)

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "vk"
GOLDEN = HERE.parent / "golden" / "vk"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[3].parent / "shared"))
PUBLISHED = SHARED / "contracts" / "vk" / "payloads"
SCHEMA = SHARED / "contracts" / "vk" / "schema"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
GROUP, SECRET, CODE = 123456, "s3cr3t", "c0d1g0"
TOKEN, PERSON_TOKEN = "vk1.a.comunidad", "vk1.a.persona"
ADAPTER = VK()
ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="vk",
    external_id=str(GROUP),
    country="PE",
    settings={"confirmation": CODE},
    secrets={"access_token": TOKEN, "user_token": PERSON_TOKEN, "secret": SECRET},
)
CAPS = ADAPTER.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    return Delivery(raw=raw_of(body), headers={}, received_at=RECEIVED)


def raw_of(body: Any) -> bytes:
    """Return a body's bytes."""
    return body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()


def post(body: Any) -> WebhookRequest:
    """Return a call of our address with `body`."""
    return WebhookRequest("POST", "https://care.example/hooks/1", {}, {}, raw_of(body))


def events_of(body: Any, account: AccountView = ACCOUNT) -> list[InboundEvent]:
    """Parse one call."""
    return ADAPTER.parse(delivery(body), account)


def published_bodies() -> dict[str, Any]:
    """Return the calls published with the contract by name; nothing when it is absent."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(PUBLISHED.glob("*.json"))}


def own_bodies() -> dict[str, Any]:
    """Return the calls of our own writing."""
    bodies: dict[str, Any] = json.loads((OWN_PAYLOADS / "propios.json").read_text())
    return bodies


def lines_of(bodies: dict[str, Any]) -> Iterator[str]:
    """Yield the golden lines: for each named body, each of its events."""
    for name, body in bodies.items():
        for event in events_of(body):
            yield json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
