"""What the workforce refuses."""

from __future__ import annotations

from trato.kit.errors import Invalid


class SenselessCapacity(Invalid):
    """Data: `field` (live, deferred, limits or units) and `capacity`."""

    code = "senseless_capacity"


class SenselessReason(Invalid):
    """A reason of presence is a short code. Data: `reason`."""

    code = "senseless_reason"
