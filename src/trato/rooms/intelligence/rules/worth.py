"""How much a contact weighs, 0 to 100, by points that a person can check (S217). What nobody told is unknown, not zero.

Influence: followers by powers of ten (a hundred gives 10, a million 80), an account that its network vouches for 20.
Value: what the workspace says itself; else 12 for each order of the last year, up to 48; what was spent in it, less
what was given back, 10 for each usual order, up to 30; 12 for one in the last 90 days; and then 10 for a company.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from trato.rooms.intelligence.model import Worth, WorthPart, WorthReason

PER_POWER, MOST_HEARD, VOUCHED = 17.5, 80.0, 20.0
PER_ORDER, MOST_ORDERS, PER_USUAL, MOST_SPENT, FRESH, COMPANY = 12.0, 48.0, 10.0, 30.0, 12.0, 10.0
FRESH_DAYS = 90.0


def influence_of(followers: int | None, verified: bool | None) -> Worth | None:
    """Return how many hear somebody; None where no channel told. That nobody vouches for them is no telling."""
    if followers is None and not verified:
        return None
    parts = []
    if followers is not None:
        points = min(MOST_HEARD, max(0.0, PER_POWER * (math.log10(followers) - 2) + 10)) if followers else 0.0
        parts.append(WorthPart(WorthReason.FOLLOWERS, followers, round(points, 1)))
    if verified:
        parts.append(WorthPart(WorthReason.VERIFIED, 1, VOUCHED))
    return _sum(parts)


def value_of(
    said: float | None, orders: int | None, times_usual: float | None, days_since: float | None, company: bool
) -> Worth | None:
    """Return what somebody is worth to us; None where nobody said and nothing that was bought is known.

    `times_usual`: what they spent as a multiple of a usual order; None where no order tells what is usual.
    """
    if said is not None:
        return _sum([WorthPart(WorthReason.SAID, said, min(100.0, max(0.0, said)))])
    if orders is None:
        return None
    parts = [WorthPart(WorthReason.ORDERS, orders, min(MOST_ORDERS, PER_ORDER * orders))]
    if times_usual is not None:
        spent = min(MOST_SPENT, max(0.0, PER_USUAL * times_usual))
        parts.append(WorthPart(WorthReason.SPENT, round(times_usual, 1), round(spent, 1)))
    if days_since is not None and days_since <= FRESH_DAYS:
        parts.append(WorthPart(WorthReason.RECENT, round(days_since), FRESH))
    if company:
        parts.append(WorthPart(WorthReason.COMPANY, 1, COMPANY))
    return _sum(parts)


def _sum(parts: Sequence[WorthPart]) -> Worth:
    return Worth(round(min(100.0, sum(one.points for one in parts))), tuple(parts))
