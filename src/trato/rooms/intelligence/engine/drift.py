"""Whether what people write about has moved: the last week beside the four before, and those beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trato.rooms.intelligence.engine.features import Floats

WEEKS = 5  # the last one first
LEAST = 50  # messages of a week below which its middle says nothing
BEYOND = 1.25  # times the usual from which it is told as drift


@dataclass(frozen=True, slots=True)
class Drift:
    """Distances between the middles of weeks: `moved` of the last from the four before, `usual` among those."""

    messages: int
    moved: float
    usual: float

    @property
    def times(self) -> float:
        """How many times the usual it has moved."""
        return self.moved / max(self.usual, 1e-6)

    @property
    def is_beyond(self) -> bool:
        """Say whether it has moved more than weeks do here."""
        return self.times >= BEYOND


def drift_of(weeks: Sequence[Floats]) -> Drift | None:
    """Return the drift of the first of five weeks' vectors; None where a week has too few messages.

    The largest distance of one of the four earlier weeks from the other three is what is usual here: seasons, campaigns
    and who happened to write are in it.
    """
    if len(weeks) < WEEKS or any(len(one) < LEAST for one in weeks):
        return None
    middles = np.stack([one.mean(axis=0) for one in weeks])
    earlier = middles[1:]
    apart = [float(np.linalg.norm(one - np.delete(earlier, n, axis=0).mean(axis=0))) for n, one in enumerate(earlier)]
    return Drift(len(weeks[0]), float(np.linalg.norm(middles[0] - earlier.mean(axis=0))), max(apart))
