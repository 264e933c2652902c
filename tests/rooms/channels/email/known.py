"""The account, mails and golden events that the tests of e-mail share."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.channels.adapters.email.adapter import Email
from trato.rooms.channels.adapters.email.html_trimming import trim_html
from trato.rooms.channels.adapters.email.trimming import trim_text
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, InboundEvent, OutboundMessage, Text
from trato.rooms.contacts.model import Address, IdentityKind

HERE = Path(__file__).parent
OWN_MAILS = HERE.parent / "payloads" / "email"
GOLDEN = HERE.parent / "golden" / "email"
CHECKOUT = HERE.parents[3]
SHARED = Path(os.environ.get("TRATO_SHARED", CHECKOUT.parent / "shared"))
PUBLISHED = SHARED / "contracts" / "email"
REGENERATE = os.environ.get("TRATO_REGENERATE_GOLDEN") == "1"

RECEIVED = datetime(2026, 11, 20, 15, 0, 0, tzinfo=UTC)
EMAIL = Email()
OUR_KEY = UUID("0199f3aa-0000-7000-8000-00000000000a")

SHOP = AccountView(
    id=ChannelAccountId(UUID("018f6b1e-0000-7000-8000-0000000000e1")),
    workspace_id=UUID("018f6b1e-0000-7000-8000-0000000000aa"),
    channel="email",
    external_id="ayuda@tienda.example",
    settings={"from_name": "Ayuda de la tienda"},
    secrets={"password": "clave", "thread_key": "una clave para hilos"},
)


def events_of(raw: bytes, account: AccountView = SHOP, **headers: str) -> list[InboundEvent]:
    """Parse one raw mail."""
    return EMAIL.parse(Delivery(raw=raw, headers=headers, received_at=RECEIVED), account)


def one_of(raw: bytes, account: AccountView = SHOP) -> InboundEvent:
    """Parse a raw mail that is one event."""
    (event,) = events_of(raw, account)
    return event


def text_of(event: InboundEvent) -> Text:
    """Return an event's text part."""
    return next(part for part in event.parts if isinstance(part, Text))


def file_of(raw: bytes, ref: str) -> bytes:
    """Return the content of a mail's file."""
    found = EMAIL.embedded(raw, ref)
    assert found is not None
    return found.content


def mail(body: str = "Hola", **headers: str) -> bytes:
    """Write a plain mail; header names with _ for -."""
    told = {"From": "Camila Rojas <camila@correo.example>", "To": "ayuda@tienda.example", "Subject": "Pedido",
            "Date": "Fri, 20 Nov 2026 10:15:30 -0300", "Message-ID": "<a1@correo.example>",
            "Content-Type": "text/plain; charset=utf-8"}  # fmt: skip
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\n" for name, value in told.items() if value).encode() + b"\n" + body.encode()


def outbound(text: str = "Hola, Camila.", **more: Any) -> OutboundMessage:
    """Return a message of ours to Camila."""
    told: dict[str, Any] = {"key": OUR_KEY, "parts": (Text(text),), "case_number": 1001, "to": (CAMILA,)}
    return OutboundMessage(**(told | more))


CAMILA = Address(IdentityKind.EMAIL, "camila@correo.example")


def own_mails() -> Iterator[tuple[str, bytes]]:
    """Yield (name, raw) of the mails of our own writing."""
    for path in sorted(OWN_MAILS.glob("*.eml")):
        yield path.stem, path.read_bytes()


FAMILIES = {
    "synthetic": "synthetic/*.eml",
    "talon": "talon/tests/fixtures/**/*.eml",
    "mime": "mime/*.eml",
    "bounces-flufl": "bounces/flufl/*.txt",
    "bounces-sisimai": "bounces/sisimai/*.eml",
}


def published_mails(family: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, raw) of a family of published mails; nothing when they are absent."""
    for path in sorted(PUBLISHED.glob(FAMILIES[family])):
        yield path.stem, path.read_bytes()


def trimming_lines() -> Iterator[str]:
    """Yield a line of what is shown of each published reply that is no whole mail."""
    texts = [
        *PUBLISHED.glob("quoted-replies/github/test/emails/*.txt"),
        *PUBLISHED.glob("quoted-replies/discourse/emails/*"),
    ]
    for path in sorted(texts):
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        yield json.dumps({"reply": path.stem, "shown": _shortened(trim_text(text).visible)})
    for path in sorted(PUBLISHED.glob("talon/tests/fixtures/html_replies/*.html")):
        trimmed, _ = trim_html(path.read_bytes().decode("utf-8", "replace"))
        yield json.dumps({"reply": path.stem, "shown": _shortened(trimmed.visible)})


def golden_lines(name: str, raw: bytes) -> list[str]:
    """Return a mail's events as golden lines; long texts as their beginning, length and digest."""
    events = [json.loads(msgspec.json.encode(event)) for event in events_of(raw)]
    return [json.dumps({"mail": name, "event": _shortened(event)}, ensure_ascii=False) for event in events]


def _shortened(value: Any) -> Any:
    match value:
        case str() if len(value) > 400:
            digest = hashlib.sha256(value.encode()).hexdigest()[:16]
            return f"{value[:120]}… ({len(value)} characters, sha256 {digest})"
        case dict():
            return {name: _shortened(one) for name, one in value.items()}
        case list():
            return [_shortened(one) for one in value]
        case _:
            return value
