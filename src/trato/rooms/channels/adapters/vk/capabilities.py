"""What VK allows: a message to who wrote to the community or let it write, or a comment that everybody reads."""

from __future__ import annotations

from trato.rooms.channels.adapters.vk.api import PERSON
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    CardLimits,
    ConversationFacts,
    Moderation,
    ReceiptLevel,
    Surface,
)

TEXT_LIMIT = 9000
COMMENT_LIMIT = 4096  # the contract names none
BUTTONS = 10
# VK, "Carousels": a card has a subtitle and as many buttons as the others; a picture would have to lie with VK
CARDS = CardLimits(10, title=80, subtitle=80, button=40, pictures=False, even=True, worded=True)
PER_SECOND, COMMENTS_PER_SECOND = 20.0, 1.0  # of one community; comments in a row look like flood


def capabilities_of(account: AccountView, facts: ConversationFacts) -> Capabilities:
    """Return what may be done on a surface: the same at every moment.

    Both kinds of sends carry a key of ours by which VK takes one once. Only a person's token deletes comments.
    """
    if facts.surface is not Surface.PUBLIC_COMMENT:
        return Capabilities(
            live=False,
            text_limit=TEXT_LIMIT,
            receipts=ReceiptLevel.SENT,
            idempotent_send=True,
            buttons=BUTTONS,
            link_buttons=BUTTONS,
            cards=CARDS,
            per_second=PER_SECOND,
        )
    deletes = frozenset({Moderation.DELETE}) if account.secrets.get(PERSON) else frozenset()
    return Capabilities(
        live=False,
        text_limit=COMMENT_LIMIT,
        receipts=ReceiptLevel.SENT,
        idempotent_send=True,
        public=True,
        moderation=deletes,
        own_moderation=deletes,
        private_link=f"https://vk.me/club{account.external_id}",
        per_second=COMMENTS_PER_SECOND,
    )
