"""What the what-if refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound, TratoError


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


class NothingToReplay(Invalid):
    """Recorded days or synthetic ones are named: one of the two."""

    code = "nothing_to_replay"


class TooManyDays(Invalid):
    """Data: `days` that were named, `most` that may be."""

    code = "too_many_days"


class ReplaysInLine(Conflict):
    """So many replays of the workspace wait already. Data: `most`."""

    code = "replays_in_line"


class ReplayStopped(TratoError):
    """The process that lived the day ended before it was done: out of memory, or stopped from outside."""

    code = "replay_stopped"


class ReplayTooLong(TratoError):
    """A replay took longer than one may. Data: `minutes`."""

    code = "replay_too_long"
