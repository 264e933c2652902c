"""What routing refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid


class SenselessQueue(Invalid):
    """Data: `field` (accept_seconds, sticky, overflow_after or overflow_queue)."""

    code = "senseless_queue"


class OverflowInCircles(Conflict):
    """Cases would come back to a queue that they left because nobody could take them. Data: `queue`."""

    code = "overflow_in_circles"


class SenselessPolicy(Invalid):
    """Data: `field`, and the `least` and `most` that it may be."""

    code = "senseless_policy"
