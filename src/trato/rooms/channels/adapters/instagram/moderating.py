"""What a professional account does with comments, as calls of the Graph: hide and show those of others, and delete."""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.graph import bearer, graph_url
from trato.rooms.channels.model import AccountView, HttpRequest, Moderation, ModerationOrder


def moderate(order: ModerationOrder, account: AccountView) -> HttpRequest:
    """Return the call that does `order`. Raises ValueError for a like: Instagram takes none from a business."""
    url, headers = graph_url(account, order.target), bearer(account)
    match order.act:
        case Moderation.HIDE | Moderation.UNHIDE:
            return HttpRequest("POST", url, headers, json={"hide": order.act is Moderation.HIDE})
        case Moderation.DELETE:
            return HttpRequest("DELETE", url, headers)
        case _:
            raise ValueError(order.act)
