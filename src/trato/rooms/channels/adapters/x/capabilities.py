"""What X allows: a post of 280 weighted characters that everybody reads, or a direct message, each at its own pace."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from trato.rooms.channels.model import (
    AccountView,
    Allowance,
    Capabilities,
    ConversationFacts,
    Elsewhere,
    LengthUnit,
    MediaKind,
    Moderation,
    ReceiptLevel,
    Surface,
)

POST_LIMIT, MESSAGE_LIMIT = 280, 10_000
PHOTOS = 4  # with one post; a direct message carries one
_BELOW_US = frozenset({Moderation.HIDE, Moderation.UNHIDE})
PUBLIC = frozenset({Surface.MENTION, Surface.PUBLIC_COMMENT})
IMAGES = MappingProxyType({MediaKind.IMAGE: 5 * 1024 * 1024})
MIME = ("image/jpeg", "image/png", "image/webp")
_QUARTER, _DAY = timedelta(minutes=15), timedelta(hours=24)
POSTS = (Allowance(100, _QUARTER),)
MESSAGES = (Allowance(15, _QUARTER), Allowance(1440, _DAY))


def capabilities_of(account: AccountView, facts: ConversationFacts) -> Capabilities:
    """Return what may be done on this surface: the same at every moment."""
    if facts.surface not in PUBLIC:
        return Capabilities(
            live=False,
            text_limit=MESSAGE_LIMIT,
            receipts=ReceiptLevel.READ,
            media=IMAGES,
            mime=MIME,
            files=PHOTOS,
            typing_in=True,
            per_second=2.0,
            allowances=MESSAGES,
        )
    return Capabilities(
        live=False,
        text_limit=POST_LIMIT,
        text_unit=LengthUnit.WEIGHTED,
        receipts=ReceiptLevel.SENT,
        media=IMAGES,
        mime=MIME,
        files=PHOTOS,
        public=True,
        answers_elsewhere=Elsewhere.FREELY,  # anybody may reply to a post that everybody may reply to
        # X lets hide what stands below posts of ours; of a mention elsewhere it is not ours to say who reads it
        moderation=_BELOW_US if facts.surface is Surface.PUBLIC_COMMENT else frozenset(),
        own_moderation=frozenset({Moderation.DELETE}),
        private_link=f"https://x.com/messages/compose?recipient_id={account.external_id}",
        per_second=1.0,
        allowances=POSTS,
    )
