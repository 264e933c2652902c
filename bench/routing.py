"""The choice: how long it takes with 500 agents and 5,000 waiting cases, and what it is worth against taking turns.

    trato bench routing --json
    trato bench routing --compare round-robin --json

Pure figures are of `routing.decisions`, with their explanations, as the dispatcher asks it; those of the house are of
`routing.decide` on the shipped PostgreSQL in its default settings, reading included.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from statistics import fmean
from uuid import UUID

import uvloop

from bench import history
from bench.history import Shape
from bench.load import percentile
from bench.stand import stand
from trato.app.founding import found_workspace
from trato.app.report import Limit, Report
from trato.kit.events import SYSTEM
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import AgentAtWork, Need, Policy, WaitingCase
from trato.rooms.whatif import api as whatif
from trato.rooms.whatif.model import Numbers
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

AGENTS, WAITING, SKILLS, TEAMS = 500, 5_000, 8, 4
ROUNDS = 200
FREE = 5  # people with room for one more, in a steady house whose queue is long
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
DECISION = Limit(at_most=200)
REPLAN = Limit(at_most=1_000)
SEEDS = 30
STAFF = (16, 18)
FEWER = 0.20


class RoundRobin:
    """Taking turns: who waits the longest goes to the next in the circle who is there, has the skills and has room."""

    def __init__(self) -> None:
        self._at = 0

    def __call__(
        self, waiting: Sequence[WaitingCase], agents: Sequence[AgentAtWork], policy: Policy, now: datetime
    ) -> list[tuple[UUID, UUID]]:
        """Return which case goes to whom."""
        people = sorted(agents, key=lambda one: one.id.int)
        given: list[tuple[UUID, UUID]] = []
        for case in sorted(waiting, key=lambda one: (one.queued_at, one.case_id.int)):
            for step in range(len(people)):
                at = (self._at + step) % len(people)
                if case.team_id in people[at].teams and not routing.against(case, people[at]):
                    given.append((case.case_id, people[at].id))
                    people[at] = routing.taking(people[at], case)
                    self._at = (at + 1) % len(people)
                    break
        return given


def _made(chance: random.Random, free: int) -> tuple[list[WaitingCase], list[AgentAtWork]]:
    """Return a long queue, and people of whom `free` have room: for one more, or for five when all have."""
    skills, teams = [UUID(int=n) for n in range(1, SKILLS + 1)], [UUID(int=100 + n) for n in range(TEAMS)]
    cases = []
    for n in range(WAITING):
        waited = NOW - timedelta(seconds=chance.randint(0, 7_200))
        live = chance.random() < 0.7
        cases.append(
            WaitingCase(
                UUID(int=10_000 + n), UUID(int=50), chance.choice(teams), "whatsapp" if live else "mail", waited,
                waited, chance.choice((0, 0, 0, 1, 2)), NOW + timedelta(seconds=chance.randint(-3_600, 7_200)), live,
                needs=tuple(Need(one) for one in chance.sample(skills, chance.choice((0, 1, 1, 1, 2)))),
            )
        )  # fmt: skip
    room = 50 if free == AGENTS else 10
    has = set(chance.sample(range(AGENTS), free))
    people = [
        AgentAtWork(
            UUID(int=1_000 + n), "online", frozenset({chance.choice(teams)}),
            {one: chance.randint(1, 5) for one in skills if chance.random() < 0.5},
            room if n in has else 0, room if n in has else 0, 50, 100, 5,
            NOW - timedelta(seconds=chance.randint(0, 3_600)),
        )
        for n in range(AGENTS)
    ]  # fmt: skip
    return cases, people


def _pure(report: Report) -> None:
    """Times are of this process alone: what else the machine does is no part of them."""
    chance, took = random.Random(4), []
    made = [_made(chance, FREE) for _ in range(10)]
    for n in range(ROUNDS):
        began = time.process_time()
        routing.decisions(*made[n % 10], Policy(), NOW)
        took.append(time.process_time() - began)
    report.add("routing.decision_p50", round(percentile(took, 0.5) * 1000, 1), "ms")
    report.add(
        "routing.decision_p99", round(percentile(took, 0.99) * 1000, 1), "ms", DECISION,
        f"{AGENTS} agents of whom {FREE} have room, {WAITING} waiting, {ROUNDS} decisions",
    )  # fmt: skip
    whole = []
    for _ in range(5):
        cases, people = _made(chance, AGENTS)
        began = time.process_time()
        given = len(routing.decisions(cases, people, Policy(), NOW))
        whole.append(time.process_time() - began)
    report.add("routing.replan", round(max(whole) * 1000), "ms", REPLAN, f"the longest of 5; the last gave {given}")


async def _in_the_house(report: Report) -> None:
    """The same through `decide`: an organisation with some 5,000 cases in its queues and 500 people."""
    async with stand() as one:
        workspace = await found_workspace(one.house, "pirca", "Grupo Pirca")
        shape = Shape(cases=14_500, messages=29_000, open=14_500, resolved=0, agents=56)
        past = await history.write(one.house, one.server.url(), workspace, shape)
        people = [user for desk in past.desks for user in desk.agents]
        async with one.house.db.transaction(workspace, SYSTEM) as tx:
            await tx.connection.execute("update routing.queue set automatic = true")
            for user in people:
                await workforce.set_presence(tx, user, PresenceState.ONLINE)
                await workforce.set_capacity(tx, user, 0, 0)
            for who in await workforce.agents_now(tx, routing.held_by, people[:: len(people) // FREE][:FREE]):
                await workforce.set_capacity(tx, who.user_id, who.load + 10, who.async_load + 10)
            waiting = len(await routing.waiting_in(tx, await routing.list_queues(tx)))
        took, gave = [], 0
        for _ in range(ROUNDS // 4):
            async with one.house.db.transaction(workspace, SYSTEM) as tx:
                began = time.perf_counter()
                gave = len(await routing.decide(tx))
                took.append(time.perf_counter() - began)
        note = f"{len(people)} agents of whom {FREE} have room, {waiting} waiting rows, {gave} given"
        report.add("routing.house_decision_p50", round(percentile(took, 0.5) * 1000, 1), "ms")
        report.add("routing.house_decision_p99", round(percentile(took, 0.99) * 1000, 1), "ms", DECISION, note)
        async with one.house.db.transaction(workspace, SYSTEM) as tx:
            for user in people:
                await workforce.set_capacity(tx, user, 200, 200)
        async with one.house.db.transaction(workspace, SYSTEM) as tx:
            began = time.perf_counter()
            gave = len(await routing.decide(tx))
            report.add("routing.house_replan", round((time.perf_counter() - began) * 1000), "ms", REPLAN,
                       f"everybody has room; {gave} given")  # fmt: skip


def _pairs(seeds: int, agents: int) -> list[tuple[Numbers, Numbers]]:
    """Return each seed's day under the choice and under taking turns."""
    house, pairs = whatif.made_house(), []
    for seed in range(seeds):
        day = whatif.made_day(seed, agents=agents)
        ours, theirs = whatif.live(day, house), whatif.live(day, house, choice=RoundRobin())
        pairs.append((whatif.numbers_of(ours), whatif.numbers_of(theirs)))
    return pairs


def compare(report: Report, seeds: int = SEEDS) -> None:
    """Breaches at equal staff: cases that were due and not answered in time, with who left after the promise."""
    for agents in STAFF:
        pairs = _pairs(seeds, agents)
        ours, theirs = [one.breaches for one, _ in pairs], [one.breaches for _, one in pairs]
        low, high = whatif.interval([b - a for a, b in zip(ours, theirs, strict=True)])
        name = f"routing.{agents}_agents"
        report.add(f"{name}.breaches", round(fmean(ours), 1), "a day", note=f"of {pairs[0][0].offered} cases")
        report.add(f"{name}.breaches_round_robin", round(fmean(theirs), 1), "a day", note="with skills and capacity")
        report.add(f"{name}.fewer", round(fmean(theirs) - fmean(ours), 1), "a day",
                   note=f"95 % interval {low:.1f} to {high:.1f}, paired, {seeds} seeds")  # fmt: skip
        report.add(f"{name}.fewer_share", round(1 - fmean(ours) / fmean(theirs), 3), "", Limit(at_least=FEWER))
        report.add(f"{name}.fewer_share_at_least", round(low / fmean(theirs), 3), "", Limit(at_least=FEWER),
                   "the lower end of the interval")  # fmt: skip
        for what in ("abandonment", "gini", "occupancy", "wait_p90"):
            mean = [fmean(getattr(pair[which], what) or 0.0 for pair in pairs) for which in (0, 1)]
            report.add(f"{name}.{what}", round(mean[0], 3), "", note=f"round robin {mean[1]:.3f}")


def run(report: Report) -> None:
    """Fill the report with times."""
    _pure(report)
    uvloop.run(_in_the_house(report))
