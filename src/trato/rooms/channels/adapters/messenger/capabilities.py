"""What Messenger allows in one conversation now."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    LengthUnit,
    MediaKind,
    ReceiptLevel,
    WindowState,
)

TEXT_LIMIT = 2000
QUICK_REPLIES = 13
WINDOW = timedelta(hours=24)
# The tag HUMAN_AGENT: what a person writes may leave for seven days after the contact's last message.
HUMAN_WINDOW = timedelta(days=7)
THROUGHPUT = 40.0  # messages per second of one Page; Meta allows more of texts than of videos

_MB = 1024 * 1024
MEDIA_LIMITS = MappingProxyType(
    {
        MediaKind.IMAGE: 8 * _MB,
        MediaKind.VIDEO: 25 * _MB,
        MediaKind.AUDIO: 25 * _MB,
        MediaKind.VOICE: 25 * _MB,
        MediaKind.DOCUMENT: 25 * _MB,
        MediaKind.STICKER: 8 * _MB,
    }
)


def capabilities_of(account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done: anything for 24 h after the person's last message, then only what a person of ours
    writes until the seventh day, then nothing."""
    window, until = _window(facts.last_inbound_at, now)
    throughput = account.settings.get("per_second")
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        text_unit=LengthUnit.CHARACTERS,
        window=window,
        open_until=until,
        receipts=ReceiptLevel.READ,
        media=MEDIA_LIMITS,
        files=10,
        buttons=QUICK_REPLIES,
        read_marks=True,
        reactions=True,
        per_second=float(throughput) if isinstance(throughput, int | float) and throughput > 0 else THROUGHPUT,
    )


def _window(last: datetime | None, now: datetime) -> tuple[WindowState, datetime | None]:
    if last is None or now >= last + HUMAN_WINDOW:
        return WindowState.CLOSED, None
    if now < last + WINDOW:
        return WindowState.OPEN, last + WINDOW
    return WindowState.HUMAN_ONLY, last + HUMAN_WINDOW
