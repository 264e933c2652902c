"""What the what-if refuses."""

from __future__ import annotations

from trato.kit.errors import Invalid, NotFound


class UnknownLever(Invalid):
    """Data: `lever` that there is not, and `known`."""

    code = "unknown_lever"


class SenselessLever(Invalid):
    """Data: `lever`, and the `value` that makes no sense for it."""

    code = "senseless_lever"


class NoRecordedDay(NotFound):
    """Nothing was recorded on that day. Data: `day`, and `since` when there is something (None: not yet)."""

    code = "no_recorded_day"


class DayNotOver(Invalid):
    """A day can be lived again once it is over. Data: `day`."""

    code = "day_not_over"
