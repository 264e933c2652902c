"""What a channel does with comments below its videos: hold them back, show them, reject them, delete its own.

Only its author deletes a comment at YouTube's; who runs the channel rejects it, and then nobody sees it any more.
"""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import over_http
from trato.rooms.channels.adapters.google.answers import reason_of, refusal_of
from trato.rooms.channels.adapters.youtube.api import delete, set_status
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

OF_OTHERS = frozenset({Moderation.HIDE, Moderation.UNHIDE, Moderation.DELETE})
OF_OURS = frozenset({Moderation.DELETE})
_STATUS = {Moderation.HIDE: "heldForReview", Moderation.UNHIDE: "published", Moderation.DELETE: "rejected"}
_GONE = frozenset({"commentNotFound", "notFound"})


def moderate(order: ModerationOrder, account: AccountView) -> HttpRequest:
    """Return the call that does `order`. Raises ValueError for what YouTube cannot do."""
    if order.act not in (OF_OURS if order.own else OF_OTHERS):
        raise ValueError(order.act.value)
    return delete(account, order.target) if order.own else set_status(account, order.target, _STATUS[order.act])


def moderated(order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer; what is gone is deleted, and nothing else can be done with it."""

    def means(told: HttpAnswer) -> SendOutcome:
        if 200 <= told.status < 300:
            return Accepted("")
        if reason_of(told) in _GONE or told.status == 404:
            return Accepted("") if order.act is Moderation.DELETE else Rejected(RejectReason.PERMANENT, "gone")
        return refusal_of(told)

    return over_http(answer, means)
