"""What routing refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid


class SenselessQueue(Invalid):
    """Data: `field` (accept_seconds, sticky, overflow_after or overflow_queue)."""

    code = "senseless_queue"


class OverflowInCircles(Conflict):
    """Cases would come back to a queue that they left because nobody could take them. Data: `queue`."""

    code = "overflow_in_circles"


class OfferGone(Conflict):
    """Nobody asks this agent to take that case, or not any more. Data: `case`."""

    code = "offer_gone"


class NothingToTake(Conflict):
    """Nothing waits that this agent could take. Data: `why` (NotGiven, or nothing_waits, or no_team)."""

    code = "nothing_to_take"


class NotAtWork(Conflict):
    """Only who is online or busy takes cases from a queue."""

    code = "not_at_work"


class SenselessPolicy(Invalid):
    """Data: `field`, and the `least` and `most` that it may be."""

    code = "senseless_policy"
