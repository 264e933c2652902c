"""Our answers in public as calls of the Graph: below a comment, or where somebody mentioned us."""

from __future__ import annotations

from trato.rooms.channels.adapters.instagram.capabilities import COMMENT_LIMIT
from trato.rooms.channels.adapters.instagram.parse import MENTION
from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.adapters.meta.publishing import pieces_of
from trato.rooms.channels.model import AccountView, HttpRequest, OutboundMessage


def render_in_public(message: OutboundMessage, account: AccountView) -> tuple[HttpRequest, ...]:
    """Return the calls that publish `message` in its thread. Raises `Unsayable`."""
    pieces = pieces_of(message, COMMENT_LIMIT)
    url, place = _where(message.thread_key, account)
    return tuple(HttpRequest("POST", url, headers=bearer(account), json={**place, "message": one}) for one in pieces)


def _where(thread: str, account: AccountView) -> tuple[str, dict[str, str]]:
    if not thread.startswith(MENTION):
        return graph_url(account, f"{thread}/replies"), {}
    media, _, comment = thread.removeprefix(MENTION).partition(":")
    named = {"media_id": media, "comment_id": comment}
    return graph_url(account, f"{account.external_id}/mentions"), {key: value for key, value in named.items() if value}
