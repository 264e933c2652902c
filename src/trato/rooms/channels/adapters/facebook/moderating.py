"""What a Page does with comments, as calls of the Graph: hide and show, delete, like and stop liking."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.model import (
    AccountView,
    HttpRequest,
    Moderation,
    ModerationOrder,
)


def moderate(order: ModerationOrder, account: AccountView) -> HttpRequest:
    """Return the call that does `order`."""
    url, headers = graph_url(account, order.target), bearer(account)
    match order.act:
        case Moderation.HIDE:
            return HttpRequest("POST", url, headers, json={"is_hidden": True})
        case Moderation.UNHIDE:
            return HttpRequest("POST", url, headers, json={"is_hidden": False})
        case Moderation.DELETE:
            return HttpRequest("DELETE", url, headers)
        case Moderation.LIKE:
            return HttpRequest("POST", f"{url}/likes", headers)
        case Moderation.UNLIKE:
            return HttpRequest("DELETE", f"{url}/likes", headers)
        case other:
            assert_never(other)
