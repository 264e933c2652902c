"""How often something is counted again: soon after it changed, and never more often than its pace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """One count: whether it is to be made again, and when it was made last, in seconds of the loop's clock."""

    every: float
    _changed: bool = False
    _at: float = 0.0

    def stir(self) -> None:
        """Note that the count may be another one now."""
        self._changed = True

    def take(self, at: float) -> bool:
        """Say whether to count now, and note that it is done."""
        if not self._changed or at - self._at < self.every:
            return False
        self._changed, self._at = False, at
        return True

    def rest(self, at: float) -> float | None:
        """Return the seconds until the count is due; None when nothing changed."""
        return max(0.0, self._at + self.every - at) if self._changed else None
