"""A simulator of waiting lines that shares nothing with the formulas of `workforce`: it follows each contact.

    trato bench queueing --json

Everybody who arrives has a patience and an amount of work of their own; agents work as fast as what they hold lets
them, take from the head of the line, and go to whoever holds least. It shows that the formulas are right, how far the
chain for several conversations at once is from agents who cannot even out what they hold, and reproduces what
R. B. Wallace and W. Whitt found in "A staffing algorithm for call centers with skill-based routing" (2004): with two
skills each, agents do almost as well as with all.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from heapq import heappop, heappush
from itertools import count
from random import Random
from statistics import fmean, stdev

from trato.app.report import Limit, Report
from trato.rooms.workforce.model.staffing import NEVER, Concurrency, Demand
from trato.rooms.workforce.rules.erlang import perform
from trato.rooms.workforce.rules.needing import handles_at_once

STUDENT = {9: 3.25, 19: 2.861, 39: 2.708}  # 99 of 100, by degrees of freedom


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run saw, as shares and seconds of all who were offered."""

    waits: float
    abandons: float
    service_level: float
    asa: float


@dataclass(slots=True)
class _Agent:
    """Several conversations at once, each given the same speed: `done` is how much each has been given so far."""

    held: list[tuple[float, int]] = field(default_factory=list)
    done: float = 0.0
    since: float = 0.0
    plan: int = 0


def follow(agents: int, demand: Demand, handles: Sequence[float], within: float, contacts: int, random: Random) -> Seen:
    """Follow `contacts` people through a crew; the first tenth only fill the room."""
    crew = [_Agent() for _ in range(agents)]
    loads: list[set[int]] = [set(range(agents)), *(set() for _ in handles)]
    line: deque[tuple[float, float, int]] = deque()
    agenda: list[tuple[float, int, int, int]] = []  # at, number, agent or -1 for an arrival, plan
    numbers, ids = count(), count()
    first = contacts // 10
    waited: list[float] = []
    lost = late = had_to = 0

    def work(one: int, now: float) -> None:
        agent = crew[one]
        if agent.held:
            agent.done += (now - agent.since) / handles[len(agent.held) - 1]
        agent.since = now

    def plan(one: int) -> None:
        agent = crew[one]
        agent.plan += 1
        if agent.held:
            left = max(0.0, agent.held[0][0] - agent.done) * handles[len(agent.held) - 1]
            heappush(agenda, (agent.since + left, next(numbers), one, agent.plan))

    def give(one: int, now: float) -> None:
        agent = crew[one]
        work(one, now)
        loads[len(agent.held)].discard(one)
        heappush(agent.held, (agent.done + random.expovariate(1.0), next(numbers)))
        loads[len(agent.held)].add(one)
        plan(one)

    heappush(agenda, (random.expovariate(demand.rate), next(numbers), -1, 0))
    arrived = 0
    while arrived < contacts:
        now, _, one, planned = heappop(agenda)
        while line and line[0][1] < now:  # who leads the line and left it
            came, left, person = line.popleft()
            if person >= first:
                lost += 1
                waited.append(left - came)
        if one < 0:
            person, arrived = next(ids), arrived + 1
            heappush(agenda, (now + random.expovariate(demand.rate), next(numbers), -1, 0))
            least = next((held for held in range(len(handles)) if loads[held]), None)
            if least is None:
                had_to += person >= first
                patience = NEVER if demand.patience == NEVER else random.expovariate(1 / demand.patience)
                line.append((now, now + patience, person))
            else:
                give(next(iter(loads[least])), now)
                if person >= first:
                    waited.append(0.0)
        elif crew[one].plan == planned:
            agent = crew[one]
            work(one, now)
            loads[len(agent.held)].discard(one)
            heappop(agent.held)
            loads[len(agent.held)].add(one)
            while line:
                came, left, person = line.popleft()
                if left < now:
                    lost += person >= first
                    if person >= first:
                        waited.append(left - came)
                    continue
                if person >= first:
                    waited.append(now - came)
                    late += now - came > within
                give(one, now)
                break
            else:
                plan(one)
    everybody = len(waited)
    return Seen(had_to / everybody, lost / everybody, 1 - (lost + late) / everybody, fmean(waited))


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean over runs and half its interval of 99 in 100."""

    mean: float
    half: float

    def holds(self, number: float) -> bool:
        return abs(number - self.mean) <= self.half


def interval(seen: Sequence[float]) -> Interval:
    return Interval(fmean(seen), STUDENT[len(seen) - 1] * stdev(seen) / math.sqrt(len(seen)))


def runs(
    agents: int, demand: Demand, handles: Sequence[float], within: float, contacts: int, seeds: int
) -> dict[str, Interval]:
    """Follow as many days as seeds, each with numbers of its own."""
    found = [asdict(follow(agents, demand, handles, within, contacts, Random(seed))) for seed in range(seeds)]
    return {name: interval([one[name] for one in found]) for name in found[0]}


@dataclass(frozen=True, slots=True)
class Pool:
    """A crew of `agents`, each with `skills` of `kinds` kinds of contact in turn; at most `places` in the room."""

    agents: int
    kinds: int
    skills: int
    rate: float
    handle: float
    places: int


def answer_by_skill(pool: Pool, within: float, contacts: int, random: Random) -> Seen:
    """Follow contacts of several kinds: to who has been idle longest among those whose first skill it is, then others.

    Who gets free takes the one who waited longest of their first kind, then of their others. Full: blocked.
    """
    of = [
        [(agent % pool.kinds + step * (1 + agent // pool.kinds % (pool.kinds - 1))) % pool.kinds for step in range(2)]
        if pool.skills == 2
        else [(agent + step) % pool.kinds for step in range(pool.skills)]
        for agent in range(pool.agents)
    ]
    idle_since = dict.fromkeys(range(pool.agents), 0.0)
    lines: list[deque[tuple[float, int]]] = [deque() for _ in range(pool.kinds)]
    agenda: list[tuple[float, int, int]] = []
    numbers = count()
    waited: list[float] = []
    late = had_to = blocked = inside = arrived = 0
    first = contacts // 10
    heappush(agenda, (random.expovariate(pool.rate), next(numbers), -1))
    while arrived < contacts:
        now, _, agent = heappop(agenda)
        if agent < 0:
            person, arrived, kind = arrived, arrived + 1, random.randrange(pool.kinds)
            heappush(agenda, (now + random.expovariate(pool.rate), next(numbers), -1))
            able = [(of[one].index(kind), since, one) for one, since in idle_since.items() if kind in of[one]]
            if inside >= pool.places:
                blocked += person >= first
            elif able:
                inside += 1
                one = min(able)[2]
                del idle_since[one]
                heappush(agenda, (now + random.expovariate(1 / pool.handle), next(numbers), one))
                if person >= first:
                    waited.append(0.0)
            else:
                inside, had_to = inside + 1, had_to + (person >= first)
                lines[kind].append((now, person))
            continue
        inside -= 1
        mine, *others = (lines[kind] for kind in of[agent])
        waiting = mine or min((line for line in others if line), key=lambda line: line[0], default=mine)
        if waiting:
            came, person = waiting.popleft()
            if person >= first:
                waited.append(now - came)
                late += now - came > within
            heappush(agenda, (now + random.expovariate(1 / pool.handle), next(numbers), agent))
        else:
            idle_since[agent] = now
    offered = len(waited) + blocked
    return Seen(had_to / offered, blocked / offered, 1 - (late + blocked) / offered, fmean(waited))


def skills(contacts: int, seeds: int) -> dict[int, dict[str, Interval]]:
    """Return how 90 agents do with 1, 2 and 6 of 6 skills, at 84 erlang with 30 places to wait."""
    shown: dict[int, dict[str, Interval]] = {}
    for several in (1, 2, 6):
        pool = Pool(agents=90, kinds=6, skills=several, rate=84 / 600, handle=600, places=120)
        found = [asdict(answer_by_skill(pool, 30, contacts, Random(seed))) for seed in range(seeds)]
        shown[several] = {name: interval([one[name] for one in found]) for name in found[0]}
    return shown


CHAT = handles_at_once(work=120, pace=360, limit=3)
LINES: dict[str, tuple[int, Demand, Concurrency, float]] = {
    "M/M/14": (14, Demand(100 / 1800, 180), Concurrency([180.0]), 20),
    "M/M/50+M": (50, Demand(48 / 60, 60, 120), Concurrency([60.0]), 5),
    "M/M/20+M, overloaded": (20, Demand(25 / 60, 60, 120), Concurrency([60.0]), 20),
    "chat, 3 at once, as fast": (6, Demand(0.035, 480, 240), Concurrency([480.0] * 3), 30),
    "chat, 3 at once, slower": (6, Demand(0.031, 480, 240), CHAT, 30),
}


def run(report: Report, contacts: int, seeds: int = 20) -> None:
    """Report formula and simulation of every line side by side, and what a second skill is worth."""
    for name, (agents, demand, crowd, within) in LINES.items():
        seen = runs(agents, demand, crowd.handles, within, contacts // seeds, seeds)
        told = asdict(perform(agents, demand, within, crowd))
        for one, found in seen.items():
            where = f"queueing.{name}.{one}"
            note = f"formula {told[one]:.4f} ± {found.half:.4f} in 99 of 100"
            report.add(where, round(found.mean, 4), "s" if one == "asa" else "share", note=note)
            if not found.holds(told[one]):
                report.fail(f"{where}: the formula's {told[one]:.4f} is not within {found.mean:.4f} ± {found.half:.4f}")
    shown = skills(contacts // 10, 10)
    for several, seen_pool in shown.items():
        level = seen_pool["service_level"]
        report.add(
            f"queueing.skills.{several}.service_level", round(level.mean, 4), "share", note=f"± {level.half:.4f}"
        )
    report.add("queueing.skills.gained_by_two", round(gained_by_two(shown), 3), "share", Limit(at_least=0.8))


def gained_by_two(shown: dict[int, dict[str, Interval]]) -> float:
    """Return the share of what all six skills take off the mean wait that two skills take off already."""
    one, two, six = (shown[several]["asa"].mean for several in (1, 2, 6))
    return (one - two) / (one - six)
