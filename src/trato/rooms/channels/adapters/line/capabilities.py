"""What LINE allows. An account may write at any time to who is its friend; it learns nothing of what is read."""

from __future__ import annotations

from types import MappingProxyType

from trato.rooms.channels.model import Capabilities, CardLimits, LengthUnit, MediaKind, ReceiptLevel, ThreadControl

TEXT_LIMIT = 5000  # UTF-16 code units
MESSAGES = 5  # in one call
QUICK_REPLIES = 13
LABEL_LIMIT = 20
IMAGE_LIMIT = 10 * 1024 * 1024
IMAGES = ("image/jpeg", "image/png")

# LINE, "Flex Message": twelve bubbles in a carousel; texts wrap, labels of buttons are short
CARDS = CardLimits(10, title=80, subtitle=80, button=LABEL_LIMIT, calls=True)
CAPABILITIES = Capabilities(
    live=False,
    text_limit=TEXT_LIMIT,
    text_unit=LengthUnit.CODE_UNITS,
    receipts=ReceiptLevel.SENT,
    idempotent_send=True,
    thread_control=ThreadControl.STANDBY,
    # a video needs a picture of its own beside it, a sound its length, and of other files there is no message
    media=MappingProxyType({MediaKind.IMAGE: IMAGE_LIMIT}),
    mime=IMAGES,
    buttons=QUICK_REPLIES,
    link_buttons=QUICK_REPLIES,
    cards=CARDS,
    per_second=100.0,  # of 2,000: others share the network between
)
