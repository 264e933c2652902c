"""Words of planning: what a channel takes, what each half hour needs, and what can be kept."""

from __future__ import annotations

from msgspec import Struct

LEAST_WEEKS = 2  # of history, for a forecast
MOST_AT_ONCE = 8  # conversations that planning thinks of


class Measured(Struct, frozen=True):
    """What the log says of one contact of a channel, in seconds; None where nothing says it.

    `work`: the agent's own seconds, in the case and wrapping up; `typing`: of that, composing; `pace`: seconds in
    which the customer reads, thinks and types; `customer_typing`: of that, typing; `patience`: mean wait until one
    who waits gives up; `cases`: on how many cases it rests.
    """

    cases: int
    work: float | None = None
    typing: float | None = None
    pace: float | None = None
    customer_typing: float | None = None
    patience: float | None = None


class Assumed(Struct, frozen=True):
    """What planning takes for one contact. `measured` says which of them the log gave; the others are usual values."""

    work: float
    pace: float
    patience: float | None
    measured: tuple[str, ...]


class Promise(Struct, frozen=True):
    """What staffing must reach: of live channels, `share` answered within `within` seconds; hands in work for at most
    `occupancy` of their time; `shrinkage` of paid time is not at work."""

    share: float = 0.8
    within: float = 60.0
    occupancy: float = 0.85
    shrinkage: float = 0.15


class Limit(Struct, frozen=True):
    """How many conversations at once: in force, and recommended. `why`: pace, hands or alone."""

    in_force: int
    recommended: int
    why: str
    lasts: tuple[float, ...]
    busy: tuple[float, ...]


class Kept(Struct, frozen=True):
    """A channel in the order of its importance: the share of half hours with need in which there are enough people
    for it and all before it, the agent hours a week that it needs, and whether it can be kept."""

    channel: str
    hours: float
    share: float
    kept: bool
