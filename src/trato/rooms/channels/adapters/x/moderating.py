"""What an account does with what stands on X: it hides replies below its own posts, and takes away what it said."""

from __future__ import annotations

from trato.rooms.channels.adapters.x.api import call
from trato.rooms.channels.adapters.x.classify import classify
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    HttpAnswer,
    HttpRequest,
    Moderation,
    ModerationOrder,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
)


def moderate(order: ModerationOrder, account: AccountView) -> HttpRequest:
    """Return the call that does `order`. Raises ValueError."""
    match order.act:
        case Moderation.HIDE | Moderation.UNHIDE:
            hidden = {"hidden": order.act is Moderation.HIDE}
            return call(account, "PUT", f"/2/tweets/{order.target}/hidden", hidden)
        case Moderation.DELETE:
            return call(account, "DELETE", f"/2/tweets/{order.target}")
        case Moderation.LIKE | Moderation.UNLIKE:
            raise ValueError("nothing is liked here")


def moderated(order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer; what is gone is deleted, and nothing else can be done with it."""
    if isinstance(answer, HttpAnswer):
        if answer.status == 404:
            return Accepted("") if order.act is Moderation.DELETE else Rejected(RejectReason.PERMANENT, "gone")
        if 200 <= answer.status < 300:
            return Accepted("")
    return classify(answer)
