"""What may be done in a thread below a Page's posts now."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.channels.adapters.meta.window import PRIVATELY_WITHIN, pace_of
from trato.rooms.channels.model import AccountView, Capabilities, ConversationFacts, LengthUnit, PrivateReply

TEXT_LIMIT = 8000
THROUGHPUT = 2.0  # comments per second of one Page: faster looks like spam to Facebook


def capabilities_of(account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done: answer in public at any time, and each comment once in private within a week."""
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        text_unit=LengthUnit.CHARACTERS,
        public=True,
        private_reply=PrivateReply("messenger", PRIVATELY_WITHIN),
        per_second=pace_of(account, THROUGHPUT),
    )
