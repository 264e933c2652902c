"""When to ask a machine that fails no more for a while: after some failures in a row, and each time for longer."""

from __future__ import annotations

OPENS_AT = 5  # failures in a row
FIRST_REST, LONGEST_REST = 5.0, 120.0  # seconds


def rest_after(failures: int) -> float:
    """Return the seconds to rest after so many failures in a row: none below five, then 5, doubling up to 120."""
    if failures < OPENS_AT:
        return 0.0
    return float(min(FIRST_REST * 2 ** min(failures - OPENS_AT, 10), LONGEST_REST))
