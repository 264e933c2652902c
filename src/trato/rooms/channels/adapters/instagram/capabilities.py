"""What Instagram allows in one conversation now: in private as Messenger does, in public a short comment."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from trato.rooms.channels.adapters.meta.sending import QUICK_REPLIES, Bubbles
from trato.rooms.channels.adapters.meta.templates import BUTTONS, INSTAGRAM_CARDS
from trato.rooms.channels.adapters.meta.threads import ACTS
from trato.rooms.channels.adapters.meta.window import PRIVATELY_WITHIN, pace_of, window_of
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Elsewhere,
    LengthUnit,
    MediaKind,
    Moderation,
    PrivateReply,
    ReceiptLevel,
    Surface,
    ThreadControl,
)

# `me` is whose token it is: the Page that the professional account is linked to.
BUBBLES = Bubbles("me/messages", 1000, LengthUnit.BYTES, lends_files=True)
COMMENT_LIMIT = 300
MESSAGES_PER_SECOND, COMMENTS_PER_SECOND = 40.0, 2.0
_OF_OTHERS = frozenset({Moderation.HIDE, Moderation.UNHIDE, Moderation.DELETE})
IN_PUBLIC = frozenset({Surface.PUBLIC_COMMENT, Surface.MENTION})

_MB = 1024 * 1024
MEDIA_LIMITS = MappingProxyType(
    {
        MediaKind.IMAGE: 8 * _MB,
        MediaKind.VIDEO: 25 * _MB,
        MediaKind.AUDIO: 25 * _MB,
        MediaKind.VOICE: 25 * _MB,
        MediaKind.DOCUMENT: 25 * _MB,
    }
)


def capabilities_of(account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done: in public at any time, and each comment once in private within a week; in private, what
    the window allows."""
    if facts.surface in IN_PUBLIC:
        return Capabilities(
            live=False,
            text_limit=COMMENT_LIMIT,
            public=True,
            private_reply=PrivateReply(account.channel, PRIVATELY_WITHIN),
            # what mentions us stands below a post of somebody else's
            moderation=_OF_OTHERS if facts.surface is Surface.PUBLIC_COMMENT else frozenset(),
            own_moderation=frozenset({Moderation.DELETE}),
            answers_elsewhere=Elsewhere.NAMED,  # replies are for one's own media, mentions for who was mentioned
            per_second=pace_of(account, COMMENTS_PER_SECOND),
        )
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
        cards=INSTAGRAM_CARDS,
        read_marks=True,
        reactions=True,
        thread_control=ThreadControl.HANDOVER,
        thread_acts=ACTS,
        per_second=pace_of(account, MESSAGES_PER_SECOND),
    )
