"""Accounts, payloads and golden events that the tests of Telegram share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.telegram.adapter import Telegram
from trato.rooms.channels.model import AccountView, ChannelAccountId, ConversationFacts, Delivery, InboundEvent

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "telegram"
GOLDEN = HERE.parent / "golden" / "telegram"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[3].parent / "shared"))
PUBLISHED = SHARED / "contracts" / "telegram" / "payloads"
SCHEMA = SHARED / "contracts" / "telegram" / "bot-api.schema.json"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
TOKEN = "7000000001:AAE-llave-del-bot"
SECRET = "s3creto_del-webhook"
TELEGRAM = Telegram()
BOT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="telegram",
    external_id="ayudabot",
    country="CL",
    secrets={"bot_token": TOKEN, "secret_token": SECRET},
)
CAPS = TELEGRAM.capabilities(BOT, ConversationFacts(), RECEIVED)


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(body: Any, account: AccountView = BOT) -> list[InboundEvent]:
    """Parse one update."""
    return TELEGRAM.parse(delivery(body), account)


def published_bodies() -> dict[str, Any]:
    """Return the updates published with the contract by name; nothing when it is absent."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(PUBLISHED.glob("*.json"))}


def own_bodies() -> dict[str, Any]:
    """Return the updates of our own writing."""
    bodies: dict[str, Any] = {}
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        bodies |= json.loads(path.read_text())
    return bodies


def lines_of(bodies: dict[str, Any]) -> Iterator[str]:
    """Yield the golden lines: for each named body, each of its events."""
    for name, body in bodies.items():
        for event in events_of(body):
            yield json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
