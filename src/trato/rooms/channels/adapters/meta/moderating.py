"""What an answer to a deed on a comment means; the deeds themselves are each channel's."""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.classify import classify
from trato.rooms.channels.model import (
    Accepted,
    Moderation,
    ModerationOrder,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
)

NOT_THERE = frozenset({"100:33", "803"})  # Meta: the object does not exist, or not for us


def moderated(order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer; what is gone is deleted, and nothing else can be done with it."""
    outcome = classify(answer)
    if isinstance(outcome, Rejected) and outcome.code in NOT_THERE:
        return Accepted("") if order.act is Moderation.DELETE else Rejected(RejectReason.PERMANENT, "gone")
    return outcome
