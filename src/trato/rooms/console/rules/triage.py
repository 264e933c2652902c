"""How sure a sample makes of a share."""

from __future__ import annotations

from math import sqrt

Z = 1.96  # of an interval that holds nineteen times of twenty


def interval(hits: int, seen: int) -> tuple[float, float] | None:
    """Return the bounds of a share of `hits` among `seen` (Wilson, 1927); None where nothing was seen."""
    if seen == 0:
        return None
    share = hits / seen
    middle = share + Z * Z / (2 * seen)
    spread = Z * sqrt(share * (1 - share) / seen + Z * Z / (4 * seen * seen))
    under = 1 + Z * Z / seen
    return round(max(0.0, (middle - spread) / under), 3), round(min(1.0, (middle + spread) / under), 3)
