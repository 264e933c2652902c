"""Our answers in public as calls of the Graph: POST /{comment or post}/comments."""

from __future__ import annotations

from trato.rooms.channels.adapters.facebook.capabilities import TEXT_LIMIT
from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.adapters.meta.publishing import pieces_of
from trato.rooms.channels.model import AccountView, HttpRequest, OutboundMessage


def render(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that publish `message` below what it answers, else below its thread. Raises `Unsayable`."""
    above = message.reply_to or message.thread_key
    url = graph_url(account, f"{above}/comments")
    headers = bearer(account)
    return tuple(
        HttpRequest("POST", url, headers=headers, json={"message": piece}) for piece in pieces_of(message, TEXT_LIMIT)
    )
