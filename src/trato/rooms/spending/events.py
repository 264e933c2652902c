"""Facts of spending."""

from __future__ import annotations

from typing import ClassVar

from trato.kit.events import Event


class BudgetReached(Event, frozen=True, kw_only=True):
    """A brand has spent `level` hundredths of its month's budget on messages: 80 and 100, each told once a month."""

    kind: ClassVar[str] = "spending.budget_reached"
    month: str  # its first day
    level: int
