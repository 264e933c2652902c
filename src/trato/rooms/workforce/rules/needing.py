"""How many agents a promise needs, and how many conversations one agent can hold."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trato.rooms.workforce.model.staffing import Concurrency, Demand, Performance, Target
from trato.rooms.workforce.rules.erlang import perform

LARGEST_CREW = 100_000


class OutOfReach(ValueError):
    """No crew reaches the target, as a wait of nothing for all."""


def agents_needed(demand: Demand, target: Target, several: Concurrency | None = None) -> Performance:
    """Return the smallest crew that reaches `target`, as it performs. Raises OutOfReach, ValueError.

    More agents never do worse, so the answer is bracketed by doubling and halved down to.
    """
    check(target)
    if demand.rate == 0:
        return perform(0, demand, target.within, several)
    low, high = 0, max(1, math.ceil(demand.erlangs / 2))
    while not (best := perform(high, demand, target.within, several)).meets(target):
        if high > LARGEST_CREW:
            raise OutOfReach
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        found = perform(middle, demand, target.within, several)
        if found.meets(target):
            high, best = middle, found
        else:
            low = middle
    return best


def check(target: Target) -> None:
    """Raises ValueError for shares outside 0 to 1 and for negative times."""
    shares = [one for one in (target.share, target.occupancy, target.abandons) if one is not None]
    if any(not 0 <= one <= 1 for one in shares) or target.occupancy == 0:
        raise ValueError("a share is between 0 and 1")
    if not target.within >= 0 or (target.asa is not None and not target.asa >= 0):
        raise ValueError("a time is not negative")


def scheduled_for(agents: float, shrinkage: float) -> int:
    """Return how many to schedule so that `agents` are at work when the share `shrinkage` of paid time is not."""
    if not 0 <= shrinkage < 1:
        raise ValueError("shrinkage is a share below 1")
    return math.ceil(agents / (1 - shrinkage) - 1e-9)


def handles_at_once(work: float, pace: float, limit: int) -> Concurrency:
    """Return how long a conversation lasts while its agent holds 1 … `limit`.

    `work` are the agent's own seconds in one conversation, reading and typing and wrapping up; `pace` the seconds in
    which the customer reads, thinks and types (S97). An agent is a repairman of as many machines as conversations:
    C. Palm, "The assignment of workers in servicing automatic machines" (1958). The agent is at work for the share
    U(q) = 1 − 1/Σ q!/(q−i)!·(work/pace)^i, and a conversation lasts q·work/U(q).
    """
    if not 0 < work < math.inf or not 0 <= pace < math.inf or limit < 1:
        raise ValueError("an agent's work is more than nothing, the customer's pace and the limit are not negative")
    return Concurrency([held * work / busy_share(work, pace, held) for held in range(1, limit + 1)])


def busy_share(work: float, pace: float, held: int) -> float:
    """Return the share of an agent's time that is work while they hold `held` conversations."""
    if pace == 0:
        return 1.0
    whole = 1.0  # Σ q!/(q−i)!·(work/pace)^i, by its recursion in q
    for one in range(1, held + 1):
        whole = 1 + one * work / pace * whole
    return 1 - 1 / whole


LONGER = 1.25  # a dialogue may last a quarter longer than with an agent's whole attention
BUSIEST = 0.9  # of an agent's time in work: the rest is breath


def best_limit(handles: Sequence[float], work: float) -> int:
    """Return how many conversations at once serve the customer: COPC's caution (S96, S97).

    The most for which a dialogue lasts at most `LONGER` times what it lasts alone and the agent's hands are in work
    for at most `BUSIEST` of their time; always at least one.
    """
    best = 1
    for held, handle in enumerate(handles, start=1):
        if handle > LONGER * handles[0] or held * work / handle > BUSIEST:
            break
        best = held
    return best
