"""Accounts, payloads and golden events that the tests of WhatsApp share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.whatsapp.adapter import WhatsApp
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "whatsapp"
GOLDEN = HERE.parent / "golden" / "whatsapp"
CHECKOUT = HERE.parents[3]
SHARED = Path(os.environ.get("TRATO_SHARED", CHECKOUT.parent / "shared"))
CONTRACTS = SHARED / "contracts"
PUBLISHED = CONTRACTS / "whatsapp" / "payloads"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
WHATSAPP = WhatsApp()

META = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000001")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="whatsapp",
    external_id="109876543210987",
    portfolio="portfolio-1",
    country="AR",
    settings={"provider": "meta"},
    secrets={"app_secret": "0123456789abcdef0123456789abcdef", "access_token": "EAAtoken", "verify_token": "luz-verde"},
)
DIALOG_360 = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000002")),
    workspace_id=META.workspace_id,
    channel="whatsapp",
    external_id="109876543210988",
    portfolio="portfolio-1",
    country="BR",
    settings={"provider": "360dialog"},
    secrets={"api_key": "d360-key", "webhook_secret": "un secreto largo"},
)


def delivery(body: Any) -> Delivery:
    """Wrap a body (bytes, or what becomes JSON) as the inbox keeps it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(body: Any, account: AccountView = META) -> list[InboundEvent]:
    """Parse one body."""
    return WHATSAPP.parse(delivery(body), account)


def change(value: dict[str, Any], field: str = "messages", number: str = META.external_id) -> dict[str, Any]:
    """Wrap a value as one webhook."""
    metadata = {"display_phone_number": "5491150001111", "phone_number_id": number}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    entry = {"id": "200300400500600", "changes": [{"value": whole, "field": field}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def message(identifier: str, kind: str = "text", **content: Any) -> dict[str, Any]:
    """Write one inbound message; a text unless told otherwise."""
    told = content or {"text": {"body": f"Hola {identifier}"}}
    return {"from": "5491123456789", "id": identifier, "timestamp": "1763650800", "type": kind, **told}


def status(identifier: str, word: str) -> dict[str, Any]:
    """Write one status of a message of ours."""
    return {"id": identifier, "status": word, "timestamp": "1763650800", "recipient_id": "5491123456789"}


def published_bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (file, bodies by name) of the payloads published with the contract; nothing when it is absent."""
    for path in sorted(PUBLISHED.glob("*.json")):
        yield path.stem, json.loads(path.read_text())


def own_bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (file, bodies by name) of the payloads of our own writing."""
    for path in sorted(OWN_PAYLOADS.glob("*.json")):
        yield path.stem, json.loads(path.read_text())


def lines_of(bodies: dict[str, Any]) -> list[str]:
    """Return the golden lines of a file: for each named body, each of its events."""
    lines = []
    for name, body in bodies.items():
        for event in events_of(body):
            lines.append(
                json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
            )
    return lines
