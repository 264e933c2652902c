"""What a deed costs a person who does it by hand: with it is estimated what intelligence saves, and what it costs.

The usual seconds are our own estimates, told as such, not measured anywhere: a place says its own, by its units.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LONGEST_EFFORT: Final = 3600  # seconds


class Effort(StrEnum):
    """A deed of a person; the value is the key of its setting."""

    TRIAGE = "effort.triage_seconds"  # seeing of a message that nobody need answer it, and setting it aside
    TAG = "effort.tag_seconds"  # putting a tag on a case
    CORRECTION = "effort.correction_seconds"  # seeing that a prediction is wrong, and putting it right


USUAL_EFFORT: Final[dict[Effort, int]] = {Effort.TRIAGE: 20, Effort.TAG: 15, Effort.CORRECTION: 10}
