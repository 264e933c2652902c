"""Words of how much a contact weighs: whom others hear, and who is worth much to us. Points, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WorthReason(StrEnum):
    """What gives points. `amount` is told with each: how many, how many times the usual, days, or the points said."""

    FOLLOWERS = "followers"
    VERIFIED = "verified"
    SAID = "said"  # the workspace says so itself, in an attribute
    ORDERS = "orders"
    SPENT = "spent"
    RECENT = "recent"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class WorthPart:
    """One reason: what it counts, and the points that it gives."""

    reason: WorthReason
    amount: float
    points: float


@dataclass(frozen=True, slots=True)
class Worth:
    """0 to 100, the sum of its parts at most."""

    points: int
    parts: tuple[WorthPart, ...]


@dataclass(frozen=True, slots=True)
class ContactWorth:
    """How much a contact weighs. None is unknown, which is not nothing; `refused`: they object to being profiled."""

    influence: Worth | None = None
    value: Worth | None = None
    refused: bool = False
