"""What is deleted on a community's wall: comments of others and our own, and others' posts, by a person's token."""

from __future__ import annotations

from trato.rooms.channels.adapters.vk.api import PERSON, call
from trato.rooms.channels.adapters.vk.classify import classify
from trato.rooms.channels.adapters.vk.names import place_of
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    HttpRequest,
    Moderation,
    ModerationOrder,
    ProviderAnswer,
    Rejected,
    SendOutcome,
)

GONE = frozenset({"vk_104"})  # Not found


def moderate(order: ModerationOrder, account: AccountView) -> HttpRequest:
    """Return the call that deletes. Raises ValueError for anything else."""
    place = place_of(order.target)
    if order.act is not Moderation.DELETE or place is None:
        raise ValueError("only what stands on a wall is deleted")
    if not place.comment:
        return call(account, "wall.delete", {"owner_id": place.owner, "post_id": place.post}, token=PERSON)
    where = {"owner_id": place.owner, "post_id": place.post, "comment_id": place.comment}
    return call(account, "wall.deleteComment", where, token=PERSON)


def moderated(order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer; what is gone is deleted."""
    outcome = classify(answer)
    gone = isinstance(outcome, Rejected) and outcome.code in GONE
    return Accepted("") if gone else outcome
