"""Time as words: each document bears the cells of time it lies in, so that a common word is read newest first.

Cells come in three sizes, 4 hours 33 minutes, 3 days and 48 days (2^14, 2^18 and 2^22 seconds).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

SIZES: Final = (("a", 14), ("m", 18), ("c", 22))
STEPS: Final = (("a", 14, 2), ("a", 14, 16), ("m", 18, 16), ("c", 22, 8))  # the last again and again


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` (included) to `until` (not), and the cells that cover it."""

    since: datetime
    until: datetime
    cells: tuple[str, ...]


def cells_of(at: datetime) -> tuple[str, ...]:
    """Return the marks of a moment."""
    seconds = int(at.timestamp())
    return tuple(f"{name}:{seconds >> size}" for name, size in SIZES)


def spans(oldest: datetime, until: datetime) -> Iterator[Span]:
    """Yield spans that follow one another from `until` back to `oldest`, each longer than the one before."""
    step = 0
    while until > oldest:
        name, size, many = STEPS[min(step, len(STEPS) - 1)]
        last = int(until.timestamp() - 1e-6) >> size
        first = max(last - many + 1, int(oldest.timestamp()) >> size)
        since = max(oldest, datetime.fromtimestamp(first << size, UTC))
        yield Span(since, until, tuple(f"{name}:{cell}" for cell in range(first, last + 1)))
        until, step = since, step + 1
