"""Which case answers best: the nearest words, close together; names and subjects first; then what is recent."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from trato.rooms.search.model import Hit, Tier

PASSAGES: Final = 3  # shown of one case
_TIERS: Final = {Tier.EXACT: 3.0, Tier.STEM: 2.2, Tier.PREFIX: 1.4, Tier.TYPO: 0.6}
_HALF_LIFE: Final = 120.0  # days in which being recent counts half as much


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case and its best hits."""

    case_id: UUID
    score: float
    hits: tuple[Hit, ...]


def rank(hits: Iterable[Hit], now: datetime) -> list[Ranked]:
    """Group hits by case, the best case first; the same answer to the same hits, in whatever order they come."""
    by_case: dict[UUID, dict[UUID, Hit]] = defaultdict(dict)
    for hit in hits:
        by_case[hit.case_id].setdefault(hit.id, hit)
    ranked = []
    for case_id, found in by_case.items():
        best = sorted((-score(one, now), -one.at.timestamp(), one.id) for one in found.values())
        total = 0.15 * math.log(len(best)) - best[0][0]
        ranked.append(Ranked(case_id, total, tuple(found[id] for _, _, id in best[:PASSAGES])))
    return sorted(ranked, key=lambda one: (-one.score, one.case_id))


def score(hit: Hit, now: datetime) -> float:
    """Return how good one hit is."""
    days = max(0.0, (now - hit.at).total_seconds() / 86_400)
    value = _TIERS[hit.tier] + 0.8 * hit.adjacent + 0.6 * hit.near + 0.5 * math.exp(-days * math.log(2) / _HALF_LIFE)
    value += 1.5 * hit.named + 0.7 * hit.titled
    return value - 1.5 * hit.spread
