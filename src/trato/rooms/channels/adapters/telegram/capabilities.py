"""What Telegram allows. A bot may write at any time to who started it; it learns nothing of what is read."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from trato.rooms.channels.model import Capabilities, CardLimits, MediaKind, ReceiptLevel

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM = 10  # files in one
PER_SECOND = 30.0  # of one bot
SPACING = timedelta(seconds=1)  # in one chat

_MB = 1024 * 1024
PHOTO_LIMIT = 10 * _MB
FILE_LIMIT = 50 * _MB
MEDIA_LIMITS = MappingProxyType(
    {
        MediaKind.IMAGE: FILE_LIMIT,  # what is too large for a photo goes as a document
        MediaKind.VIDEO: FILE_LIMIT,
        MediaKind.AUDIO: FILE_LIMIT,
        MediaKind.VOICE: FILE_LIMIT,
        MediaKind.DOCUMENT: FILE_LIMIT,
        MediaKind.STICKER: 512 * 1024,
    }
)

# each card is a bubble of its own, with its picture, words and buttons
CARDS = CardLimits(10, title=80, subtitle=80, button=60)
CAPABILITIES = Capabilities(
    live=False,
    text_limit=TEXT_LIMIT,
    caption_limit=CAPTION_LIMIT,
    receipts=ReceiptLevel.SENT,
    media=MEDIA_LIMITS,
    files=ALBUM,
    buttons=10,
    link_buttons=10,
    cards=CARDS,
    light_marks=True,
    reactions=True,
    per_second=PER_SECOND,
    spacing=SPACING,
)
