"""Time as words: each document bears the cells of time it lies in, so that a common word is read newest first.

Cells come in three sizes, 4 hours 33 minutes, 3 days and 48 days (2^14, 2^18 and 2^22 seconds).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

SIZES: Final = (("a", 14), ("m", 18), ("c", 22))
MOST: Final = 6  # cells in one question: each is one more list for the index to go through


def cells_of(at: datetime) -> tuple[str, ...]:
    """Return the marks of a moment."""
    seconds = int(at.timestamp())
    return tuple(f"{name}:{seconds >> size}" for name, size in SIZES)


def cover(since: datetime, until: datetime) -> tuple[str, ...]:
    """Return the marks of which every moment from `since` (included) to `until` (not) has one; few, or none at all.

    None means that the whole of time is nearer than any few cells.
    """
    first, last = int(since.timestamp()), int(until.timestamp())
    for name, size in SIZES:
        cells = range(first >> size, (last >> size) + 1)
        if len(cells) <= MOST:
            return tuple(f"{name}:{cell}" for cell in cells)
    return ()


def is_rare(until: datetime, back_to: datetime, found: int, oldest: datetime, most: int) -> bool:
    """Say whether the whole history should hold no more than `most`, when `found` lay between two moments."""
    return found * (until - oldest) <= most * (until - back_to)


def further(until: datetime, back_to: datetime, found: int, enough: int, oldest: datetime) -> datetime:
    """Return how far back to look next: as far as should hold `enough`, when `found` lay between two moments.

    At least seven times as far as before, never beyond `oldest`.
    """
    looked = until - back_to
    times = max(8.0, 1.3 * enough / max(found, 1))
    return oldest if looked * times >= until - oldest else until - looked * times
