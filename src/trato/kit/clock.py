"""The one place that reads or bends time.

Deadlines come from the database's clock. A scaled clock replays a day in minutes: every process of that run is
given the same `Scale`, so that a promise of two minutes is broken after two seconds at sixty times the pace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps the database's time to Trato's: `virtual + (real time - real) * speed`."""

    real: datetime
    virtual: datetime
    speed: float

    def apply(self, now: datetime) -> datetime:
        """Return Trato's time when the database's clock says `now`."""
        return self.virtual + (now - self.real) * self.speed

    def shorten(self, wait: timedelta) -> float:
        """Return how many real seconds `wait` of Trato's time takes."""
        return wait.total_seconds() / self.speed

    def __str__(self) -> str:
        return f"{self.virtual.isoformat()}@{self.real.isoformat()}*{self.speed}"


def parse_scale(text: str) -> Scale | None:
    """Read `VIRTUAL@REAL*SPEED` (ISO 8601 instants); the empty text is the plain clock.

    Raises ValueError when the text is anything else.
    """
    if not text:
        return None
    virtual, _, rest = text.partition("@")
    real, _, speed = rest.partition("*")
    return Scale(datetime.fromisoformat(real), datetime.fromisoformat(virtual), float(speed))


def wall_clock() -> datetime:
    """Return this machine's time in UTC. For logs and the network's edge; never for a deadline."""
    return datetime.now(UTC)
