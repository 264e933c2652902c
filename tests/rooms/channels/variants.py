"""Further payloads of every provider: newer kinds, missing and unknown fields, several entries, each with what it says.

`variants/CHANNEL.json` holds, by a name, `body` (a JSON body, or a form where the channel reads forms) and `says`: one
short line an event, which a person has read and found right.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.fuzzing import account_of
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import (
    Choice,
    ContactCard,
    Delivery,
    InboundEvent,
    Location,
    Media,
    Order,
    Part,
    Text,
    Unsupported,
)

HERE = Path(__file__).parent / "variants"
RECEIVED = datetime(2026, 11, 20, 15, tzinfo=UTC)
FORMS = {"sms", "voice"}


def raw_of(channel: str, body: Any) -> bytes:
    """Return a body as it is posted."""
    if channel in FORMS:
        return urlencode(body).encode()
    return body.encode() if isinstance(body, str) else json.dumps(body, ensure_ascii=False).encode()


def events_of(channel: str, body: Any) -> list[InboundEvent]:
    """Parse a body."""
    adapter = ADAPTERS[channel]
    return adapter.parse(Delivery(raw_of(channel, body), {}, RECEIVED), account_of(adapter))


def said_by(event: InboundEvent) -> str:
    """Return an event as a short line: what it is, who did it, to what, and what it holds."""
    told = [event.kind.value]
    told += [f"by {event.author[0].value}"] if event.author else []
    told += [name for name in ("standby", "forwarded", "public", "stands") if getattr(event, name)]
    told += ["echo"] if event.direction.value == "echo" else []
    for name in ("target", "reply_to", "emoji", "rating", "purpose", "opting"):
        if value := getattr(event, name):
            told.append(f"{name} {value}")
    if event.receipt is not None:
        told.append(
            " ".join(filter(None, ("of", event.receipt.target, event.receipt.status.value, event.receipt.code)))
        )
    if event.referral is not None:
        told.append(f"from {event.referral.source} {event.referral.source_id}")
    told += [_part(one) for one in event.parts]
    return " | ".join(told)


def _part(part: Part) -> str:
    match part:
        case Text():
            return f"«{part.text[:60]}»"
        case Media():
            return f"{part.media.value} {part.ref[:60]}"
        case Location():
            return f"at {part.latitude}, {part.longitude}"
        case Choice():
            return f"chose {part.payload} «{part.title}»"
        case ContactCard():
            return f"card {part.name}"
        case Order():
            return f"order of {len(part.items)}"
        case Unsupported():
            return f"unsupported {part.what}"
        case _:
            return type(part).__name__
