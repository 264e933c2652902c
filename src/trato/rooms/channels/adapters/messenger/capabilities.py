"""What Messenger allows in one conversation now."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from trato.rooms.channels.adapters.meta.sending import QUICK_REPLIES, Bubbles
from trato.rooms.channels.adapters.meta.templates import BUTTONS, MESSENGER_CARDS
from trato.rooms.channels.adapters.meta.threads import ACTS
from trato.rooms.channels.adapters.meta.window import pace_of, window_of
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    MediaKind,
    ReceiptLevel,
    ThreadControl,
)

BUBBLES = Bubbles("{account}/messages", 2000)
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
    window, until = window_of(facts.last_inbound_at, now)
    return Capabilities(
        live=False,
        text_limit=BUBBLES.text_limit,
        text_unit=BUBBLES.unit,
        window=window,
        open_until=until,
        receipts=ReceiptLevel.READ,
        media=MEDIA_LIMITS,
        files=10,
        buttons=QUICK_REPLIES,
        link_buttons=BUTTONS,
        cards=MESSENGER_CARDS,
        read_marks=True,
        reactions=True,
        thread_control=ThreadControl.HANDOVER,
        thread_acts=ACTS,
        per_second=pace_of(account, THROUGHPUT),
    )
