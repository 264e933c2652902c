"""Words of staffing: what arrives, what is promised, and how a crew does against it. Times in seconds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

NEVER = math.inf  # the patience of who never leaves


@dataclass(frozen=True, slots=True)
class Demand:
    """What arrives: contacts a second, seconds of handling each, mean seconds until one who waits gives up."""

    rate: float
    handle: float
    patience: float = NEVER

    @property
    def erlangs(self) -> float:
        """Return the load: how many agents would be busy if nobody waited."""
        return self.rate * self.handle


@dataclass(frozen=True, slots=True)
class Concurrency:
    """How long a conversation lasts while its agent holds 1, 2, 3 … at once; as many as `handles` is the limit."""

    handles: Sequence[float]

    @property
    def limit(self) -> int:
        return len(self.handles)


@dataclass(frozen=True, slots=True)
class Target:
    """What a crew must reach; None asks nothing.

    `share` of the contacts are answered within `within` seconds; the mean wait is at most `asa`, the share of time
    that agents are taken at most `occupancy`, the share that gives up at most `abandons`.
    """

    share: float | None = 0.8
    within: float = 20.0
    asa: float | None = None
    occupancy: float | None = None
    abandons: float | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """How `agents` do against a demand in the long run.

    `service_level`: share of all offered contacts that is answered within the target's seconds. `asa`: mean wait of
    all offered contacts, of those too who give up. `occupancy`: share of the places (agents × limit) in use.
    `concurrency`: conversations that an agent who has any holds.
    """

    agents: int
    waits: float
    abandons: float
    service_level: float
    asa: float
    queue: float
    occupancy: float
    concurrency: float = 1.0

    def meets(self, target: Target) -> bool:
        """Say whether every part of `target` is reached."""
        return (
            (target.share is None or self.service_level >= target.share)
            and (target.asa is None or self.asa <= target.asa)
            and (target.occupancy is None or self.occupancy <= target.occupancy)
            and (target.abandons is None or self.abandons <= target.abandons)
        )
