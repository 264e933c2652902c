"""Accounts, payloads and golden events that the tests of calls share."""

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

from trato.rooms.channels.adapters.voice.adapter import Voice
from trato.rooms.channels.model import AccountView, CallKnown, ChannelAccountId, Delivery, Handshake, WebhookRequest

HERE = Path(__file__).parent
OWN_PAYLOADS = HERE.parent / "payloads" / "voice"
GOLDEN = HERE.parent / "golden" / "voice"
SHARED = Path(os.environ.get("TRATO_SHARED", HERE.parents[4] / "shared"))
CONTRACT = SHARED / "contracts" / "twilio"
PUBLISHED = CONTRACT / "payloads"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
ACCOUNT_SID = f"AC{'0' * 32}"
NUMBER, ROSA = "+56229382000", "+56911112222"
CALL = f"CA{'d4' * 16}"
LEG = "018f6b1e000070008000000000000bb1"
QUEUE = "018f6b1e-0000-7000-8000-000000000cc1"
VOICE = Voice()
SCRIPT: dict[str, Any] = {
    "language": "es",
    "greeting": "Pirca, buenos días.",
    "hours_said": "Atendemos de lunes a viernes, de nueve a seis.",
    "aside": "yes",
    "menu": [
        f"1 = pedidos > cola {QUEUE}",
        "2 = los horarios > horarios",
        "3 = otras consultas > menú",
        "3.1 = garantías > cola",
        "9 = seguir por mensaje > mensaje",
        "0 = dejar un mensaje > buzón",
    ],
}

ACCOUNT = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-000000000004")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="voice",
    external_id=NUMBER,
    country="CL",
    settings={"account_sid": ACCOUNT_SID, **SCRIPT},
    secrets={"auth_token": "12345"},
    hook="https://care.example.com/hooks/018f6b1e-0000-7000-8000-000000000004",
)


def with_script(**script: Any) -> AccountView:
    """Return the account with another script."""
    return msgspec.structs.replace(ACCOUNT, settings={"account_sid": ACCOUNT_SID, **script})


def form(status: str = "in-progress", **more: str) -> dict[str, str]:
    """Return what a webhook of an inbound call says."""
    return {
        "CallSid": CALL, "AccountSid": ACCOUNT_SID, "From": ROSA, "To": NUMBER, "CallStatus": status,
        "Direction": "inbound", "ApiVersion": "2010-04-01", **more,
    }  # fmt: skip


def asked(told: Mapping[str, str], key: str = "", account: AccountView = ACCOUNT) -> WebhookRequest:
    """Return a webhook as it comes to the door."""
    url = f"{account.hook}?key={key}" if key else account.hook
    return WebhookRequest("POST", url, {"key": key} if key else {}, {"content-type": FORM}, urlencode(told).encode())


def answer(
    told: Mapping[str, str], key: str = "", known: CallKnown | None = None, account: AccountView = ACCOUNT
) -> Handshake:
    """Return what the house answers to a webhook."""
    return VOICE.answer_call(asked(told, key, account), account, known or CallKnown())


def delivery(told: Mapping[str, str]) -> Delivery:
    """Wrap a form as the inbox keeps it; `:key` is what the address called said."""
    plain = {name: value for name, value in told.items() if name != ":key"}
    kept = {"content-type": FORM} | ({":key": told[":key"]} if ":key" in told else {})
    return Delivery(raw=urlencode(plain).encode(), headers=kept, received_at=RECEIVED)


def published() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the webhooks of calls that are published with the contract; nothing when it is absent."""
    for path in sorted(PUBLISHED.glob("voice-*.json")):
        yield path.stem, json.loads(path.read_text())


def own() -> dict[str, dict[str, str]]:
    """Return the forms of our own writing by name."""
    found: dict[str, dict[str, str]] = json.loads((OWN_PAYLOADS / "propios.json").read_text())
    return found


def lines_of(name: str, one: Delivery) -> list[str]:
    """Return the golden lines of a delivery: one for each of its events."""
    return [
        json.dumps({"body": name, "event": json.loads(msgspec.json.encode(event))}, ensure_ascii=False)
        for event in VOICE.parse(one, ACCOUNT)
    ]
