"""The terms of choice as they are kept: names and numbers, each within what makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from trato.rooms.routing.model import Policy, Weights

MOST_POINTS = 1_000.0
LEAST_AGE = 0.01  # points a minute: waiting always counts, so that nothing starves
LONGEST_HALF = 86_400.0  # seconds
POINTS = ("priority", "slack", "late", "tier", "value", "mood", "sticky", "level", "scarce", "load")


def wrong(terms: Mapping[str, Any]) -> tuple[str, float, float] | None:
    """Return the first term that makes no sense, with the least and the most that it may be."""
    for name, value in terms.items():
        if name == "values":
            if not isinstance(value, Mapping) or any(not _is_number(v) or not 0 <= v <= 1 for v in value.values()):
                return name, 0.0, 1.0
        elif name in (*POINTS, "age", "slack_half"):
            least, most = _range(name)
            if not _is_number(value) or not least <= value <= most:
                return name, least, most
        else:
            return name, 0.0, 0.0
    return None


def policy_of(terms: Mapping[str, Any]) -> Policy:
    """Return the policy that terms describe; what they do not say is as usual."""
    said: dict[str, Any] = {name: float(terms[name]) for name in (*POINTS, "age") if name in terms}
    if "slack_half" in terms:
        said["slack_half"] = timedelta(seconds=float(terms["slack_half"]))
    return Policy(Weights(**said), dict(terms["values"])) if "values" in terms else Policy(Weights(**said))


def terms_of(policy: Policy) -> dict[str, Any]:
    """Return a policy as terms."""
    weights = policy.weights
    return {
        **{name: getattr(weights, name) for name in (*POINTS, "age")},
        "slack_half": weights.slack_half.total_seconds(),
        "values": dict(policy.values),
    }


def _range(name: str) -> tuple[float, float]:
    if name == "slack_half":
        return 1.0, LONGEST_HALF
    return (LEAST_AGE if name == "age" else 0.0), MOST_POINTS


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
