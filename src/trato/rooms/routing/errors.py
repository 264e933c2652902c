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
    """Nothing waits where this agent works; what waits and is not for them has a kind of its own."""

    code = "nothing_waits"


class NoQueueToTake(NothingToTake):
    """No queue of their teams lets agents take."""

    code = "no_queue_to_take"


class NoRoomToTake(NothingToTake):
    """They hold as much as they can."""

    code = "no_room_to_take"


class NotAbleToTake(NothingToTake):
    """What waits asks for skills that they lack."""

    code = "not_able_to_take"


class KeptForAnother(NothingToTake):
    """What waits is kept for who knows its contact, or goes to somebody else just now."""

    code = "kept_for_another"


class NotAtWork(Conflict):
    """Only who is online or busy takes cases from a queue."""

    code = "not_at_work"


class SenselessPolicy(Invalid):
    """Data: `field`, and the `least` and `most` that it may be."""

    code = "senseless_policy"
