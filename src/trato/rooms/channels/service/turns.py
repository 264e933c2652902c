"""What a provider allows an account over a longer time, as fifteen messages in a quarter of an hour: who has a turn."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from trato.rooms.channels.model import Allowance


@dataclass(slots=True)
class Turns:
    """The turns of one account on one surface, as one process knows them: the provider has the last word."""

    allowances: Sequence[Allowance] = ()
    clock: Callable[[], float] = time.monotonic
    _taken: deque[float] = field(default_factory=deque)

    def take(self) -> timedelta:
        """Take a turn; return zero, or how long until there is one where all are taken."""
        if not self.allowances:
            return timedelta(0)
        now = self.clock()
        longest = max(one.within.total_seconds() for one in self.allowances)
        while self._taken and now - self._taken[0] >= longest:
            self._taken.popleft()
        waits = [
            self._taken[-one.most] + one.within.total_seconds() - now
            for one in self.allowances
            if len(self._taken) >= one.most
        ]
        wait = max(waits, default=0.0)
        if wait > 0:
            return timedelta(seconds=wait)
        self._taken.append(now)
        return timedelta(0)
