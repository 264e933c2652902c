"""What may be done in a thread below a Page's posts now."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.channels.adapters.meta.window import PRIVATELY_WITHIN, pace_of
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Elsewhere,
    LengthUnit,
    Moderation,
    PrivateReply,
    Surface,
)

TEXT_LIMIT = 8000
PUBLIC_CONTENT = "public_content"  # the setting that says so: Page Public Content Access, of Meta's review
THROUGHPUT = 2.0  # comments per second of one Page: faster looks like spam to Facebook
_OF_OTHERS = frozenset(Moderation)
_OF_OURS = frozenset({Moderation.DELETE})
# a recommendation, or what stands on somebody else's page, is not ours to hide
_NOT_OURS = frozenset({Surface.REVIEW, Surface.MENTION})


def capabilities_of(account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
    """Return what may be done: answer in public at any time, and each comment once in private within a week."""
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        text_unit=LengthUnit.CHARACTERS,
        public=True,
        private_reply=PrivateReply("messenger", PRIVATELY_WITHIN),
        moderation=frozenset() if facts.surface in _NOT_OURS else _OF_OTHERS,
        own_moderation=_OF_OURS,
        answers_elsewhere=_elsewhere(account, facts),
        per_second=pace_of(account, THROUGHPUT),
    )


def _elsewhere(account: AccountView, facts: ConversationFacts) -> Elsewhere:
    """Say whether this Page may comment below another's posts: its app needs Meta's approval for that."""
    if facts.surface is Surface.REVIEW:
        return Elsewhere.NEVER
    return Elsewhere.FREELY if account.settings.get(PUBLIC_CONTENT) == "yes" else Elsewhere.UNAPPROVED
