"""Accounts, payloads and golden events that the tests of SMS share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.sms.adapter import Sms
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "sms"
GOLDEN = HERE.parent / "golden" / "sms"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[4] / "shared"))
CONTRACT = SHARED / "contracts" / "twilio"
PUBLISHED = CONTRACT / "payloads"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
ACCOUNT_SID = f"AC{'0' * 32}"
NUMBER = "+56229382000"
SMS = Sms()

ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000003")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="sms",
    external_id=NUMBER,
    country="CL",
    settings={"account_sid": ACCOUNT_SID, "mms": "yes"},
    secrets={"auth_token": "12345"},
    hook="https://care.example.com/hooks/018f6b1e-0000-7000-8000-000000000003",
)


def with_fields(account: AccountView, **fields: Any) -> AccountView:
    return msgspec.structs.replace(account, **fields)


def delivery(form: Mapping[str, str]) -> Delivery:
    """Wrap a form as the inbox keeps it; `:key` is what the address called said."""
    told = {name: value for name, value in form.items() if name != ":key"}
    kept = {"content-type": FORM} | ({":key": form[":key"]} if ":key" in form else {})
    return Delivery(raw=urlencode(told).encode(), headers=kept, received_at=RECEIVED)


def events_of(form: Mapping[str, str], account: AccountView = ACCOUNT) -> list[InboundEvent]:
    return SMS.parse(delivery(form), account)


def published() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the webhooks published with the contract; nothing when it is absent."""
    for path in sorted(PUBLISHED.glob("*.json")):
        body = json.loads(path.read_text())
        if "raw_body" in body:
            yield path.stem, body


def own() -> dict[str, dict[str, str]]:
    """Return the forms of our own writing by name."""
    found: dict[str, dict[str, str]] = json.loads((OWN_PAYLOADS / "propios.json").read_text())
    return found


def lines_of(name: str, one: Delivery) -> list[str]:
    """Return the golden lines of a delivery: one for each of its events."""
    return [
        json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
        for event in SMS.parse(one, ACCOUNT)
    ]
