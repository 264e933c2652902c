"""What WeChat allows: customer-service messages for 48 hours after somebody wrote, and not many of them.

How many WeChat counts by itself (five after a message, three within a minute after a click or a scan; other accounts
have twenty) and refuses what is too much; so what can go as one message does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType

from trato.rooms.channels.model import (
    Capabilities,
    ConversationFacts,
    LengthUnit,
    MediaKind,
    ReceiptLevel,
    WindowState,
)

WINDOW = timedelta(hours=48)
TEXT_LIMIT = 2048  # bytes
MENU = 10  # choices
IMAGE_LIMIT, VOICE_LIMIT = 10 * 1024 * 1024, 2 * 1024 * 1024
IMAGES = ("image/jpeg", "image/png", "image/gif", "image/bmp")
VOICES = ("audio/amr", "audio/mpeg")


def capabilities_of(facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done in a conversation at `now`."""
    until = facts.last_inbound_at + WINDOW if facts.last_inbound_at is not None else None
    is_open = until is not None and now < until
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        text_unit=LengthUnit.BYTES,
        window=WindowState.OPEN if is_open else WindowState.CLOSED,
        open_until=until if is_open else None,
        receipts=ReceiptLevel.SENT,
        # a video needs a picture of its own beside it, and of other files there is no message
        media=MappingProxyType(
            {MediaKind.IMAGE: IMAGE_LIMIT, MediaKind.AUDIO: VOICE_LIMIT, MediaKind.VOICE: VOICE_LIMIT}
        ),
        mime=IMAGES + VOICES,
        files=4,  # five messages with their text
        buttons=MENU,
        per_second=50.0,
    )
