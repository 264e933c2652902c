"""Who and what there is on Instagram: professional accounts, people, posts, and what they said to each other."""

from __future__ import annotations

from trato.rooms.channels.simulators.facebook.world import INSTAGRAM, Page

FIELDS = (
    "messages", "messaging_postbacks", "messaging_seen", "message_reactions", "message_edit", "messaging_referral",
    "messaging_handover", "standby", "comments", "live_comments", "mentions",
)  # fmt: skip
SCOPES = ("instagram_basic", "instagram_manage_messages", "instagram_manage_comments", "pages_manage_metadata")


def account(identifier: str, name: str, handle: str, callback_url: str, token: str, secret: str) -> Page:
    """Return a professional account, reached by the token of the Page that it is linked to."""
    return Page(
        identifier, name, callback_url, token, secret, display=f"@{handle}", scopes=SCOPES,
        subscribed_fields=("messages",), hook_fields=FIELDS, about=INSTAGRAM, handle=handle,
    )  # fmt: skip
