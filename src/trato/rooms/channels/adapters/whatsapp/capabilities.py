"""What WhatsApp allows in one conversation now."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    CardLimits,
    Charging,
    ConversationFacts,
    LengthUnit,
    MediaKind,
    ReceiptLevel,
    WindowState,
)

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
WINDOW = timedelta(hours=24)
# Meta, "Pricing on the WhatsApp Business Platform": by message, by the category of its template
CHARGING = Charging("service", templates=("marketing", "utility", "authentication"))
# each card is a message of its own: its picture, words and buttons; what opens an address is said in words
CARDS = CardLimits(5, title=80, subtitle=80, button=20, calls=True)
THROUGHPUT = 80.0  # messages per second of one number; 20 for numbers shared with the phone app, 1,000 upgraded

_MB = 1024 * 1024
MEDIA_LIMITS = MappingProxyType(
    {
        MediaKind.IMAGE: 5 * _MB,
        MediaKind.VIDEO: 16 * _MB,
        MediaKind.AUDIO: 16 * _MB,
        MediaKind.VOICE: 16 * _MB,
        MediaKind.DOCUMENT: 100 * _MB,
        MediaKind.STICKER: 500 * 1024,
    }
)
MIME = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/3gpp",
    "audio/aac",
    "audio/amr",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
)


def capabilities_of(account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done: free text for 24 h after the person's last message (longer where WhatsApp
    granted it), else only templates."""
    until = _open_until(facts)
    is_open = until is not None and now < until
    throughput = account.settings.get("per_second")
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        text_unit=LengthUnit.CHARACTERS,
        caption_limit=CAPTION_LIMIT,
        window=WindowState.OPEN if is_open else WindowState.TEMPLATE_ONLY,
        open_until=until if is_open else None,
        receipts=ReceiptLevel.READ,
        media=MEDIA_LIMITS,
        mime=MIME,
        buttons=3,
        list_rows=10,
        sections=True,
        cards=CARDS,
        templates=True,
        light_marks=True,
        read_marks=True,
        reactions=True,
        typing_out=True,
        starts_conversations=True,
        charged=True,
        charging=CHARGING,
        per_second=float(throughput) if isinstance(throughput, int | float) and throughput > 0 else THROUGHPUT,
    )


def _open_until(facts: ConversationFacts) -> datetime | None:
    ends = [facts.window_until] if facts.window_until is not None else []
    if facts.last_inbound_at is not None:
        ends.append(facts.last_inbound_at + WINDOW)
    return max(ends, default=None)
