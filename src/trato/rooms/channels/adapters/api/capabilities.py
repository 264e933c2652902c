"""What the generic channel can carry: what its contract has a field for."""

from __future__ import annotations

from types import MappingProxyType

from trato.rooms.channels.adapters.api.shapes import MOST_FILES, TEXT_LIMIT
from trato.rooms.channels.model import Capabilities, CardLimits, MediaKind, ReceiptLevel

FILE_LIMIT = 25 * 1024 * 1024

CAPABILITIES = Capabilities(
    live=False,
    text_limit=TEXT_LIMIT,
    caption_limit=TEXT_LIMIT,
    receipts=ReceiptLevel.READ,
    idempotent_send=True,
    media=MappingProxyType(dict.fromkeys(MediaKind, FILE_LIMIT)),
    files=MOST_FILES,
    buttons=10,
    link_buttons=10,
    sections=True,
    cards=CardLimits(10, title=80, subtitle=80, button=60, calls=True),
    typing_in=True,
    per_second=10.0,
)
