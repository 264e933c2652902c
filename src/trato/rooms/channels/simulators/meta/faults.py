"""Trouble on order: what a provider does on its bad days, with a seed or one at a time."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """One kind of trouble. Of the answer to a send, but the last three, which are of webhooks."""

    RATE_LIMIT = "rate_limit"  # 429, not taken
    UNAVAILABLE = "unavailable"  # 503, not taken
    ERROR_AFTER = "error_after"  # taken, then 500
    HANG = "hang"  # taken, then no answer
    SLOW = "slow"  # taken, answered late
    DUPLICATE = "duplicate"  # a webhook comes twice
    SHUFFLE = "shuffle"  # receipts come out of order
    RECEIPTS_FIRST = "receipts_first"  # receipts come before the answer to the send


OF_SENDS = (Fault.RATE_LIMIT, Fault.UNAVAILABLE, Fault.ERROR_AFTER, Fault.HANG, Fault.SLOW)


@dataclass(slots=True)
class Faults:
    """Draws faults by probability, or as ordered with `next_send`. Seconds are real ones."""

    rates: Mapping[Fault, float] = field(default_factory=dict)
    seed: int = 0
    slow_seconds: float = 2.0
    hang_seconds: float = 60.0
    drawn: Counter[Fault] = field(default_factory=Counter)
    _ordered: deque[Fault | None] = field(default_factory=deque)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def order(self, *faults: Fault | None) -> None:
        """Let the next sends meet these faults, in order; None is a good one."""
        self._ordered.extend(faults)

    def next_send(self) -> Fault | None:
        """Return what befalls the next send."""
        if self._ordered:
            ordered = self._ordered.popleft()
            return self._counted(ordered) if ordered is not None else None
        spot = self._chance.random()
        for fault in OF_SENDS:
            spot -= self.rates.get(fault, 0.0)
            if spot < 0:
                return self._counted(fault)
        return None

    def happens(self, fault: Fault) -> bool:
        """Say whether a fault of webhooks happens now."""
        rate = self.rates.get(fault, 0.0)
        if rate <= 0 or self._chance.random() >= rate:
            return False
        self.drawn[fault] += 1
        return True

    def shuffled(self, count: int) -> list[int]:
        """Return the positions 0 to `count` - 1 in a drawn order."""
        positions = list(range(count))
        self._chance.shuffle(positions)
        return positions

    def _counted(self, fault: Fault) -> Fault:
        self.drawn[fault] += 1
        return fault
