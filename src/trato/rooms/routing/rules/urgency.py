"""How soon a case must be given to somebody: points that grow with waiting and never stop growing."""

from __future__ import annotations

from datetime import datetime

from trato.rooms.routing.model import WaitingCase, Weights

MINUTE = 60.0


def urgency(case: WaitingCase, weights: Weights, now: datetime) -> dict[str, float]:
    """Return the points of a case by what gives them: their sum says who goes first (S132, S196, S197)."""
    waited = max(0.0, (now - case.since).total_seconds()) / MINUTE
    return {
        "priority": weights.priority * case.priority,
        "slack": _slack(case, weights, now),
        "age": weights.age * waited,
        "tier": _tier(case, weights),
        "value": weights.value * case.value,
        "mood": -weights.mood * case.mood,
    }


def points(case: WaitingCase, weights: Weights, now: datetime) -> float:
    """Return how urgent a case is: the sum of its `urgency`, term by term in the same order."""
    return (
        weights.priority * case.priority
        + _slack(case, weights, now)
        + weights.age * (max(0.0, (now - case.since).total_seconds()) / MINUTE)
        + _tier(case, weights)
        + weights.value * case.value
        - weights.mood * case.mood
    )


def _tier(case: WaitingCase, weights: Weights) -> float:
    return weights.tier * (3 - case.tier) / 2


def _slack(case: WaitingCase, weights: Weights, now: datetime) -> float:
    """Return what its first promise adds: the nearer the more, and less once it is broken and past keeping."""
    if case.due_at is None:
        return 0.0
    left = (case.due_at - now).total_seconds()
    if left < 0:
        return weights.late
    half = weights.slack_half.total_seconds()
    return weights.slack * half / (half + left)
