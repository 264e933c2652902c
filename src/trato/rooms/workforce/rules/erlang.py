"""Waiting lines: Erlang's B and C, Palm's A, and agents who hold several conversations at once.

All are one birth–death chain, kept in logarithms and ratios: nothing is a factorial and nothing overflows, with ten
thousand agents neither. Every rate is of one second.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from trato.rooms.workforce.model.staffing import Concurrency, Demand, Performance

_Floats = npt.NDArray[np.float64]
_NEGLIGIBLE = 46.0  # e^-46 is 1e-20 of the likeliest state
_LONGEST_LINE = 5_000_000  # people; whoever expects more has mistaken a unit


def blocked(agents: int, erlangs: float) -> float:
    """Return the share of contacts that find all `agents` taken and are lost (Erlang B).

    A. K. Erlang, "Solution of some problems in the theory of probabilities" (1917), by the recursion
    B(n) = a·B(n−1) / (n + a·B(n−1)), B(0) = 1. Raises ValueError for negative numbers.
    """
    _check(agents=agents, erlangs=erlangs)
    share = 1.0
    for n in range(1, agents + 1):
        share = erlangs * share / (n + erlangs * share)
    return share


def lines_needed(erlangs: float, lost: float) -> int:
    """Return the smallest number of lines that loses at most the share `lost` of the contacts (Erlang B)."""
    _check(erlangs=erlangs)
    if not 0 < lost < 1:
        raise ValueError("a share is between 0 and 1")
    share, n = 1.0, 0
    while share > lost:
        n += 1
        share = erlangs * share / (n + erlangs * share)
    return n


def waits(agents: int, erlangs: float) -> float:
    """Return the share of contacts that wait when nobody gives up (Erlang C, 1917); 1 where the line only grows.

    C = B / (1 − a/n·(1 − B)), with B of `blocked`.
    """
    _check(agents=agents, erlangs=erlangs)
    if erlangs >= agents:
        return 1.0 if erlangs > 0 or agents == 0 else 0.0
    lost = blocked(agents, erlangs)
    return agents * lost / (agents - erlangs * (1 - lost))


def perform(agents: int, demand: Demand, within: float, several: Concurrency | None = None) -> Performance:
    """Return how `agents` do in the long run against `demand`, with the service level for `within` seconds.

    Without patience this is Erlang C: a line that only grows has service level 0 and an infinite wait. With it,
    Erlang A: C. Palm (1957); A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue"
    (2005). With `several`, an agent's speed depends on how many conversations they hold, and conversations are
    spread evenly: M/M/n with rates by state; a limit of one is Erlang A exactly, whatever `demand.handle` says.
    Raises ValueError for times that are not positive, and for a line that nobody can mean.
    """
    _check(agents=agents, rate=demand.rate, within=within)
    handles = several.handles if several else [demand.handle]
    if not handles or any(not 0 < one < math.inf for one in handles) or not demand.patience > 0:
        raise ValueError("a time of handling and a patience are more than nothing")
    if demand.rate == 0:
        return Performance(agents, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    if agents == 0:
        return _nobody(demand)
    return _chain(agents, demand, within, handles)


def _nobody(demand: Demand) -> Performance:
    """With no agents all who have any patience lose it."""
    leave = 1.0 if demand.patience < math.inf else 0.0
    return Performance(0, 1.0, leave, 0.0, demand.patience, demand.rate * demand.patience, 0.0, 0.0)


def _chain(agents: int, demand: Demand, within: float, handles: Sequence[float]) -> Performance:
    speed = _speeds(agents, np.asarray(handles, dtype=np.float64))
    rate, giving_up, full = demand.rate, 1 / demand.patience, float(speed[-1])
    places = len(speed)
    if giving_up == 0 and rate >= full:
        return Performance(agents, 1.0, 0.0, 0.0, math.inf, math.inf, 1.0, places / agents)
    taken = np.concatenate(([0.0], np.cumsum(math.log(rate) - np.log(speed))))  # logs of the weights of 0 … places
    line = _line(rate, full, giving_up)
    top = max(float(taken.max()), float(taken[-1] + line.max()))
    taken, behind = np.exp(taken - top), np.exp(taken[-1] + line - top)
    if giving_up == 0:  # a geometric tail has closed sums
        ratio = rate / full
        all_behind = float(behind[0]) / (1 - ratio)
        queue_weight = all_behind * ratio / (1 - ratio)
    else:
        all_behind, queue_weight = float(behind.sum()), float(behind @ np.arange(len(behind)))
    whole = float(taken[:-1].sum()) + all_behind
    waiting, queue = all_behind / whole, queue_weight / whole
    busy = (float(taken[:-1] @ np.arange(places)) + all_behind * places) / whole
    with_any = (float(taken[:-1] @ np.minimum(np.arange(places), agents)) + all_behind * agents) / whole
    if giving_up == 0:
        in_time = 1 - waiting * math.exp(-(full - rate) * within)
    else:
        in_time = 1 - waiting + float(behind @ _answered(len(behind), full, giving_up, within)) / whole
    return Performance(
        agents=agents,
        waits=min(1.0, waiting),
        abandons=min(1.0, giving_up * queue / rate),
        service_level=min(1.0, max(0.0, in_time)),
        asa=queue / rate,
        queue=queue,
        occupancy=min(1.0, busy / places),
        concurrency=busy / with_any,
    )


def _speeds(agents: int, handles: _Floats) -> _Floats:
    """Return how many conversations the crew ends in a second while it holds 1, 2 … agents × limit of them."""
    held = np.arange(1, agents * len(handles) + 1)
    each, more = np.divmod(held, agents)  # `more` agents hold one more than the others
    alone = np.concatenate(([0.0], np.arange(1, len(handles) + 1) / handles, [0.0]))  # of one agent who holds 0, 1 …
    return np.asarray((agents - more) * alone[each] + more * alone[each + 1], dtype=np.float64)


def _line(rate: float, full: float, giving_up: float) -> _Floats:
    """Return the logs of the weights of 0, 1, 2 … people in line, that of none being 0, as far as they matter."""
    if giving_up == 0:
        return np.zeros(1)
    peak = max(0.0, (rate - full) / giving_up)
    length = peak + math.sqrt(2 * _NEGLIGIBLE * (peak + rate / giving_up)) + _NEGLIGIBLE
    if rate < full:
        length = min(length, _NEGLIGIBLE / math.log(full / rate) + 1)
    if length > _LONGEST_LINE:
        raise ValueError("the line would hold millions")
    steps = np.log(rate) - np.log(full + giving_up * np.arange(1, math.ceil(length) + 1))
    return np.concatenate(([0.0], np.cumsum(steps)))


def _answered(length: int, full: float, giving_up: float, within: float) -> _Floats:
    """Return for who finds 0, 1 … people in line the share that is answered within the time.

    With j = 1, 2 … places to go, the wait is a sum of exponentials of rates full + i·θ, i < j, that is −log(U)/θ with
    U of Beta(full/θ, j) (A. Rényi, "On the theory of order statistics", 1953); who is answered had patience for it:
    E[U; U ≥ e^(−θt)] = full/(full + jθ) · (1 − I(full/θ + 1, j)), and I is a sum of negative binomial terms.
    """
    place = np.arange(1, length + 1, dtype=np.float64)
    reached = -math.expm1(-giving_up * within) / giving_up
    if reached == 0:
        return np.zeros(length)
    steps = np.log((full + giving_up * place[:-1]) * reached / place[:-1])
    terms = np.exp(np.concatenate(([0.0], np.cumsum(steps))) - (full + giving_up) * within)
    not_yet = np.minimum(1.0, np.cumsum(terms))
    return np.asarray(full / (full + giving_up * place) * (1 - not_yet), dtype=np.float64)


def _check(**numbers: float) -> None:
    for name, number in numbers.items():
        if not 0 <= number < math.inf:
            raise ValueError(f"{name} is not a number from 0 up")
