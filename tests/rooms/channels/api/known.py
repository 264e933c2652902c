"""The account, and calls to it as other systems make them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from trato.kit.standard_webhooks import show_secret, signature_headers
from trato.rooms.channels.adapters.api.adapter import GenericApi
from trato.rooms.channels.model import AccountView, ChannelAccountId, ConversationFacts, Delivery, WebhookRequest

NOW = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
SECRET = show_secret(b"secreto de firma de treinta y dos")
API = GenericApi()
ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000009")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="api",
    external_id="kioscos",
    country="PE",
    settings={"url": "https://kioscos.example/trato"},
    secrets={"signing_secret": SECRET},
)
CAPS = API.capabilities(ACCOUNT, ConversationFacts(), NOW)
ANA: dict[str, Any] = {"id": "ana-77", "name": "Ana Paz", "language": "es"}


def message(**more: Any) -> dict[str, Any]:
    """Return a message of Ana's."""
    return {"type": "message", "id": "m-1", "contact": ANA, "text": "¿Mi pedido?", **more}


def request(
    body: Any, *, secret: str = SECRET, at: datetime = NOW, identifier: str = "call-1", method: str = "POST"
) -> WebhookRequest:
    """Return a signed call."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    headers = signature_headers([secret], identifier, at, raw)
    return WebhookRequest(method, "https://care.example/hooks/1", {}, headers, raw, NOW)


def delivery(body: Any) -> Delivery:
    """Return a call as the inbox keeps it."""
    return Delivery(json.dumps(body).encode(), {}, NOW)
