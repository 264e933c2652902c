"""From contacts expected to people needed, by half hour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from trato.rooms.workforce.errors import SenselessPromise
from trato.rooms.workforce.model.planning import MOST_AT_ONCE, Assumed, Kept, Limit, Measured, Promise
from trato.rooms.workforce.model.staffing import NEVER, Concurrency, Demand, Target
from trato.rooms.workforce.rules.needing import (
    BUSIEST,
    LONGER,
    OutOfReach,
    agents_needed,
    best_limit,
    busy_share,
    handles_at_once,
)

HALF_HOUR = 1800.0
LEAST_CASES = 20  # on fewer nothing is concluded
USUAL_WORK, USUAL_PACE = 300.0, 300.0
KEPT_SHARE = 0.9  # of the half hours with need, to say that a channel can be kept
LONGEST_PATIENCE = 86_400.0


def check_promise(promise: Promise) -> None:
    """Raises SenselessPromise for shares outside 0 to 1, and for times that are negative or longer than a day."""
    senses = {
        "share": 0 < promise.share < 1,
        "occupancy": 0 < promise.occupancy <= 1,
        "shrinkage": 0 <= promise.shrinkage < 0.9,
        "within": 0 <= promise.within <= LONGEST_PATIENCE,
    }
    for field, sense in senses.items():
        if not sense:
            raise SenselessPromise(field=field)


def assume(measured: Measured, told: float | None = None) -> Assumed:
    """Return what to plan with: what the log says on enough cases, else `told` for work, else usual values."""
    enough = measured.cases >= LEAST_CASES
    known = [name for name in ("work", "pace", "patience") if enough and getattr(measured, name) is not None]
    return Assumed(
        work=measured.work if "work" in known and measured.work else told or USUAL_WORK,
        pace=measured.pace if "pace" in known and measured.pace is not None else USUAL_PACE,
        patience=min(LONGEST_PATIENCE, measured.patience) if "patience" in known and measured.patience else None,
        measured=tuple(known),
    )


def limit_of(assumed: Assumed, in_force: int) -> Limit:
    """Return how many conversations at once serve the customer, and what sets the limit (COPC; S96, S97)."""
    handles = handles_at_once(assumed.work, assumed.pace, MOST_AT_ONCE).handles
    best = best_limit(handles, assumed.work)
    following = handles[min(best, MOST_AT_ONCE - 1)]
    longer = following > LONGER * handles[0]
    busy = tuple(busy_share(assumed.work, assumed.pace, held) for held in range(1, MOST_AT_ONCE + 1))
    why = "alone" if best == 1 else "pace" if longer else "hands" if busy[min(best, MOST_AT_ONCE - 1)] > BUSIEST else ""
    return Limit(in_force, best, why, tuple(handles), busy)


def live_need(contacts: float, assumed: Assumed, promise: Promise, at_once: int) -> float:
    """Return how many agents a half hour of a live channel needs, each holding up to `at_once` conversations."""
    if contacts <= 0:
        return 0.0
    several = handles_at_once(assumed.work, assumed.pace, at_once) if at_once > 1 else None
    handle = several.handles[0] if several else assumed.work + assumed.pace
    demand = Demand(contacts / HALF_HOUR, handle, assumed.patience or NEVER)
    try:
        crew = agents_needed(demand, Target(promise.share, promise.within), several or Concurrency([handle]))
    except OutOfReach:
        return math.inf
    return float(max(crew.agents, math.ceil(contacts * assumed.work / HALF_HOUR / promise.occupancy)))


def deferred_need(contacts: float, assumed: Assumed, promise: Promise) -> float:
    """Return how many agents the work of a half hour takes that may wait its turn: its hours, with breath."""
    return contacts * assumed.work / HALF_HOUR / promise.occupancy if contacts > 0 else 0.0


def needs(contacts: Sequence[float], assumed: Assumed, promise: Promise, at_once: int, *, live: bool) -> list[float]:
    """Return the agents that each half hour needs, shrinkage included, in tenths; alike half hours are counted once."""
    check_promise(promise)
    found: dict[float, float] = {}
    for one in contacts:
        tenth = math.ceil(one * 10) / 10
        if tenth not in found:
            need = live_need(tenth, assumed, promise, at_once) if live else deferred_need(tenth, assumed, promise)
            found[tenth] = math.ceil(need / (1 - promise.shrinkage) * 10 - 1e-9) / 10
    return [found[math.ceil(one * 10) / 10] for one in contacts]


def sustained(channels: Mapping[str, Sequence[float]], people: Sequence[float]) -> list[Kept]:
    """Return which channels can be kept with so many people in each half hour, in the order given (S133).

    Each is added to those kept before it; a channel that cannot be kept leaves its people to those after it.
    """
    together = [0.0] * len(people)
    found: list[Kept] = []
    for channel, need in channels.items():
        with_it = [a + b for a, b in zip(together, need, strict=True)]
        asked = [slot for slot, one in enumerate(need) if one > 0]
        enough = sum(people[slot] + 1e-9 >= with_it[slot] for slot in asked)
        share = enough / len(asked) if asked else 1.0
        kept = share >= KEPT_SHARE
        found.append(Kept(channel, round(sum(one for one in need if one < math.inf) / 2, 1), round(share, 3), kept))
        if kept:
            together = with_it
    return found
