"""Time as words: each document bears the cells of time it lies in, so that a common word is read newest first.

Cells come in three sizes, 4 hours 33 minutes, 3 days and 48 days (2^14, 2^18 and 2^22 seconds).
"""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import datetime
from typing import Final

SIZES: Final = (("a", 14), ("m", 18), ("c", 22))
TELLING: Final = 150  # documents found that tell how many more there are
MOST: Final = 6  # cells in one question: each is one more list for the index to go through


def numbers(at: datetime) -> tuple[tuple[str, int], ...]:
    """Return the cells of a moment: the name of each size, and which of that size it is."""
    seconds = int(at.timestamp())
    return tuple((name, seconds >> size) for name, size in SIZES)


def cells_of(at: datetime) -> tuple[str, ...]:
    """Return the marks of a moment."""
    return tuple(f"{name}:{number}" for name, number in numbers(at))


def cover(
    since: datetime, until: datetime, most: int = MOST, names: Collection[str] = ("a", "m", "c")
) -> tuple[str, ...]:
    """Return the marks of which every moment from `since` (included) to `until` (not) has one; few, or none at all.

    None means that the whole of time is nearer than any few cells.
    """
    first, last = int(since.timestamp()), int(until.timestamp())
    for name, size in SIZES:
        cells = range(first >> size, (last >> size) + 1)
        if name in names and len(cells) <= most:
            return tuple(f"{name}:{cell}" for cell in cells)
    return ()


def is_rare(until: datetime, back_to: datetime, found: int, oldest: datetime, most: int) -> bool:
    """Say whether the whole history should hold no more than `most`, when `found` lay between two moments."""
    return (found + 1) * (until - oldest) <= most * (until - back_to)


def further(until: datetime, back_to: datetime, found: int, enough: int, oldest: datetime) -> datetime:
    """Return how far back to look next: as far as should hold `enough`, when `found` lay between two moments.

    What was found is taken for fewer, as chance may have it. At least four times as far as before, unless so much was
    found that what follows is known; never beyond `oldest`.
    """
    looked = until - back_to
    times = 1.2 * enough / max(found - math.sqrt(found), 0.5)
    if not TELLING <= found < enough:
        times = max(5.0, times)
    return oldest if looked * times >= until - oldest else until - looked * times
