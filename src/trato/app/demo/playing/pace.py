"""How fast the demo lives. A change is felt at once, also by whoever is in the middle of waiting."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum


class Pace(StrEnum):
    """What the control page offers."""

    PAUSED = "paused"
    CALM = "calm"
    BUSY = "busy"
    STORM = "storm"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Stories begun each minute, how many at once, and how many seconds of a story pass in one."""

    per_minute: float
    at_once: int
    rate: float


TEMPI = {
    Pace.PAUSED: Tempo(0.0, 0, 0.0),
    Pace.CALM: Tempo(2.0, 12, 1.0),
    Pace.BUSY: Tempo(6.0, 30, 1.5),
    Pace.STORM: Tempo(24.0, 90, 3.0),
}


@dataclass(slots=True)
class Clock:
    """The time of stories. `speed` multiplies every pace: a recorded run lives an hour in minutes."""

    pace: Pace = Pace.CALM
    speed: float = 1.0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def tempo(self) -> Tempo:
        """Return what the present pace means."""
        tempo = TEMPI[self.pace]
        return Tempo(tempo.per_minute * self.speed, tempo.at_once, tempo.rate * self.speed)

    def choose(self, pace: Pace) -> None:
        """Change the pace."""
        self.pace = pace
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def rest(self, seconds: float) -> None:
        """Let `seconds` of a story pass: none of them while paused."""
        left = seconds
        while left > 0:
            left -= await self._pass(left, self.tempo.rate)

    async def until_next_story(self) -> None:
        """Wait as long as the pace says between two beginnings."""
        share = 1.0
        while share > 0:
            share -= await self._pass(share, self.tempo.per_minute / 60)

    async def _pass(self, left: float, rate: float) -> float:
        changed, began = self._changed, time.monotonic()
        if rate <= 0:
            await changed.wait()
            return 0.0
        with suppress(TimeoutError):
            await asyncio.wait_for(changed.wait(), left / rate)
            return (time.monotonic() - began) * rate
        return left
