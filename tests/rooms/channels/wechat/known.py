"""Accounts, payloads and golden events that the tests of WeChat share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.wechat.adapter import WeChat
from trato.rooms.channels.model import AccountView, ChannelAccountId, ConversationFacts, Delivery, InboundEvent

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "wechat"
GOLDEN = HERE.parent / "golden" / "wechat"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[4] / "shared"))
PUBLISHED = SHARED / "contracts" / "wechat" / "payloads"
VECTORS = PUBLISHED / "signature-vectors.json"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
APP_ID, ORIGINAL_ID = "wx0123456789abcdef", "gh_7f083739789a"
PERSON = "oPirca0Camila0Rojas00000001a"
APP_SECRET, TOKEN = "0123456789abcdef0123456789abcdef", "T0kenDePirca"
AES_KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"
WECHAT = WeChat()
ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="wechat",
    external_id=APP_ID,
    country="PE",
    secrets={"app_secret": APP_SECRET, "token": TOKEN},
)
SEALING = msgspec.structs.replace(ACCOUNT, secrets={**ACCOUNT.secrets, "aes_key": AES_KEY})
CAPS = WECHAT.capabilities(ACCOUNT, ConversationFacts(last_inbound_at=RECEIVED), RECEIVED)


def delivery(raw: bytes) -> Delivery:
    """Wrap a body as the inbox keeps it."""
    return Delivery(raw=raw, headers={}, received_at=RECEIVED)


def events_of(raw: bytes, account: AccountView = ACCOUNT) -> list[InboundEvent]:
    """Parse one delivery."""
    return WECHAT.parse(delivery(raw), account)


def published_bodies() -> dict[str, bytes]:
    """Return the messages published with the vectors by name; nothing when they are absent."""
    return {path.stem: path.read_bytes() for path in sorted(PUBLISHED.glob("*.xml"))}


def own_bodies() -> dict[str, bytes]:
    """Return the messages of our own writing."""
    return {path.stem: path.read_bytes() for path in sorted(OWN_PAYLOADS.glob("*.xml"))}


def lines_of(bodies: dict[str, bytes]) -> Iterator[str]:
    """Yield the golden lines: for each named body, each of its events."""
    for name, body in bodies.items():
        for event in events_of(body):
            yield json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
